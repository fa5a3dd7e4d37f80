// Recovery phrases and private keys in what people type: found, and cut out before anything is stored or logged.
import { findChinesePhrases } from './chinese-phrase.ts'
import { findEnglishPhrases } from './english-phrase.ts'
import { foldWidth } from './fold.ts'
import type { Span } from './phrase.ts'
import { findPrivateKeys } from './private-key.ts'

export type SecretKind = 'recovery-phrase' | 'private-key'

/** A secret as a half-open range of UTF-16 offsets in the text it was found in. */
export interface Secret {
  readonly kind: SecretKind
  readonly start: number
  readonly end: number
}

/** What stands in a secret's place. */
export const REMOVED = '[removed]'

/**
 * Recovery phrases (BIP-39 in English, Simplified or Traditional Chinese) and private keys in a text, in order and
 * without overlap. Public addresses and transaction hashes are none. Takes time linear in the text's length, whatever
 * the text. A finding means "treat as a secret": it may cover a few words more than the secret, never less by choice.
 */
export function findSecrets(text: string): Secret[] {
  const folded = foldWidth(text)
  return withoutOverlap([
    ...findEnglishPhrases(folded).map((span) => secretOf('recovery-phrase', span)),
    ...findChinesePhrases(folded).map((span) => secretOf('recovery-phrase', span)),
    ...findPrivateKeys(folded).map((span) => secretOf('private-key', span)),
  ])
}

/**
 * The text with every secret replaced by {@link REMOVED}.
 * @returns the new text and each kind found once; `found` is empty if the text is unchanged.
 */
export function redactSecrets(text: string): { text: string; found: SecretKind[] } {
  const secrets = findSecrets(text)
  const parts: string[] = []
  let end = 0
  for (const secret of secrets) {
    parts.push(text.slice(end, secret.start), REMOVED)
    end = secret.end
  }
  parts.push(text.slice(end))
  return { text: parts.join(''), found: [...new Set(secrets.map((secret) => secret.kind))] }
}

function secretOf(kind: SecretKind, { start, end }: Span): Secret {
  return { kind, start, end }
}

function withoutOverlap(secrets: readonly Secret[]): Secret[] {
  const merged: Secret[] = []
  for (const secret of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && secret.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, secret.end) }
    else merged.push(secret)
  }
  return merged
}
