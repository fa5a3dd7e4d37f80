// A text as the detectors read it: written forms folded, invisible characters dropped, places kept.

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

const BACKSLASH = 0x5c
const SPACE = 0x20
/** Mathematical letters and digits (𝐚, 𝖆, 𝟏) begin with this surrogate. */
const MATHEMATICAL = 0xd835

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
  for (let i = 0; i < length; i++) {
    const raw = text.charCodeAt(i)
    let code = raw < 0x80 ? raw : (fold[raw] ?? 0)
    let used = 1
    if (raw === BACKSLASH && isEscape(text.charCodeAt(i + 1))) {
      code = SPACE
      used = 2
    } else if (raw === MATHEMATICAL) {
      code = plainOf(text.charCodeAt(i + 1))
      used = code === raw ? 1 : 2
    } else if (raw >= 0x1100 && raw <= 0x1112) {
      used = jamoLength(text, i)
      if (used > 1)
        code = text
          .slice(i, i + used)
          .normalize('NFC')
          .charCodeAt(0)
    }
    if ((code === 0 || used > 1) && !places) places = startPlaces(length, i)
    if (code !== 0) {
      if (places) places[count] = i
      codes[count++] = code
    }
    i += used - 1
  }
  return { codes: codes.subarray(0, count), places, textLength: length }
}

/** Places of a text in which nothing is dropped before `until`. */
function startPlaces(length: number, until: number): Uint32Array {
  const places = new Uint32Array(length)
  for (let i = 0; i < until; i++) places[i] = i
  return places
}

/** "\n", "\r" and "\t" as JSON and programs write line breaks and tabs. */
function isEscape(code: number): boolean {
  return code === 0x6e || code === 0x72 || code === 0x74
}

/** The letter or digit meant by the second half of a mathematical one: 13 alphabets, then 5 rows of digits. */
function plainOf(low: number): number {
  const index = low - 0xdc00
  if (index >= 0 && index < 0x2a4) {
    const letter = index % 52
    return letter < 26 ? 0x41 + letter : 0x61 + letter - 26
  }
  return index >= 0x3ce && index < 0x400 ? 0x30 + ((index - 0x3ce) % 10) : MATHEMATICAL
}

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
