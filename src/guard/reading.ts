// A text as the detectors read it: written forms folded, escapes resolved, invisible characters dropped, places kept.
import { ASCII_TWINS } from './confusables.ts'
import { readEscape, startsEscape } from './escapes.ts'

/** What a character is to the detectors. */
export const KIND = { mark: 0, space: 1, digit: 2, latin: 3, han: 4, kana: 5, hangul: 6, letter: 7 } as const

export interface Reading {
  /** UTF-16 codes after folding; the case of letters is kept, since base58 depends on it. */
  readonly codes: Uint16Array
  /** Place in the original text of each code, undefined if nothing was dropped before the end. */
  readonly places: Uint32Array | undefined
  /** Length of the original text. */
  readonly textLength: number
}

/** Half-open range: of codes in a reading, or of UTF-16 offsets in a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Ranges in which a character has a plainer form: Latin with accents, enclosed letters and digits, radicals and
 * compatibility ideographs, full and half width. Compatibility decomposition (UAX #15) of one character, first code only.
 * @see https://www.unicode.org/reports/tr15/
 */
const FOLDED: readonly (readonly [number, number])[] = [
  [0xa0, 0x24f],
  [0x1e00, 0x1eff],
  [0x2000, 0x200a],
  [0x202f, 0x205f],
  [0x2070, 0x209c],
  [0x2460, 0x24ff],
  [0x2f00, 0x2fdf],
  [0x3000, 0x3000],
  [0x3041, 0x30ff],
  [0xf900, 0xfaff],
  [0xff00, 0xffef],
]
/** Characters that show nothing: soft hyphen, zero width, directions, variation selectors, combining marks. */
const DROPPED: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x180b, 0x180e],
  [0x1ab0, 0x1aff],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3099, 0x309c],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xff9e, 0xff9f],
]

const SPACE = 0x20
/** Latin letters drawn small (ᴀ, ʀ, ꜱ): first and last of each block. */
const SMALL_CAPITALS: readonly (readonly [number, number])[] = [
  [0x250, 0x2af],
  [0x1d00, 0x1d7f],
  [0xa730, 0xa731],
]
/** Greek and Cyrillic, in which some letters look like Latin ones. */
const OTHER_ALPHABETS = { first: 0x370, last: 0x52f } as const
/** First halves of mathematical letters and digits (𝐚, 𝖆, 𝟏), of enclosed letters (🄰, 🅐, 🅰, 🇦), and of invisible tags. */
const MATHEMATICAL = 0xd835
const ENCLOSED = 0xd83c
const TAGS = 0xdb40

let foldTable: Uint16Array | undefined
let kindTable: Uint8Array | undefined

/** The folded form of each code, 0 for those that are dropped. */
function folds(): Uint16Array {
  if (foldTable) return foldTable
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code)
  for (const [first, last] of FOLDED) {
    for (let code = first; code <= last; code++) {
      table[code] = String.fromCharCode(code).normalize('NFKD').charCodeAt(0)
    }
  }
  // Katakana reads as hiragana; voicing marks went with the decomposition.
  for (let code = 0x3041; code <= 0xff9f; code++) {
    const folded = table[code] ?? 0
    if (folded >= 0x30a1 && folded <= 0x30f6) table[code] = folded - 0x60
  }
  for (const [first, last] of SMALL_CAPITALS) {
    for (let code = first; code <= last; code++) table[code] = twinOf(code)
  }
  // Cyrillic capitals, for the words around a secret.
  for (let code = 0x410; code <= 0x42f; code++) table[code] = code + 0x20
  for (const [first, last] of DROPPED) table.fill(0, first, last + 1)
  foldTable = table
  return table
}

/** The kind of each folded code. */
export function kinds(): Uint8Array {
  if (kindTable) return kindTable
  const table = new Uint8Array(0x10000)
  const fill = (kind: number, first: number, last: number): void => void table.fill(kind, first, last + 1)
  fill(KIND.space, 0x09, 0x0d)
  fill(KIND.space, SPACE, SPACE)
  fill(KIND.digit, 0x30, 0x39)
  fill(KIND.latin, 0x41, 0x5a)
  fill(KIND.latin, 0x61, 0x7a)
  // Letters that no list has: what is left of Latin, Greek, Cyrillic and so on up to Khmer.
  fill(KIND.letter, 0xc0, 0x2af)
  fill(KIND.letter, 0x370, 0x17ff)
  fill(KIND.letter, 0x3100, 0x31ff)
  fill(KIND.letter, 0xa000, 0xabff)
  fill(KIND.han, 0x3400, 0x4dbf)
  fill(KIND.han, 0x4e00, 0x9fff)
  fill(KIND.kana, 0x3041, 0x3096)
  fill(KIND.kana, 0x30fc, 0x30fc)
  fill(KIND.hangul, 0xac00, 0xd7a3)
  kindTable = table
  return table
}

