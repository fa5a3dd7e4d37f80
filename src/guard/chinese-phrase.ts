// Recovery phrases in Chinese. The BIP-39 lists are the 2,048 commonest characters, so ordinary text is made of
// list words too: what tells a phrase from a sentence is layout, rarity and the absence of common pairs.
import type { Budget } from './budget.ts'
import { hasValidChecksum, PHRASE_LENGTHS } from './checksum.ts'
import { foldScript } from './fold.ts'
import { type HanTable, isPair } from './han-table.ts'
import { KIND, kinds, type Reading, slice, type Span } from './reading.ts'

/** How a Chinese character follows the one before: at once, after marks, after a few other letters, or far off. */
const GAP = { none: 0, marks: 1, letters: 2, far: 3 } as const
/** Most marks, white space aside, and most letters between two characters of one stretch: room for "12）、". */
const MOST_MARKS = 8
const MOST_LETTERS = 16

/*
 * Bits of evidence that characters were drawn from the list rather than written as text: rarity, a little for each pair
 * that text rarely has, a lot against for one that it is full of. On windows of 12 characters, 26,000 of this help
 * centre's and 414,000 of other text, the highest were 6 and 14; of random phrases 1 in 1,000 has less than 6.6.
 */
const BITS = {
  pair: -7,
  noPair: 1.5,
  /** Marks between two: phrases hardly have any, unless between all. */
  marks: -4,
  /** A character that is on no list: at most one in twelve may be, a slip. */
  miss: -4,
  /** A character that stood within the last twelve proves nothing. */
  again: -3.5,
  /** Needed by twelve in a row, and by a phrase's length with a valid checksum. */
  window: 10,
  checked: 2.5,
  /** Right after "my recovery phrase is": needed by six to eleven, and by twelve or more. */
  announcedPart: 8,
  announced: 0,
  /** Needed by six or more that are set apart one by one. */
  apart: 2,
} as const
const WINDOW = 12
const FEWEST = 6
/** Of a phrase's length set apart one by one, at most so many pairs are common (the 12 commonest words have 6); text has two in three. */
const MOST_PAIRS = 1 / 2

/** All Chinese characters of a text in order. */
interface Han {
  readonly table: HanTable
  readonly budget: Budget
  readonly count: number
  readonly at: Int32Array
  readonly places: Int16Array
  readonly gaps: Uint8Array
  /** Sums before each position: of evidence, and of characters on no list. */
  readonly sums: Float64Array
  readonly misses: Uint32Array
  /** Whether the pair that ends here is common. */
  readonly pairs: Uint8Array
}

/** Chinese phrases as stretches of the reading. Takes time linear in its length. */
export function findChinesePhrases({ codes }: Reading, table: HanTable, budget: Budget): Span[] {
  const han = collect(codes, table, budget)
  if (han.count < FEWEST) return []
  const found = [
    ...findWindows(han),
    ...findApart(han),
    ...findPeriodic(codes, han),
    ...findAnnounced(codes, han),
  ]
  return found.map(({ start, end }) => ({ start: han.at[start] ?? 0, end: (han.at[end - 1] ?? 0) + 1 }))
}

function collect(codes: Uint16Array, table: HanTable, budget: Budget): Han {
  const kindOf = kinds()
  const at = new Int32Array(codes.length)
  const gaps = new Uint8Array(codes.length)
  let count = 0
  let marks = 0
  let letters = 0
  let isApart = false
  for (let i = 0; i < codes.length; i++) {
    const kind = kindOf[codes[i] ?? 0] ?? 0
    if (kind !== KIND.han) {
      isApart = true
      if (kind === KIND.latin || kind === KIND.letter) letters++
      // Between Chinese characters, kana and Hangul make them Japanese or Korean.
      else if (kind > KIND.han) letters = MOST_LETTERS + 1
      else if (kind !== KIND.space) marks++
      continue
    }
    const isFar = marks > MOST_MARKS || letters > MOST_LETTERS
    gaps[count] = isFar ? GAP.far : letters > 0 ? GAP.letters : isApart ? GAP.marks : GAP.none
    at[count++] = i
    marks = 0
    letters = 0
    isApart = false
  }
  return weigh(codes, { table, budget, count, at, gaps })
}

