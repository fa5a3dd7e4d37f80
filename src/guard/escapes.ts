// Characters written as something else: JSON's and programs' escapes, HTML's entities and tags, percent-encoding.

const SPACE = 0x20
const MARK = 0x2a
const STARTS = new Uint8Array(128)
for (const char of '\\%&<') STARTS[char.charCodeAt(0)] = 1
/** Longest tag that is read as one; whatever has attributes is none. */
const LONGEST_TAG = 12
/** Entities by name, and most digits of others. */
const NAMED = ['nbsp;', 'amp;', 'lt;', 'gt;', 'quot;', 'apos;']
const MOST_DIGITS = 7

/** Whether an ASCII code may begin an escape. */
export function startsEscape(code: number): boolean {
  return STARTS[code] === 1
}

/** The character meant by what stands at `i`, and in the high half how many UTF-16 codes it takes: 1 if it is no escape. */
export function readEscape(text: string, i: number): number {
  switch (text.charCodeAt(i)) {
    case 0x5c:
      return readBackslash(text, i)
    case 0x25:
      return readPercent(text, i)
    case 0x26:
      return readEntity(text, i)
    default:
      return readTag(text, i)
  }
}

const as = (code: number, used: number): number => (used << 16) | code
const itself = (text: string, i: number): number => as(text.charCodeAt(i), 1)

/** Line breaks, tabs and \u0061. A byte such as \x4c may be one of a key and stays what it is. */
function readBackslash(text: string, i: number): number {
  const next = text.charCodeAt(i + 1)
  if (next === 0x6e || next === 0x72 || next === 0x74) return as(SPACE, 2)
  const code = next === 0x75 ? hexAt(text, i + 2, 4) : -1
  return code > 0 ? as(code, 6) : itself(text, i)
}

/** One character of one, two or three bytes in UTF-8; emoji, of four, are a mark. */
function readPercent(text: string, i: number): number {
  const first = hexAt(text, i + 1, 2)
  if (first < 0) return itself(text, i)
  if (first < 0x80) return as(first || SPACE, 3)
  const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (count === 0) return itself(text, i)
  let code = first & (0x7f >> count)
  for (let k = 1; k < count; k++) {
    const byte = text.charCodeAt(i + 3 * k) === 0x25 ? hexAt(text, i + 3 * k + 1, 2) : -1
    if (byte < 0x80 || byte > 0xbf) return itself(text, i)
    code = (code << 6) | (byte & 0x3f)
  }
  return as(code > 0xffff || code === 0 ? MARK : code, 3 * count)
}

function readEntity(text: string, i: number): number {
  if (text.charCodeAt(i + 1) === 0x23) return readNumber(text, i)
  const name = NAMED.find((known) => text.startsWith(known, i + 1))
  if (name === undefined) return itself(text, i)
  return as(name === 'nbsp;' ? SPACE : MARK, name.length + 1)
}

/** "&#97;" and "&#x61;". */
function readNumber(text: string, i: number): number {
  const isHex = (text.charCodeAt(i + 2) | 0x20) === 0x78
  const start = i + (isHex ? 3 : 2)
  let code = 0
  let end = start
  for (; end < start + MOST_DIGITS; end++) {
    const digit = hexAt(text, end, 1)
    if (digit < 0 || (digit > 9 && !isHex)) break
    code = code * (isHex ? 16 : 10) + digit
  }
  if (end === start || text.charCodeAt(end) !== 0x3b) return itself(text, i)
  return as(code > 0 && code < 0x10000 ? code : MARK, end + 1 - i)
}

/** A plain tag parts words as a space does. */
function readTag(text: string, i: number): number {
  for (let k = i + 1; k < i + LONGEST_TAG; k++) {
    const code = text.charCodeAt(k)
    if (code === 0x3e) return k > i + 1 ? as(SPACE, k + 1 - i) : itself(text, i)
    const small = code | 0x20
    const isName = (small >= 0x61 && small <= 0x7a) || (code >= 0x31 && code <= 0x36 && k > i + 1)
    if (!isName && code !== 0x2f) break
  }
  return itself(text, i)
}

/** The value of so many hexadecimal digits, -1 if they are none. */
export function hexAt(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const code = text.charCodeAt(i)
    const small = code | 0x20
    if (code >= 0x30 && code <= 0x39) value = value * 16 + code - 0x30
    else if (small >= 0x61 && small <= 0x66) value = value * 16 + small - 0x57
    else return -1
  }
  return value
}
