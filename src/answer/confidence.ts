// Evidence → calibrated probabilities of what should come of a question.
import type { Intent } from '../articles/phrasings.ts'
import type { EntryScore } from '../search/entry-score.ts'
import type { Hit, Retrieval } from '../search/retrieve.ts'
import calibrationFile from './calibration.json' with { type: 'json' }

/**
 * What can be true of a question. first: the first article answers it. choice: not the first, but another of those that
 * would be offered. case: a person has to look into it, whatever article helps meanwhile. gap: it is about wallets, and
 * no article offered answers it. foreign: it is not about our field.
 */
export const OUTCOMES = ['first', 'choice', 'case', 'gap', 'foreign'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type Probabilities = Readonly<Record<Outcome, number>>

/** Every feature has an absolute meaning, so that figures compare across questions and corpora. */
export const FEATURES = [
  /** Score of the first article, and what it is ahead of the second. */
  'score',
  'margin',
  /** Best similarity of a title, question or phrasing of the first article, and of a passage. */
  'wholeDense',
  'passageDense',
  /** Best lexical score and coverage of the first article. */
  'lexical',
  'coverage',
  /** Score of the second article as a share of the first's. */
  'rival',
  /** Do meaning alone and words alone put the same article first? 0, ½ or 1. */
  'agreement',
  /** Glossary terms in the question, up to three; share of its words that no article has. */
  'knownTerms',
  'unknownWords',
  /** How far what no article answers is ahead of the first article: other wallet matters, one's own case, other fields. */
  'uncovered',
  'ownCase',
  'foreign',
  /**
   * Shares of the entries nearest by meaning that belong to the first article and to what no article answers: other
   * wallet matters, one's own case, other fields. Then the same by words.
   */
  'meaningFirst',
  'meaningUncovered',
  'meaningOwnCase',
  'meaningForeign',
  'wordsFirst',
  'wordsUncovered',
  'wordsOwnCase',
  'wordsForeign',
  /**
   * The classifier's probability of the first article, of the likeliest other one, and of the same three kinds of
   * intents, each as its logarithm: 1 % and 10 % differ as much as 10 % and 100 %.
   */
  'classFirst',
  'classRival',
  'classUncovered',
  'classOwnCase',
  'classForeign',
] as const
export type Features = Readonly<Record<(typeof FEATURES)[number], number>>

/** Multinomial logistic regression over standardised features; fitted by `npm run evaluate -- --fit` on the dev questions. */
export interface Calibration {
  readonly mean: Features
  readonly deviation: Features
  readonly outcomes: Readonly<Record<Outcome, { readonly bias: number; readonly weight: Features }>>
  /** SHA-256 of the questions it was fitted on. */
  readonly fittedOn: string
}

/**
 * What a question can be compared with decides what its figures are worth, so there is a calibration for each case:
 * a classifier to be trusted, one that has seen few wordings, or none; people's other wishes (intents) or none; meaning
 * and words, or words only.
 */
export interface Knowledge {
  readonly classifier: 'trusted' | 'learning' | 'none'
  readonly hasIntents: boolean
  readonly hasMeaning: boolean
}

export type CalibrationName =
  `${Knowledge['classifier']}, ${'intents' | 'no intents'}, ${'meaning' | 'words only'}`

export const calibrations: Readonly<Record<CalibrationName, Calibration>> = calibrationFile

export function calibrationName({ classifier, hasIntents, hasMeaning }: Knowledge): CalibrationName {
  return `${classifier}, ${hasIntents ? 'intents' : 'no intents'}, ${hasMeaning ? 'meaning' : 'words only'}`
}

/** What the words of a question say by themselves. */
export interface Words {
  /** Glossary terms in the question. */
  readonly termIds: readonly string[]
  /** Share of its terms that no article has, 0–1. */
  readonly unknownShare: number
}

/** What no article answers: other wallet matters, one's own case, other fields. */
const UNCOVERED: readonly Intent[] = ['uncovered']
const OWN_CASE: readonly Intent[] = ['account', 'person', 'theft']
const FOREIGN: readonly Intent[] = ['foreign', 'small-talk']

/** @param retrieval with at least one hit. */
export function featuresOf(
  { hits, intents, intentVotes, intentClasses }: Retrieval,
  { termIds, unknownShare }: Words,
): Features {
  const [first, second] = hits
  if (!first) throw new RangeError('Features need at least one hit.')
  const of = (hit: Hit, measure: (scored: EntryScore) => number): number =>
    Math.max(measure(hit.whole), measure(hit.passage))
  const leader = (measure: (scored: EntryScore) => number): Hit =>
    hits.reduce((top, hit) => (of(hit, measure) > of(top, measure) ? hit : top), first)
  const leaders = [leader((scored) => scored.dense), leader((scored) => scored.lexical)]
  const ahead = (names: readonly Intent[]): number =>
    Math.max(...names.map((name) => intents[name] ?? 0)) - first.score
  const meant = (names: readonly Intent[]): number => sumOf(names, (name) => intentVotes[name]?.meaning ?? 0)
  const worded = (names: readonly Intent[]): number => sumOf(names, (name) => intentVotes[name]?.words ?? 0)
  const learnt = (names: readonly Intent[]): number =>
    logarithm(sumOf(names, (name) => intentClasses[name] ?? 0))
  return {
    score: first.score,
    margin: first.score - (second?.score ?? 0),
    wholeDense: first.whole.dense,
    passageDense: first.passage.dense,
    lexical: of(first, (scored) => scored.lexical),
    coverage: of(first, (scored) => scored.coverage),
    rival: second ? second.score / first.score : 0,
    agreement: leaders.filter((hit) => hit === first).length / leaders.length,
    knownTerms: Math.min(termIds.length, 3) / 3,
    unknownWords: unknownShare,
    uncovered: ahead(UNCOVERED),
    ownCase: ahead(OWN_CASE),
    foreign: ahead(FOREIGN),
    meaningFirst: first.votes.meaning,
    meaningUncovered: meant(UNCOVERED),
    meaningOwnCase: meant(OWN_CASE),
    meaningForeign: meant(FOREIGN),
    wordsFirst: first.votes.words,
    wordsUncovered: worded(UNCOVERED),
    wordsOwnCase: worded(OWN_CASE),
    wordsForeign: worded(FOREIGN),
    classFirst: logarithm(first.classProbability),
    classRival: logarithm(Math.max(0, ...hits.slice(1).map((hit) => hit.classProbability))),
    classUncovered: learnt(UNCOVERED),
    classOwnCase: learnt(OWN_CASE),
    classForeign: learnt(FOREIGN),
  }
}

function sumOf(names: readonly Intent[], figureOf: (name: Intent) => number): number {
  return names.reduce((sum, name) => sum + figureOf(name), 0)
}

/** Of a probability; what is below one in a hundred is as good as none. */
function logarithm(probability: number): number {
  return Math.log(probability + 0.01)
}

/** Probability of each outcome; they sum to 1. */
export function probabilitiesOf(
  features: Features,
  { mean, deviation, outcomes }: Calibration,
): Probabilities {
  const sums = OUTCOMES.map((outcome) => {
    const { bias, weight } = outcomes[outcome]
    return FEATURES.reduce(
      (sum, name) => sum + weight[name] * ((features[name] - mean[name]) / deviation[name]),
      bias,
    )
  })
  const shares = softmax(sums)
  return Object.fromEntries(
    OUTCOMES.map((outcome, i) => [outcome, shares[i] ?? 0]),
  ) as unknown as Probabilities
}

/** Sums → probabilities. */
export function softmax(sums: readonly number[]): number[] {
  const most = Math.max(...sums)
  const powers = sums.map((sum) => Math.exp(sum - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
