// The evaluation itself: figures by hand, what changed, the gate, the report, and what the questions keep to.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { CONTENT_DIR } from '../scripts/paths.ts'
import type { AskDeps } from '../src/answer/ask.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { readCorpus } from '../src/articles/read.node.ts'
import { createEntries, textToEmbed } from '../src/search/entry.ts'
import { createSearchIndex } from '../src/search/search-index.ts'
import { quantise, stackVectors } from '../src/search/vectors.ts'
import { bootstrap } from './evaluation/bootstrap.ts'
import { type Evaluated, evaluateAll, isFine, outcomeOf } from './evaluation/evaluated.ts'
import { type Figures, figuresOf, scoredOf } from './evaluation/figures.ts'
import { checkGate, formatGate, readGate, type Threshold } from './evaluation/gate.ts'
import { GROUPS, type Group, groupOf } from './evaluation/groups.ts'
import {
  auroc,
  calibrationError,
  coverageAt,
  meanReciprocalRank,
  quantile,
  reliability,
  riskCoverage,
  share,
  wilson,
} from './evaluation/measures.ts'
import { formatComparison, formatErrors, formatRun } from './evaluation/print.ts'
import {
  coreOf,
  danglingLabels,
  knownBeforehand,
  repeated,
  straddlingFamilies,
} from './evaluation/question-rules.ts'
import { type LabelledQuestion, readQuestions } from './evaluation/questions.ts'
import { compare, readRecorded, writeRecorded } from './evaluation/recorded.ts'
import { formatReport } from './evaluation/report.ts'
import type { Run } from './evaluation/run.ts'
import { aheadOf, compareRankers, withRetrieval } from './evaluation/side-by-side.ts'
import { formatTable, percent } from './evaluation/table.ts'
import { isMet, lead, TARGETS } from './evaluation/targets.ts'
import { readSample, temporaryFolder } from './fixtures/content.ts'
import { createFakeEmbedder } from './fixtures/embedder.ts'

const ASKED: LabelledQuestion = {
  id: 'x1',
  family: 'one',
  split: 'dev',
  locale: 'en',
  kind: 'answerable',
  expect: ['fees'],
  question: 'why a fee',
}

/** An outcome: by default an answerable question, answered right and surely. */
function evaluated(question: Partial<LabelledQuestion> = {}, reply: Partial<Evaluated> = {}): Evaluated {
  const asked = { ...ASKED, ...question }
  return {
    question: asked,
    ranked: ['fees', 'keys', 'scams'],
    section: 'fees#why',
    score: 0.5,
    confidence: 0.9,
    decision: 'answer',
    reason: undefined,
    shown:
      reply.decision === undefined || reply.decision === 'answer' ? (reply.ranked?.[0] ?? 'fees') : undefined,
    ms: 2,
    ...reply,
  }
}

/** One of each kind of outcome, with figures that can be counted by hand. */
const SAMPLE: readonly Evaluated[] = [
  evaluated({ id: 'a1', sections: ['fees#why', 'fees#'] }),
  evaluated({ id: 'a2', sections: ['fees#when'], locale: 'zh-CN' }, { confidence: 0.85 }),
  evaluated({ id: 'a3' }, { ranked: ['keys', 'fees'], confidence: 0.8 }),
  evaluated(
    { id: 'a4', locale: 'zh-TW' },
    { ranked: ['keys', 'scams', 'swap', 'fees'], decision: 'clarify', confidence: 0.5 },
  ),
  evaluated(
    { id: 'a5' },
    { ranked: [], section: undefined, decision: 'escalate', reason: 'low-confidence', confidence: 0 },
  ),
  evaluated(
    { id: 'a6' },
    { decision: 'escalate', reason: 'person-requested', shown: 'fees', confidence: 0.95 },
  ),
  evaluated(
    { id: 'e1', kind: 'escalate', expect: [] },
    { decision: 'escalate', reason: 'account-specific', confidence: 0.3 },
  ),
  evaluated({ id: 'e2', kind: 'escalate', expect: [] }, { confidence: 0.82 }),
  evaluated(
    { id: 'e3', kind: 'escalate', expect: ['keys'], language: 'es' },
    { decision: 'clarify', confidence: 0.4 },
  ),
  evaluated({ id: 'f1', kind: 'foreign', expect: [] }, { decision: 'decline', confidence: 0.1 }),
  evaluated({ id: 'f2', kind: 'foreign', expect: [] }, { decision: 'escalate', confidence: 0.2 }),
  evaluated({ id: 's1', kind: 'small-talk', expect: [] }, { decision: 'decline', confidence: 0.99 }),
]

