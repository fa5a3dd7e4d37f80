// Keys broken into groups by spaces, line breaks or dashes, and keys as lists of bytes.
import { hasBase58Checksum, isExtendedPrefix, looksEncoded, type Run, runOf } from './base58.ts'
import type { Budget } from './budget.ts'
import { KIND, kinds, slice, type Span } from './reading.ts'

export interface SplitKey extends Span {
  /** Whether it cannot be a hash. */
  readonly isSure: boolean
}

export interface Groups {
  readonly codes: Uint16Array
  readonly budget: Budget
  /** Groups that follow each other: of hex (start, end, digits in all, decimal ones), of base58 (start, end, letters). */
  readonly hex: number[]
  readonly pieces: number[]
  readonly bytes: {
    start: number
    end: number
    count: number
    large: number
    isRising: boolean
    last: number
  }
  readonly found: SplitKey[]
  lastEnd: number
}

/** Most characters between two groups: ", 0x", "\n  ", " - ". */
const MOST_BETWEEN = 4
const KEY_DIGITS = 64
const PERCENT = 0x25
/** Numbers kept of a hex group. */
const HEX = 4
/** The same for the groups of one row: a key in single digits has 64. */
const MOST_HEX = HEX * 256
/** Random hex digits are 5 in 8 decimal ones; numbers, and words such as "dead beef cafe", are one-sided. */
const FEWEST_DIGITS = 16
const FEWEST_LETTERS = 8
/** Bytes of a private key; Solana's have twice as many. Random ones are mostly over 99 and not in order. */
const KEY_BYTES = 32
const FEWEST_LARGE = 6

export function createGroups(codes: Uint16Array, budget: Budget): Groups {
  return {
    codes,
    budget,
    hex: [],
    pieces: [],
    bytes: { start: 0, end: 0, count: 0, large: 0, isRising: true, last: -1 },
    found: [],
    lastEnd: -1,
  }
}

/** Takes the next run of letters and digits. */
export function takeGroup(groups: Groups, run: Run): void {
  const isNear = groups.lastEnd >= 0 && isSeparated(groups, run.start)
  groups.lastEnd = run.end
  takeHex(groups, run, isNear)
  takeByte(groups, run, isNear)
  takePiece(groups, run, isNear)
}

export function closeGroups(groups: Groups): void {
  closeHex(groups)
  closeBytes(groups)
  closePieces(groups)
}

/** Whether only a few marks and spaces stand between the last group and this one. */
function isSeparated({ codes, lastEnd }: Groups, start: number): boolean {
  if (start - lastEnd > MOST_BETWEEN) return false
  if (codes[start - 1] === PERCENT) return false // %E5%AF%86: an encoded address, not a key
  const kindOf = kinds()
  for (let i = lastEnd; i < start; i++) if ((kindOf[codes[i] ?? 0] ?? 0) > KIND.space) return false
  return true
}

function takeHex(groups: Groups, run: Run, isNear: boolean): void {
  const prefix = hexPrefix(groups.codes, run)
  const digits = run.end - run.start - prefix
  // A single digit may be the rest at the end, never the beginning.
  const fewest = groups.hex.length > 0 ? 1 : 2
  const isGroup = run.beyondHex === (prefix > 0 ? 1 : 0) && digits >= fewest && digits < KEY_DIGITS
  if (!isNear || !isGroup || groups.hex.length >= MOST_HEX) closeHex(groups)
  if (isGroup) groups.hex.push(run.start, run.end, digits, run.digits - (prefix === 2 ? 1 : 0))
}

/** Length of "0x" or, in a string of bytes, of the "x" in "\x4c". */
function hexPrefix(codes: Uint16Array, { start, beyondHex }: Run): number {
  if (beyondHex !== 1) return 0
  const isX = (i: number): boolean => ((codes[i] ?? 0) | 0x20) === 0x78
  if (codes[start] === 0x30 && isX(start + 1)) return 2
  return codes[start - 1] === 0x5c && isX(start) ? 1 : 0
}

/** Rows of groups with 64 digits in all. */
function closeHex({ hex, found }: Groups): void {
  if (hex.length > HEX && !isUuid(hex)) {
    let first = 0
    let total = 0
    let decimal = 0
    for (let i = 0; i < hex.length; i += HEX) {
      total += hex[i + 2] ?? 0
      decimal += hex[i + 3] ?? 0
      for (; total > KEY_DIGITS; first += HEX) {
        total -= hex[first + 2] ?? 0
        decimal -= hex[first + 3] ?? 0
      }
      if (total !== KEY_DIGITS || decimal < FEWEST_DIGITS || total - decimal < FEWEST_LETTERS) continue
      found.push({ start: hex[first] ?? 0, end: hex[i + 1] ?? 0, isSure: false })
      first = i + HEX
      total = 0
      decimal = 0
    }
  }
  hex.length = 0
}

