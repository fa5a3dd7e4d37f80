// From evidence to a decision: people first, then probabilities against the bars, and nothing below them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OUTCOMES, type Probabilities } from '../src/answer/confidence.ts'
import { closestOf, decide, type Evidence, type Verdict } from '../src/answer/decide.ts'
import { type Intent, INTENTS } from '../src/articles/phrasings.ts'
import { ANSWER } from '../src/config.ts'
import type { IntentScores } from '../src/search/retrieve.ts'
import { evidenceOf, hitOn, probably } from './fixtures/hits.ts'

const CLOSE = [hitOn('export-key', 0.6), hitOn('gas-fees', 0.5)]
const EMERGENCY = evidenceOf({}).emergency

/** "escalate funds-at-risk", "decline greeting", "answer". */
function say(verdict: Verdict): string {
  if (verdict.decision === 'escalate') return `escalate ${verdict.reason}`
  if (verdict.decision === 'decline') return `decline ${verdict.smallTalk ?? 'foreign'}`
  return verdict.decision
}

const decided = (changes: Partial<Evidence>): string => say(decide(evidenceOf({ hits: CLOSE, ...changes })))

describe('a decision', () => {
  const everything = {
    hasSecret: true,
    smallTalk: 'greeting',
    isFundsAtRisk: true,
    wantsPerson: true,
    isAccountSpecific: true,
    isOtherLanguage: true,
    intents: { theft: 1 },
    probabilities: probably({ first: 1 }),
    hits: [hitOn(EMERGENCY, 0.6), ...CLOSE],
  } as const
  const unsure = { first: ANSWER.answerBar - 0.01, choice: 0 }
  const order = [
    ['a secret', {}, 'escalate secret-shared'],
    ['small talk', { hasSecret: false }, 'decline greeting'],
    ['funds at risk', { smallTalk: undefined }, 'escalate funds-at-risk'],
    ['a wish for a person', { isFundsAtRisk: false }, 'escalate person-requested'],
    ['a case of one’s own', { wantsPerson: false }, 'escalate account-specific'],
    ['a language of nobody here', { isAccountSpecific: false }, 'escalate other-language'],
    ['what resembles a theft', { isOtherLanguage: false }, 'escalate funds-at-risk'],
    ['what resembles a wish for a person', { intents: { person: 1 } }, 'escalate person-requested'],
    ['what resembles a case of one’s own', { intents: { account: 1 } }, 'escalate account-specific'],
    ['the article for emergencies', { intents: { uncovered: 1 } }, 'escalate funds-at-risk'],
    ['an answer that surely fits', { hits: CLOSE }, 'answer'],
    ['a choice between close ones', { probabilities: probably({ ...unsure, foreign: 0.1 }) }, 'clarify'],
    ['a refusal for what is surely foreign', { probabilities: probably({ foreign: 1 }) }, 'decline foreign'],
    [
      'a person for what no article covers',
      {
        probabilities: probably({
          foreign: ANSWER.declineSureBar - 0.01,
          gap: 1 - ANSWER.declineSureBar + 0.01,
        }),
      },
      'escalate not-covered',
    ],
    [
      'a refusal for what sounds foreign and names nothing of ours',
      { isAboutWallets: false },
      'decline foreign',
    ],
    ['a person for what is too unsure', { isAboutWallets: true, intents: {} }, 'escalate low-confidence'],
  ] as const

  test.each(order.map(([name, , expected], place) => [place + 1, name, expected] as const))(
    'has %i. %s, before all that follow',
    (place, _, expected) => {
      const changes = order.slice(0, place).map(([, change]) => change)
      expect(say(decide(Object.assign(evidenceOf(everything), ...changes)))).toBe(expected)
    },
  )

  test('is to answer from the bar on, and never because another article might fit', () => {
    const at = (first: number, choice = 0): string => decided({ probabilities: probably({ first, choice }) })
    expect(at(ANSWER.answerBar)).toBe('answer')
    expect(at(ANSWER.answerBar - 1e-9)).toBe('clarify')
    expect(at(ANSWER.answerBar - 1e-9, 1 - ANSWER.answerBar)).toBe('clarify')
    expect(at(0, 1)).toBe('clarify')
  })

  test('is to clarify from what first and choice have together', () => {
    const at = (first: number, choice: number): string =>
      decided({ probabilities: probably({ first, choice }) })
    const half = ANSWER.clarifyBar / 2
    expect(at(half, half)).toBe('clarify')
    expect(at(half, half - 1e-9)).toBe('escalate low-confidence')
    expect(at(half - 1e-9, half)).toBe('escalate low-confidence')
    expect(at(ANSWER.clarifyBar, 0)).toBe('clarify')
    expect(at(0, ANSWER.clarifyBar)).toBe('clarify')
  })

  test('is to decline what is foreign, and more surely so if it has a word of the field', () => {
    const at = (foreign: number, isAboutWallets: boolean): string =>
      decided({ probabilities: probably({ foreign, first: 0, choice: 0 }), isAboutWallets })
    expect(ANSWER.declineSureBar).toBeGreaterThan(ANSWER.declineBar)
    expect(at(ANSWER.declineBar, false)).toBe('decline foreign')
    expect(at(ANSWER.declineBar - 1e-9, false)).toBe('escalate low-confidence')
    expect(at(ANSWER.declineSureBar, true)).toBe('decline foreign')
    expect(at(ANSWER.declineSureBar - 1e-9, true)).toBe('escalate low-confidence')
  })

  test('offers two to four choices, all close to the best, and none if there is but one', () => {
    const probabilities = probably({ first: ANSWER.clarifyBar })
    const choices = (scores: readonly number[]) => {
      const hits = scores.map((score, i) => hitOn(`a${i}`, score))
      const verdict = decide(evidenceOf({ probabilities, hits }))
      return verdict.decision === 'clarify' ? verdict.choices.map(({ score }) => score) : verdict.decision
    }
    expect(choices([0.6, 0.6 * ANSWER.choiceShare])).toEqual([0.6, 0.6 * ANSWER.choiceShare])
    expect(choices([0.6, 0.59, 0.58, 0.57, 0.56, 0.55])).toEqual([0.6, 0.59, 0.58, 0.57])
    expect(choices([0.6, 0.6 * ANSWER.choiceShare - 0.01])).toBe('escalate')
    expect(closestOf([], 3)).toEqual([])
  })

  test('hands the article for emergencies over if it is first and sure', () => {
    const emergency = hitOn(EMERGENCY, 0.6)
    const probabilities = probably({ first: ANSWER.answerBar })
    expect(decided({ hits: [emergency, ...CLOSE], probabilities })).toBe('escalate funds-at-risk')
    expect(decided({ hits: [...CLOSE, emergency], probabilities })).toBe('answer')
  })

  test('offers no choice where one of the two likeliest articles is the one for emergencies', () => {
    const [one, ...others] = CLOSE.map((hit, i) => ({ ...hit, score: 0.5 - i / 100 }))
    if (!one) throw new Error('There is no close article.')
    const emergency = hitOn(EMERGENCY, one.score)
    const likely = probably({ first: ANSWER.clarifyBar })
    expect(decided({ hits: [emergency, one, ...others], probabilities: likely })).toBe(
      'escalate funds-at-risk',
    )
    expect(decided({ hits: [one, emergency, ...others], probabilities: likely })).toBe(
      'escalate funds-at-risk',
    )
    expect(decided({ hits: [one, ...others, emergency], probabilities: likely })).toBe('clarify')
    const unlikely = probably({ first: ANSWER.clarifyBar - 0.1, gap: 1.1 - ANSWER.clarifyBar })
    expect(decided({ hits: [emergency, one], probabilities: unlikely })).toBe('escalate low-confidence')
  })
})

