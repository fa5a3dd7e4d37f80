// Lexical scores of every document for a whole question, over typed arrays: a hundred times faster than MiniSearch.

/*
 * The figures are those of `searchLexical`, equal but for rounding to float32 (tests/scoring.test.ts), so that search as
 * you type and answers share one scale. What has to be alike for that, and is not to be expected of a BM25:
 * - a field's mean length is over all documents, also those without the field, and counts distinct terms;
 * - a term's idf is that of the field it stands in, but the most a query could score is counted with the idf of the
 *   field in which the term is most frequent, so that rare fields and boosts may exceed it: scores are cut at 1;
 * - slips are looked for among all terms, `#ids` of the glossary included.
 */
import SearchableMap from 'minisearch/SearchableMap'
import { LEXICAL } from '../config.ts'
import { FIELDS, type LexicalDocument, rarity } from './lexical.ts'
import type { Tokenizer } from './text.ts'

/** What stands in the documents, as it is kept on disk. Documents are numbered 0 … count − 1. */
export interface Postings {
  /** Number of documents. */
  readonly count: number
  /** Distinct terms of a field of a document, at `field × count + document`. */
  readonly lengths: Uint32Array
  /** Position of each term; the terms are in the order of their UTF-16 code units. */
  readonly terms: ReadonlyMap<string, number>
  /** Where the uses of a term begin, by its position; one more number says where the last one's end. */
  readonly starts: Uint32Array
  /** Document of each use, ascending within a term; a document that uses the term in two fields stands there twice. */
  readonly documents: Uint32Array
  /** {@link useOf} of each. */
  readonly uses: Uint16Array
}

export interface Bm25Index extends Postings {
  readonly tokenizer: Tokenizer
  /** Documents that hold a term in a field, at `position × fields + field`. */
  readonly frequencies: Uint32Array
  /** BM25's k·(1 − b + b·length ÷ mean length), laid out as `lengths`. */
  readonly norms: Float32Array
  /** Positions of the terms that an unknown Latin word may be a slip of. */
  readonly words: SearchableMap<number>
  /** Room for marks on documents while one word is scored; its content means nothing before and after. */
  readonly marks: Uint8Array
}

/** Figures 0–1 by document. */
export interface Bm25Scores {
  /** BM25 divided by what the query's terms could score at most, as in {@link searchLexical}. */
  readonly scores: Float32Array
  /** Share of the query's terms found, each weighted by its rarity (idf). */
  readonly coverage: Float32Array
}

const MOST_TIMES = 0xffff >> 2

/** Field and number of times in one number; beyond {@link MOST_TIMES}, BM25 has long been saturated. */
function useOf(field: number, times: number): number {
  return (Math.min(times, MOST_TIMES) << 2) | field
}

/** @throws {RangeError} if the ids of the documents are not their positions. */
export function createBm25(documents: readonly LexicalDocument[], tokenizer: Tokenizer): Bm25Index {
  const count = documents.length
  const lengths = new Uint32Array(FIELDS.length * count)
  const usesByTerm = new Map<string, number[]>() // document, use, document, use, …
  for (const [position, document] of documents.entries()) {
    if (document.id !== position) {
      throw new RangeError(
        `Expected the document at position ${position} to have that id, got ${document.id}.`,
      )
    }
    for (const [field, name] of FIELDS.entries()) {
      const times = countTerms(tokenizer.index(document[name]))
      lengths[field * count + position] = times.size
      times.delete('') // what is left of “’s” after a Chinese character: a term in the length only, as in MiniSearch
      for (const [term, number] of times) {
        const uses = usesByTerm.get(term)
        if (uses) uses.push(position, useOf(field, number))
        else usesByTerm.set(term, [position, useOf(field, number)])
      }
    }
  }
  return assembleBm25(toPostings(count, lengths, usesByTerm), tokenizer)
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1)
  return times
}

function toPostings(
  count: number,
  lengths: Uint32Array,
  usesByTerm: ReadonlyMap<string, readonly number[]>,
): Postings {
  const names = [...usesByTerm.keys()].sort()
  const starts = new Uint32Array(names.length + 1)
  names.forEach((name, position) => {
    starts[position + 1] = (starts[position] ?? 0) + (usesByTerm.get(name)?.length ?? 0) / 2
  })
  const documents = new Uint32Array(starts.at(-1) ?? 0)
  const uses = new Uint16Array(documents.length)
  names.forEach((name, position) => {
    const start = starts[position] ?? 0
    usesByTerm.get(name)?.forEach((number, i) => {
      if (i % 2 === 0) documents[start + i / 2] = number
      else uses[start + (i - 1) / 2] = number
    })
  })
  const terms = new Map(names.map((name, position) => [name, position]))
  return { count, lengths, terms, starts, documents, uses }
}

/** Adds what follows from the postings and from LEXICAL, so that no setting is fixed in the file. */
export function assembleBm25(postings: Postings, tokenizer: Tokenizer): Bm25Index {
  const words = new SearchableMap<number>()
  for (const [term, position] of postings.terms) {
    if (/[a-z]/.test(term)) words.set(term, position) // a word is never a slip of one that shares no letter with it
  }
  const frequencies = frequenciesOf(postings)
  const marks = new Uint8Array(postings.count)
  return { ...postings, tokenizer, frequencies, norms: normsOf(postings), words, marks }
}

