// --fit: fits the confidence on the dev questions. The one place of the evaluation that knows how the model is made.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { type AskDeps, judge } from '../../src/answer/ask.ts'
import {
  type Calibration,
  type CalibrationName,
  calibrationName,
  type Outcome,
  probabilitiesOf,
} from '../../src/answer/confidence.ts'
import { closestOf } from '../../src/answer/decide.ts'
import { type Example, fitCalibration } from '../../src/answer/fit.ts'
import { ANSWER } from '../../src/config.ts'
import type { Embedder } from '../../src/search/embedder.node.ts'
import type { Hit } from '../../src/search/retrieve.ts'
import type { LabelledQuestion } from './questions.ts'
import { createReindex, withoutPhrasings } from './reindex.ts'
import { withoutClassifier } from './side-by-side.ts'
import { formatTable, percent } from './table.ts'

const BARS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/**
 * Fits one model for each case of {@link Knowledge} and writes them. Those without a classifier to trust are fitted on
 * the help centre without its phrasings, as it would be where they are used: with fewer texts to compare with, the same
 * nearness proves less.
 * @returns what to tell: what each bar would give on the questions it was fitted on.
 */
export async function fitConfidence(
  deps: AskDeps,
  embedder: Embedder,
  dev: readonly LabelledQuestion[],
  file: string,
): Promise<string> {
  const fittedOn = createHash('sha256').update(JSON.stringify(dev)).digest('hex')
  const fitted: (readonly [CalibrationName, Calibration])[] = []
  for await (const known of everyKnowledge(deps, embedder)) {
    const name = calibrationName({ ...known.index.knowledge, hasMeaning: known.embed !== undefined })
    fitted.push([name, fitCalibration(await examplesFrom(known, dev), fittedOn)])
  }
  await writeFile(file, `${JSON.stringify(Object.fromEntries(fitted), null, 2)}\n`)
  const examples = await examplesFrom(deps, dev)
  return `Fitted on ${examples.length} dev questions.\n${barTable(examples, fitCalibration(examples, fittedOn))}`
}

/** The help centre as it is, and as it would be with less to go by. */
async function* everyKnowledge(deps: AskDeps, embedder: Embedder): AsyncGenerator<AskDeps> {
  const { corpus } = deps
  const reindex = createReindex(deps, embedder)
  for (const intents of [corpus.intents, []]) {
    const taught = await reindex({ ...corpus, intents })
    const begun = await reindex({ ...withoutPhrasings(corpus), intents })
    for (const known of [taught, begun, withoutClassifier(begun)]) {
      yield known
      yield { ...known, embed: undefined }
    }
  }
}

/** What rules recognise before any confidence is asked for is left out: small talk and other languages. */
async function examplesFrom(deps: AskDeps, dev: readonly LabelledQuestion[]): Promise<Example[]> {
  const examples: Example[] = []
  for (const question of dev) {
    const { features, evidence } = await judge(deps, question.question, question.locale)
    if (!features || evidence.smallTalk || evidence.isOtherLanguage) continue
    examples.push({ features, outcome: outcomeFor(question, evidence.hits) })
  }
  return examples
}

/** What needs a person needs one even where an article helps meanwhile. */
function outcomeFor({ kind, intent, expect }: LabelledQuestion, hits: readonly Hit[]): Outcome {
  const isExpected = (hit: Hit | undefined): boolean => hit !== undefined && expect.includes(hit.article)
  if (kind === 'escalate') return intent === 'uncovered' ? 'gap' : 'case'
  if (kind !== 'answerable') return 'foreign'
  if (isExpected(hits[0])) return 'first'
  return closestOf(hits, ANSWER.choices).some(isExpected) ? 'choice' : 'gap'
}

function barTable(examples: readonly Example[], calibration: Calibration): string {
  const right = examples.filter(({ outcome }) => outcome === 'first').length
  const rows = BARS.map((bar) => {
    const over = examples.filter(({ features }) => probabilitiesOf(features, calibration).first >= bar)
    const rightOver = over.filter(({ outcome }) => outcome === 'first').length
    return [bar.toFixed(1), String(over.length), percent(rightOver / over.length), percent(rightOver / right)]
  })
  return formatTable([['bar', 'answers', 'precision', 'of the right ones'], ...rows])
}