function weigh(codes: Uint16Array, han: Pick<Han, 'table' | 'budget' | 'count' | 'at' | 'gaps'>): Han {
  const { table, count, at, gaps } = han
  const places = new Int16Array(count)
  const sums = new Float64Array(count + 1)
  const misses = new Uint32Array(count + 1)
  const pairs = new Uint8Array(count)
  const last = new Int32Array(table.bits.length).fill(-WINDOW - 1)
  for (let i = 0; i < count; i++) {
    const place = (table.places[codes[at[i] ?? 0] ?? 0] ?? 0) - 1
    places[i] = place
    const before = i > 0 ? (places[i - 1] ?? -1) : -1
    const isNext = (gaps[i] ?? 0) <= GAP.marks
    const isCommon = isNext && before >= 0 && place >= 0 && isPair(table, before, place)
    pairs[i] = isCommon ? 1 : 0
    let bits: number = BITS.miss
    if (place >= 0) {
      const isAgain = i - (last[place] ?? 0) <= WINDOW
      last[place] = i
      bits = isCommon
        ? BITS.pair
        : (table.bits[place] ?? 0) + (gaps[i] === GAP.none ? BITS.noPair : BITS.marks)
      if (isAgain) bits = Math.min(bits, BITS.again)
    }
    sums[i + 1] = (sums[i] ?? 0) + bits
    misses[i + 1] = (misses[i] ?? 0) + (place < 0 ? 1 : 0)
  }
  return { ...han, places, sums, misses, pairs }
}

function bitsIn({ sums }: Han, start: number, end: number): number {
  return (sums[end] ?? 0) - (sums[start] ?? 0)
}

function missesIn({ misses }: Han, start: number, end: number): number {
  return (misses[end] ?? 0) - (misses[start] ?? 0)
}

/** Phrases with text around them, or none. */
function findWindows(han: Han): Span[] {
  const found: Span[] = []
  let barrier = 0
  for (let end = 1; end <= han.count; end++) {
    if ((han.gaps[end - 1] ?? 0) >= GAP.letters) barrier = end - 1
    const start = end - WINDOW
    if (start < barrier) continue
    const bits = bitsIn(han, start, end)
    if (bits >= BITS.window && missesIn(han, start, end) <= 1) {
      add(found, widen(han, { start, end }, barrier))
    } else if (bits >= 0) {
      const phrase = checkedEndingAt(han, end, barrier)
      if (phrase) add(found, phrase)
    }
  }
  return found
}

/** Adds a stretch to those before it, into the last one if they meet. */
function add(found: Span[], span: Span): void {
  const last = found.at(-1)
  if (last && span.start <= last.end) {
    found[found.length - 1] = { start: Math.min(last.start, span.start), end: Math.max(last.end, span.end) }
  } else found.push(span)
}

function checkedEndingAt(han: Han, end: number, barrier: number): Span | undefined {
  for (const length of PHRASE_LENGTHS) {
    const start = end - length
    if (start < barrier || bitsIn(han, start, end) < BITS.checked || missesIn(han, start, end) > 0) continue
    if (hasValidChecksum(han.places.subarray(start, end), han.budget)) return { start, end }
  }
  return undefined
}

/** With the characters next to it that no common pair ties to the text beyond. */
function widen(han: Han, { start, end }: Span, barrier: number): Span {
  let first = start
  while (
    first > barrier &&
    start - first < WINDOW &&
    han.pairs[first] === 0 &&
    (han.places[first - 1] ?? -1) >= 0
  )
    first--
  let last = end
  while (last < han.count && last - end < WINDOW && isLoose(han, last)) last++
  return { start: first, end: last }
}

function isLoose({ pairs, places, gaps }: Han, i: number): boolean {
  return pairs[i] === 0 && (places[i] ?? -1) >= 0 && (gaps[i] ?? 0) < GAP.letters
}

/** Phrases, or parts of one, whose characters stand apart from each other. */
function findApart(han: Han): Span[] {
  const found: Span[] = []
  const { gaps, count } = han
  let start = 0
  for (let i = 1; i <= count; i++) {
    if (i < count && gaps[i] !== GAP.none && gaps[i] !== GAP.far) continue
    if (i - start >= FEWEST) found.push(...apartIn(han, start, i))
    start = i
  }
  return found
}

function apartIn(han: Han, start: number, end: number): Span[] {
  // The first and the last may be tied to other text.
  const spans = [0, 1].flatMap((from) => [0, 1].map((to) => ({ start: start + from, end: end - to })))
  const phrases = spans.filter((span) => isPhraseApart(han, span))
  if (phrases.length > 0) return phrases
  return hasApartBits(han, start, end) ? [{ start, end }] : []
}

function isPhraseApart(han: Han, { start, end }: Span): boolean {
  const length = end - start
  if (!PHRASE_LENGTHS.some((known) => known === length)) return false
  let common = 0
  for (let i = start + 1; i < end; i++) common += han.pairs[i] ?? 0
  return common <= length * MOST_PAIRS && missesIn(han, start, end) <= length / 10
}

