// Words as numbers, so that a text is looked up without being cut into strings.

/** FNV-1a. @see https://datatracker.ietf.org/doc/draft-eastlake-fnv/ */
export const HASH_START = 0x811c9dc5 | 0

/** The hash after one more code; ASCII letters count in small. Two words share a hash once in four billion. */
export function addToHash(hash: number, code: number): number {
  const small = code >= 0x41 && code <= 0x5a ? code | 0x20 : code
  return Math.imul(hash ^ small, 0x01000193)
}

/** The hash of a word that is folded already. */
export function hashOf(word: string): number {
  let hash = HASH_START
  for (let i = 0; i < word.length; i++) hash = addToHash(hash, word.charCodeAt(i))
  return hash
}
