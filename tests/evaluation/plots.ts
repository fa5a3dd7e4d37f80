// The plots of the report as inline SVG: one coordinate unit is one pixel on a phone, so text stays readable there.
import { ANSWER } from '../../src/config.ts'
import { type Evaluated, outcomeOf } from './evaluated.ts'
import { type Figures, scoredOf, withArticle } from './figures.ts'
import { type Html, html } from './html.ts'
import { type Bin, type RiskPoint, reliability, riskCoverage, wilson } from './measures.ts'
import { KINDS, type QuestionKind } from './questions.ts'
import { percent } from './table.ts'

const WIDTH = 360

interface Frame {
  readonly id: string
  readonly height: number
  readonly title: string
  /** What the picture shows, in words and figures. */
  readonly summary: string
}

function svg({ id, height, title, summary }: Frame, body: readonly Html[]): Html {
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${summary}</desc>${body}</svg>`
}

/** Maps values to coordinates inside the axes. */
interface Scale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

const PLOT = { left: 42, right: WIDTH - 12, top: 14 } as const

function scaleTo(bottom: number, most: number): Scale {
  return {
    x: (value) => round(PLOT.left + value * (PLOT.right - PLOT.left)),
    y: (value) => round(bottom - (value / most) * (bottom - PLOT.top)),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

interface Axes {
  readonly scale: Scale
  readonly bottom: number
  readonly steps: readonly number[]
  readonly across: string
  readonly up: string
}

/** Grid, ticks and names; the horizontal axis always runs from 0 to 100 %. */
function axes({ scale, bottom, steps, across, up }: Axes): Html[] {
  const points = [0, 0.2, 0.4, 0.6, 0.8, 1]
  return [
    ...steps.map((step) => {
      const y = scale.y(step)
      return html`<path class="grid" d="M${PLOT.left} ${y}H${PLOT.right}"/><text class="tick" x="${PLOT.left - 6}" y="${y + 4}" text-anchor="end">${Math.round(step * 100)}</text>`
    }),
    ...points.map(
      (point) =>
        html`<text class="tick" x="${scale.x(point)}" y="${bottom + 16}" text-anchor="middle">${Math.round(point * 100)}</text>`,
    ),
    html`<path class="axis" d="M${PLOT.left} ${PLOT.top}V${bottom}H${PLOT.right}"/>`,
    html`<text class="name" x="${(PLOT.left + PLOT.right) / 2}" y="${bottom + 34}" text-anchor="middle">${across}</text>`,
    html`<text class="name" transform="rotate(-90)" x="${-(PLOT.top + bottom) / 2}" y="12" text-anchor="middle">${up}</text>`,
  ]
}

/** One line of the risk–coverage plot. */
export interface Series {
  /** Also its class, so its colour. */
  readonly name: 'zh' | 'en'
  readonly evaluated: readonly Evaluated[]
  readonly figures: Figures
}

/** Wrong answers against answerable questions answered right, as the bar on the confidence moves. */
export function riskCoveragePlot(series: readonly Series[]): Html {
  const bottom = 286
  const lines = series.map((one) => ({ ...one, curve: curveOf(one.evaluated) }))
  const most = heightFor(lines.flatMap(({ curve }) => curve))
  const scale = scaleTo(bottom, most)
  const steps = Array.from({ length: Math.round(most / 0.05) + 1 }, (_, step) => step * 0.05)
  const target = html`<rect class="target" x="${scale.x(0.8)}" y="${scale.y(0.05)}" width="${round(scale.x(1) - scale.x(0.8))}" height="${round(bottom - scale.y(0.05))}"/><text class="note" x="${scale.x(0.8)}" y="${scale.y(0.05) - 6}" text-anchor="end">target</text>`
  const frame = {
    id: 'risk',
    height: bottom + 44,
    title: 'Risk and coverage as the bar moves',
    summary: lines.map(tellLine).join(' '),
  }
  return svg(frame, [
    html`<clipPath id="risk-clip"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${bottom - PLOT.top}"/></clipPath>`,
    ...axes({
      scale,
      bottom,
      steps,
      across: 'answerable questions answered right, %',
      up: 'answers that are wrong, %',
    }),
    target,
    ...lines.map(({ name, curve }) => drawCurve(name, curve, scale)),
    ...lines.map((line) => drawMarks(line, scale, most)),
  ])
}