describe('what the question resembles', () => {
  const best = CLOSE[0]?.score ?? 0
  const resembling = (intents: IntentScores): string =>
    decided({ intents, probabilities: probably({ first: 1 }) })
  const REASONS = [
    ['theft', 'escalate funds-at-risk'],
    ['person', 'escalate person-requested'],
    ['account', 'escalate account-specific'],
  ] as const

  test.each(REASONS)('leads to a person, be an article ever so sure: %s', (intent, expected) => {
    const bar = best * ANSWER.intentShare
    expect(resembling({ [intent]: bar })).toBe(expected)
    expect(resembling({ [intent]: 1, foreign: 0.9, uncovered: 0.9 })).toBe(expected)
    expect(resembling({ [intent]: bar - 1e-9 })).toBe('answer')
  })

  test.each(REASONS)('counts only if it leads: %s behind another', (intent) => {
    for (const other of ['uncovered', 'foreign', 'small-talk'] as const) {
      expect(resembling({ [other]: 0.95, [intent]: 0.9 }), other).toBe('answer')
      expect(resembling({ [intent]: 0.9, [other]: 0.95 }), other).toBe('answer')
    }
  })

  test('leads nowhere by itself where no person is needed', () => {
    for (const intent of ['uncovered', 'foreign', 'small-talk'] as const)
      expect(resembling({ [intent]: 1 })).toBe('answer')
  })

  test('tells a person’s matter that no article covers from what is not understood', () => {
    const probabilities = probably({ gap: 1 })
    const at = (intents: IntentScores): string => decided({ intents, probabilities })
    expect(at({ uncovered: best * ANSWER.intentShare })).toBe('escalate not-covered')
    expect(at({ uncovered: best * ANSWER.intentShare - 1e-9 })).toBe('escalate low-confidence')
    expect(at({ uncovered: 0.7, foreign: 0.8 })).toBe('escalate low-confidence')
  })

  test('says what kind of case it is, once a person is likelier to be needed than not', () => {
    const at = (chance: number, intents: IntentScores): string =>
      decided({ intents, probabilities: probably({ case: chance }) })
    expect(at(0.5, { person: 0.1, theft: 0.2 })).toBe('escalate funds-at-risk')
    expect(at(0.5, { person: 0.2, theft: 0.1 })).toBe('escalate person-requested')
    expect(at(0.5, {})).toBe('escalate account-specific')
    expect(at(0.49, {})).toBe('escalate low-confidence')
  })

  test('and words about an account make no case of a question from another field', () => {
    const foreign = { isAccountSpecific: true, isAboutWallets: false, intents: { account: 1 } }
    const at = (chance: number): string =>
      decided({ ...foreign, probabilities: probably({ foreign: chance }) })
    expect(at(ANSWER.declineSureBar)).toBe('decline foreign')
    expect(at(ANSWER.declineSureBar - 0.01)).toBe('escalate account-specific')
  })

  test('sends small talk and other fields away if nothing of ours is named', () => {
    const at = (intent: Intent, isAboutWallets: boolean): string =>
      decided({ isAboutWallets, intents: { [intent]: 1 }, probabilities: probably({ gap: 1 }) })
    for (const intent of ['foreign', 'small-talk'] as const) {
      expect(at(intent, false)).toBe('decline foreign')
      expect(at(intent, true)).toBe('escalate low-confidence')
    }
  })

  test('is nothing where nothing was found at all', () => {
    const nothing = Object.fromEntries(INTENTS.map((intent) => [intent, 0]))
    const probabilities = probably({ first: 0, choice: 0, foreign: ANSWER.declineBar })
    const at = (isAboutWallets: boolean): string =>
      decided({ hits: [], intents: nothing, probabilities, isAboutWallets })
    expect(at(false)).toBe('decline foreign')
    expect(at(true)).toBe('escalate low-confidence')
  })
})

