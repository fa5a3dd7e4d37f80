// Costly steps one text may ask for, so that hostile text takes no longer than any other of its length.

/**
 * Each is far more than the longest field has room for. Whatever goes beyond counts as a secret.
 */
export interface Budget {
  /** SHA-256 checksums of phrases and keys. */
  checksums: number
  /** Unknown words tried for typing slips. */
  slips: number
  /** Tokens of 64 digits or bytes whose neighbouring words are read. */
  judgements: number
  /** Words such as "password" or "code" whose neighbours are read. */
  cues: number
  /** Places where the words of a Chinese phrase may have been announced. */
  announcements: number
}

export function createBudget(): Budget {
  return { checksums: 500, slips: 500, judgements: 400, cues: 1_500, announcements: 3_000 }
}
