// The same questions with retrieval by words alone, by meaning alone, by both, and with what the classifier adds.
import type { AskDeps } from '../../src/answer/ask.ts'
import { RETRIEVAL, type RetrievalOptions } from '../../src/config.ts'
import { type Evaluated, type Found, find } from './evaluated.ts'
import { scoredBy } from './figures.ts'
import { type Group, groupOf } from './groups.ts'
import { auroc, meanReciprocalRank, rankOf, share } from './measures.ts'

export type Ranker = Pick<RetrievalOptions, 'denseShare' | 'classShare'>

/** Single rankers without the classifier, which is one of its own; the last is retrieval as configured. */
export const RANKERS: readonly (readonly [name: string, Ranker])[] = [
  ['words', { denseShare: 0, classShare: 0 }],
  ['meaning', { denseShare: 1, classShare: 0 }],
  ['both', { denseShare: RETRIEVAL.denseShare, classShare: 0 }],
  ['hybrid', { denseShare: RETRIEVAL.denseShare, classShare: RETRIEVAL.classShare }],
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

/** The same knowledge without what was learnt of people's wordings. */
export function withoutClassifier(deps: AskDeps): AskDeps {
  const knowledge = { ...deps.index.knowledge, classifier: 'none' as const }
  return { ...deps, index: { ...deps.index, classifier: undefined, knowledge } }
}

/** @param evaluated the questions with retrieval as configured, which are not asked again. */
export async function compareRankers(
  deps: AskDeps,
  evaluated: readonly Evaluated[],
  groups: readonly Group[],
): Promise<SideBySide> {
  const byGroup = new Map<Group, RankerFigures[]>(groups.map((group) => [group, []]))
  for (const [ranker, options] of RANKERS) {
    const isConfigured = ranker === 'hybrid'
    const found = isConfigured ? evaluated : await findAll(withRetrieval(deps, options), evaluated)
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

/** "hybrid 2.1 points ahead of meaning": retrieval as configured against the better of words and meaning alone. */
export function aheadOf(rows: readonly Pick<RankerFigures, 'ranker' | 'accuracy1'>[]): string {
  const hybrid = rows.find(({ ranker }) => ranker === 'hybrid')
  const [alone] = rows
    .filter(({ ranker }) => ranker === 'words' || ranker === 'meaning')
    .toSorted((a, b) => b.accuracy1 - a.accuracy1)
  if (!hybrid || !alone) return ''
  const points = (hybrid.accuracy1 - alone.accuracy1) * 100
  if (Math.abs(points) < 0.05) return `hybrid and ${alone.ranker} are level`
  const place = points > 0 ? 'ahead of' : 'behind'
  return `hybrid ${Math.abs(points).toFixed(1)} points ${place} ${alone.ranker}`
}