describe('whatever the evidence', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const probabilities = fc
    .array(share, { minLength: OUTCOMES.length, maxLength: OUTCOMES.length })
    .filter((parts) => parts.some((part) => part > 0.01))
    .map((parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0)
      return Object.fromEntries(
        OUTCOMES.map((outcome, i) => [outcome, (parts[i] ?? 0) / total]),
      ) as unknown as Probabilities
    })
  const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)
  const evidence: fc.Arbitrary<Evidence> = fc.record({
    hasSecret: rarely,
    smallTalk: fc
      .option(fc.constantFrom('greeting', 'banter'), { nil: undefined, freq: 9 })
      .map((kind) => (kind === 'banter' ? undefined : kind)),
    isFundsAtRisk: rarely,
    wantsPerson: rarely,
    isAccountSpecific: rarely,
    isOtherLanguage: rarely,
    isAboutWallets: fc.boolean(),
    emergency: fc.constant(EMERGENCY),
    probabilities,
    hits: fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c', EMERGENCY), share), { minLength: 1, maxLength: 6 })
      .map((hits) => hits.sort(([, a], [, b]) => b - a).map(([article, score]) => hitOn(article, score))),
    intents: fc.dictionary(
      fc.constantFrom(...INTENTS),
      share.map((score) => score / 2),
    ),
  })

  test('a verdict keeps to the bars and puts people first (property)', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(evidence, (given) => {
        const verdict = decide(given)
        seen.add(verdict.decision)
        const { first, choice, foreign } = given.probabilities
        const { hasSecret, isFundsAtRisk, wantsPerson, isAccountSpecific, isOtherLanguage } = given
        const needsPerson = [
          hasSecret,
          isFundsAtRisk,
          wantsPerson,
          isAccountSpecific && foreign < ANSWER.declineSureBar,
          isOtherLanguage,
        ].includes(true)
        if (hasSecret) expect(verdict).toEqual({ decision: 'escalate', reason: 'secret-shared' })
        if (verdict.decision === 'answer') {
          expect(first).toBeGreaterThanOrEqual(ANSWER.answerBar)
          expect(given.hits[0]?.article).not.toBe(EMERGENCY)
        }
        if (verdict.decision === 'clarify') {
          expect(first + choice).toBeGreaterThanOrEqual(ANSWER.clarifyBar)
          expect(first).toBeLessThan(ANSWER.answerBar)
          expect(verdict.choices.length).toBeGreaterThanOrEqual(2)
          expect(verdict.choices.length).toBeLessThanOrEqual(ANSWER.choices)
        }
        if (verdict.decision === 'decline' && verdict.smallTalk === undefined) {
          const bar = given.isAboutWallets ? ANSWER.declineSureBar : ANSWER.declineBar
          const strange = Math.max(given.intents.foreign ?? 0, given.intents['small-talk'] ?? 0)
          const isLike = strange >= Math.max(given.hits[0]?.score ?? 0, ...Object.values(given.intents))
          expect(foreign >= bar || (!given.isAboutWallets && isLike)).toBe(true)
        }
        if (needsPerson && given.smallTalk === undefined) expect(verdict.decision).toBe('escalate')
      }),
      // A choice is rare among random probabilities; one is certain to be looked at.
      {
        numRuns: 2_000,
        examples: [[evidenceOf({ probabilities: probably({ first: 0.4, choice: 0.4 }), hits: CLOSE })]],
      },
    )
    expect([...seen].sort()).toEqual(['answer', 'clarify', 'decline', 'escalate'])
  })
})