function curveOf(evaluated: readonly Evaluated[]): RiskPoint[] {
  const total = withArticle(evaluated)
  return total === 0 ? [] : riskCoverage(scoredOf(evaluated), total)
}

/** The first few answers jump between 0 and 100 %, and nobody would choose a bar beyond 30 %. */
function heightFor(points: readonly RiskPoint[]): number {
  const highest = Math.max(0, ...points.filter(({ coverage }) => coverage > 0.2).map(({ risk }) => risk))
  return Math.min(0.3, Math.max(0.15, Math.ceil(highest * 20) / 20))
}

function drawCurve(name: string, curve: readonly RiskPoint[], scale: Scale): Html {
  if (curve.length === 0) return html``
  const steps = curve.map(({ coverage, risk }) => `${scale.x(coverage)} ${scale.y(risk)}`)
  return html`<path class="line ${name}" clip-path="url(#risk-clip)" d="M${steps.join('L')}"/>`
}

/** The lowest point of the curve still over the bar. */
function pointAtBar(curve: readonly RiskPoint[]): RiskPoint | undefined {
  return curve.findLast(({ bar }) => bar >= ANSWER.answerBar)
}

/** A disc where the shipped bar stands on the curve, a diamond where replies end up once rules had their say. */
function drawMarks(
  { name, curve, figures }: Series & { readonly curve: readonly RiskPoint[] },
  scale: Scale,
  most: number,
): Html {
  const at = pointAtBar(curve)
  const place = (coverage: number, risk: number): [number, number] => [
    scale.x(coverage),
    scale.y(Math.min(most, risk)),
  ]
  const [barX, barY] = place(at?.coverage ?? 0, at?.risk ?? 0)
  const [x, y] = place(figures.coverage || 0, 1 - (figures.precision || 1))
  const disc = at ? html`<circle class="mark ${name}" cx="${barX}" cy="${barY}" r="5.5"/>` : undefined
  return html`${disc}<path class="mark hollow ${name}" d="M${x} ${round(y - 6.5)}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>`
}

function tellLine({ name, curve, figures }: Series & { readonly curve: readonly RiskPoint[] }): string {
  const at = pointAtBar(curve)
  const bar = at
    ? `at the bar of ${ANSWER.answerBar}, ${percent(at.coverage)} are answered right and ${percent(at.risk)} of the answers are wrong`
    : `nothing reaches the bar of ${ANSWER.answerBar}`
  return `${name}: ${bar}; replies, with rules, answer ${percent(figures.coverage)} right, ${percent(1 - figures.precision)} of the answers being wrong.`
}

/** What the confidence claims against what holds, with the number of questions in each bin below. */
export function reliabilityPlot(evaluated: readonly Evaluated[]): Html {
  const bottom = 250
  const scale = scaleTo(bottom, 1)
  const bins = reliability(scoredOf(evaluated))
  const held = bins.filter(({ count }) => count > 0)
  const told = held.map(
    ({ from, count, meanConfidence, right }) =>
      `From ${from.toFixed(1)}: ${count} questions, mean confidence ${percent(meanConfidence)}, right ${percent(right)}.`,
  )
  const frame = {
    id: 'reliability',
    height: bottom + 104,
    title: 'Reliability of the confidence',
    summary: told.join(' '),
  }
  return svg(frame, [
    ...axes({ scale, bottom, steps: [0, 0.2, 0.4, 0.6, 0.8, 1], across: 'confidence, %', up: 'right, %' }),
    html`<path class="ideal" d="M${scale.x(0)} ${scale.y(0)}L${scale.x(1)} ${scale.y(1)}"/>`,
    ...held.map((bin) => drawBin(bin, scale)),
    ...drawCounts(bins, scale, bottom + 100),
  ])
}

