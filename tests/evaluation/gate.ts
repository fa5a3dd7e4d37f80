// The gate: dev figures may not fall below gate.json. Thresholds stand a little below what was reached when they were
// set, so that honest trades pass and a broken part does not; raise them with the figures.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Evaluated, type Outcome, outcomeOf } from './evaluated.ts'
import {
  FIGURE_NAMES,
  FIGURES,
  type FigureName,
  type Figures,
  RATIOS,
  type Ratio,
  type RatioName,
  scoredOf,
} from './figures.ts'
import { GROUPS, type Group, groupOf } from './groups.ts'
import { type Recorded, recordedOutcome } from './recorded.ts'
import { percent } from './table.ts'

const figure = z.enum(FIGURE_NAMES)
const group = z.enum(GROUPS)
const bound = z.number().min(0).max(1)
/** Each threshold says why it stands there. */
const gateSchema = z.array(
  z.union([
    z.strictObject({ group, figure, atLeast: bound, reason: z.string() }),
    z.strictObject({ group, figure, atMost: bound, reason: z.string() }),
  ]),
)
export type Threshold = z.infer<typeof gateSchema>[number]

export async function readGate(file: string = join(import.meta.dirname, 'gate.json')): Promise<Threshold[]> {
  return gateSchema.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** A threshold that is not met. */
export interface Fall {
  readonly threshold: Threshold
  readonly value: number
  /** Distance to the threshold; NaN if there was nothing to measure. */
  readonly by: number
  /** What counts against the figure; first what did not when the run was recorded. */
  readonly questions: readonly Blamed[]
}

interface Blamed {
  readonly evaluated: Evaluated
  /** It did not count against the figure in the recorded run. */
  readonly isNew: boolean
}

export interface GateInput {
  readonly thresholds: readonly Threshold[]
  readonly figures: Readonly<Record<Group, Figures>>
  readonly evaluated: readonly Evaluated[]
  readonly recorded: Recorded
}

/** A figure that cannot be measured fails, too: an empty group must not open the gate. */
export function checkGate({ thresholds, figures, evaluated, recorded }: GateInput): Fall[] {
  return thresholds.flatMap((threshold): Fall[] => {
    const value = figures[threshold.group][threshold.figure]
    const by = 'atLeast' in threshold ? threshold.atLeast - value : value - threshold.atMost
    if (by <= 1e-9) return []
    const members = groupOf(threshold.group, evaluated)
    return [{ threshold, value, by, questions: blamedFor(threshold.figure, members, recorded) }]
  })
}

function blamedFor(name: FigureName, evaluated: readonly Evaluated[], recorded: Recorded): Blamed[] {
  if (!isRatioName(name)) return furthestOff(name, evaluated)
  const counts = (outcome: Outcome): boolean => countsAgainst(RATIOS[name], outcome)
  return evaluated
    .filter((one) => counts(outcomeOf(one)))
    .map((one) => {
      const before = recordedOutcome(recorded, one.question)
      // An earlier run does not tell which section it quoted, so nothing can be called new.
      return { evaluated: one, isNew: name !== 'section' && before !== undefined && !counts(before) }
    })
    .sort((a, b) => Number(b.isNew) - Number(a.isNew))
}

function isRatioName(name: FigureName): name is RatioName {
  return name in RATIOS
}

function countsAgainst({ among, counts, isBad }: Ratio, outcome: Outcome): boolean {
  return among(outcome) && counts(outcome) === (isBad === true)
}

/** For figures of the confidence or of ranks, the questions that stray furthest. */
function furthestOff(name: FigureName, evaluated: readonly Evaluated[]): Blamed[] {
  const strays = evaluated.filter(({ question }) =>
    name === 'mrr' ? question.kind === 'answerable' : question.kind !== 'small-talk',
  )
  return strays
    .map((one) => ({ one, off: name === 'mrr' ? missOf(one) : strayOf(one) }))
    .filter(({ off }) => off > 0.5)
    .sort((a, b) => b.off - a.off)
    .map(({ one }) => ({ evaluated: one, isNew: false }))
}

function missOf(one: Evaluated): number {
  const { rank } = outcomeOf(one)
  return rank === 0 ? 0 : rank < 0 ? 1 : 1 - 1 / (rank + 2)
}

/** Distance between what the confidence claims and what holds. */
function strayOf(one: Evaluated): number {
  const [scored] = scoredOf([one])
  return scored ? Math.abs(scored.score - Number(scored.isRight)) : 0
}

/** Questions listed under a figure that fell. */
const LISTED = 8

/** What fell, by how much, and which questions; a line that says so if nothing did. */
export function formatGate(thresholds: readonly Threshold[], falls: readonly Fall[]): string {
  if (falls.length === 0) return `Gate: all ${thresholds.length} thresholds hold on the dev questions.\n`
  const texts = falls.map(({ threshold, value, by, questions }) => {
    const bar =
      'atLeast' in threshold
        ? `at least ${percent(threshold.atLeast)}`
        : `at most ${percent(threshold.atMost)}`
    const missed = Number.isNaN(by) ? 'nothing to measure' : `missed by ${(by * 100).toFixed(1)} points`
    const shown = questions.slice(0, LISTED)
    return [
      `✗ ${threshold.group}: ${FIGURES[threshold.figure].label} is ${percent(value)}, ${bar} is wanted; ${missed}`,
      `  ${threshold.reason}`,
      ...shown.map(({ evaluated, isNew }) => `  ${isNew ? 'new  ' : '     '}${lineOf(evaluated)}`),
      ...(questions.length > shown.length ? [`       … and ${questions.length - shown.length} more`] : []),
    ].join('\n')
  })
  return `Gate: ${falls.length} of ${thresholds.length} thresholds missed on the dev questions.\n\n${texts.join('\n\n')}\n\n"new": not so in the recorded run. "npm run evaluate -- --split dev --errors" shows the whole picture.\n`
}

function lineOf({ question, decision, ranked, confidence }: Evaluated): string {
  const first = ranked[0] ?? 'nothing'
  return `${question.id} [${question.expect.join(', ') || question.kind}] → ${decision} ${confidence.toFixed(2)} ${first}: ${question.question.slice(0, 90)}`
}