/** Reads a text. Takes time linear in its length. */
export function readText(text: string): Reading {
  const fold = folds()
  const { length } = text
  const codes = new Uint16Array(length)
  let places: Uint32Array | undefined
  let count = 0
  let isMixed = false
  for (let i = 0; i < length; i++) {
    const raw = text.charCodeAt(i)
    let code = raw
    let used = 1
    if (raw >= 0x80 || startsEscape(raw)) {
      const read = raw < 0x80 ? readEscape(text, i) : readWide(text, i, raw)
      used = read >>> 16
      code = fold[read & 0xffff] ?? 0
      if (code >= OTHER_ALPHABETS.first && code <= OTHER_ALPHABETS.last) isMixed = true
    }
    if ((code === 0 || used > 1) && !places) places = startPlaces(length, i)
    if (code !== 0) {
      if (places) places[count] = i
      codes[count++] = code
    }
    i += used - 1
  }
  const read = codes.subarray(0, count)
  if (isMixed) unmix(read)
  return { codes: read, places, textLength: length }
}

/** The character meant by one beyond ASCII, and in the high half how many UTF-16 codes it takes. */
function readWide(text: string, i: number, raw: number): number {
  if (raw === MATHEMATICAL || raw === ENCLOSED || raw === TAGS) {
    const plain = plainOf(raw, text.charCodeAt(i + 1))
    return plain === raw ? (1 << 16) | raw : (2 << 16) | plain
  }
  if (raw < 0x1100 || raw > 0x1112) return (1 << 16) | raw
  const used = jamoLength(text, i)
  const code = text
    .slice(i, i + used)
    .normalize('NFC')
    .charCodeAt(0)
  return (used << 16) | code
}

/** The ASCII letter that a code is taken for; itself if there is none. */
function twinOf(code: number): number {
  return ASCII_TWINS.get(String.fromCharCode(code))?.charCodeAt(0) ?? code
}

/** In words that mix Latin with Greek or Cyrillic, the letters that look Latin are: "аbаndоn" with three Cyrillic ones. */
function unmix(codes: Uint16Array): void {
  const kindOf = kinds()
  let start = 0
  let hasLatin = false
  let hasOther = false
  for (let i = 0; i <= codes.length; i++) {
    const kind = i < codes.length ? kindOf[codes[i] ?? 0] : KIND.mark
    if (kind === KIND.latin) hasLatin = true
    else if (kind === KIND.letter) hasOther = true
    else {
      if (hasLatin && hasOther) for (let k = start; k < i; k++) codes[k] = twinOf(codes[k] ?? 0)
      start = i + 1
      hasLatin = false
      hasOther = false
    }
  }
}

/** Places of a text in which nothing is dropped before `until`. */
function startPlaces(length: number, until: number): Uint32Array {
  const places = new Uint32Array(length)
  for (let i = 0; i < until; i++) places[i] = i
  return places
}

/** The letter or digit meant by two halves of a styled one; the first half if they mean none. */
function plainOf(high: number, low: number): number {
  const index = low - 0xdc00
  if (high === TAGS) return index >= 0x20 && index < 0x7f ? index : high
  if (high === ENCLOSED) {
    const row = ENCLOSED_ROWS.find((first) => low >= first && low < first + 26)
    return row === undefined ? high : 0x61 + low - row
  }
  // 13 alphabets, then 5 rows of digits.
  if (index >= 0 && index < 0x2a4) {
    const letter = index % 52
    return letter < 26 ? 0x41 + letter : 0x61 + letter - 26
  }
  return index >= 0x3ce && index < 0x400 ? 0x30 + ((index - 0x3ce) % 10) : high
}

/** Where the letters in squares, in black circles, in black squares and of flags begin. */
const ENCLOSED_ROWS = [0xdd30, 0xdd50, 0xdd70, 0xdde6] as const

/** How many of the codes from `start` on compose one Hangul syllable. */
function jamoLength(text: string, start: number): number {
  const vowel = text.charCodeAt(start + 1)
  if (!(vowel >= 0x1161 && vowel <= 0x1175)) return 1
  const last = text.charCodeAt(start + 2)
  return last >= 0x11a8 && last <= 0x11c2 ? 3 : 2
}

/** Where a stretch of a reading stands in the original text, with what was dropped inside and right after it. */
export function placeOf({ codes, places, textLength }: Reading, { start, end }: Span): Span {
  if (!places) return { start, end }
  return { start: places[start] ?? 0, end: end < codes.length ? (places[end] ?? textLength) : textLength }
}

/** A stretch of a reading as a string; for short ones. */
export function slice(codes: Uint16Array, start: number, end: number): string {
  const part = codes.subarray(Math.max(0, start), Math.min(codes.length, end))
  // A spread would go through an iterator, which takes ten times as long.
  return Reflect.apply(String.fromCharCode, undefined, part) as string
}
