// Evidence becomes features, features become probabilities, and labelled examples become the weights between them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Calibration,
  calibrations,
  FEATURES,
  type Features,
  featuresOf,
  OUTCOMES,
  type Outcome,
  type Probabilities,
  probabilitiesOf,
} from '../src/answer/confidence.ts'
import { type Example, fitCalibration } from '../src/answer/fit.ts'
import { ANSWER } from '../src/config.ts'
import type { Hit } from '../src/search/retrieve.ts'
import { hitOn, scoreOf } from './fixtures/hits.ts'

type Feature = (typeof FEATURES)[number]

/** The given features; all others the same. */
function featuresWith(given: Partial<Features>, others = 0): Features {
  return { ...Object.fromEntries(FEATURES.map((name) => [name, others])), ...given } as Features
}

function calibrationWith(
  outcomes: Partial<Record<Outcome, { bias?: number; weight?: Partial<Features> }>>,
  changes: Partial<Calibration> = {},
): Calibration {
  const all = OUTCOMES.map((outcome) => {
    const { bias = 0, weight = {} } = outcomes[outcome] ?? {}
    return [outcome, { bias, weight: featuresWith(weight) }]
  })
  return {
    mean: featuresWith({}),
    deviation: featuresWith({}, 1),
    outcomes: Object.fromEntries(all),
    fittedOn: '',
    ...changes,
  }
}

const sumOf = (probabilities: Probabilities): number =>
  OUTCOMES.reduce((sum, outcome) => sum + probabilities[outcome], 0)
const likeliest = (probabilities: Probabilities): Outcome =>
  OUTCOMES.reduce((best, outcome) => (probabilities[outcome] > probabilities[best] ? outcome : best))

const CALIBRATIONS = Object.entries(calibrations) as [keyof typeof calibrations, Calibration][]

