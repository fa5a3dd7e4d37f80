// The checksum of a recovery phrase: its last bits are the first ones of the SHA-256 hash of those before.
import { sha256 } from '@noble/hashes/sha2.js'
import type { Budget } from './budget.ts'

/** Numbers of words BIP-39 allows, longest first so that the whole phrase is taken. */
export const PHRASE_LENGTHS = [24, 21, 18, 15, 12] as const

/**
 * Whether words, as places on their list, have a valid checksum; 12 random ones do 1 time in 16, 24 ones 1 in 256.
 * @see https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki#generating-the-mnemonic
 */
export function hasValidChecksum(places: ArrayLike<number>, budget: Budget): boolean {
  if (budget.checksums <= 0) return true
  budget.checksums--
  const sumBits = places.length / 3
  const entropy = new Uint8Array((places.length * 11 - sumBits) / 8)
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < places.length; i++) {
    held = ((held << 11) | (places[i] ?? 0)) & 0x7ffff
    bits += 11
    while (bits >= 8 && at < entropy.length) {
      bits -= 8
      entropy[at++] = (held >>> bits) & 0xff
    }
  }
  const sum = held & ((1 << sumBits) - 1)
  return (sha256(entropy)[0] ?? 0) >>> (8 - sumBits) === sum
}
