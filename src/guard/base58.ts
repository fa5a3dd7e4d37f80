// Runs of letters and digits: what they are made of, and base58, in which Bitcoin and Solana write keys.
import { sha256 } from '@noble/hashes/sha2.js'
import { KIND, kinds, slice, type Span } from './reading.ts'

/** A run of ASCII letters and digits with what it is made of. */
export interface Run extends Span, Mix {}

interface Mix {
  readonly digits: number
  readonly capitals: number
  readonly smalls: number
  /** Characters that base58 lacks: 0, O, I and l. */
  readonly foreign: number
  /** Characters that hexadecimal lacks. */
  readonly beyondHex: number
}

type OpenRun = { -readonly [Name in keyof Run]: Run[Name] }

const NO_RUN: Run = { start: 0, end: 0, digits: 0, capitals: 0, smalls: 0, foreign: 0, beyondHex: 0 }

/*
 * What each ASCII code adds to a run, a byte for each sum: digits, capitals, what base58 lacks, what hexadecimal lacks.
 * Longer runs than a byte counts hold no key.
 */
const SUMS = new Int32Array(128)
const SUM = { digits: 1, capitals: 1 << 8, foreign: 1 << 16, beyondHex: 1 << 24 } as const
const MOST_COUNTED = 0x7f
for (let code = 0x30; code <= 0x7a; code++) {
  const char = String.fromCharCode(code)
  if (!/[0-9A-Za-z]/.test(char)) continue
  SUMS[code] =
    (/\d/.test(char) ? SUM.digits : 0) +
    (/[A-Z]/.test(char) ? SUM.capitals : 0) +
    (/[0OIl]/.test(char) ? SUM.foreign : 0) +
    (/[G-Zg-z]/.test(char) ? SUM.beyondHex : 0)
}

/**
 * Calls back for each run of letters and digits, in order, with one object for all of them: copy what is to stay. Of runs
 * longer than any key only the first characters are counted.
 */
export function eachRun(codes: Uint16Array, take: (run: Run) => void): void {
  const kindOf = kinds()
  const run: OpenRun = { ...NO_RUN }
  let start = -1
  let sums = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    const kind = kindOf[code]
    if (kind === KIND.digit || kind === KIND.latin) {
      if (start < 0) start = i
      if (i - start < MOST_COUNTED) sums += SUMS[code] ?? 0
    } else if (start >= 0) {
      set(run, start, i, sums)
      take(run)
      start = -1
      sums = 0
    }
  }
  if (start < 0) return
  set(run, start, codes.length, sums)
  take(run)
}

function set(run: OpenRun, start: number, end: number, sums: number): void {
  const digits = sums & 0xff
  const capitals = (sums >>> 8) & 0xff
  run.start = start
  run.end = end
  run.digits = digits
  run.capitals = capitals
  run.smalls = end - start - digits - capitals
  run.foreign = (sums >>> 16) & 0xff
  run.beyondHex = sums >>> 24
}

/** Whether it has capitals, small letters and digits as encoded bytes do: random base58 has none of one kind in 1 of 5,000. */
export function looksEncoded({
  start,
  end,
  digits,
  capitals,
  smalls,
}: Pick<Run, 'start' | 'end' | 'digits' | 'capitals' | 'smalls'>): boolean {
  const fewest = Math.max(2, (end - start) / 12)
  return digits >= 1 && capitals >= fewest && smalls >= fewest
}

/** BIP-32 and SLIP-132 private keys: xprv and its variants for other scripts and networks. */
export function isExtendedPrefix(codes: Uint16Array, start: number): boolean {
  return codes[start + 1] === 0x70 && /^[xyztuvYZUV]prv$/.test(slice(codes, start, start + 4))
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i

/**
 * Whether the last 4 bytes are the double SHA-256 hash of those before; a random token's are once in four billion.
 * Quadratic, for tokens of bounded length.
 * @see https://en.bitcoin.it/wiki/Base58Check_encoding
 */
export function hasBase58Checksum(token: string): boolean {
  const bytes = decode(token)
  if (bytes.length < 5) return false
  const sum = sha256(sha256(bytes.subarray(0, -4)))
  return bytes.subarray(-4).every((byte, i) => byte === sum[i])
}

function decode(token: string): Uint8Array {
  const bytes: number[] = []
  for (let i = 0; i < token.length; i++) {
    let carry = VALUES[token.charCodeAt(i)] ?? -1
    if (carry < 0) return new Uint8Array()
    for (let k = 0; k < bytes.length; k++) {
      carry += (bytes[k] ?? 0) * 58
      bytes[k] = carry & 0xff
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff)
  }
  for (let i = 0; token.charCodeAt(i) === 0x31; i++) bytes.push(0)
  return Uint8Array.from(bytes.reverse())
}