describe('measures', () => {
  test('the mean reciprocal rank counts what was not found as nothing', () => {
    expect(meanReciprocalRank([0, 1, 3, -1])).toBeCloseTo((1 + 1 / 2 + 1 / 4) / 4)
  })

  test('AUROC is the share of pairs in the right order, ties half', () => {
    const items = [
      { score: 0.9, isRight: true },
      { score: 0.5, isRight: true },
      { score: 0.5, isRight: false },
      { score: 0.1, isRight: false },
    ]
    expect(auroc(items)).toBeCloseTo(3.5 / 4)
    expect(auroc(items.filter(({ isRight }) => isRight))).toBeNaN()
  })

  test('the calibration error weighs the bins by their counts', () => {
    const items = [
      { score: 0.95, isRight: true },
      { score: 1, isRight: true },
      { score: 0.91, isRight: false },
      { score: 0.2, isRight: false },
    ]
    const [low, high] = [0.2, Math.abs(2.86 / 3 - 2 / 3)]
    expect(calibrationError(items)).toBeCloseTo((low + 3 * high) / 4)
    expect(calibrationError([])).toBeNaN()
  })

  test('a confidence of 1 falls into the last of ten bins', () => {
    const bins = reliability([{ score: 1, isRight: true }])
    expect(bins).toHaveLength(10)
    expect(bins[9]).toEqual({ from: 0.9, count: 1, meanConfidence: 1, right: 1 })
    expect(bins[0]?.right).toBeNaN()
  })

  test('what scores alike is answered together or not at all', () => {
    const items = [
      { score: 0.9, isRight: true },
      { score: 0.5, isRight: true },
      { score: 0.5, isRight: false },
      { score: 0.1, isRight: true },
    ]
    expect(riskCoverage(items, 4)).toEqual([
      { bar: 0.9, answered: 1, coverage: 0.25, risk: 0 },
      { bar: 0.5, answered: 3, coverage: 0.5, risk: 1 / 3 },
      { bar: 0.1, answered: 4, coverage: 0.75, risk: 0.25 },
    ])
    expect(coverageAt(0.95, items, 4)).toBe(0.25)
    expect(coverageAt(0.75, items, 4)).toBe(0.75)
    expect(coverageAt(0.95, [{ score: 1, isRight: false }], 1)).toBe(0)
  })

  test('quantiles are values that occurred', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2)
    expect(quantile([3, 1, 2], 0.99)).toBe(3)
    expect(quantile([], 0.5)).toBeNaN()
  })

  test("Wilson's interval keeps to 0–1 and to the published values", () => {
    expect(wilson(0, 10).low).toBe(0)
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3)
    expect(wilson(0.5, 10).low).toBeCloseTo(0.2366, 3)
    expect(share([])).toBeNaN()
  })
})

