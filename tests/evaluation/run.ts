// One run over the labelled questions: everything that is printed, compared, gated and drawn.
import type { AskDeps } from '../../src/answer/ask.ts'
import type { Ablation } from './ablations.ts'
import { bootstrap } from './bootstrap.ts'
import { type Evaluated, evaluateAll } from './evaluated.ts'
import { type FigureName, type Figures, figuresOf } from './figures.ts'
import { GROUPS, type Group, groupOf } from './groups.ts'
import type { Interval } from './measures.ts'
import type { LabelledQuestion, Split } from './questions.ts'
import { type Comparison, compare, readRecorded, type Recorded } from './recorded.ts'
import { compareRankers, type SideBySide } from './side-by-side.ts'

/** Groups whose figures get intervals, and which are compared side by side: the ones with targets, and all. */
const MAIN_GROUPS = ['zh', 'en', 'all'] as const satisfies readonly Group[]

export type Intervals = Readonly<Partial<Record<Group, Partial<Record<FigureName, Interval>>>>>

export interface Run {
  readonly splits: readonly Split[]
  readonly evaluated: readonly Evaluated[]
  readonly figures: Readonly<Record<Group, Figures>>
  readonly intervals: Intervals
  readonly sideBySide: SideBySide
  readonly recorded: Recorded
  readonly comparison: Comparison
  /** Only where asked for. */
  readonly ablations: readonly Ablation[]
}

export async function run(
  deps: AskDeps,
  questions: readonly LabelledQuestion[],
  splits: readonly Split[],
): Promise<Run> {
  const chosen = questions.filter(({ split }) => splits.includes(split))
  if (chosen.length === 0) throw new RangeError(`There are no questions of the split ${splits.join(', ')}.`)
  const evaluated = await evaluateAll(deps, chosen)
  const recorded = await readRecorded(splits)
  return {
    splits,
    evaluated,
    figures: byGroup((group) => figuresOf(groupOf(group, evaluated))),
    intervals: Object.fromEntries(
      MAIN_GROUPS.map((group) => [group, bootstrap(groupOf(group, evaluated), figuresOf)]),
    ),
    sideBySide: await compareRankers(deps, evaluated, MAIN_GROUPS),
    recorded,
    comparison: compare(recorded, evaluated),
    ablations: [],
  }
}

function byGroup<T>(of: (group: Group) => T): Record<Group, T> {
  return Object.fromEntries(GROUPS.map((group) => [group, of(group)])) as Record<Group, T>
}
