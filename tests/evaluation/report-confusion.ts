// The report's matrix of topics: which article came first where which was expected.
import { type Corpus, articlesFor } from '../../src/articles/corpus.ts'
import { type Evaluated, outcomeOf } from './evaluated.ts'
import { type Html, html } from './html.ts'

interface Topic {
  readonly id: string
  readonly title: string
}

/** Articles in the order of the site; titles in English where there are some. */
export function topicsOf(corpus: Pick<Corpus, 'articles' | 'categories'>): Topic[] {
  // Only articles and categories are looked at.
  return articlesFor(corpus as Corpus, 'en').map(({ article }) => ({ id: article.id, title: article.title }))
}

/** By expected article, how often each came first; '' where nothing was found. */
export function confusion(evaluated: readonly Evaluated[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>()
  for (const one of evaluated.filter(({ question }) => question.kind === 'answerable')) {
    const { expect } = one.question
    const found = one.ranked[0] ?? ''
    const expected = outcomeOf(one).rank === 0 ? found : (expect[0] ?? '')
    const row = counts.get(expected) ?? new Map<string, number>()
    row.set(found, (row.get(found) ?? 0) + 1)
    counts.set(expected, row)
  }
  return counts
}

export function confusionSection(
  evaluated: readonly Evaluated[],
  corpus: Pick<Corpus, 'articles' | 'categories'>,
): Html {
  const topics = topicsOf(corpus)
  const counts = confusion(evaluated)
  const isMissing = [...counts.values()].some((row) => row.has(''))
  const columns = [...topics.map(({ id }) => id), ...(isMissing ? [''] : [])]
  const heads = topics.map(
    ({ title }, number) => html`<th role="columnheader" scope="col" aria-label="${title}">${number + 1}</th>`,
  )
  const missing = html`<th role="columnheader" scope="col" aria-label="nothing found">–</th>`
  return html`<section id="topics" aria-labelledby="topics-head">
<h2 id="topics-head">Which articles are taken for which</h2>
<p class="hint">A row for each expected article; columns, under the same numbers, for the one that came first${isMissing ? ', the last for nothing found' : ''}. Green is right, red mistaken.</p>
<div class="card matrix" style="--topics:${columns.length}"><table role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Expected</th>${heads}${isMissing ? missing : undefined}</tr></thead>
<tbody role="rowgroup">${topics.map((topic, number) => matrixRow(topic, number, counts.get(topic.id), columns))}</tbody>
</table></div>
${mistakesList(counts, topics)}
</section>`
}

function matrixRow(
  { id, title }: Topic,
  number: number,
  row: ReadonlyMap<string, number> | undefined,
  columns: readonly string[],
): Html {
  const total = [...(row?.values() ?? [])].reduce((sum, count) => sum + count, 0)
  const cells = columns.map((column) => {
    const count = row?.get(column) ?? 0
    if (count === 0) return html`<td role="cell"></td>`
    const kind = column === id ? 'hit' : 'miss'
    return html`<td role="cell" class="${kind}" style="--heat:${(count / total).toFixed(2)}">${count}</td>`
  })
  return html`<tr role="row"><th role="rowheader" scope="row"><b>${number + 1}</b>${title}</th>${cells}</tr>`
}

/** The mistakes by number, for those who would rather read than look. */
function mistakesList(
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
  topics: readonly Topic[],
): Html {
  const name = (id: string): string =>
    topics.find((topic) => topic.id === id)?.title ?? (id || 'nothing found')
  const mistakes = [...counts]
    .flatMap(([expected, row]) => [...row].map(([found, count]) => ({ expected, found, count })))
    .filter(({ expected, found }) => expected !== found)
    .sort((a, b) => b.count - a.count || (a.expected < b.expected ? -1 : 1))
  if (mistakes.length === 0) return html`<p class="hint">No article is taken for another.</p>`
  const list = (from: number, to: number): Html => {
    const chosen = mistakes.filter(({ count }) => count >= from && count <= to)
    return html`<ul>${chosen.map(({ expected, found, count }) => html`<li><b>${count} ×</b> ${name(expected)} → ${name(found)}</li>`)}</ul>`
  }
  const once = mistakes.filter(({ count }) => count === 1).length
  const single = html`<details><summary>${once} pairs mistaken once</summary>${list(1, 1)}</details>`
  return html`<div class="card confusions"><h3>Mistaken more than once, expected → first</h3>${list(2, Infinity)}${once > 0 ? single : undefined}</div>`
}