const UUID = [8, 4, 4, 4, 12]

function isUuid(hex: readonly number[]): boolean {
  for (let i = 2; i < hex.length; i += HEX) {
    if (hex[i] === UUID[0] && UUID.every((digits, k) => hex[i + HEX * k] === digits)) return true
  }
  return false
}

/** A list of numbers below 256, as Solana's tools write keys. @see https://solana.com/docs (keypair files) */
function takeByte(groups: Groups, run: Run, isNear: boolean): void {
  const { bytes } = groups
  const value = byteOf(groups.codes, run)
  if (!isNear || value < 0) {
    closeBytes(groups)
    bytes.start = run.start
    bytes.count = 0
    bytes.large = 0
    bytes.isRising = true
    bytes.last = -1
  }
  if (value < 0) return
  bytes.end = run.end
  bytes.count++
  if (value > 99) bytes.large++
  if (value < bytes.last) bytes.isRising = false
  bytes.last = value
}

function closeBytes({ bytes, found }: Groups): void {
  const { start, end, count, large, isRising } = bytes
  if (count >= KEY_BYTES && large >= FEWEST_LARGE && !isRising) found.push({ start, end, isSure: true })
}

function byteOf(codes: Uint16Array, { start, end, digits }: Run): number {
  if (digits !== end - start || digits > 3) return -1
  let value = 0
  for (let i = start; i < end; i++) value = value * 10 + (codes[i] ?? 0) - 0x30
  return value < 256 ? value : -1
}

/** Pieces remembered, and how long one is. */
const MOST_PIECES = 64
const PIECE = { shortest: 3, longest: 110 } as const
const WIF = { shortest: 51, longest: 52 } as const
const EXTENDED = { longest: 111, shortest: 60 } as const
const FIRST_OF_WIF = Array.from('5KL9c', (char) => char.charCodeAt(0))

/** WIF and extended private keys in pieces: the first piece begins as they do, the last may be short. */
function takePiece(groups: Groups, { start, end, foreign }: Run, isNear: boolean): void {
  const { pieces } = groups
  const isPiece = foreign === 0 && end - start <= PIECE.longest
  const isLast = isPiece && end - start < PIECE.shortest
  if (!isNear || !isPiece || pieces.length >= 3 * MOST_PIECES) closePieces(groups)
  if (isPiece && !(isLast && pieces.length === 0)) pieces.push(start, end, end - start)
  if (isLast && pieces.length > 0) closePieces(groups)
}

function closePieces(groups: Groups): void {
  const { pieces, codes } = groups
  for (let first = 0; first + 3 < pieces.length; first += 3) {
    const start = pieces[first] ?? 0
    if (isExtendedPrefix(codes, start)) first = takeExtended(groups, first)
    else if (FIRST_OF_WIF.includes(codes[start] ?? 0)) takeWif(groups, first)
  }
  pieces.length = 0
}

function takeWif({ codes, pieces, budget, found }: Groups, first: number): void {
  let letters = 0
  for (let i = first; i < pieces.length && letters < WIF.longest; i += 3) {
    letters += pieces[i + 2] ?? 0
    if (i === first || letters < WIF.shortest || letters > WIF.longest || budget.checksums <= 0) continue
    const span = { start: pieces[first] ?? 0, end: pieces[i + 1] ?? 0 }
    if (!looksEncoded(sumOf(codes, pieces, first, i))) continue
    budget.checksums--
    const token = slice(codes, span.start, span.end).replace(/[^0-9A-Za-z]/g, '')
    if (hasBase58Checksum(token)) found.push({ ...span, isSure: true })
  }
}

/** Pieces up to the key's length. @returns where they end in `pieces` */
function takeExtended({ codes, pieces, found }: Groups, first: number): number {
  let letters = 0
  let last = first
  for (let i = first; i < pieces.length; i += 3) {
    if (letters + (pieces[i + 2] ?? 0) > EXTENDED.longest) break
    letters += pieces[i + 2] ?? 0
    last = i
  }
  if (letters >= EXTENDED.shortest && looksEncoded(sumOf(codes, pieces, first, last)))
    found.push({ start: pieces[first] ?? 0, end: pieces[last + 1] ?? 0, isSure: true })
  return last
}

/** What pieces are made of together. */
function sumOf(codes: Uint16Array, pieces: readonly number[], first: number, last: number): Run {
  const sum = { start: 0, end: 0, digits: 0, capitals: 0, smalls: 0, foreign: 0, beyondHex: 0 }
  for (let i = first; i <= last; i += 3) {
    const run = runOf(codes, pieces[i] ?? 0, pieces[i + 1] ?? 0)
    sum.end += run.end - run.start
    sum.digits += run.digits
    sum.capitals += run.capitals
    sum.smalls += run.smalls
  }
  return sum
}
