// Recovery phrases word by word: in a row, or strewn into other text.
import type { Budget } from './budget.ts'
import { hasValidChecksum, PHRASE_LENGTHS } from './checksum.ts'
import { hashOf } from './hash.ts'
import { KIND, type Reading, type Span } from './reading.ts'
import type { Tokens } from './tokens.ts'
import { findEntry, isMistypedWord, isOfLanguage, PREFIX, type WordTable } from './word-table.ts'

/*
 * Each list word carries bits of evidence that it was drawn from the list rather than written as text (its weight: how
 * much oftener than in ordinary text it then comes), each other token between two of them costs some. What a language
 * has gathered falls back to nothing where text goes on without its words: a cumulative sum test, after Page (1954).
 * The figures were set on 2.9 million words of six languages and the 9,000 English phrasings of this help centre.
 */
const STREWN = {
  /** Fewest words of one list, and evidence they need. Ordinary text reached 17 bits once in a million words. */
  words: 6,
  bits: 16,
  /** Cost of a token that is no list word, of one that stood within the last few tokens, as fillers do, and of "third". */
  other: 2.6,
  repeated: 0.7,
  numeral: 0.2,
  recent: 8,
  /** Letters of another script cost one token for each so many. */
  scriptLength: 6,
} as const
/**
 * Words in a row: a phrase's part of six needs 10 bits (1 random part in 200 has less), longer ones fewer. Six list
 * words in a row are one in 3,500 words of English text, and one in 60 of those has so many bits. The end of a sentence
 * between two of them costs some.
 */
const ROW = { words: 6, bits: 16, sentence: 3 } as const
/** Words that number others: "the third word is …". */
const NUMERALS: ReadonlySet<number> = new Set(
  (
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
    'sixteenth seventeenth eighteenth nineteenth twentieth one two three four five six seven eight nine ten eleven ' +
    'twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty st nd rd th ' +
    'primera primero segunda segundo tercera tercero cuarta cuarto quinta quinto sexta sexto septima septimo octava ' +
    'octavo novena noveno decima decimo uno dos tres cuatro cinco seis siete ocho nueve diez once doce'
  )
    .split(' ')
    .map(hashOf),
)
const SENTENCE_ENDS = Array.from('.!?。', (char) => char.charCodeAt(0))
/** A word that comes again within so many tokens proves nothing: random ones hardly ever do. */
const MEMORY = 30
/** Words before and after what is found that may belong to it, how many of them mistyped, and what makes one rare. */
const MORE = { words: 24, slips: 1, rare: 4 } as const
/** Words in a row of which only the first four letters are written. */
const FEWEST_PREFIXES = 12

interface Track {
  readonly language: number
  score: number
  /** What tokens had cost in all when this language's last word came. */
  paid: number
  start: number
  words: number
  peak: number
  peakEnd: number
  peakWords: number
  last: number
  rowStart: number
  rowBits: number
  /** Words of the row, each counted once. */
  rowWords: number
  /** Last token of the row that is known to be a phrase, -1 while there is none. */
  rowEnd: number
}

interface State {
  readonly codes: Uint16Array
  readonly tokens: Tokens
  readonly table: WordTable
  /** Script of the table's words. */
  readonly kind: number
  readonly budget: Budget
  readonly tracks: readonly Track[]
  /** Token at which each entry stood last, + 1. */
  readonly seen: Int32Array
  /** The same by hash, for tokens that are no list words. */
  readonly recent: Int32Array
  readonly found: (Span & { readonly language: number })[]
  spent: number
}

const RECENT = 1 << 12

