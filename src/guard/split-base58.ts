// WIF and extended private keys broken into pieces: by spaces, line breaks or dashes, down to single letters.
import { hasBase58Checksum, isExtendedPrefix, looksEncoded, type Run } from './base58.ts'
import type { Budget } from './budget.ts'
import { slice, type Span } from './reading.ts'

/** The letters of pieces that follow each other, from the first piece that may begin a key on. */
export interface Pieces {
  readonly codes: Uint16Array
  readonly budget: Budget
  /** Keys are handed to this. */
  readonly take: (key: Span) => void
  readonly letters: Uint16Array
  /** Where each letter stands in the reading. */
  readonly places: Int32Array
  /** Of each letter, 1 if a piece begins with it. */
  readonly isFirst: Uint8Array
  /** Before each letter, how many digits (low half) and capitals (high half) there were. */
  readonly sums: Int32Array
  count: number
}

/** Longer runs are no pieces of anything. */
const LONGEST_PIECE = 110
const WIF_LENGTHS = [51, 52] as const
const EXTENDED = { longest: 111, shortest: 60 } as const
/** Letters gathered before those from which no key can reach further are let go. */
const MOST_LETTERS = 1_024
const CAPITAL = 0x10000
/** First letters of WIF keys (Bitcoin, Litecoin, Dogecoin, Dash, testnets) and of extended ones. */
const FIRST = new Uint8Array(128)
for (const char of '5KL9c6TQ7XxyztuvYZUV') FIRST[char.charCodeAt(0)] = 1

export function createPieces(codes: Uint16Array, budget: Budget, take: (key: Span) => void): Pieces {
  const size = MOST_LETTERS + LONGEST_PIECE
  return {
    codes,
    budget,
    take,
    letters: new Uint16Array(size),
    places: new Int32Array(size),
    isFirst: new Uint8Array(size + 1),
    sums: new Int32Array(size + 1),
    count: 0,
  }
}

/** Takes the next run of letters and digits. */
export function takePiece(pieces: Pieces, { start, end, foreign }: Run, isNear: boolean): void {
  const { codes, letters, places, isFirst, sums } = pieces
  const isPiece = foreign === 0 && end - start <= LONGEST_PIECE
  if (pieces.count > 0 && !(isNear && isPiece)) closePieces(pieces)
  if (!isPiece || (pieces.count === 0 && FIRST[codes[start] ?? 0] !== 1)) return
  for (let i = start; i < end; i++) {
    const code = codes[i] ?? 0
    const at = pieces.count++
    letters[at] = code
    places[at] = i
    isFirst[at] = i === start ? 1 : 0
    sums[at + 1] = (sums[at] ?? 0) + (code < 0x3a ? 1 : code < 0x5b ? CAPITAL : 0)
  }
  if (pieces.count > MOST_LETTERS) letGo(pieces, pieces.count - EXTENDED.longest)
}

/** Looks through what is left. */
export function closePieces(pieces: Pieces): void {
  letGo(pieces, pieces.count)
}

/** Looks for keys that begin among the first letters, and drops those. */
function letGo(pieces: Pieces, until: number): void {
  const { letters, places, isFirst, sums, count } = pieces
  isFirst[count] = 1
  let first = count < WIF_LENGTHS[0] ? until : 0
  for (; first < until; first++) {
    if (isFirst[first] !== 1 || FIRST[letters[first] ?? 0] !== 1) continue
    const end = endOfKey(pieces, first)
    if (end === 0) continue
    pieces.take({ start: places[first] ?? 0, end: (places[end - 1] ?? 0) + 1 })
    first = end - 1
  }
  for (const list of [letters, places, isFirst]) list.copyWithin(0, first, count)
  sums.copyWithin(0, first, count + 1)
  pieces.count = count - first
}

/** Where the key ends that begins at a letter; 0 if none does. */
function endOfKey(pieces: Pieces, first: number): number {
  const { letters, isFirst, count, budget } = pieces
  if (isExtendedPrefix(letters, first)) {
    let end = Math.min(count, first + EXTENDED.longest)
    while (isFirst[end] !== 1) end--
    return end - first >= EXTENDED.shortest && isMixed(pieces, first, end) ? end : 0
  }
  for (const length of WIF_LENGTHS) {
    const end = first + length
    if (end > count || isFirst[end] !== 1 || !isMixed(pieces, first, end)) continue
    if (budget.checksums <= 0) return end
    budget.checksums--
    if (hasBase58Checksum(slice(letters, first, end))) return end
  }
  return 0
}

function isMixed({ sums }: Pieces, start: number, end: number): boolean {
  const sum = (sums[end] ?? 0) - (sums[start] ?? 0)
  const digits = sum & (CAPITAL - 1)
  const capitals = sum >>> 16
  return looksEncoded({ start, end, digits, capitals, smalls: end - start - digits - capitals })
}
