// All detectors over one text, with the word lists they are given: all of them on the server, the needed ones in a page.
import { type Budget, createBudget } from './budget.ts'
import { findChinesePhrases } from './chinese-phrase.ts'
import { type CredentialKind, findCredentials } from './credential.ts'
import { decodeTokens } from './encoded.ts'
import type { HanTable } from './han-table.ts'
import { findJoined, findJoinedLatin, findSpelledLatin, JOINED, type JoinedOptions } from './joined-phrase.ts'
import { findPrivateKeys } from './private-key.ts'
import { KIND, placeOf, type Reading, readText, type Span } from './reading.ts'
import { type Tokens, tokenise } from './tokens.ts'
import { findWordPhrases } from './word-phrase.ts'
import type { WordTable } from './word-table.ts'

/** `hash-or-key`: 64 hex digits or bytes that nothing around calls either. Whoever cannot ask treats it as a key. */
export type SecretKind = 'recovery-phrase' | CredentialKind | 'hash-or-key'

/** A secret as a half-open range of UTF-16 offsets in the text it was found in. */
export interface Secret {
  readonly kind: SecretKind
  readonly start: number
  readonly end: number
}

/** Word lists by script. Without one, phrases in its words pass. */
export interface Lexicon {
  readonly latin?: WordTable | undefined
  readonly han?: HanTable | undefined
  readonly kana?: WordTable | undefined
  readonly hangul?: WordTable | undefined
}

/** What a field asks for: `hash` says that 64 hex digits in it are a transaction's unless they are called a key. */
export interface FieldHint {
  readonly asksFor?: 'hash' | undefined
}

/**
 * Recovery phrases, keys, key files, passwords and codes in a text, in order and without overlap. Addresses, transaction
 * hashes and public keys are none. Takes time linear in the text's length, whatever the text. A finding means "treat as a
 * secret": it may cover a few words more than the secret, never less by choice.
 */
export function findSecretsWith(lexicon: Lexicon, text: string, hint: FieldHint = {}): Secret[] {
  return withoutOverlap([...findPlain(lexicon, text, hint), ...findEncoded(lexicon, text)])
}

/** Secrets in base64 or written as hexadecimal bytes: whole tokens, since nobody can read which part it is. */
function findEncoded(lexicon: Lexicon, text: string): Secret[] {
  const parts = decodeTokens(text)
  if (parts.length === 0) return []
  const found = withoutOverlap(findPlain(lexicon, parts.map((part) => part.text).join('\n'), {}))
  let next = 0
  let offset = 0
  return parts.flatMap(({ start, end, text: { length } }) => {
    const from = offset
    offset += length + 1
    while ((found[next]?.end ?? offset) <= from) next++
    const secret = found[next]
    if (!secret || secret.start >= from + length) return []
    // Nobody asked whether it is a hash could tell.
    return [{ kind: secret.kind === 'hash-or-key' ? 'private-key' : secret.kind, start, end }]
  })
}

function findPlain(lexicon: Lexicon, text: string, { asksFor }: FieldHint): Secret[] {
  const reading = readText(text)
  const tokens = tokenise(reading)
  const budget = createBudget()
  const secrets: Secret[] = []
  const add = (kind: SecretKind, spans: readonly Span[]): void => {
    for (const span of spans) secrets.push({ kind, ...placeOf(reading, span) })
  }
  add('recovery-phrase', findPhrases(lexicon, reading, tokens, budget))
  for (const { isUnclear, ...span } of findPrivateKeys(reading, budget)) {
    if (!isUnclear) add('private-key', [span])
    else if (asksFor !== 'hash') add('hash-or-key', [span])
  }
  for (const { kind, ...span } of findCredentials(reading, tokens, budget)) add(kind, [span])
  return secrets
}

function findPhrases(
  { latin, han, kana, hangul }: Lexicon,
  reading: Reading,
  tokens: Tokens,
  budget: Budget,
): Span[] {
  const has = (kind: number): boolean => tokens.kinds.subarray(0, tokens.count).includes(kind)
  const inWords = (table: WordTable | undefined, kind: number): Span[] =>
    table && has(kind) ? findWordPhrases(reading, tokens, table, kind, budget) : []
  return [
    ...inWords(latin, KIND.latin),
    ...inWords(kana, KIND.kana),
    ...inWords(hangul, KIND.hangul),
    ...(latin ? findJoinedLatin(reading, tokens, latin) : []),
    ...(latin ? findSpelledLatin(reading, tokens, latin) : []),
    ...(kana ? findInScript(reading, tokens, kana, JOINED.kana) : []),
    ...(hangul ? findInScript(reading, tokens, hangul, JOINED.hangul) : []),
    ...(han && has(KIND.han) ? findChinesePhrases(reading, han, budget) : []),
  ]
}

/** From the first letter of a script to the last. */
function findInScript(reading: Reading, tokens: Tokens, table: WordTable, options: JoinedOptions): Span[] {
  const kinds = tokens.kinds.subarray(0, tokens.count)
  const first = kinds.indexOf(options.kind)
  if (first < 0) return []
  const span = { start: tokens.starts[first] ?? 0, end: tokens.ends[kinds.lastIndexOf(options.kind)] ?? 0 }
  return findJoined(reading.codes, span, table, options)
}

function withoutOverlap(secrets: readonly Secret[]): Secret[] {
  const merged: Secret[] = []
  for (const secret of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (!last || secret.start >= last.end) {
      merged.push(secret)
      continue
    }
    const kind = last.kind === 'hash-or-key' ? secret.kind : last.kind
    merged[merged.length - 1] = { kind, start: last.start, end: Math.max(last.end, secret.end) }
  }
  return merged
}

/** What stands in a secret's place. */
export const REMOVED = '[removed]'

/** The text with every secret replaced by {@link REMOVED}. */
export function replaceSecrets(text: string, secrets: readonly Secret[], by: string = REMOVED): string {
  const parts: string[] = []
  let end = 0
  for (const secret of secrets) {
    parts.push(text.slice(end, secret.start), by)
    end = secret.end
  }
  parts.push(text.slice(end))
  return parts.join('')
}
