// What recovery phrases of every language have in common.

/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Numbers of words BIP-39 allows, longest first so that the whole phrase is taken. */
export const PHRASE_LENGTHS = [24, 21, 18, 15, 12] as const

/** Checksums computed per text and language. Beyond it (hostile input only) a suspicious stretch counts unchecked. */
export const MOST_CHECKSUMS = 2_000
