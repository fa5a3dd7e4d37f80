// Evidence → calibrated probability that the first article answers the question.
import type { EntryScore, Hit } from '../search/retrieve.ts'
import calibrationFile from './calibration.json' with { type: 'json' }

/** Every feature has an absolute meaning, so that figures compare across questions and corpora. */
export const FEATURES = [
  'score',
  'wholeDense',
  'passageDense',
  'lexical',
  'coverage',
  'margin',
  'agreement',
  'knownTerms',
] as const
export type Features = Readonly<Record<(typeof FEATURES)[number], number>>

/** Logistic regression over standardised features; fitted by `npm run evaluate -- --fit` on the dev questions. */
export interface Calibration {
  readonly mean: Features
  readonly deviation: Features
  readonly weight: Features
  readonly bias: number
  /** SHA-256 of the questions it was fitted on. */
  readonly fittedOn: string
}

export const calibration: Calibration = calibrationFile

/**
 * @param hits best first, at least one.
 * @param termIds glossary terms in the question.
 */
export function featuresOf(hits: readonly Hit[], termIds: readonly string[]): Features {
  const [first, second] = hits
  if (!first) throw new RangeError('Features need at least one hit.')
  const of = (hit: Hit, measure: (scored: EntryScore) => number): number =>
    Math.max(measure(hit.whole), measure(hit.passage))
  const leader = (measure: (scored: EntryScore) => number): Hit =>
    hits.reduce((top, hit) => (of(hit, measure) > of(top, measure) ? hit : top), first)
  const leaders = [leader((scored) => scored.dense), leader((scored) => scored.lexical)]
  return {
    score: first.score,
    wholeDense: first.whole.dense,
    passageDense: first.passage.dense,
    lexical: of(first, (scored) => scored.lexical),
    coverage: of(first, (scored) => scored.coverage),
    margin: first.score - (second?.score ?? 0),
    agreement: leaders.filter((hit) => hit === first).length / leaders.length,
    knownTerms: Math.min(termIds.length, 3) / 3,
  }
}

/** Probability, 0–1. */
export function confidenceOf(
  features: Features,
  { mean, deviation, weight, bias }: Calibration = calibration,
): number {
  const sum = FEATURES.reduce(
    (total, name) => total + weight[name] * ((features[name] - mean[name]) / deviation[name]),
    bias,
  )
  return 1 / (1 + Math.exp(-sum))
}
