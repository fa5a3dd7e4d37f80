// Keys broken into groups by spaces, line breaks or dashes, and keys as lists of bytes.
import type { Run } from './base58.ts'
import type { Budget } from './budget.ts'
import { KIND, kinds, type Span } from './reading.ts'
import { closePieces, createPieces, type Pieces, takePiece } from './split-base58.ts'

export interface SplitKey extends Span {
  /** Whether it cannot be a hash. */
  readonly isSure: boolean
}

export interface Groups {
  readonly codes: Uint16Array
  /** Groups of hex that follow each other: start, end, digits in all, decimal ones. */
  readonly hex: number[]
  /** The same in base58. */
  readonly pieces: Pieces
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
/** The same for the groups of one row before it is looked through: a key in single digits has 64. */
const MOST_HEX = HEX * 256
/** Random hex digits are 5 in 8 decimal ones; numbers, and words such as "dead beef cafe", are one-sided. */
const FEWEST_DIGITS = 16
const FEWEST_LETTERS = 8
/** Bytes of a private key; Solana's have twice as many. Random ones are mostly over 99 and not in order. */
const KEY_BYTES = 32
const FEWEST_LARGE = 6

export function createGroups(codes: Uint16Array, budget: Budget): Groups {
  const found: SplitKey[] = []
  return {
    codes,
    hex: [],
    pieces: createPieces(codes, budget, (key) => found.push({ ...key, isSure: true })),
    bytes: { start: 0, end: 0, count: 0, large: 0, isRising: true, last: -1 },
    found,
    lastEnd: -1,
  }
}

/** Takes the next run of letters and digits. */
export function takeGroup(groups: Groups, run: Run): void {
  const isNear = groups.lastEnd >= 0 && isSeparated(groups, run.start)
  groups.lastEnd = run.end
  takeHex(groups, run, isNear)
  takeByte(groups, run, isNear)
  takePiece(groups.pieces, run, isNear)
}

export function closeGroups(groups: Groups): void {
  closeHex(groups)
  closeBytes(groups)
  closePieces(groups.pieces)
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
  const isGroup = run.beyondHex === (prefix > 0 ? 1 : 0) && digits >= 1 && digits < KEY_DIGITS
  if (!isNear || !isGroup) closeHex(groups)
  else if (groups.hex.length >= MOST_HEX) closeHex(groups, HEX * KEY_DIGITS)
  if (isGroup) groups.hex.push(run.start, run.end, digits, run.digits - (prefix === 2 ? 1 : 0))
}

/** Length of "0x" or, in a string of bytes, of the "x" in "\x4c". */
function hexPrefix(codes: Uint16Array, { start, beyondHex }: Run): number {
  if (beyondHex !== 1) return 0
  const isX = (i: number): boolean => ((codes[i] ?? 0) | 0x20) === 0x78
  if (codes[start] === 0x30 && isX(start + 1)) return 2
  return codes[start - 1] === 0x5c && isX(start) ? 1 : 0
}

/** Looks for rows of groups with 64 digits in all; identifiers part them. Keeps the last groups if a row goes on. */
function closeHex({ hex, found }: Groups, kept = 0): void {
  if (hex.length > HEX) {
    let start = 0
    for (let i = 0; i < hex.length; i += HEX) {
      if (!isUuid(hex, i)) continue
      findHexRows(hex, start, i, found)
      start = i + HEX * UUID.length
      i = start - HEX
    }
    findHexRows(hex, start, hex.length, found)
  }
  if (hex.length > 0) hex.splice(0, hex.length - kept)
}

function findHexRows(hex: readonly number[], from: number, until: number, found: SplitKey[]): void {
  let first = from
  let total = 0
  let decimal = 0
  for (let i = from; i < until; i += HEX) {
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

const UUID = [8, 4, 4, 4, 12]

function isUuid(hex: readonly number[], at: number): boolean {
  return hex[at + 2] === UUID[0] && UUID.every((digits, k) => hex[at + HEX * k + 2] === digits)
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