/** Phrases as stretches of the reading. Takes time linear in its length. */
export function findWordPhrases(
  { codes }: Reading,
  tokens: Tokens,
  table: WordTable,
  kind: number,
  budget: Budget,
): Span[] {
  const state: State = {
    codes,
    tokens,
    table,
    kind,
    budget,
    tracks: Array.from({ length: table.languages }, (_, language) => createTrack(language)),
    seen: new Int32Array(table.masks.length),
    recent: new Int32Array(RECENT),
    found: [],
    spent: 0,
  }
  for (let i = 0; i < tokens.count; i++) {
    const cost = costOf(state, i)
    if (tokens.kinds[i] === kind) {
      const entry = findEntry(table, tokens.hashes[i] ?? 0)
      if (entry >= 0) take(state, i, entry, cost)
    }
    state.spent += cost
  }
  for (const track of state.tracks) {
    closeRow(state, track)
    closeStrewn(state, track)
  }
  const phrases = state.found.map((phrase) => widen(state, phrase))
  const cut = kind === KIND.latin ? findPrefixes(state) : []
  return [...phrases, ...cut].map(({ start, end }) => ({
    start: tokens.starts[start] ?? 0,
    end: tokens.ends[end - 1] ?? 0,
  }))
}

function createTrack(language: number): Track {
  return {
    language,
    score: 0,
    paid: 0,
    start: 0,
    words: 0,
    peak: 0,
    peakEnd: 0,
    peakWords: 0,
    last: -2,
    rowStart: 0,
    rowBits: 0,
    rowWords: 0,
    rowEnd: -1,
  }
}

function costOf({ tokens, recent }: State, i: number): number {
  const hash = tokens.hashes[i] ?? 0
  const slot = (hash ^ (hash >>> 15)) & (RECENT - 1)
  const before = (recent[slot] ?? 0) - 1
  recent[slot] = i + 1
  if (before >= 0 && i - before <= STREWN.recent && tokens.hashes[before] === hash) return STREWN.repeated
  if (NUMERALS.has(hash)) return STREWN.numeral
  if (tokens.kinds[i] === KIND.latin) return STREWN.other
  const length = (tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0)
  return STREWN.other + length / STREWN.scriptLength
}

/** Counts a list word for every language that has it. */
function take(state: State, i: number, entry: number, cost: number): void {
  const { table, seen } = state
  const isAgain = (seen[entry] ?? 0) > 0 && i - (seen[entry] ?? 0) < MEMORY
  seen[entry] = i + 1
  const weight = isAgain ? undefined : (table.weights[entry] ?? 0)
  const mask = table.masks[entry] ?? 0
  for (const track of state.tracks) {
    if (((mask >> track.language) & 1) === 0) continue
    addToStrewn(state, track, i, weight ?? 0)
    addToRow(state, track, i, weight)
    track.paid = state.spent + cost
    track.last = i
  }
}

function addToStrewn(state: State, track: Track, i: number, weight: number): void {
  const left = track.score - (state.spent - track.paid)
  if (left <= 0) {
    closeStrewn(state, track)
    track.start = i
    track.words = 0
    track.peak = 0
    track.peakWords = 0
  }
  track.score = Math.max(0, left) + weight
  track.words++
  if (track.score <= track.peak) return
  track.peak = track.score
  track.peakEnd = i + 1
  track.peakWords = track.words
}

function closeStrewn(state: State, { language, start, peak, peakEnd, peakWords }: Track): void {
  if (peak < STREWN.bits) return
  const span = { start, end: peakEnd, language }
  const isEnough = peakWords >= STREWN.words || (peakWords === STREWN.words - 1 && hasSlip(state, span))
  if (isEnough) state.found.push(span)
}

/** @param weight undefined for a word that came not long ago */
function addToRow(state: State, track: Track, i: number, weight: number | undefined): void {
  if (track.last !== i - 1) {
    closeRow(state, track)
    track.rowStart = i
    track.rowBits = 0
    track.rowWords = 0
    track.rowEnd = -1
  }
  track.rowBits += (weight ?? 0) - (hasSentenceEnd(state, i) ? ROW.sentence : 0)
  if (weight !== undefined) track.rowWords++
  const isLikely = track.rowWords >= ROW.words && track.rowBits >= ROW.bits - track.rowWords
  if (isLikely || (i > 0 && track.rowEnd === i - 1) || isChecked(state, track, i)) track.rowEnd = i
}

/** Whether a sentence ends right before a token. The full stop of a number does not count. */
function hasSentenceEnd({ codes, tokens }: State, i: number): boolean {
  let isEnd = false
  for (let at = tokens.ends[i - 1] ?? 0; at < (tokens.starts[i] ?? 0); at++) {
    const code = codes[at] ?? 0
    if (code >= 0x30 && code <= 0x39) return false
    if (SENTENCE_ENDS.includes(code)) isEnd = true
  }
  return isEnd
}

