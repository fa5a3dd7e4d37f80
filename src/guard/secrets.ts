// Secrets in what people type, with every word list at hand: found, and cut out before anything is stored or logged.
import { createHanTable } from './han-table.ts'
import { HAN } from './lists/han.ts'
import { HANGUL } from './lists/hangul.ts'
import { KANA } from './lists/kana.ts'
import { LATIN } from './lists/latin.ts'
import {
  type FieldHint,
  findSecretsWith,
  type Lexicon,
  replaceSecrets,
  type Secret,
  type SecretKind,
} from './secret-finder.ts'
import { createWordTable } from './word-table.ts'

let lexicon: Lexicon | undefined

/** The official word lists, as tables; made when first needed, in some 40 ms. */
export function fullLexicon(): Lexicon {
  lexicon ??= {
    latin: createWordTable(LATIN),
    han: createHanTable(HAN),
    kana: createWordTable([KANA]),
    hangul: createWordTable([HANGUL]),
  }
  return lexicon
}

/** See {@link findSecretsWith}. */
export function findSecrets(text: string, hint?: FieldHint): Secret[] {
  return findSecretsWith(fullLexicon(), text, hint)
}

/**
 * The text with every secret replaced by `[removed]`.
 * @returns the new text and each kind found once; `found` is empty if the text is unchanged.
 */
export function redactSecrets(text: string, hint?: FieldHint): { text: string; found: SecretKind[] } {
  const secrets = findSecrets(text, hint)
  return { text: replaceSecrets(text, secrets), found: [...new Set(secrets.map(({ kind }) => kind))] }
}
