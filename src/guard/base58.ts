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

/** Calls back for each run of letters and digits, in order, with one object for all of them: copy what is to stay. */
export function eachRun(codes: Uint16Array, take: (run: Run) => void): void {
  const kindOf = kinds()
  const run: OpenRun = { ...NO_RUN }
  let start = -1
  for (let i = 0; i <= codes.length; i++) {
    const kind = i < codes.length ? kindOf[codes[i] ?? 0] : KIND.mark
    if (kind === KIND.digit || kind === KIND.latin) {
      if (start < 0) start = i
    } else if (start >= 0) {
      measure(codes, start, i, run)
      take(run)
      start = -1
    }
  }
}

/** What a run is made of. */
export function runOf(codes: Uint16Array, start: number, end: number): Run {
  const run: OpenRun = { ...NO_RUN }
  measure(codes, start, end, run)
  return run
}

function measure(codes: Uint16Array, start: number, end: number, run: OpenRun): void {
  let digits = 0
  let capitals = 0
  let foreign = 0
  let beyondHex = 0
  for (let i = start; i < end; i++) {
    const code = codes[i] ?? 0
    if (code < 0x3a) {
      digits++
      if (code === 0x30) foreign++
      continue
    }
    if (code < 0x5b) capitals++
    if ((code | 0x20) > 0x66) beyondHex++
    if (code === 0x4f || code === 0x49 || code === 0x6c) foreign++
  }
  run.start = start
  run.end = end
  run.digits = digits
  run.capitals = capitals
  run.smalls = end - start - digits - capitals
  run.foreign = foreign
  run.beyondHex = beyondHex
}

/** Whether it has capitals, small letters and digits as encoded bytes do: random base58 has none of one kind in 1 of 5,000. */
export function looksEncoded({ start, end, digits, capitals, smalls }: Run): boolean {
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
