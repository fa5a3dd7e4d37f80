// Recovery phrases in letters that run on: list words without spaces, and Japanese and Korean, which join words anyhow.
import { addToHash, HASH_START } from './hash.ts'
import { KIND, kinds, type Reading, type Span } from './reading.ts'
import type { Tokens } from './tokens.ts'
import { findEntry, HEAD, isHead, type WordTable } from './word-table.ts'

export interface JoinedOptions {
  /** Script of the letters; runs of others cost evidence, marks and digits do not. */
  readonly kind: number
  /** Fewest words of a phrase or part of one, and bits of evidence they need. */
  readonly words: number
  readonly bits: number
  /** Cost of a letter that belongs to no word. */
  readonly letter: number
}

/*
 * Of all ways to cut the letters into list words and letters between, the one with most evidence, found from left to
 * right (dynamic programming); evidence never falls below nothing, so other text before and after does not matter.
 * Japanese: 5.6 million characters of text hold 3 stretches with so many bits; Korean: 2 million hold 1.
 */
export const JOINED = {
  latin: { kind: KIND.latin, words: 6, bits: 14, letter: 3 },
  kana: { kind: KIND.kana, words: 6, bits: 24, letter: 3 },
  hangul: { kind: KIND.hangul, words: 6, bits: 24, letter: 3 },
} as const satisfies Record<string, JoinedOptions>

/** Latin tokens shorter than six words of three letters are for {@link findWordPhrases}. */
const SHORTEST_LATIN = 18
/** Letters of such tokens read in one text, far more than any field has room for; whatever comes then counts as one. */
const MOST_LATIN = 100_000
/** The same of letters spelled one by one. */
const MOST_SPELLED = 100_000
/** Letters of a token for which no memory of its own is needed. */
const MOST_SHARED = 512
/** Words looked back on: one that comes again proves next to nothing. */
const AGAIN_BITS = 0.5

/** Best way up to each place: evidence, words, where it began, and its last word. */
interface Ways {
  readonly bits: Float32Array
  readonly words: Uint16Array
  readonly starts: Int32Array
  readonly last: Int32Array
}

function createWays(length: number): Ways {
  return {
    bits: new Float32Array(length + 1),
    words: new Uint16Array(length + 1),
    starts: new Int32Array(length + 1),
    last: new Int32Array(length + 1).fill(-1),
  }
}

/** Phrases in Latin words that are joined. */
export function findJoinedLatin({ codes }: Reading, tokens: Tokens, table: WordTable): Span[] {
  const found: Span[] = []
  let left = MOST_LATIN
  // Tokens are many and short: one memory for all of them.
  let ways = createWays(MOST_SHARED)
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] ?? 0
    const end = tokens.ends[i] ?? 0
    if (tokens.kinds[i] !== KIND.latin || end - start < SHORTEST_LATIN) continue
    left -= end - start
    // What is left of such a token would be the words that were mistyped.
    if (end - start > MOST_SHARED) ways = createWays(end - start)
    if (left < 0 || findJoined(codes, { start, end }, table, JOINED.latin, ways).length > 0)
      found.push({ start, end })
  }
  return found
}

/** Most characters between two letters of a phrase that is spelled out: "l-e-g-a-l / w-i-n-n-e-r". */
const MOST_BETWEEN = 4

/** Phrases spelled letter by letter. */
export function findSpelledLatin({ codes }: Reading, tokens: Tokens, table: WordTable): Span[] {
  const found: Span[] = []
  let first = 0
  let left = MOST_SPELLED
  for (let i = 0; i <= tokens.count; i++) {
    const isLetter =
      i < tokens.count &&
      tokens.kinds[i] === KIND.latin &&
      (tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0) === 1
    const isNear = i > first && (tokens.starts[i] ?? 0) - (tokens.ends[i - 1] ?? 0) <= MOST_BETWEEN
    if (isLetter && (i === first || isNear)) continue
    if (i - first >= SHORTEST_LATIN) {
      left -= i - first
      for (const { start, end } of left < 0
        ? [{ start: 0, end: i - first }]
        : phrasesIn(codes, tokens, { start: first, end: i }, table))
        found.push({ start: tokens.starts[first + start] ?? 0, end: tokens.ends[first + end - 1] ?? 0 })
    }
    first = isLetter ? i : i + 1
  }
  return found
}

