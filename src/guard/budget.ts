// Costly steps one text may ask for, so that hostile text takes no longer than any other of its length.

/**
 * Each is far more than the longest field has room for. What goes beyond counts as a secret where the step would have
 * cleared it, and passes where the step would have been the only sign.
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
}

export function createBudget(): Budget {
  return { checksums: 500, slips: 500, judgements: 400, cues: 1_500 }
}