describe('probabilities', () => {
  const record = (value: fc.Arbitrary<number>): fc.Arbitrary<Features> =>
    fc.record(Object.fromEntries(FEATURES.map((name) => [name, value]))) as unknown as fc.Arbitrary<Features>
  const any = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const usual = fc.double({ min: -1, max: 1, noNaN: true })

  test.each(CALIBRATIONS)('are parts of 1 for any features: %s', (_, calibration) => {
    fc.assert(
      fc.property(fc.oneof(record(usual), record(any)), (features) => {
        const probabilities = probabilitiesOf(features, calibration)
        expect(Object.keys(probabilities)).toEqual([...OUTCOMES])
        expect(sumOf(probabilities)).toBeCloseTo(1, 9)
        for (const outcome of OUTCOMES) {
          expect(probabilities[outcome]).toBeGreaterThanOrEqual(0)
          expect(probabilities[outcome]).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('are parts of 1 for any weights (property)', () => {
    const weighted = fc.record({ bias: any, weight: record(any) })
    const outcomes = fc.record(
      Object.fromEntries(OUTCOMES.map((outcome) => [outcome, weighted])),
    ) as unknown as fc.Arbitrary<Calibration['outcomes']>
    fc.assert(
      fc.property(outcomes, record(usual), (weights, features) => {
        expect(sumOf(probabilitiesOf(features, calibrationWith(weights)))).toBeCloseTo(1, 9)
      }),
    )
  })

  test('are the softmax of weighted, standardised features', () => {
    const even = probabilitiesOf(featuresWith({}), calibrationWith({}))
    for (const outcome of OUTCOMES) expect(even[outcome]).toBeCloseTo(1 / OUTCOMES.length, 12)
    const given = calibrationWith({ first: { weight: { lexical: 2 } } })
    const others = OUTCOMES.length - 1
    const expected = (sum: number): number => Math.exp(sum) / (Math.exp(sum) + others)
    expect(probabilitiesOf(featuresWith({ lexical: 1 }), given).first).toBeCloseTo(expected(2), 12)
    expect(probabilitiesOf(featuresWith({ margin: 5 }), given)).toEqual(even)
    const shifted = calibrationWith(
      { first: { bias: 1, weight: { lexical: 2 } } },
      { mean: featuresWith({ lexical: 3 }), deviation: featuresWith({}, 2) },
    )
    expect(probabilitiesOf(featuresWith({ lexical: 5 }), shifted).first).toBeCloseTo(expected(3), 12)
  })

  test.each(CALIBRATIONS)(
    'of the repository rest on every feature, and say on what: %s',
    (_, calibration) => {
      for (const part of [calibration.mean, calibration.deviation, ...weightsOf(calibration)]) {
        expect(Object.keys(part).sort()).toEqual([...FEATURES].sort())
      }
      for (const name of FEATURES) expect(calibration.deviation[name], name).toBeGreaterThan(0)
      expect(calibration.fittedOn).toMatch(/^[0-9a-f]{64}$/)
      expect(calibration.fittedOn).toBe(calibrations['trusted, intents, meaning'].fittedOn)
    },
  )

  function weightsOf({ outcomes }: Calibration): Features[] {
    return OUTCOMES.map((outcome) => outcomes[outcome].weight)
  }

  /** Logarithms of what the classifier says, as the features have them. */
  const LIKELY = 0
  const UNLIKELY = -4

  /** What is known of a question, where the words and, with a model, the meaning say the same. */
  const EVIDENCE: Readonly<Record<'plain' | 'foreign' | 'personal', Partial<Features>>> = {
    plain: {
      score: 0.7,
      margin: 0.4,
      wholeDense: 0.9,
      passageDense: 0.8,
      lexical: 0.6,
      coverage: 1,
      meaningFirst: 1,
      wordsFirst: 1,
      meaningUncovered: 0,
      meaningOwnCase: 0,
      meaningForeign: 0,
      wordsUncovered: 0,
      wordsOwnCase: 0,
      wordsForeign: 0,
      agreement: 1,
      knownTerms: 1,
      unknownWords: 0,
      uncovered: -0.5,
      ownCase: -0.5,
      foreign: -0.5,
      classFirst: LIKELY,
      classRival: UNLIKELY,
      classUncovered: UNLIKELY,
      classOwnCase: UNLIKELY,
      classForeign: UNLIKELY,
    },
    foreign: {
      score: 0.07,
      margin: 0,
      wholeDense: 0.15,
      passageDense: 0.1,
      lexical: 0,
      coverage: 0,
      meaningFirst: 0.1,
      wordsFirst: 0.1,
      meaningUncovered: 0,
      meaningOwnCase: 0,
      meaningForeign: 0.9,
      wordsUncovered: 0,
      wordsOwnCase: 0,
      wordsForeign: 0.9,
      agreement: 0,
      knownTerms: 0,
      unknownWords: 0.8,
      uncovered: 0,
      ownCase: 0,
      foreign: 0.2,
      classFirst: UNLIKELY,
      classRival: UNLIKELY,
      classUncovered: UNLIKELY,
      classOwnCase: UNLIKELY,
      classForeign: LIKELY,
    },
    personal: {
      score: 0.2,
      margin: 0,
      meaningFirst: 0.1,
      wordsFirst: 0.1,
      meaningUncovered: 0.9,
      meaningOwnCase: 0,
      meaningForeign: 0,
      wordsUncovered: 0.9,
      wordsOwnCase: 0,
      wordsForeign: 0,
      knownTerms: 0.3,
      unknownWords: 0,
      uncovered: 0.2,
      ownCase: 0.1,
      foreign: 0,
      classFirst: UNLIKELY,
      classRival: UNLIKELY,
      classUncovered: LIKELY,
      classOwnCase: UNLIKELY,
      classForeign: UNLIKELY,
    },
  }

  const NO_MEANING: Partial<Features> = {
    wholeDense: 0,
    passageDense: 0,
    meaningFirst: 0,
    meaningUncovered: 0,
    meaningOwnCase: 0,
    meaningForeign: 0,
  }

  test.each(CALIBRATIONS)('of the repository follow the evidence: %s', (name, calibration) => {
    const withoutMeaning = name.endsWith('words only') ? NO_MEANING : {}
    const of = (kind: keyof typeof EVIDENCE): Probabilities =>
      probabilitiesOf({ ...calibration.mean, ...EVIDENCE[kind], ...withoutMeaning }, calibration)
    expect(of('plain').first).toBeGreaterThan(ANSWER.answerBar)
    expect(of('foreign').foreign).toBeGreaterThan(ANSWER.declineBar)
    expect(of('foreign').first).toBeLessThan(ANSWER.clarifyBar)
    expect(of('personal').first + of('personal').choice).toBeLessThan(ANSWER.clarifyBar)
    expect(of('personal').foreign).toBeLessThan(of('foreign').foreign)
  })
})

describe('features', () => {
  const first: Hit = {
    ...hitOn('a', 0.6),
    whole: { ...scoreOf({}, 0), dense: 0.9 },
    passage: { ...scoreOf({}, 0), dense: 0.4, lexical: 0.1, coverage: 0.3 },
    votes: { meaning: 0.7, words: 0.4 },
    classProbability: 0.3,
  }
  const second: Hit = {
    ...hitOn('b', 0.5),
    whole: scoreOf({}, 0.2),
    passage: { ...scoreOf({}, 0), lexical: 0.8 },
    classProbability: 0.15,
  }
  const intentClasses = {
    account: 0.1,
    person: 0.05,
    theft: 0.02,
    uncovered: 0.2,
    foreign: 0.04,
    'small-talk': 0.03,
  }
  const intentVotes = {
    account: { meaning: 0.05, words: 0.02 },
    theft: { meaning: 0.02, words: 0.04 },
    uncovered: { meaning: 0.1, words: 0.3 },
    'small-talk': { meaning: 0.03, words: 0.01 },
  }
  const intents = { account: 0.2, person: 0.5, theft: 0.1, uncovered: 0.7, foreign: 0.05, 'small-talk': 0.3 }
  const words = { termIds: ['x', 'y'], unknownShare: 0.25 }

  test('look at the best article, its lead, whether words and meaning agree, and what else it may be', () => {
    const found = featuresOf({ hits: [first, second], intents, intentVotes, intentClasses }, words)
    expect(Object.keys(found).sort()).toEqual([...FEATURES].sort())
    expect(found).toMatchObject({
      score: 0.6,
      margin: expect.closeTo(0.1, 12),
      wholeDense: 0.9,
      passageDense: 0.4,
      lexical: 0.1,
      coverage: 0.3,
      meaningFirst: 0.7,
      meaningUncovered: 0.1,
      meaningOwnCase: expect.closeTo(0.07, 12),
      meaningForeign: 0.03,
      wordsFirst: 0.4,
      wordsUncovered: 0.3,
      wordsOwnCase: expect.closeTo(0.06, 12),
      wordsForeign: 0.01,
      agreement: 0.5,
      knownTerms: expect.closeTo(2 / 3, 12),
      unknownWords: 0.25,
      uncovered: expect.closeTo(0.1, 12),
      ownCase: expect.closeTo(-0.1, 12),
      foreign: expect.closeTo(-0.3, 12),
      classFirst: expect.closeTo(Math.log(0.31), 12),
      classRival: expect.closeTo(Math.log(0.16), 12),
      classUncovered: expect.closeTo(Math.log(0.21), 12),
      classOwnCase: expect.closeTo(Math.log(0.18), 12),
      classForeign: expect.closeTo(Math.log(0.08), 12),
    })
  })

  test('of a lone article count its whole score as its lead, and at most three terms', () => {
    const alone = featuresOf(
      { hits: [first], intents: {}, intentVotes: {}, intentClasses: {} },
      { termIds: ['a', 'b', 'c', 'd'], unknownShare: 0 },
    )
    expect(alone).toMatchObject({
      margin: 0.6,
      agreement: 1,
      knownTerms: 1,
      ownCase: -0.6,
      classRival: Math.log(0.01),
    })
  })

  test('are finite whatever was found, and need something that was', () => {
    const little = { ...hitOn('a', 1e-9), votes: { meaning: 0, words: 0 } }
    for (const hits of [[first, second], [first], [little], [little, little]]) {
      const values = Object.values(featuresOf({ hits, intents, intentVotes, intentClasses }, words))
      expect(values.filter((value) => !Number.isFinite(value))).toEqual([])
    }
    expect(() => featuresOf({ hits: [], intents, intentVotes, intentClasses }, words)).toThrow(RangeError)
  })
})

describe('fitting', () => {
  /** Each outcome has a feature of its own that is high with it and low without. */
  const OWN: Readonly<Record<Outcome, Feature>> = {
    first: 'score',
    choice: 'margin',
    case: 'ownCase',
    gap: 'uncovered',
    foreign: 'foreign',
  }
  const example = (outcome: Outcome, spread = 0): Example => ({
    features: featuresWith({ [OWN[outcome]]: 1 - spread, lexical: 0.5, coverage: spread }),
    outcome,
  })
  const examples = OUTCOMES.flatMap((outcome) =>
    Array.from({ length: 20 }, (_, i) => example(outcome, i / 50)),
  )

  test('separates what can be separated, every outcome', () => {
    const fitted = fitCalibration(examples, 'source')
    for (const { features, outcome } of examples) {
      expect(likeliest(probabilitiesOf(features, fitted))).toBe(outcome)
    }
    for (const outcome of OUTCOMES) {
      const probabilities = probabilitiesOf(example(outcome).features, fitted)
      expect(probabilities[outcome], outcome).toBeGreaterThan(0.9)
      expect(sumOf(probabilities)).toBeCloseTo(1, 9)
    }
    expect(fitted.fittedOn).toBe('source')
  })

  test('separates by more and less of one feature, too', () => {
    const ordered = Array.from({ length: 40 }, (_, i): Example => ({
      features: featuresWith({ score: i / 40 }),
      outcome: i >= 20 ? 'first' : 'foreign',
    }))
    const fitted = fitCalibration(ordered, '')
    for (const { features, outcome } of ordered)
      expect(likeliest(probabilitiesOf(features, fitted))).toBe(outcome)
  })

  test('gives features that never vary no weight', () => {
    const { outcomes, deviation, mean } = fitCalibration(examples, '')
    const varying: readonly Feature[] = [...Object.values(OWN), 'coverage']
    for (const name of FEATURES.filter((feature) => !varying.includes(feature))) {
      expect(deviation[name], name).toBe(1)
      for (const outcome of OUTCOMES) expect(outcomes[outcome].weight[name], name).toBe(0)
    }
    expect(mean.lexical).toBe(0.5)
  })

  test('is deterministic, and every figure is a short one', () => {
    const text = JSON.stringify(fitCalibration(examples, 'a'))
    expect(JSON.stringify(fitCalibration(structuredClone(examples), 'a'))).toBe(text)
    for (const [figure] of text.matchAll(/-?\d+\.\d+/g)) expect(figure).toMatch(/\.\d{1,6}$/)
  })

  test('finds the base rates where nothing else is known', () => {
    const counts = { first: 10, choice: 2, case: 2, gap: 3, foreign: 3 }
    const same = OUTCOMES.flatMap((outcome) =>
      Array.from({ length: counts[outcome] }, (): Example => ({
        features: featuresWith({ score: 0.5 }),
        outcome,
      })),
    )
    const probabilities = probabilitiesOf(featuresWith({ score: 0.5 }), fitCalibration(same, ''))
    for (const outcome of OUTCOMES)
      expect(probabilities[outcome], outcome).toBeCloseTo(counts[outcome] / 20, 3)
  })

  test('finds an outcome that never occurred hardly likely', () => {
    const seen = examples.filter(({ outcome }) => outcome !== 'choice')
    const fitted = fitCalibration(seen, '')
    for (const { features } of seen) expect(probabilitiesOf(features, fitted).choice).toBeLessThan(0.05)
  })
})