function closeRow({ found }: State, { language, rowStart, rowEnd }: Track): void {
  if (rowEnd >= 0) found.push({ start: rowStart, end: rowEnd + 1, language })
}

/** Whether words of a phrase's length that end here have a valid checksum, however common they are. */
function isChecked({ tokens, table, budget }: State, { language, rowStart }: Track, i: number): boolean {
  return PHRASE_LENGTHS.some((length) => {
    const start = i + 1 - length
    if (start < rowStart) return false
    const places = Array.from(
      { length },
      (_, k) =>
        table.places[findEntry(table, tokens.hashes[start + k] ?? 0) * table.languages + language] ?? 0,
    )
    return hasValidChecksum(places, budget)
  })
}

/** Whether a short stretch, or the token next to it, holds a list word with a typing slip. */
function hasSlip(state: State, { start, end, language }: Span & { readonly language: number }): boolean {
  if (end - start > STREWN.words + 1) return false
  for (let i = start - 1; i <= end; i++) if (isMistyped(state, i, language)) return true
  return false
}

/** The entry of the token at `i`, if its word is of the language; -1 otherwise. */
function entryAt({ table, tokens }: State, i: number, language: number): number {
  if (i < 0 || i >= tokens.count) return -1
  const entry = findEntry(table, tokens.hashes[i] ?? 0)
  return isOfLanguage(table, entry, language) ? entry : -1
}

function isMistyped(state: State, i: number, language: number): boolean {
  const { table, codes, tokens, budget, kind } = state
  if (i < 0 || i >= tokens.count || kind !== KIND.latin || tokens.kinds[i] !== kind) return false
  if (entryAt(state, i, language) >= 0) return false
  if (budget.slips <= 0) return true
  budget.slips--
  return isMistypedWord(table, language, Array.from(codes.subarray(tokens.starts[i], tokens.ends[i])))
}

/** With the words next to it that are likely part of it: as far off as its own are apart, and rare ones one further. */
function widen(state: State, phrase: Span & { readonly language: number }): Span {
  let { start, end } = phrase
  let words = 0
  for (let i = start; i < end; i++) if (entryAt(state, i, phrase.language) >= 0) words++
  const reach = Math.min(6, Math.ceil((end - start) / Math.max(1, words)))
  start = reachOut(state, start, -1, { reach, language: phrase.language })
  end = reachOut(state, end - 1, 1, { reach, language: phrase.language }) + 1
  return { start, end }
}

/** The last token that belongs to a phrase in one direction. */
function reachOut(
  state: State,
  from: number,
  step: 1 | -1,
  { reach, language }: { readonly reach: number; readonly language: number },
): number {
  let last = from
  let slips = MORE.slips
  for (let words = 0; words < MORE.words; words++) {
    let next: number | undefined
    for (let k = 1; k <= reach + 1 && next === undefined; k++) {
      const entry = entryAt(state, last + step * k, language)
      if (entry >= 0 && (k <= reach || (state.table.weights[entry] ?? 0) >= MORE.rare)) next = k
    }
    for (let k = 1; k <= reach && slips > 0 && next === undefined; k++) {
      if (!isMistyped(state, last + step * k, language)) continue
      next = k
      slips--
    }
    if (next === undefined) break
    last += step * next
  }
  return last
}

/** Rows of words cut to four letters, as people stamp them into metal. */
function findPrefixes({ tokens, table }: State): Span[] {
  const found: Span[] = []
  let start = 0
  let cut = 0
  for (let i = 0; i <= tokens.count; i++) {
    const length = (tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0)
    const hash = tokens.hashes[i] ?? 0
    const isCut = length === PREFIX && table.prefixes.has(hash)
    if (i < tokens.count && (isCut || (length <= PREFIX && findEntry(table, hash) >= 0))) {
      if (isCut) cut++
      continue
    }
    if (i - start >= FEWEST_PREFIXES && cut >= FEWEST_PREFIXES / 2) found.push({ start, end: i })
    start = i + 1
    cut = 0
  }
  return found
}
