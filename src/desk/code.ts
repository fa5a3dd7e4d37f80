// A ticket's public code and the requester's private key: made, read back and compared.

/** Web Crypto as far as it is used here. Typed by hand because files that run anywhere know neither Node nor DOM. */
declare const crypto: {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
  readonly subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> }
}

/** Random bytes, as many as asked for. */
export type RandomBytes = (count: number) => Uint8Array

/** Crockford's base32: no I, L, O or U, so that a code survives being read out or copied by hand. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8
const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** 128 bits. */
const KEY_BYTES = 16
const KEY_SHAPE = /^[A-Za-z0-9_-]{22}$/

/** Random bytes from Web Crypto. */
export const randomBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count))

/** A new code such as `HC-7K2M-9QXD` (40 random bits). */
export function createCode(random: RandomBytes): string {
  const letters = [...random(CODE_LENGTH)].map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length))
  return formatCode(letters.join(''))
}

/** A new key: 128 random bits in base64url, 22 characters. */
export function createKey(random: RandomBytes): string {
  const bits = [...random(KEY_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const sextets = bits.match(/.{1,6}/g) ?? []
  return sextets.map((sextet) => KEY_ALPHABET.charAt(Number.parseInt(sextet.padEnd(6, '0'), 2))).join('')
}

/**
 * A code as people type it (lower case, spaces, no hyphens, full-width, O for 0, I or L for 1, with or without HC)
 * in its one written form.
 * @returns undefined if it cannot be a code.
 */
export function normaliseCode(text: string): string | undefined {
  const letters = text
    .slice(0, 40)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, '')
  const body = letters.length === CODE_LENGTH + 2 && letters.startsWith('HC') ? letters.slice(2) : letters
  const plain = body.replaceAll('O', '0').replace(/[IL]/g, '1')
  const isCode = plain.length === CODE_LENGTH && [...plain].every((letter) => CODE_ALPHABET.includes(letter))
  return isCode ? formatCode(plain) : undefined
}

/** SHA-256 of a key in hex; undefined if it does not have a key's shape. */
export async function hashKey(key: string): Promise<string | undefined> {
  if (!KEY_SHAPE.test(key)) return undefined
  const digest = await crypto.subtle.digest(
    'SHA-256',
    Uint8Array.from(key, (char) => char.charCodeAt(0)),
  )
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether two hashes are equal, in a time that does not tell where they differ. */
export function isSameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

function formatCode(letters: string): string {
  return `HC-${letters.slice(0, 4)}-${letters.slice(4)}`
}
