// A run as text for the terminal.
import { ANSWER } from '../../src/config.ts'
import type { Ablation } from './ablations.ts'
import { type Evaluated, isFine, outcomeOf } from './evaluated.ts'
import { FIGURES, type FigureName, scoredOf } from './figures.ts'
import { GROUPS, type Group, groupOf } from './groups.ts'
import { type Interval, quantile, reliability } from './measures.ts'
import { type Change, type Comparison, tell } from './recorded.ts'
import type { Run } from './run.ts'
import { aheadOf, type SideBySide } from './side-by-side.ts'
import { formatTable, percent } from './table.ts'
import { isMet, lead, TARGET_GROUPS, TARGETS } from './targets.ts'

const RETRIEVAL_FIGURES = ['accuracy1', 'accuracy3', 'mrr', 'section'] as const
const REPLY_FIGURES = ['answered', 'precision', 'coverage', 'falseAnswers', 'escalated'] as const
const MANNER_FIGURES = ['declined', 'smallTalk', 'auroc', 'coverageAt95', 'ece'] as const

export function formatRun(run: Run): string {
  const sections = [
    headOf(run),
    figureTable('Finding', RETRIEVAL_FIGURES, run),
    figureTable('Replying', REPLY_FIGURES, run),
    figureTable('Declining and being sure', MANNER_FIGURES, run),
    `Confidence against what holds (all but small talk)\n${reliabilityTable(run.evaluated)}`,
    `Words alone, meaning alone, both, and the hybrid with the classifier (AUROC of the raw score)\n${sideBySideTable(run.sideBySide)}`,
    `Targets${run.splits.includes('dev') ? ' (they are meant for the test questions)' : ''}\n${targetTable(run)}`,
    formatComparison(run.comparison),
  ]
  return sections.join('\n')
}

function headOf({ splits, evaluated }: Run): string {
  const families = new Set(evaluated.map(({ question }) => question.family)).size
  const times = evaluated.map(({ ms }) => ms)
  const [half, most] = [quantile(times, 0.5), quantile(times, 0.99)].map((ms) => `${ms.toFixed(1)} ms`)
  return `${splits.join(' and ')}: ${evaluated.length} questions about ${families} situations; answers from confidence ${ANSWER.answerBar}; a reply takes ${half} (p50), ${most} (p99)\n`
}

export function formatFigure(name: FigureName, value: number): string {
  if (name !== 'mrr') return percent(value)
  return Number.isNaN(value) ? '–' : value.toFixed(3)
}

function figureTable(title: string, names: readonly FigureName[], run: Run): string {
  const rows = GROUPS.map((group) => [
    group,
    String(groupOf(group, run.evaluated).length),
    ...names.map((name) => formatFigure(name, run.figures[group][name])),
  ])
  const intervals = [
    '95 % interval',
    '',
    ...names.map((name) => formatInterval(name, run.intervals.all?.[name])),
  ]
  const head = [title, 'questions', ...names.map((name) => FIGURES[name].label)]
  return formatTable([head, ...rows, intervals])
}

function formatInterval(name: FigureName, interval: Interval | undefined): string {
  if (!interval) return '–'
  const [low, high] = [interval.low, interval.high].map((value) =>
    formatFigure(name, value).replace(' %', ''),
  )
  return `${low}–${high}`
}

function reliabilityTable(evaluated: readonly Evaluated[]): string {
  const rows = reliability(scoredOf(evaluated)).map(({ from, count, meanConfidence, right }) => [
    `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
    String(count),
    percent(meanConfidence),
    percent(right),
    count === 0
      ? ''
      : `${right >= meanConfidence ? '+' : '−'}${Math.abs((right - meanConfidence) * 100).toFixed(1)}`,
  ])
  return formatTable([['confidence', 'questions', 'mean', 'right', 'right − mean'], ...rows])
}

function sideBySideTable(sideBySide: SideBySide): string {
  const groups = Object.entries(sideBySide) as [Group, NonNullable<SideBySide[Group]>][]
  const rows = groups.flatMap(([group, rankers]) =>
    rankers.map(({ ranker, accuracy1, accuracy3, mrr, auroc }, index) => [
      `${index === 0 ? group : ''}`.padEnd(4) + ranker,
      percent(accuracy1),
      percent(accuracy3),
      formatFigure('mrr', mrr),
      percent(auroc),
    ]),
  )
  const leaders = groups.map(([group, rankers]) => `${group}: ${aheadOf(rankers)}`)
  return `${formatTable([['', 'acc@1', 'acc@3', 'MRR', 'AUROC'], ...rows])}acc@1, ${leaders.join('; ')}\n`
}

function targetTable({ figures }: Run): string {
  const rows = TARGETS.map((target) => [
    target.name,
    `${target.isAtMost ? '≤' : '≥'} ${percent(target.bound)}`,
    ...TARGET_GROUPS.flatMap((group) => {
      const points = lead(target, figures[group])
      const mark = isMet(target, figures[group])
        ? '✓'
        : `✗ ${Math.abs(points).toFixed(1)} ${target.isAtMost ? 'over' : 'short'}`
      return [percent(figures[group][target.figure]), Number.isNaN(points) ? '' : mark]
    }),
  ])
  return formatTable([['', 'target', ...TARGET_GROUPS.flatMap((group) => [group, ''])], ...rows])
}

/** Two lists: what fares better than in the last recorded run, and what fares worse. */
export function formatComparison({ gained, lost, added, compared }: Comparison): string {
  if (compared === 0) return 'No run of these questions is recorded yet; --record keeps one.\n'
  const news = added > 0 ? `; ${added} not recorded yet` : ''
  const lines = (name: string, changes: readonly Change[]): string[] => [
    `${name} (${changes.length})`,
    ...changes.map(
      ({ evaluated: { question }, before, now }) =>
        `  ${question.id}  ${tell(before)} → ${tell(now)}  ${clip(question.question, 70)}`,
    ),
  ]
  return `Against the last recorded run: ${gained.length} gained, ${lost.length} lost${news}\n${[
    ...lines('Gained', gained),
    ...lines('Lost', lost),
  ].join('\n')}\n`
}

export function formatErrors(evaluated: readonly Evaluated[]): string {
  const wrong = evaluated.filter((one) => !isFine(outcomeOf(one)))
  const lines = wrong.map(({ question, decision, reason, confidence, ranked }) => {
    const reply = reason === undefined ? decision : `${decision}/${reason}`
    const found = ranked.slice(0, 3).join(', ')
    return `${question.id} ${question.kind} [${question.expect.join(', ')}] → ${reply} ${confidence.toFixed(2)} ${found}\n    ${clip(question.question, 140)}`
  })
  return `Went wrong: ${wrong.length} of ${evaluated.length}\n${lines.join('\n')}\n`
}

function clip(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`
}

const ABLATION_FIGURES = ['accuracy1', 'accuracy3', 'auroc', 'ece', 'precision', 'coverage'] as const

export function formatAblations(ablations: readonly Ablation[]): string {
  const head = ['Without', ...ABLATION_FIGURES.map((name) => FIGURES[name].label)]
  const rows = ablations.map(({ name, figures }) => [
    name,
    ...ABLATION_FIGURES.map((figure) => formatFigure(figure, figures[figure])),
  ])
  return `${formatTable([head, ...rows])}Bars and confidence stay as shipped; "no calibration" takes the raw retrieval score for the confidence.\n`
}
