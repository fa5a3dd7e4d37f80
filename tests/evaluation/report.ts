// A run as one HTML file that needs nothing else: no scripts, light and dark, for phones and wide screens.
import type { Corpus } from '../../src/articles/corpus.ts'
import { ANSWER } from '../../src/config.ts'
import { FIGURES, type FigureName } from './figures.ts'
import { GROUPS, type Group, groupOf } from './groups.ts'
import { type Html, html, trusted } from './html.ts'
import { type Interval, quantile } from './measures.ts'
import { decisionsPlot, MANNERS, reliabilityPlot, riskCoveragePlot } from './plots.ts'
import { formatFigure } from './print.ts'
import { confusionSection } from './report-confusion.ts'
import { changesSection, wrongSection } from './report-lists.ts'
import { STYLE } from './report-style.ts'
import type { Run } from './run.ts'
import { aheadOf, type RankerFigures } from './side-by-side.ts'
import { percent } from './table.ts'
import { isMet, lead, TARGET_GROUPS, type Target, TARGETS } from './targets.ts'

export interface ReportInput {
  readonly run: Run
  readonly corpus: Pick<Corpus, 'articles' | 'categories'>
  /** Id of the embedder. */
  readonly model: string
  readonly when: Date
}

export function formatReport({ run, corpus, model, when }: ReportInput): string {
  const title = `Evaluation, ${run.splits.join(' and ')} questions`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header class="wrap">
<h1>How well questions are answered</h1>
${facts(run, model, when)}
${verdict(run)}
${contents()}
</header>
<main class="wrap">
${targetsSection(run)}
${changesSection(run)}
${confidenceSection(run)}
${decisionsSection(run)}
${confusionSection(run.evaluated, corpus)}
${figuresSection(run)}
${wrongSection(run.evaluated, corpus)}
</main>
</body>
</html>
`
  return page.html
}

function facts({ splits, evaluated }: Run, model: string, when: Date): Html {
  const families = new Set(evaluated.map(({ question }) => question.family)).size
  const times = evaluated.map(({ ms }) => ms)
  const [half = 0, most = 0] = [0.5, 0.99].map((part) => quantile(times, part))
  const lines = [
    `${splits.join(' and ')} questions`,
    `${evaluated.length} questions about ${families} situations`,
    `answers from confidence ${ANSWER.answerBar}`,
    `a reply takes ${half.toFixed(1)} ms (p50), ${most.toFixed(1)} ms (p99)`,
    `embedder ${model}`,
    `${when.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ]
  return html`<ul class="facts">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}

function verdict({ figures }: Run): Html {
  const checks = TARGET_GROUPS.flatMap((group) => TARGETS.map((target) => ({ target, of: figures[group] })))
  const measured = checks.filter(({ target, of }) => !Number.isNaN(of[target.figure]))
  const met = measured.filter(({ target, of }) => isMet(target, of)).length
  return html`<p class="verdict">${met} of ${measured.length} targets are reached.</p>`
}

const CONTENTS = [
  ['targets', 'Targets'],
  ['changes', 'Gained and lost'],
  ['confidence', 'Confidence'],
  ['decisions', 'Decisions'],
  ['topics', 'Topics'],
  ['figures', 'All figures'],
  ['wrong', 'What went wrong'],
] as const

function contents(): Html {
  return html`<nav aria-label="Sections"><ul>${CONTENTS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`
}

function targetsSection(run: Run): Html {
  const rows = TARGETS.map(
    (target) => html`<tr role="row">
<th role="rowheader" scope="row">${target.name}</th>
<td role="cell" class="bound">${target.isAtMost ? '≤' : '≥'} ${Math.round(target.bound * 100)} %</td>
${TARGET_GROUPS.map((group) => targetCell(target, run, group))}
</tr>`,
  )
  const heads = ['Figure', 'Target', 'Chinese', 'English'].map(
    (name) => html`<th role="columnheader" scope="col">${name}</th>`,
  )
  return html`<section id="targets" aria-labelledby="targets-head">
<h2 id="targets-head">Against the targets</h2>
<p class="hint">The upright stroke is the target; the band is the 95 % interval, had other situations been asked about.${run.splits.includes('dev') ? ' Targets are meant for the test questions: on dev questions, by which bars and weights are chosen, figures flatter.' : ''}</p>
<div class="card targets"><table role="table">
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
</table></div>
</section>`
}

function targetCell(
  target: Target,
  { figures, intervals }: Run,
  group: (typeof TARGET_GROUPS)[number],
): Html {
  const value = figures[group][target.figure]
  if (Number.isNaN(value)) return html`<td role="cell"><span class="value">–</span></td>`
  const interval = intervals[group]?.[target.figure]
  const points = Math.abs(lead(target, figures[group])).toFixed(1)
  const mark = isMet(target, figures[group])
    ? html`<span class="met">✓ reached</span>`
    : html`<span class="missed">✗ ${points} ${target.isAtMost ? 'over' : 'short'}</span>`
  const range = interval && `${(interval.low * 100).toFixed(0)}–${(interval.high * 100).toFixed(0)} %`
  return html`<td role="cell"><span class="value">${percent(value)}</span> ${mark}${bullet(target, value, interval)}<small>${range}</small></td>`
}

/** Value, interval and target on one line; figures near 100 % are drawn from 40 %, those near 0 % up to 25 %. */
function bullet({ bound, isAtMost }: Target, value: number, interval: Interval | undefined): Html {
  const [from, to] = isAtMost ? [0, 0.25] : [0.4, 1]
  const x = (figure: number): number =>
    Math.round((4 + (Math.min(to, Math.max(from, figure)) - from) * (182 / (to - from))) * 10) / 10
  const { low, high } = interval ?? { low: value, high: value }
  const isShort = isAtMost ? value > bound : value < bound
  return html`<svg class="bullet" viewBox="0 0 190 14" aria-hidden="true"><rect class="track" x="0" y="5" width="190" height="4" rx="2"/><rect class="span" x="${x(low)}" y="5" width="${Math.max(1, x(high) - x(low))}" height="4"/><rect class="goal" x="${x(bound) - 1}" y="0" width="2" height="14"/><circle class="at${isShort ? ' short' : ''}" cx="${x(value)}" cy="7" r="5"/></svg>`
}

function confidenceSection({ evaluated, figures }: Run): Html {
  const series = TARGET_GROUPS.map((name) => ({
    name,
    evaluated: groupOf(name, evaluated),
    figures: figures[name],
  }))
  const key = (body: string, text: string): Html =>
    html`<li><svg viewBox="0 0 26 14" aria-hidden="true">${trusted(body)}</svg>${text}</li>`
  return html`<section id="confidence" aria-labelledby="confidence-head">
<h2 id="confidence-head">What the confidence is worth</h2>
<div class="pair figures-pair">
<figure class="card"><h3>Risk and coverage</h3>
<p class="hint">Lowering the bar answers more and errs more. The shaded corner is where the targets lie.</p>
${riskCoveragePlot(series)}
<ul class="legend">${[
    key('<path class="line zh" d="M1 7H25"/>', 'Chinese'),
    key('<path class="line en" d="M1 7H25"/>', 'English'),
    key(
      '<circle class="mark" style="fill:var(--mute)" cx="13" cy="7" r="5"/>',
      `confidence ${ANSWER.answerBar} alone, the shipped bar`,
    ),
    key(
      '<path class="mark hollow" style="stroke:var(--mute)" d="M13 1l6 6l-6 6l-6 -6z"/>',
      'replies as given, rules included',
    ),
  ]}</ul></figure>
<figure class="card"><h3>Reliability</h3>
<p class="hint">Dots on the dashed line mean what they say; red ones do not, even with the uncertainty of their count. Below, how many questions fall into each bin.</p>
${reliabilityPlot(evaluated)}</figure>
</div></section>`
}

function decisionsSection(run: Run): Html {
  const { evaluated, sideBySide } = run
  return html`<div class="pair"><section id="decisions" aria-labelledby="decisions-head">
<h2 id="decisions-head">What replies do</h2>
<figure class="card">${decisionsPlot(evaluated)}
<ul class="legend">${MANNERS.map(([manner, name]) => html`<li><svg viewBox="0 0 26 14" aria-hidden="true"><rect class="manner ${manner}" x="4" width="18" height="14" rx="3"/></svg>${name}</li>`)}</ul></figure>
</section>
<section id="rankers" aria-labelledby="rankers-head">
<h2 id="rankers-head">Words, meaning, both, and the hybrid</h2>
<div class="card side table" tabindex="0" role="region" aria-label="Figures by words, by meaning, and by both"><table>
<thead><tr><th scope="col">By</th><th scope="col">acc@1</th><th scope="col">acc@3</th><th scope="col">MRR</th><th scope="col">AUROC</th></tr></thead>
${Object.entries(sideBySide).map(([group, rankers]) => rankerRows(group, rankers))}
</table></div>
<p class="hint">In per cent, but for MRR. The hybrid adds the classifier, and is what replies rest on. AUROC of the raw score: how well it tells right first articles from wrong ones before anything is calibrated.</p>
</section></div>
${ablationsSection(run)}`
}

function rankerRows(group: string, rankers: readonly RankerFigures[]): Html {
  const best = Math.max(...rankers.map(({ accuracy1 }) => accuracy1))
  const rows = rankers.map(({ ranker, accuracy1, accuracy3, mrr, auroc }) => {
    const first = html`<td class="${accuracy1 === best ? 'best' : ''}">${bare('accuracy1', accuracy1)}</td>`
    return html`<tr><th scope="row">${ranker}</th>${first}<td>${bare('accuracy3', accuracy3)}</td><td>${bare('mrr', mrr)}</td><td>${bare('auroc', auroc)}</td></tr>`
  })
  const name = GROUP_NAMES[group] ?? group
  return html`<tbody><tr class="over"><th scope="rowgroup" colspan="5">${name} <small>${aheadOf(rankers)}</small></th></tr>${rows}</tbody>`
}

const GROUP_NAMES: Readonly<Record<string, string>> = { zh: 'Chinese', en: 'English', all: 'All' }

/** A figure in a table that says once that it is in per cent. */
function bare(name: FigureName, value: number): string {
  return formatFigure(name, value).replace(' %', '')
}

const ABLATED = ['accuracy1', 'accuracy3', 'auroc', 'ece', 'precision', 'coverage'] as const

function ablationsSection({ ablations }: Run): Html {
  if (ablations.length === 0) return html``
  const heads = ABLATED.map((name) => html`<th scope="col" role="columnheader">${FIGURES[name].label}</th>`)
  const rows = ablations.map(({ name, figures }) => {
    const cells = ABLATED.map((figure) => html`<td role="cell">${bare(figure, figures[figure])}</td>`)
    return html`<tr role="row"><th scope="row" role="rowheader">${name}</th>${cells}</tr>`
  })
  return html`<section id="ablations" aria-labelledby="ablations-head">
<h2 id="ablations-head">What each part contributes</h2>
<p class="hint">The same questions without the part named, in per cent. Bars and confidence stay as shipped.</p>
<div class="card figures"><table role="table">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Retrieval and confidence</th>${heads}</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
</table></div></section>`
}

const SHORT_GROUPS = { 'other languages': 'other' } as Readonly<Record<string, string>>

/** Finding, answering, handing on, being sure. */
const ORDER: readonly FigureName[] = [
  ...(['accuracy1', 'accuracy3', 'mrr', 'section', 'answered', 'precision', 'coverage'] as const),
  ...(['falseAnswers', 'escalated', 'declined', 'smallTalk', 'auroc', 'coverageAt95', 'ece'] as const),
]

function figuresSection({ figures, evaluated }: Run): Html {
  const cells = (of: (group: Group) => string | number): Html[] =>
    GROUPS.map((group) => html`<td role="cell">${of(group)}</td>`)
  const rows = ORDER.map((name) => {
    const values = cells((group) => bare(name, figures[group][name]))
    const { label, meaning } = FIGURES[name]
    return html`<tr role="row"><th scope="row" role="rowheader">${label}<small>${meaning}</small></th>${values}</tr>`
  })
  const counts = cells((group) => groupOf(group, evaluated).length)
  return html`<section id="figures" aria-labelledby="figures-head">
<h2 id="figures-head">All figures, by language</h2>
<p class="hint">In per cent, but for MRR. Sources stand beside the code, in tests/evaluation/figures.ts and measures.ts.</p>
<div class="card figures"><table role="table">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Figure</th>${GROUPS.map((group) => html`<th scope="col" role="columnheader">${SHORT_GROUPS[group] ?? group}</th>`)}</tr></thead>
<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">questions</th>${counts}</tr>${rows}</tbody>
</table></div></section>`
}
