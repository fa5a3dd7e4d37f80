// The guard in a page: the detectors, and of the word lists only those whose script a text is written in.
import { decodeTokens } from '../guard/encoded.ts'
import { createHanTable } from '../guard/han-table.ts'
import { readText } from '../guard/reading.ts'
import { type FieldHint, findSecretsWith, type Lexicon, type Secret } from '../guard/secret-finder.ts'
import { createWordTable } from '../guard/word-table.ts'

type Script = keyof Lexicon

/** Whether a text, as the detectors read it, has enough of a script for part of a phrase: six words, or their letters. */
const NEEDS: Readonly<Record<Script, (text: string) => boolean>> = {
  latin: (text) => count(text, /[a-z]/gi) >= 18,
  han: (text) => count(text, /\p{Script=Han}/gu) >= 6,
  kana: (text) => count(text, /\p{Script=Hiragana}/gu) >= 12,
  hangul: (text) => count(text, /\p{Script=Hangul}/gu) >= 6,
}
const LOADERS: { readonly [S in Script]-?: () => Promise<NonNullable<Lexicon[S]>> } = {
  latin: async () => createWordTable((await import('../guard/lists/latin.ts')).LATIN),
  han: async () => createHanTable((await import('../guard/lists/han.ts')).HAN),
  kana: async () => createWordTable([(await import('../guard/lists/kana.ts')).KANA]),
  hangul: async () => createWordTable([(await import('../guard/lists/hangul.ts')).HANGUL]),
}

const lexicon: { -readonly [S in Script]?: Lexicon[S] } = {}

/**
 * The secrets in a text, see {@link findSecretsWith}.
 * @throws if a word list that the text needs cannot be loaded
 */
export async function checkText(text: string, hint?: FieldHint): Promise<Secret[]> {
  const read = [text, ...decodeTokens(text).map((part) => part.text)]
    .map((part) => new TextDecoder('utf-16le').decode(readText(part).codes))
    .join('\n')
  const needed = (Object.keys(LOADERS) as Script[]).filter(
    (script) => !lexicon[script] && NEEDS[script](read),
  )
  await Promise.all(needed.map(load))
  return findSecretsWith(lexicon, text, hint)
}

async function load<S extends Script>(script: S): Promise<void> {
  lexicon[script] = (await LOADERS[script]()) as (typeof lexicon)[S]
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