/** A dot with the interval its count allows, so that a stray of three questions does not look like one of three hundred. */
function drawBin({ count, meanConfidence, right }: Bin, scale: Scale): Html {
  const { low, high } = wilson(right, count)
  const x = scale.x(meanConfidence)
  const isOff = meanConfidence < low || meanConfidence > high
  return html`<path class="whisker${isOff ? ' off' : ''}" d="M${x} ${scale.y(low)}V${scale.y(high)}"/><circle class="dot${isOff ? ' off' : ''}" cx="${x}" cy="${scale.y(right)}" r="5"/>`
}

function drawCounts(bins: readonly Bin[], scale: Scale, bottom: number): Html[] {
  const tallest = Math.max(1, ...bins.map(({ count }) => count))
  return bins.map(({ from, count }) => {
    const height = round((count / tallest) * 36)
    const x = scale.x(from) + 2
    const width = round(scale.x(0.1) - scale.x(0) - 4)
    return html`<rect class="bar" x="${x}" y="${bottom - height}" width="${width}" height="${height}"/><text class="tick" x="${round(x + width / 2)}" y="${bottom - height - 4}" text-anchor="middle">${count}</text>`
  })
}

/** What a reply does, from the one wanted most to the one wanted least for an answerable question. */
export const MANNERS = [
  ['right', 'answer, right article'],
  ['wrong', 'answer, wrong article'],
  ['clarify', 'choice offered'],
  ['escalate', 'handed to a person'],
  ['decline', 'declined'],
] as const
type Manner = (typeof MANNERS)[number][0]

const WANTED: Readonly<Record<QuestionKind, string>> = {
  answerable: 'answerable: the right article is wanted',
  escalate: 'for a person: has to be handed on',
  foreign: 'other fields: to be declined',
  'small-talk': 'small talk: to be declined',
}

/** One stacked bar for each kind of question: what the replies do. */
export function decisionsPlot(evaluated: readonly Evaluated[]): Html {
  const rows = KINDS.map((kind) => {
    const members = evaluated.filter(({ question }) => question.kind === kind)
    return { kind, total: members.length, counts: countManners(members) }
  }).filter(({ total }) => total > 0)
  const summary = rows.map(({ kind, total, counts }) => {
    const parts = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${name}`)
    return `${kind}, ${total}: ${parts.join(', ')}.`
  })
  const frame = {
    id: 'decisions',
    height: rows.length * 52,
    title: 'What replies do, by kind of question',
    summary: summary.join(' '),
  }
  return svg(
    frame,
    rows.flatMap(({ kind, total, counts }, row) => drawStack({ kind, total, counts, top: row * 52 })),
  )
}

interface Count {
  readonly manner: Manner
  readonly name: string
  readonly count: number
}

function countManners(evaluated: readonly Evaluated[]): Count[] {
  const manners = evaluated.map((one): Manner => {
    const { decision, isShownRight } = outcomeOf(one)
    return decision === 'answer' ? (isShownRight ? 'right' : 'wrong') : decision
  })
  return MANNERS.map(([manner, name]) => ({
    manner,
    name,
    count: manners.filter((one) => one === manner).length,
  }))
}

interface Stack {
  readonly kind: QuestionKind
  readonly total: number
  readonly counts: readonly Count[]
  readonly top: number
}

function drawStack({ kind, total, counts, top }: Stack): Html[] {
  let from = 0
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ manner, count }) => {
      const width = (count / total) * WIDTH
      const x = from
      from += width
      const label = `${count}`
      const isWide = width > label.length * 8 + 8
      const text = isWide
        ? html`<text class="count on-${manner}" x="${round(x + width / 2)}" y="${top + 36}" text-anchor="middle">${label}</text>`
        : undefined
      return html`<rect class="manner ${manner}" x="${round(x)}" y="${top + 20}" width="${round(Math.max(1.5, width - 1.5))}" height="22"/>${text}`
    })
  const head = html`<text class="row" x="0" y="${top + 13}">${WANTED[kind]}</text><text class="tick" x="${WIDTH}" y="${top + 13}" text-anchor="end">${total}</text>`
  return [head, ...parts]
}
