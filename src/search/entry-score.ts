// What one entry of the index has in common with a question.
import type { Entry } from './entry.ts'

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

/** The one with the highest score. */
export function bestScored(scored: readonly EntryScore[]): EntryScore {
  const first = scored[0]
  if (!first) throw new RangeError('An article without a title or without text was indexed.')
  return scored.reduce((top, candidate) => (candidate.score > top.score ? candidate : top), first)
}