/** Phrases in tokens of one letter each, as ranges of them. */
function phrasesIn(codes: Uint16Array, tokens: Tokens, { start, end }: Span, table: WordTable): Span[] {
  const letters = Uint16Array.from(
    { length: end - start },
    (_, k) => codes[tokens.starts[start + k] ?? 0] ?? 0,
  )
  return findJoined(letters, { start: 0, end: end - start }, table, JOINED.latin)
}

/**
 * Phrases in a stretch of letters of one script, separated or not. Takes time linear in the stretch's length.
 * @param ways memory for at least so many letters, whatever it holds
 */
export function findJoined(
  codes: Uint16Array,
  { start, end }: Span,
  table: WordTable,
  options: JoinedOptions,
  ways = createWays(end - start),
): Span[] {
  const kindOf = kinds()
  const length = end - start
  ways.bits.fill(0, 0, length + 1)
  ways.last.fill(-1, 0, length + 1)
  const found: Span[] = []
  let open: (Span & { readonly bits: number }) | undefined
  for (let i = 0; i < length; i++) {
    const kind = kindOf[codes[start + i] ?? 0] ?? 0
    if (kind === options.kind) extend(ways, codes, start, i, length, table)
    const cost = kind < KIND.latin ? 0 : options.letter
    skip(ways, i, cost)
    const bits = ways.bits[i + 1] ?? 0
    if (open && (bits === 0 || (ways.starts[i + 1] ?? 0) >= open.end)) {
      found.push(open)
      open = undefined
    }
    const isPhrase = bits >= options.bits && (ways.words[i + 1] ?? 0) >= options.words
    if (isPhrase && (!open || bits >= open.bits)) open = { start: ways.starts[i + 1] ?? 0, end: i + 1, bits }
  }
  if (open) found.push(open)
  return found.map((span) => ({ start: start + span.start, end: start + span.end }))
}

/** Tries every list word that begins at `i`. */
function extend(
  ways: Ways,
  codes: Uint16Array,
  start: number,
  i: number,
  length: number,
  table: WordTable,
): void {
  const from = start + i
  const most = Math.min(table.longest, length - i)
  let hash = HASH_START
  for (let k = 0; k < most; k++) {
    hash = addToHash(hash, codes[from + k] ?? 0)
    if (k + 1 < table.shortest) continue
    if (k + 1 === HEAD && !isHead(table, hash)) return
    const entry = findEntry(table, hash)
    if (entry >= 0) reach(ways, i, i + k + 1, entry, table.weights[entry] ?? 0)
  }
}

function reach(
  { bits, words, starts, last }: Ways,
  from: number,
  to: number,
  entry: number,
  weight: number,
): void {
  const before = bits[from] ?? 0
  const sum = before + (last[from] === entry ? AGAIN_BITS : weight)
  if (sum <= (bits[to] ?? 0)) return
  bits[to] = sum
  words[to] = before > 0 ? (words[from] ?? 0) + 1 : 1
  starts[to] = before > 0 ? (starts[from] ?? 0) : from
  last[to] = entry
}

/** Goes on past a character that belongs to no word. */
function skip({ bits, words, starts, last }: Ways, i: number, cost: number): void {
  const rest = (bits[i] ?? 0) - cost
  if (rest <= (bits[i + 1] ?? 0)) return
  bits[i + 1] = rest
  words[i + 1] = words[i] ?? 0
  starts[i + 1] = starts[i] ?? 0
  last[i + 1] = last[i] ?? -1
}