describe('figures', () => {
  const figures = figuresOf(SAMPLE)

  test('finding: by rank of the first article that answers, whatever is decided', () => {
    expect(figures.accuracy1).toBeCloseTo(3 / 6)
    expect(figures.accuracy3).toBeCloseTo(4 / 6)
    expect(figures.mrr).toBeCloseTo((3 + 1 / 2 + 1 / 4) / 6)
  })

  test('sections: of the answers whose place is labelled', () => {
    expect(figures.section).toBeCloseTo(1 / 2)
  })

  test('precision is over all answers, coverage over answerable questions', () => {
    // Steps beside a form count like an answer: a6.
    expect(figures.answered).toBeCloseTo(4 / 6)
    expect(figures.precision).toBeCloseTo(3 / 5)
    expect(figures.coverage).toBeCloseTo(3 / 6)
  })

  test('false answers are among what no article answers; self-help beside a form is none', () => {
    expect(figures.falseAnswers).toBeCloseTo(1 / 5)
  })

  test('who has to reach a person, and who is declined', () => {
    expect(figures.escalated).toBeCloseTo(1 / 3)
    expect(figures.declined).toBeCloseTo(1 / 2)
    expect(figures.smallTalk).toBe(1)
  })

  test('confidence is judged on all but small talk, by the first article', () => {
    const scored = scoredOf(SAMPLE)
    expect(scored).toHaveLength(11)
    expect(scored.filter(({ isRight }) => isRight).map(({ score }) => score)).toEqual([0.9, 0.85, 0.95])
    expect(figures.auroc).toBe(1)
    expect(figures.coverageAt95).toBeCloseTo(3 / 6)
  })

  test('a group without anything to measure has no figures, rather than perfect ones', () => {
    const empty = figuresOf([])
    for (const value of Object.values(empty)) expect(value).toBeNaN()
    expect(percent(empty.accuracy1)).toBe('–')
  })

  test('Chinese groups hold both scripts, other languages stand apart from English', () => {
    const ids = (group: Group): string[] => groupOf(group, SAMPLE).map(({ question }) => question.id)
    expect(ids('zh')).toEqual(['a2', 'a4'])
    expect(ids('zh-TW')).toEqual(['a4'])
    expect(ids('other languages')).toEqual(['e3'])
    expect(ids('en')).toHaveLength(9)
    expect(ids('all')).toHaveLength(12)
  })

  test('the right steps beside the form are fine for an answerable question, an answer to others is not', () => {
    const fine = SAMPLE.filter((one) => isFine(outcomeOf(one))).map(({ question }) => question.id)
    expect(fine).toEqual(['a1', 'a2', 'a6', 'e1', 'f1', 's1'])
  })
})

describe('the bootstrap', () => {
  const accuracy = (sample: readonly Evaluated[]) => ({ accuracy1: figuresOf(sample).accuracy1 })
  const families = Array.from({ length: 40 }, (_, family) =>
    evaluated({ family: String(family) }, family % 4 === 0 ? { ranked: ['keys'] } : {}),
  )

  test('gives the same interval for the same outcomes', () => {
    expect(bootstrap(families, accuracy)).toEqual(bootstrap(families, accuracy))
  })

  test('is about as wide as theory says', () => {
    const { accuracy1 } = bootstrap(families, accuracy)
    const half = 1.96 * Math.sqrt((0.75 * 0.25) / 40)
    expect(accuracy1?.low).toBeCloseTo(0.75 - half, 1)
    expect(accuracy1?.high).toBeCloseTo(0.75 + half, 1)
  })

  test('draws families, not questions: one family leaves nothing to vary', () => {
    const one = families.map((each) => ({ ...each, question: { ...each.question, family: 'same' } }))
    expect(bootstrap(one, accuracy).accuracy1).toEqual({ low: 0.75, high: 0.75 })
  })

  test('leaves out what cannot be measured', () => {
    expect(bootstrap([evaluated({ kind: 'foreign', expect: [] })], accuracy)).toEqual({})
  })
})

describe('gained and lost', () => {
  const now = [
    evaluated({ id: 'a' }),
    evaluated({ id: 'b' }, { decision: 'clarify' }),
    evaluated({ id: 'c' }, { ranked: ['keys', 'fees'], decision: 'clarify' }),
    evaluated({ id: 'd', kind: 'foreign', expect: [] }, { decision: 'decline' }),
    evaluated({ id: 'e' }),
    evaluated({ id: 'f' }),
  ]

  test('lists what fares better, what fares worse, and counts what is new', () => {
    const { gained, lost, added, compared } = compare(
      {
        a: [2, 'clarify', false],
        b: [0, 'answer', true],
        c: [0, 'clarify', false],
        d: [-1, 'answer', false],
        e: [0, 'answer', true],
      },
      now,
    )
    expect(gained.map(({ evaluated: { question } }) => question.id)).toEqual(['a', 'd'])
    expect(lost.map(({ evaluated: { question } }) => question.id)).toEqual(['b', 'c'])
    expect([added, compared]).toEqual([1, 5])
    const text = formatComparison({ gained, lost, added, compared })
    expect(text).toContain('2 gained, 2 lost; 1 not recorded yet')
    expect(text).toContain('a  clarify, rank 3 → answer, rank 1  why a fee')
    expect(text).toContain('d  answer (wrong) → decline')
  })

  test('a run that was recorded has lost and gained nothing against itself', async () => {
    const folder = temporaryFolder()
    expect(await readRecorded(['dev'], folder)).toEqual({})
    expect(await writeRecorded(now, folder)).toEqual([join(folder, 'dev.json')])
    const recorded = await readRecorded(['dev', 'test'], folder)
    expect(recorded['c']).toEqual([1, 'clarify', false])
    const { gained, lost, added } = compare(recorded, now)
    expect([gained, lost, added]).toEqual([[], [], 0])
    expect((await readFile(join(folder, 'dev.json'), 'utf8')).split('\n')).toHaveLength(now.length + 3)
  })
})

