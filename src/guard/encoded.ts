// Text inside of tokens: base64, and bytes in hexadecimal. Only what comes out as text is read; keys and hashes do not.
import { hexAt } from './escapes.ts'
import type { Span } from './reading.ts'

export interface Decoded extends Span {
  readonly text: string
}

/** Base64 of six short words; the same in hexadecimal has more digits. */
const SHORTEST = 40
/** Characters whose bytes tell whether a token is text at all. A random one would seem so once in 10¹⁰. */
const HEAD = 32
/** 1 for what base64 is made of, in either alphabet. */
const ALPHABET = new Uint8Array(128)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')
  ALPHABET[char.charCodeAt(0)] = 1
const PADDING = 0x3d
const HEX = /^(?:0x)?[0-9a-f]+$/i

/** The tokens of a text that are encoded text themselves. Takes time linear in its length. */
export function decodeTokens(text: string): Decoded[] {
  const found: Decoded[] = []
  for (let start = 0; start + SHORTEST <= text.length;) {
    const last = lastBreak(text, start, start + SHORTEST)
    if (last >= start) {
      start = last + 1
      continue
    }
    let end = start + SHORTEST
    while (isOfToken(text, end)) end++
    const token = text.slice(start, end)
    const decoded = decode(token, HEX.test(token.slice(0, HEAD)) ? fromHex : fromBase64)
    while (text.charCodeAt(end) === PADDING) end++
    if (decoded !== undefined) found.push({ start, end, text: decoded })
    start = end + 1
  }
  return found
}

/** The last place in a stretch that is no part of a token, looked for from its end: most text is skipped that way. */
function lastBreak(text: string, start: number, end: number): number {
  let i = end - 1
  while (i >= start && isOfToken(text, i)) i--
  return i
}

function isOfToken(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  return code < 0x80 && ALPHABET[code] === 1
}

function decode(token: string, toBytes: (part: string) => string): string | undefined {
  if (!isText(toBytes(token.slice(0, HEAD)))) return undefined
  const bytes = toBytes(token)
  if (!isText(bytes)) return undefined
  if (!/[\x80-\xff]/.test(bytes)) return bytes
  try {
    return decodeURIComponent(bytes.replace(/[\x80-\xff%]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`))
  } catch {
    // Cut within a character.
    return undefined
  }
}

/** Whether bytes are UTF-8 without control characters but tabs and line breaks. The last character may be cut. */
function isText(bytes: string): boolean {
  let following = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i)
    if (following > 0) {
      if (byte < 0x80 || byte > 0xbf) return false
      following--
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) return false
      following = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
    } else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false
  }
  return true
}

function fromBase64(part: string): string {
  const plain = part.replace(/-/g, '+').replace(/_/g, '/')
  // Of four characters, one alone holds no byte.
  return atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain)
}

/** Up to the first control character: most hexadecimal is no text, and hashes are many. */
function fromHex(part: string): string {
  let bytes = ''
  for (let i = /^0x/i.test(part) ? 2 : 0; i + 1 < part.length; i += 2) {
    const byte = hexAt(part, i, 2)
    if (byte < 0x09) return '\0'
    bytes += String.fromCharCode(byte)
  }
  return bytes
}
