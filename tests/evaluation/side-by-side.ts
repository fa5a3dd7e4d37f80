// The same questions with retrieval by words alone, by meaning alone, and by both.
import type { AskDeps } from '../../src/answer/ask.ts'
import { RETRIEVAL, type RetrievalOptions } from '../../src/config.ts'
import { type Evaluated, type Found, find } from './evaluated.ts'
import { scoredBy } from './figures.ts'
import { type Group, groupOf } from './groups.ts'
import { auroc, meanReciprocalRank, rankOf, share } from './measures.ts'

/** By the share of the embedding in the fused score. */
export const RANKERS: readonly (readonly [name: string, denseShare: number])[] = [
  ['words', 0],
  ['meaning', 1],
  ['both', RETRIEVAL.denseShare],
]

export interface RankerFigures {
  readonly ranker: string
  readonly accuracy1: number
  readonly accuracy3: number
  readonly mrr: number
  /** Of the raw score of the first article: the confidence is fitted to both and would favour them. */
  readonly auroc: number
}

export type SideBySide = Readonly<Partial<Record<Group, readonly RankerFigures[]>>>

/** The same knowledge, retrieved from with other options. */
export function withRetrieval(deps: AskDeps, changes: Partial<RetrievalOptions>): AskDeps {
  return { ...deps, retrieval: { ...RETRIEVAL, ...changes } }
}

/** @param evaluated the questions with retrieval as configured, which are not asked again. */
export async function compareRankers(
  deps: AskDeps,
  evaluated: readonly Evaluated[],
  groups: readonly Group[],
): Promise<SideBySide> {
  const byGroup = new Map<Group, RankerFigures[]>(groups.map((group) => [group, []]))
  for (const [ranker, denseShare] of RANKERS) {
    const isConfigured = denseShare === RETRIEVAL.denseShare
    const found = isConfigured ? evaluated : await findAll(withRetrieval(deps, { denseShare }), evaluated)
    for (const [group, rows] of byGroup) rows.push(rankerFigures(ranker, groupOf(group, found)))
  }
  return Object.fromEntries(byGroup)
}

async function findAll(deps: AskDeps, asked: readonly Found[]): Promise<Found[]> {
  const all: Found[] = []
  for (const { question } of asked) all.push(await find(deps, question))
  return all
}

function rankerFigures(ranker: string, found: readonly Found[]): RankerFigures {
  const ranks = found
    .filter(({ question }) => question.kind === 'answerable')
    .map(({ ranked, question }) => rankOf(ranked, question.expect))
  return {
    ranker,
    accuracy1: share(ranks.map((rank) => rank === 0)),
    accuracy3: share(ranks.map((rank) => rank >= 0 && rank < 3)),
    mrr: meanReciprocalRank(ranks),
    auroc: auroc(scoredBy(found, ({ score }) => score)),
  }
}

/** "both ahead by 2.1 points over meaning": the ranker with the best accuracy@1 and its distance to the next. */
export function aheadOf(rows: readonly Pick<RankerFigures, 'ranker' | 'accuracy1'>[]): string {
  const [first, second] = rows.toSorted((a, b) => b.accuracy1 - a.accuracy1)
  if (!first || !second) return ''
  const points = (first.accuracy1 - second.accuracy1) * 100
  if (points < 0.05) return `${first.ranker} and ${second.ranker} are level`
  return `${first.ranker} ahead by ${points.toFixed(1)} points over ${second.ranker}`
}