describe('the gate', () => {
  const figures = Object.fromEntries(
    GROUPS.map((group) => [group, figuresOf(groupOf(group, SAMPLE))]),
  ) as Record<Group, Figures>
  const check = (threshold: Threshold, recorded = {}) =>
    checkGate({ thresholds: [threshold], figures, evaluated: SAMPLE, recorded })

  test('is open at the threshold itself, on both sides', () => {
    expect(check({ group: 'all', figure: 'accuracy1', atLeast: 0.5, reason: '' })).toEqual([])
    expect(check({ group: 'all', figure: 'falseAnswers', atMost: 0.2, reason: '' })).toEqual([])
  })

  test('says what fell, by how much, and which questions, new ones first', () => {
    const threshold = { group: 'all', figure: 'coverage', atLeast: 0.6, reason: 'because' } as const
    const falls = check(threshold, { a3: [0, 'escalate', false], a5: [0, 'answer', true] })
    expect(falls[0]?.by).toBeCloseTo(0.6 - 3 / 6)
    const blamed = falls[0]?.questions.map(({ evaluated: one, isNew }) => [one.question.id, isNew])
    expect(blamed).toEqual([
      ['a5', true],
      ['a3', false],
      ['a4', false],
    ])
    const text = formatGate([threshold], falls)
    expect(text).toContain('all: coverage is 50.0 %, at least 60.0 % is wanted; missed by 10.0 points')
    expect(text).toContain('because')
    expect(text).toContain('new  a5 [fees] → escalate 0.00 nothing: why a fee')
  })

  test('of figures that are better when lower, it blames what counts', () => {
    const [fall] = check({ group: 'all', figure: 'falseAnswers', atMost: 0.1, reason: '' })
    expect(fall?.by).toBeCloseTo(0.1)
    expect(fall?.questions.map(({ evaluated: one }) => one.question.id)).toEqual(['e2'])
  })

  test('of the confidence, it names what strays furthest', () => {
    const [fall] = check({ group: 'all', figure: 'ece', atMost: 0.01, reason: '' })
    expect(fall?.questions.map(({ evaluated: one }) => one.question.id)).toEqual(['e2', 'a3'])
  })

  test('does not open for a group in which nothing can be measured', () => {
    const falls = check({ group: 'other languages', figure: 'accuracy1', atLeast: 0.1, reason: '' })
    expect(formatGate([], falls)).toContain('nothing to measure')
  })

  test('gate.json is sound, gives reasons, and covers every target in Chinese and English', async () => {
    const thresholds = await readGate()
    for (const { reason } of thresholds) expect(reason.length).toBeGreaterThan(10)
    for (const { figure } of TARGETS) {
      const groups = thresholds.filter((threshold) => threshold.figure === figure).map(({ group }) => group)
      expect(groups, figure).toEqual(expect.arrayContaining(['zh', 'en']))
    }
  })
})

describe('targets', () => {
  test('are met from their bound on, to the rounding of a division', () => {
    const [accuracy, , , , falseAnswers] = TARGETS
    if (!accuracy || !falseAnswers) throw new Error('There are no targets.')
    const figures = { ...figuresOf(SAMPLE), accuracy1: 0.9 - 1e-12, falseAnswers: 0.031 }
    expect(isMet(accuracy, figures)).toBe(true)
    expect(isMet(falseAnswers, figures)).toBe(false)
    expect(lead(falseAnswers, figures)).toBeCloseTo(-0.1)
    expect(isMet(accuracy, figuresOf([]))).toBe(false)
  })
})

