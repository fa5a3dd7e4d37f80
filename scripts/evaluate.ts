// npm run evaluate: how well questions are answered, on labelled questions; --fit fits the confidence.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AskDeps, judge } from '../src/answer/ask.ts'
import { confidenceOf, featuresOf, type Features } from '../src/answer/confidence.ts'
import type { Verdict } from '../src/answer/decide.ts'
import { type Example, fitCalibration } from '../src/answer/fit.ts'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { ANSWER, EMBEDDER, RETRIEVAL } from '../src/config.ts'
import { toSimplified } from '../src/i18n/traditional.ts'
import { createEmbedder } from '../src/search/embedder.node.ts'
import { measureBench, openBench } from '../tests/evaluation/bench.ts'
import {
  auroc,
  calibrationError,
  coverageAt,
  meanReciprocalRank,
  rankOf,
  share,
} from '../tests/evaluation/measures.ts'
import { runCommand } from './command.ts'
import { openLibrary } from './library.ts'
import { CACHE_DIR, CONTENT_DIR, ROOT } from './paths.ts'
import { type LabelledQuestion, readQuestions } from '../tests/evaluation/questions.ts'

const USAGE = `Usage: npm run evaluate -- [--split dev|test] [--fit] [--errors] [--bench FOLDER]

Asks every labelled question of tests/evaluation/questions.jsonl and prints how the replies fare.
  --split   which questions (default: test, which nothing is tuned on)
  --fit     fit the confidence on the dev questions first and write src/answer/calibration.json
  --errors  list the questions that went wrong
  --bench   retrieval on another set instead: a folder with articles.json and tests.jsonl
`

interface Outcome {
  readonly question: LabelledQuestion
  readonly verdict: Verdict
  readonly ranked: readonly string[]
  readonly features: Features | undefined
  readonly confidence: number
  /** Id of the article whose steps the reply shows. */
  readonly shown: string | undefined
}