function frequenciesOf({ starts, uses }: Postings): Uint32Array {
  const frequencies = new Uint32Array((starts.length - 1) * FIELDS.length)
  for (let position = 0; position + 1 < starts.length; position++) {
    const end = starts[position + 1] ?? 0
    for (let i = starts[position] ?? 0; i < end; i++) {
      const at = position * FIELDS.length + ((uses[i] ?? 0) & 3)
      frequencies[at] = (frequencies[at] ?? 0) + 1
    }
  }
  return frequencies
}

function normsOf({ count, lengths }: Postings): Float32Array {
  const { k, b } = LEXICAL
  const norms = new Float32Array(lengths.length)
  FIELDS.forEach((_, field) => {
    const [start, end] = [field * count, (field + 1) * count]
    const mean = lengths.subarray(start, end).reduce((sum, length) => sum + length, 0) / count
    // A field that no document uses has a mean of 0, and none of its norms is ever read.
    for (let i = start; i < end; i++) norms[i] = k * (1 - b + (b * (lengths[i] ?? 0)) / mean)
  })
  return norms
}

export function hasTerm(index: Bm25Index, term: string): boolean {
  return index.terms.has(term)
}

/** BM25's idf of a term, by the field in which it is most frequent; an unknown term weighs most. */
export function idfOf(index: Bm25Index, term: string): number {
  const position = index.terms.get(term)
  const from = (position ?? 0) * FIELDS.length
  const counts = position === undefined ? [] : index.frequencies.subarray(from, from + FIELDS.length)
  return rarity(index.count, Math.max(0, ...counts))
}

/**
 * Share of a question's terms that none of the first documents has, weighted by rarity, 0–1.
 * @param first how many documents count.
 */
export function unknownShare(index: Bm25Index, text: string, first: number): number {
  const terms = [...new Set(index.tokenizer.query(text))]
  const weigh = (of: readonly string[]): number => of.reduce((sum, term) => sum + idfOf(index, term), 0)
  const isUnknown = (term: string): boolean => {
    const position = index.terms.get(term)
    return position === undefined || (index.documents[index.starts[position] ?? 0] ?? first) >= first
  }
  return terms.length === 0 ? 0 : weigh(terms.filter(isUnknown)) / weigh(terms)
}

export function createScores(count: number): Bm25Scores {
  return { scores: new Float32Array(count), coverage: new Float32Array(count) }
}

/**
 * Scores every document.
 * @param into what to overwrite and return. New arrays for each question are megabytes in a large index, and every
 * twenty questions or so a collection of garbage that stops them all (measured: 10–50 ms with 250,000 documents). Who
 * passes arrays again has to be done with them: nothing may be awaited between asking and reading.
 */
export function scoreBm25(index: Bm25Index, text: string, into = createScores(index.count)): Bm25Scores {
  into.scores.fill(0)
  into.coverage.fill(0)
  const terms = [...new Set(index.tokenizer.query(text))]
  const weights = terms.map((term) => idfOf(index, term))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  terms.forEach((term, i) => {
    const share = (weights[i] ?? 0) / total
    const position = index.terms.get(term)
    if (position === undefined) addSlips(index, into, term, { share, total })
    else addTerm(index, into, { position, factor: 1 / total, share })
  })
  const { scores } = into
  for (let id = 0; id < scores.length; id++) {
    if ((scores[id] ?? 0) > 1) scores[id] = 1 // a boosted field may score more than “at most” allows
  }
  return into
}

interface Found {
  readonly position: number
  /** What a use counts, in shares of what the query could score. */
  readonly factor: number
  /** What is added to the coverage of a document that holds the term … */
  readonly share: number
  /** … unless it is marked here; it will be. */
  readonly covered?: Uint8Array
}

function addTerm(index: Bm25Index, { scores, coverage }: Bm25Scores, found: Found): void {
  const { count, documents, uses, norms, starts } = index
  const { position, share, covered } = found
  const weights = fieldWeights(index, found)
  const end = starts[position + 1] ?? 0
  let last = -1
  for (let i = starts[position] ?? 0; i < end; i++) {
    const document = documents[i] ?? 0
    const use = uses[i] ?? 0
    const field = use & 3
    const times = use >> 2
    const norm = norms[field * count + document] ?? 0
    scores[document] = (scores[document] ?? 0) + ((weights[field] ?? 0) * times) / (times + norm)
    if (document === last || covered?.[document]) continue
    last = document
    coverage[document] = (coverage[document] ?? 0) + share
    if (covered) covered[document] = 1
  }
}

/** boost · idf by field. BM25's k + 1 stands in what a query could score as well, and cancels out. */
function fieldWeights(index: Bm25Index, { position, factor }: Found): Float64Array {
  return Float64Array.from(FIELDS, (name, field) => {
    const holding = index.frequencies[position * FIELDS.length + field] ?? 0
    return factor * LEXICAL.boost[name] * rarity(index.count, holding)
  })
}

/** An unknown Latin word may be a slip of words like it; whichever of them a document holds, one word is covered. */
function addSlips(
  index: Bm25Index,
  into: Bm25Scores,
  term: string,
  { share, total }: { readonly share: number; readonly total: number },
): void {
  const distance = Math.min(MOST_SLIPS, Math.round(term.length * LEXICAL.fuzzy))
  if (distance === 0 || !/^[a-z]{4,}$/.test(term)) return
  const covered = index.marks.fill(0)
  for (const [word, [position, slips]] of index.words.fuzzyGet(term, distance)) {
    const weight = (LEXICAL.fuzzyWeight * word.length) / (word.length + slips)
    addTerm(index, into, { position, factor: weight / total, share, covered })
  }
}

/** MiniSearch's `maxFuzzy`. */
const MOST_SLIPS = 6
