// The last recorded run of a split, and which questions fare better or worse than in it.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { DECISIONS } from '../../src/answer/reply.ts'
import { type Evaluated, isFine, type Outcome, outcomeOf } from './evaluated.ts'
import { type LabelledQuestion, SPLITS, type Split } from './questions.ts'

const FOLDER = join(import.meta.dirname, 'recorded')

/** By question id: rank of the first expected article (-1: not found), decision, whether the steps shown are right. */
const recordedSchema = z.record(z.string(), z.tuple([z.number().int(), z.enum(DECISIONS), z.boolean()]))
export type Recorded = Readonly<z.infer<typeof recordedSchema>>

/** Empty if nothing was recorded yet. */
export async function readRecorded(splits: readonly Split[], folder: string = FOLDER): Promise<Recorded> {
  const parts = splits
    .map((split) => join(folder, `${split}.json`))
    .filter((file) => existsSync(file))
    .map(async (file) => recordedSchema.parse(JSON.parse(await readFile(file, 'utf8'))))
  return Object.assign({}, ...(await Promise.all(parts)))
}

/** Writes one file for each split that was evaluated, one line a question: small, and easy to compare in a diff. */
export async function writeRecorded(
  evaluated: readonly Evaluated[],
  folder: string = FOLDER,
): Promise<string[]> {
  const written: string[] = []
  for (const split of SPLITS) {
    const lines = evaluated.filter(({ question }) => question.split === split).map(toLine)
    if (lines.length === 0) continue
    const file = join(folder, `${split}.json`)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `{\n${lines.join(',\n')}\n}\n`)
    written.push(file)
  }
  return written
}

function toLine(evaluated: Evaluated): string {
  const { rank, decision, isShownRight } = outcomeOf(evaluated)
  return `  ${JSON.stringify(evaluated.question.id)}: [${rank}, ${JSON.stringify(decision)}, ${isShownRight}]`
}

/** What the recorded run made of a question, by today's label of it. */
export function recordedOutcome(recorded: Recorded, question: LabelledQuestion): Outcome | undefined {
  const found = recorded[question.id]
  if (!found) return undefined
  const [rank, decision, isShownRight] = found
  return { question, rank, decision, isShown: decision === 'answer' || isShownRight, isShownRight }
}

export interface Change {
  readonly evaluated: Evaluated
  readonly before: Outcome
  readonly now: Outcome
}

export interface Comparison {
  readonly gained: readonly Change[]
  readonly lost: readonly Change[]
  /** Evaluated now, and recorded. */
  readonly compared: number
  /** Evaluated now, not recorded. */
  readonly added: number
}

/** Questions that fare better or worse than recorded; those that stay as good or as bad are in neither list. */
export function compare(recorded: Recorded, evaluated: readonly Evaluated[]): Comparison {
  const changes = evaluated.flatMap((one): Change[] => {
    const before = recordedOutcome(recorded, one.question)
    return before ? [{ evaluated: one, before, now: outcomeOf(one) }] : []
  })
  const gain = ({ before, now }: Change): number => worthOf(now) - worthOf(before)
  return {
    gained: changes.filter((change) => gain(change) > 0),
    lost: changes.filter((change) => gain(change) < 0),
    compared: changes.length,
    added: evaluated.length - changes.length,
  }
}

/** The fitting reply counts most; of answerable questions, finding the right article first counts by itself. */
function worthOf(outcome: Outcome): number {
  const isFound = outcome.question.kind === 'answerable' && outcome.rank === 0
  return (isFine(outcome) ? 2 : 0) + (isFound ? 1 : 0)
}

/** "answer (wrong), rank 3": what a run made of a question. */
export function tell({ question, rank, decision, isShownRight }: Outcome): string {
  const isWrong = decision === 'answer' && !isShownRight
  const reply = isWrong ? 'answer (wrong)' : decision
  if (question.kind !== 'answerable') return reply
  return `${reply}, ${rank < 0 ? 'not found' : `rank ${rank + 1}`}`
}