/** Whether any six or more have the evidence. */
function hasApartBits(han: Han, start: number, end: number): boolean {
  const sums: number[] = [0]
  let lowest = Number.POSITIVE_INFINITY
  for (let i = start; i < end; i++) {
    const isWord = han.pairs[i] === 0 && (han.places[i] ?? -1) >= 0
    const isApart = i > start && han.gaps[i] !== GAP.none
    const own = bitsIn(han, i, i + 1) + (isWord && isApart ? BITS.noPair - BITS.marks : 0)
    sums.push((sums.at(-1) ?? 0) + own)
    if (i + 1 - start < FEWEST) continue
    lowest = Math.min(lowest, sums[i + 1 - start - FEWEST] ?? 0)
    if ((sums.at(-1) ?? 0) - lowest >= BITS.apart) return true
  }
  return false
}

/** Periods of a filler with one word of the phrase in each: "第一个是…第二个是…", "…然后…然后". */
const PERIODS = [2, 3, 4, 5, 6] as const
const FEWEST_PERIODS = 6
const NUMERALS = '零〇一二三四五六七八九十百千'

function findPeriodic(codes: Uint16Array, han: Han): Span[] {
  const found: Span[] = []
  const { count } = han
  const chars = charsOf(codes, han)
  const chain = new Int32Array(count)
  for (const period of PERIODS) {
    chain.fill(0)
    for (let i = period; i < count; i++) {
      const char = chars[i]
      if (char !== chars[i - period]) continue
      const length = (chain[i - period] ?? 0) + 1
      chain[i] = length
      if (length < FEWEST_PERIODS || (i + period < count && chars[i + period] === char)) continue
      const start = i - length * period
      if (hasSlots(han, chars, { start, end: i }, period)) {
        // What follows the last filler, and a few periods whose ordinals are longer.
        found.push({ start: Math.max(0, start - period), end: Math.min(count, i + 3 * (period + 2)) })
      }
    }
  }
  return found
}

function charsOf(codes: Uint16Array, { at, count }: Han): Uint16Array {
  const chars = new Uint16Array(count)
  for (let i = 0; i < count; i++) chars[i] = codes[at[i] ?? 0] ?? 0
  return chars
}

/** Periods in which the slot may hold no word, or one that was there before. */
const MOST_EMPTY = 2

/** Whether one position of the period holds a different list character, no numeral, almost each time. */
function hasSlots(han: Han, chars: Uint16Array, { start, end }: Span, period: number): boolean {
  for (let slot = 1; slot < period; slot++) {
    const words = new Set<number>()
    let empty = 0
    for (let i = start + slot; i <= end && empty <= MOST_EMPTY; i += period) {
      const char = chars[i] ?? 0
      const isWord =
        (han.places[i] ?? -1) >= 0 && !words.has(char) && !NUMERALS.includes(String.fromCharCode(char))
      if (isWord) words.add(char)
      else empty++
    }
    if (empty <= MOST_EMPTY && words.size >= FEWEST_PERIODS - 1) return true
  }
  return false
}

const ANNOUNCEMENT =
  /(?:[助注]记词|助忆词|恢复词|恢复短语|种子短语|种子词|备份词)(?:分别是|就是|是|为|如下|有)?$/
const NAMES = Array.from('词詞语語', (char) => char.charCodeAt(0))
/** Characters of "are respectively" and the last one of a name. */
const LONGEST_IS = 4

/** Phrases or parts of one right after the words "recovery phrase (is)". */
function findAnnounced(codes: Uint16Array, han: Han): Span[] {
  const found: Span[] = []
  let named = -LONGEST_IS
  for (let i = 0; i + FEWEST < han.count; i++) {
    if (NAMES.includes(codes[han.at[i] ?? 0] ?? 0)) named = i
    if (i - named >= LONGEST_IS) continue
    if (han.budget.announcements-- <= 0) {
      found.push({ start: i + 1, end: han.count })
      break
    }
    const end = (han.at[i] ?? 0) + 1
    if (!ANNOUNCEMENT.test(foldScript(slice(codes, end - 12, end)))) continue
    const length = announcedLength(han, i + 1)
    if (length > 0) found.push(widen(han, { start: i + 1, end: i + 1 + length }, i + 1))
  }
  return found
}

function announcedLength(han: Han, start: number): number {
  for (let length = PHRASE_LENGTHS[0]; length >= FEWEST; length--) {
    const end = start + length
    if (end > han.count || missesIn(han, start, end) > length / WINDOW || !isUnbroken(han, start, end))
      continue
    // The first character's pair is with the announcement.
    const bits = bitsIn(han, start + 1, end)
    if (bits >= (length >= WINDOW ? BITS.announced : BITS.announcedPart)) return length
  }
  return 0
}

function isUnbroken({ gaps }: Han, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if ((gaps[i] ?? 0) >= GAP.letters) return false
  return true
}