test('what retrieval has over the better single ranker is told, or what it lacks', () => {
  const rows = (hybrid: number) => [
    { ranker: 'words', accuracy1: 0.5 },
    { ranker: 'meaning', accuracy1: 0.7 },
    { ranker: 'both', accuracy1: 0.9 },
    { ranker: 'hybrid', accuracy1: hybrid },
  ]
  expect(aheadOf(rows(0.721))).toBe('hybrid 2.1 points ahead of meaning')
  expect(aheadOf(rows(0.69))).toBe('hybrid 1.0 points behind meaning')
  expect(aheadOf(rows(0.7))).toBe('hybrid and meaning are level')
  expect(aheadOf([])).toBe('')
})

test('columns line up, the first to the left', () => {
  expect(
    formatTable([
      ['', 'acc'],
      ['zh-CN', '9 %'],
      ['en', '100 %'],
    ]),
  ).toBe('         acc\nzh-CN    9 %\nen     100 %\n')
})

describe('asking the labelled questions', () => {
  let corpus: Corpus
  let deps: AskDeps

  beforeAll(async () => {
    corpus = (await readSample()).corpus
    const embedder = createFakeEmbedder()
    const rows = []
    for (const entry of createEntries(corpus))
      rows.push(quantise(await embedder.embedPassage(textToEmbed(entry))))
    const index = createSearchIndex(corpus, corpus.glossary, stackVectors(rows, embedder.dimensions))
    deps = { corpus, index, embed: embedder.embedQuery, now: () => new Date('2026-03-02T09:00:00Z') }
  })

  const about = (question: string, locale: LabelledQuestion['locale']): LabelledQuestion => ({
    ...ASKED,
    locale,
    question,
    expect: ['export-key'],
  })

  test('sections are named by their English anchors, whatever the reader’s language', async () => {
    const [first] = await evaluateAll(deps, [about('在手机上导出私钥', 'zh-CN')])
    expect(first?.ranked[0]).toBe('export-key')
    expect(first?.section).toBe('export-key#export-the-key-on-a-phone')
    expect(first?.ms).toBeGreaterThan(0)
  })

  test('words and meaning rank by themselves when asked to', async () => {
    const questions = [about('export the key on a phone', 'en')]
    const [words] = await evaluateAll(withRetrieval(deps, { denseShare: 0 }), questions)
    const [meaning] = await evaluateAll(withRetrieval(deps, { denseShare: 1 }), questions)
    expect(words?.score).not.toBe(meaning?.score)
    const { all = [] } = await compareRankers(deps, await evaluateAll(deps, questions), ['all'])
    expect(all.map(({ ranker }) => ranker)).toEqual(['words', 'meaning', 'both', 'hybrid'])
  })

  describe('the report', () => {
    const hostile = '<script>alert("x")</script> & <b>'
    const wrong = evaluated(
      { id: '<i>', question: hostile, expect: ['"><img src=x>'] },
      { ranked: ['<u>evil</u>'], shown: '<u>evil</u>' },
    )
    const runOf = (all: readonly Evaluated[]): Run => {
      const figures = Object.fromEntries(
        GROUPS.map((group) => [group, figuresOf(groupOf(group, all))]),
      ) as Record<Group, Figures>
      const before = { ...outcomeOf(wrong), decision: 'clarify' as const }
      const change = { evaluated: wrong, before, now: outcomeOf(wrong) }
      return {
        splits: ['dev'],
        evaluated: all,
        figures,
        intervals: { all: bootstrap(all, figuresOf, { resamples: 20 }) },
        sideBySide: { zh: [{ ranker: 'words', accuracy1: 0.5, accuracy3: 1, mrr: 0.7, auroc: 0.9 }] },
        recorded: {},
        comparison: { gained: [change], lost: [], added: 2, compared: 1 },
        ablations: [{ name: 'no dense', figures: figures.all }],
      }
    }
    const reportOf = (all: readonly Evaluated[]): string =>
      formatReport({ run: runOf(all), corpus, model: 'm<o>del', when: new Date('2026-03-02T09:00:00Z') })

    test('escapes all it shows', () => {
      const page = reportOf([...SAMPLE, wrong])
      expect(page.match(/<script|<img|<u>|<i>|m<o>del/)).toBeNull()
      expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;b&gt;')
      expect(page).toContain('&lt;u&gt;evil&lt;/u&gt;')
    })

    test('needs nothing from elsewhere and names its pictures', () => {
      const page = reportOf(SAMPLE)
      expect(page).toContain("default-src 'none'")
      expect(page.match(/(src|href)="(?!#)|url\((?!#)|@import/)).toBeNull()
      const pictures = page.match(/<svg (?![^>]*aria-hidden)[^>]*>.{0,40}/g) ?? []
      expect(pictures).toHaveLength(3)
      for (const picture of pictures) expect(picture).toMatch(/role="img".*<title/)
      for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`)
    })

    test('is drawn without numbers that are none, even where a language was not asked', () => {
      for (const all of [SAMPLE, [evaluated()], [evaluated({ kind: 'foreign', expect: [] })]])
        expect(reportOf(all).match(/.{0,60}(NaN|Infinity|undefined)/)).toBeNull()
    })

    test('the terminal shows the same run', () => {
      const text = formatRun(runOf(SAMPLE))
      expect(text).toMatch(/^all +12 +50\.0 % +66\.7 % +0\.625 +50\.0 %$/m)
      expect(text).not.toMatch(/NaN|undefined/)
      expect(formatErrors(SAMPLE)).toContain('Went wrong: 6 of 12')
    })
  })
})

describe('the labelled questions', () => {
  let questions: LabelledQuestion[]
  let corpus: Corpus

  beforeAll(async () => {
    questions = await readQuestions(join(import.meta.dirname, 'evaluation/questions.jsonl'))
    corpus = (await readCorpus(CONTENT_DIR)).corpus
  })

  test('are at least 600, at least 45 % in Simplified Chinese and 35 % in English, some in others', () => {
    const part = (group: Group): number =>
      groupOf(
        group,
        questions.map((question) => ({ question })),
      ).length / questions.length
    expect(questions.length).toBeGreaterThanOrEqual(600)
    expect(part('zh-CN')).toBeGreaterThanOrEqual(0.45)
    expect(part('en')).toBeGreaterThanOrEqual(0.35)
    expect(part('zh-TW')).toBeGreaterThan(0)
    expect(part('other languages')).toBeGreaterThan(0)
  })

  test('have ids and texts of their own', () => {
    expect(repeated(questions.map(({ id }) => id))).toEqual([])
    expect(repeated(questions.map(({ question }) => coreOf(question) || question))).toEqual([])
  })

  test('keep every family in one split', () => {
    expect(straddlingFamilies(questions)).toEqual([])
  })

  test('name articles and sections that exist', () => {
    expect(danglingLabels(questions, corpus)).toEqual([])
    const without = questions.filter(({ kind, expect: ids }) => kind === 'answerable' && ids.length === 0)
    expect(without).toEqual([])
  })

  test('stand nowhere in what retrieval is built from and the embedder learned', () => {
    expect(knownBeforehand(questions, corpus)).toEqual([])
  })

  test('offenders are listed with their places', () => {
    const asked = [
      { ...ASKED, question: '請問私鑰，在哪裡？' },
      { ...ASKED, id: 'x2', split: 'test' as const },
    ]
    const wording = { locale: 'zh-CN' as const, text: '请问私钥在哪里' }
    const needs = [{ article: 'fees', section: 0, need: 'where', wordings: [wording] }]
    expect(knownBeforehand(asked, { needs, intents: [] })).toEqual([
      'x1 "請問私鑰，在哪裡？" stands in content/phrasings/fees.yaml, "where"',
    ])
    expect(straddlingFamilies(asked)).toEqual(['one: x1 dev, x2 test'])
    expect(repeated(['a', 'b', 'a'])).toEqual(['a ×2'])
    expect(danglingLabels([{ ...ASKED, sections: ['gone#'] }], corpus)).toEqual([
      'x1: there is no article "fees"',
      'x1: there is no section "gone#"',
    ])
  })

  test('a line with an unknown field is refused', async () => {
    const file = join(temporaryFolder(), 'questions.jsonl')
    await writeFile(file, `${JSON.stringify({ ...ASKED, tpyo: true })}\n`)
    await expect(readQuestions(file)).rejects.toThrow('tpyo')
  })
})
