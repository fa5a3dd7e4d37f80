// What the Chinese lists prove: the place of each character, its rarity, and the pairs that ordinary text is made of.

export interface HanLists {
  readonly simplified: readonly string[]
  readonly traditional: readonly string[]
  /** See `formatPairs` in `scripts/guard-tables.ts`. */
  readonly pairs: string
}

export interface HanTable {
  /** Place on the lists + 1 by character code, 0 for a character that is on none; both scripts share their places. */
  readonly places: Uint16Array
  /** Bits of evidence by place. */
  readonly bits: Float32Array
  /** One bit for each pair of places, first × {@link LIST} + second. */
  readonly pairs: Uint8Array
}

export const LIST = 2048

/*
 * Both lists stand in order of frequency, so a place tells the probability in text (Zipf–Mandelbrot with this offset).
 */
const ZIPF_OFFSET = 30

export function createHanTable({ simplified, traditional, pairs }: HanLists): HanTable {
  const places = new Uint16Array(0x10000)
  for (const list of [simplified, traditional]) {
    for (const [place, char] of list.entries()) places[char.charCodeAt(0)] = place + 1
  }
  const sum = simplified.reduce((total, _, rank) => total + 1 / (rank + ZIPF_OFFSET), 0)
  const bits = Float32Array.from(simplified, (_, rank) => Math.log2(((rank + ZIPF_OFFSET) * sum) / LIST))
  return { places, bits, pairs: readPairs(pairs) }
}

function readPairs(pairs: string): Uint8Array {
  const set = new Uint8Array((LIST * LIST) / 8)
  const bytes = atob(pairs)
  let pair = 0
  let step = 0
  let shift = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i)
    step |= (byte & 0x7f) << shift
    shift += 7
    if (byte > 0x7f) continue
    pair += step
    set[pair >> 3] = (set[pair >> 3] ?? 0) | (1 << (pair & 7))
    step = 0
    shift = 0
  }
  return set
}

export function isPair({ pairs }: HanTable, first: number, second: number): boolean {
  const pair = first * LIST + second
  return (((pairs[pair >> 3] ?? 0) >> (pair & 7)) & 1) === 1
}