const { values } = parseArgs({
  options: {
    split: { type: 'string', default: 'test' },
    fit: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    bench: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) process.stdout.write(USAGE)
else await runCommand(() => (values.bench === undefined ? main() : bench(values.bench)))

async function main(): Promise<void> {
  const library = await openLibrary()
  const file = join(ROOT, 'tests/evaluation/questions.jsonl')
  const questions = await readQuestions(file)
  if (values.fit)
    await fit(
      library,
      questions.filter(({ split }) => split === 'dev'),
    )
  const chosen = questions.filter(({ split }) => split === values.split)
  if (chosen.length === 0)
    throw new Error(`There are no questions of the split "${values.split}". Use dev or test.`)
  const outcomes = await judgeAll(library, chosen)
  report(outcomes)
  reportConfidence(outcomes)
  if (values.errors) listErrors(outcomes)
}

/** The same retrieval over other people's articles and questions: words alone, meaning alone, and both. */
async function bench(folder: string): Promise<void> {
  const { corpus } = await readSoundCorpus(CONTENT_DIR)
  const embedder = await createEmbedder(EMBEDDER, { root: ROOT, cache: join(CACHE_DIR, 'models') })
  const set = await openBench(folder, embedder, corpus.glossary)
  const rows = [
    ['words', 0],
    ['meaning', 1],
    ['both', RETRIEVAL.denseShare],
  ] as const
  printTable([
    ['', 'acc@1', 'acc@3', 'MRR', 'AUROC'],
    ...rows.map(([name, denseShare]) => {
      const { accuracy1, accuracy3, mrr, auroc: area } = measureBench(set, { ...RETRIEVAL, denseShare })
      return [name, ratio(accuracy1), ratio(accuracy3), mrr.toFixed(3), ratio(area)]
    }),
  ])
}

async function judgeAll(library: AskDeps, questions: readonly LabelledQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const question of questions) {
    const { evidence, verdict } = await judge(library, question.question, question.locale)
    const terms = library.index.tokenizer.termIds(toSimplified(question.question))
    const ranked = evidence.hits.map((hit) => hit.article)
    const { confidence } = evidence
    const shown = shownArticle({ verdict, confidence, ranked }, library.corpus.site.emergency)
    const features = evidence.hits.length > 0 ? featuresOf(evidence.hits, terms) : undefined
    outcomes.push({ question, verdict, ranked, features, confidence, shown })
  }
  return outcomes
}

/** Small talk is left out: rules decide it before any confidence is asked for. */
async function fit(library: AskDeps, dev: readonly LabelledQuestion[]): Promise<void> {
  const outcomes = await judgeAll(
    library,
    dev.filter(({ kind }) => kind !== 'small-talk'),
  )
  const examples = outcomes.flatMap(({ features, question, ranked }): Example[] =>
    features ? [{ features, isRight: isExpected(question, ranked[0]) }] : [],
  )
  const fittedOn = createHash('sha256').update(JSON.stringify(dev)).digest('hex')
  const calibration = fitCalibration(examples, fittedOn)
  await writeFile(join(ROOT, 'src/answer/calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`)
  process.stdout.write(`Fitted on ${examples.length} dev questions.\n`)
  for (const bar of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const over = examples.filter(({ features }) => confidenceOf(features, calibration) >= bar)
    const right = over.filter(({ isRight }) => isRight).length
    const total = examples.filter(({ isRight }) => isRight).length
    process.stdout.write(
      `  bar ${bar}: precision ${percent(right, over.length)}, of the right ones ${percent(right, total)}\n`,
    )
  }
}

function isExpected({ expect }: LabelledQuestion, article: string | undefined): boolean {
  return article !== undefined && expect.includes(article)
}

/** The article whose steps the reply shows: that of an answer, or the self-help beside an escalation's form. */
function shownArticle(
  { verdict, confidence, ranked }: Omit<Outcome, 'question' | 'features' | 'shown'>,
  emergency: string,
): string | undefined {
  if (verdict.decision === 'answer') return ranked[0]
  if (verdict.decision !== 'escalate' || verdict.reason === 'low-confidence') return undefined
  if (verdict.reason === 'funds-at-risk' || verdict.reason === 'secret-shared') return emergency
  return confidence >= ANSWER.answerBar ? ranked[0] : undefined
}

function report(outcomes: readonly Outcome[]): void {
  const locales = ['zh-CN', 'en', 'zh-TW'] as const
  const groups = [
    ...locales.map((locale) => [locale, outcomes.filter((o) => o.question.locale === locale)] as const),
    ['all', outcomes] as const,
  ]
  const rows = groups.map(([name, group]) => figuresOf(name, group))
  const header = [
    '',
    'questions',
    'acc@1',
    'acc@3',
    'MRR',
    'precision',
    'coverage',
    'false answers',
    'escalated',
    'declined',
    'small talk',
  ]
  printTable([header, ...rows])
}

function figuresOf(name: string, group: readonly Outcome[]): string[] {
  const of = (kind: LabelledQuestion['kind']): Outcome[] =>
    group.filter(({ question }) => question.kind === kind)
  const answerable = of('answerable')
  const ranks = answerable.map(({ question, ranked }) => rankOf(ranked, question.expect))
  const shown = group.filter((outcome) => outcome.shown !== undefined)
  const right = shown.filter((outcome) => isExpected(outcome.question, outcome.shown))
  const unanswerable = [...of('escalate'), ...of('foreign')]
  const decided = (kind: LabelledQuestion['kind'], decision: Verdict['decision']): string =>
    percent(of(kind).filter(({ verdict }) => verdict.decision === decision).length, of(kind).length)
  return [
    name,
    String(group.length),
    ratio(share(ranks.map((rank) => rank === 0))),
    ratio(share(ranks.map((rank) => rank >= 0 && rank < 3))),
    meanReciprocalRank(ranks).toFixed(3),
    percent(right.length, shown.length),
    percent(right.length, answerable.length),
    percent(unanswerable.filter((outcome) => outcome.shown !== undefined).length, unanswerable.length),
    decided('escalate', 'escalate'),
    decided('foreign', 'decline'),
    decided('small-talk', 'decline'),
  ]
}

/** What the confidence is worth, over all questions that no rule about people decides. */
function reportConfidence(outcomes: readonly Outcome[]): void {
  const asked = outcomes.filter(({ question }) => question.kind !== 'small-talk')
  const scored = asked.map(({ confidence, question, ranked }) => ({
    score: confidence,
    isRight: isExpected(question, ranked[0]),
  }))
  const answerable = asked.filter(({ question }) => question.kind === 'answerable').length
  const figures = [
    `AUROC ${ratio(auroc(scored))}`,
    `coverage at 95 % precision ${ratio(coverageAt(0.95, scored, answerable))}`,
    `calibration error ${ratio(calibrationError(scored))}`,
  ]
  process.stdout.write(`confidence: ${figures.join(', ')}\n`)
}

function ratio(value: number): string {
  return Number.isNaN(value) ? '–' : `${(value * 100).toFixed(1)} %`
}

function listErrors(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    const { question, verdict, ranked, confidence } = outcome
    const isFine =
      question.kind === 'answerable'
        ? isExpected(question, outcome.shown)
        : verdict.decision === (question.kind === 'escalate' ? 'escalate' : 'decline')
    if (isFine) continue
    const decision = verdict.decision === 'escalate' ? `escalate/${verdict.reason}` : verdict.decision
    process.stdout.write(
      `${question.id} ${question.kind} [${question.expect.join(', ')}] → ${decision} ${confidence.toFixed(2)} ${ranked.slice(0, 3).join(', ')}\n    ${question.question.slice(0, 140)}\n`,
    )
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  for (const row of rows) {
    process.stdout.write(`${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`)
  }
}
