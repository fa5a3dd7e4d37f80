// Lexical search as you type, by MiniSearch, with a score on an absolute scale. Whole questions: bm25.ts, same scale.
import MiniSearch, { type AsPlainObject, type Options, type SearchOptions } from 'minisearch'
import { LEXICAL } from '../config.ts'
import type { Tokenizer } from './text.ts'

/** What is indexed of an entry. */
export interface LexicalDocument {
  readonly id: number
  readonly title: string
  readonly heading: string
  readonly text: string
}

export interface LexicalIndex {
  readonly mini: MiniSearch<LexicalDocument>
  readonly tokenizer: Tokenizer
  /** Number of documents that hold a term, by term. */
  readonly documentFrequency: ReadonlyMap<string, number>
}

export interface LexicalHit {
  readonly id: number
  /** 0–1: BM25 divided by what the query's terms could score at most. */
  readonly score: number
  /** 0–1: share of the query's terms found, each weighted by its rarity (idf). */
  readonly coverage: number
  /** Index terms that matched. */
  readonly terms: readonly string[]
}

export const FIELDS = ['title', 'heading', 'text'] as const

function optionsFor(tokenizer: Tokenizer): Options<LexicalDocument> {
  return { fields: [...FIELDS], tokenize: tokenizer.index, processTerm: (term) => term }
}

export function createLexical(documents: readonly LexicalDocument[], tokenizer: Tokenizer): LexicalIndex {
  const mini = new MiniSearch<LexicalDocument>(optionsFor(tokenizer))
  mini.addAll(documents)
  return { mini, tokenizer, documentFrequency: frequenciesOf(mini.toJSON()) }
}

/** Document frequency of each term: that of the field in which it is most frequent. */
function frequenciesOf(data: AsPlainObject): Map<string, number> {
  const postings = data.index as unknown as readonly (readonly [
    string,
    Record<string, Record<string, number>>,
  ])[]
  return new Map(
    postings.map(([term, byField]) => {
      const counts = Object.values(byField).map((documents) => Object.keys(documents).length)
      return [term, Math.max(0, ...counts)]
    }),
  )
}

/** BM25's idf as MiniSearch computes it; an unknown term weighs most. */
export function idf(index: LexicalIndex, term: string): number {
  return rarity(index.mini.documentCount, index.documentFrequency.get(term) ?? 0)
}

/** What a term weighs that `holding` of `total` documents hold. */
export function rarity(total: number, holding: number): number {
  return Math.log(1 + (total - holding + 0.5) / (holding + 0.5))
}

export interface LexicalQuery {
  readonly text: string
  /** The text may stop in the middle of a word: parts of words match too, as in search as you type. */
  readonly isTyping?: boolean
}

/**
 * Every document that shares a term with the query, best first.
 *
 * MiniSearch's own score is unbounded. Here it is divided by the most the query could score, Σ idf·(k + 1) over its
 * distinct terms (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), so that a
 * question of which few words occur in the corpus scores low by itself and scores compare across questions.
 */
export function searchLexical(index: LexicalIndex, { text, isTyping = false }: LexicalQuery): LexicalHit[] {
  // Half a glossary term is no term yet, so while typing every pair of characters counts.
  const { tokenizer } = index
  const terms = [...new Set(isTyping ? tokenizer.index(text) : tokenizer.query(text))]
  if (terms.length === 0) return []
  const weights = new Map(terms.map((term) => [term, idf(index, term)]))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const most = total * (LEXICAL.k + 1)
  return index.mini
    .search(terms.join(' '), searchOptions(index, terms, isTyping))
    .map((result) => {
      // MiniSearch multiplies by the number of query terms found; the plain BM25 sum is what has a scale.
      const score = result.score / Math.max(1, result.queryTerms.length)
      const found = result.queryTerms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
      return {
        id: result.id as number,
        score: Math.min(1, score / most),
        coverage: found / total,
        terms: result.terms,
      }
    })
    .sort((a, b) => b.score - a.score || a.id - b.id)
}

function searchOptions(index: LexicalIndex, terms: readonly string[], isTyping: boolean): SearchOptions {
  const last = terms.findLast((term) => !term.startsWith('#'))
  const isUnknown = (term: string): boolean => !index.documentFrequency.has(term)
  return {
    tokenize: (joined) => joined.split(' '),
    processTerm: (term) => term,
    combineWith: 'OR',
    boost: LEXICAL.boost,
    bm25: { k: LEXICAL.k, b: LEXICAL.b, d: 0 },
    // Typing slips: only for Latin words that the corpus does not know, so that known words stay themselves.
    fuzzy: (term) => (/^[a-z]{4,}$/.test(term) && isUnknown(term) ? LEXICAL.fuzzy : false),
    prefix: (term) => isTyping && term === last,
    weights: { fuzzy: LEXICAL.fuzzyWeight, prefix: LEXICAL.prefixWeight },
  }
}
