// Question → articles, best first: lexical and dense scores of every entry, fused on absolute scales.
import { type Locale, RETRIEVAL, type RetrievalOptions } from '../config.ts'
import type { Entry, EntryKind } from './entry.ts'
import { searchLexical } from './lexical.ts'
import type { SearchIndex } from './search-index.ts'
import { similarities } from './vectors.ts'

/** What one entry has in common with the query; every figure is 0–1 and compares across queries. */
export interface EntryScore {
  readonly entry: Entry
  /** Cosine similarity, negative ones as 0. */
  readonly dense: number
  /** BM25 as a share of what the query could score. */
  readonly lexical: number
  /** Share of the query's terms found, weighted by rarity. */
  readonly coverage: number
  /** Both fused: orders, and means nothing else. */
  readonly score: number
}

/** An article found, with the evidence for it. */
export interface Hit {
  readonly article: string
  readonly score: number
  /** Best title, question or error entry. */
  readonly whole: EntryScore
  /** Best passage in any language; in the reader's own language it names the section to show. */
  readonly passage: EntryScore
  /** Best sections first, each as its best passage with the section's own score, in the language shown to the reader. */
  readonly sections: readonly EntryScore[]
}

export interface Query {
  /** In Simplified Chinese if Chinese. */
  readonly text: string
  readonly vector: Float32Array
  readonly locale: Locale
}

/** Every article that shares anything with the query, best first. */
export function retrieve(index: SearchIndex, query: Query, options: RetrievalOptions = RETRIEVAL): Hit[] {
  const byArticle = Map.groupBy(scoreEntries(index, query, options), (scored) => scored.entry.article)
  return [...byArticle.values()]
    .map((scored) => toHit(scored, query.locale, options))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.article.localeCompare(b.article, 'en'))
    .slice(0, options.limit)
}

/** Scores of every entry, in entry order. */
function scoreEntries(index: SearchIndex, query: Query, options: RetrievalOptions): EntryScore[] {
  const dense = similarities(index.vectors, query.vector)
  const lexical = new Map(searchLexical(index.lexical, { text: query.text }).map((hit) => [hit.id, hit]))
  const { denseShare, kindWeight } = options
  return index.entries.map((entry, id) => {
    const found = lexical.get(id)
    const similarity = Math.max(0, dense[id] ?? 0)
    const fused = denseShare * similarity + (1 - denseShare) * (found?.score ?? 0)
    return {
      entry,
      dense: similarity,
      lexical: found?.score ?? 0,
      coverage: found?.coverage ?? 0,
      score: fused * kindWeight[entry.kind],
    }
  })
}

function toHit(scored: readonly EntryScore[], locale: Locale, options: RetrievalOptions): Hit {
  const of = (...kinds: EntryKind[]): EntryScore[] => scored.filter(({ entry }) => kinds.includes(entry.kind))
  const passage = best(of('passage'))
  const whole = best(of('title', 'question', 'error'))
  const score = pool(scored, options)
  const sections = rankSections(of('passage'), of('title', 'heading'), locale)
  return { article: passage.entry.article, score, whole, passage, sections }
}

/**
 * An article's score: the mean of its best entries, each counting a fixed share of the one before. One entry that
 * happens to share the question's words weighs less than several that agree, in either language.
 */
function pool(scored: readonly EntryScore[], { entries, decay }: RetrievalOptions): number {
  const best = scored.map(({ score }) => score).sort((a, b) => b - a)
  let sum = 0
  let weights = 0
  best.slice(0, entries).forEach((score, position) => {
    sum += score * decay ** position
    weights += decay ** position
  })
  return sum / weights
}

/**
 * Sections in the language the reader will see: their own, else the one the article has. Ranked by text and heading
 * together: a short text that repeats the question's words is often about the exception, its heading says so.
 */
function rankSections(
  passages: readonly EntryScore[],
  headings: readonly EntryScore[],
  locale: Locale,
): EntryScore[] {
  const written = locale === 'en' ? 'en' : 'zh-CN'
  const own = passages.filter(({ entry }) => entry.locale === written)
  const shown = own.length > 0 ? own : passages
  const bySection = Map.groupBy(shown, ({ entry }) => entry.section)
  const rank = (passage: EntryScore): EntryScore => {
    const { section, locale: language } = passage.entry
    const heading = headings.find(({ entry }) => entry.section === section && entry.locale === language)
    const share = RETRIEVAL.headingShare
    return { ...passage, score: (1 - share) * passage.score + share * (heading?.score ?? 0) }
  }
  return [...bySection.values()]
    .map((parts) => rank(best(parts)))
    .sort((a, b) => b.score - a.score || a.entry.section - b.entry.section)
}

function best(scored: readonly EntryScore[]): EntryScore {
  const first = scored[0]
  if (!first) throw new RangeError('An article without a title or without text was indexed.')
  return scored.reduce((top, candidate) => (candidate.score > top.score ? candidate : top), first)
}
