// The report's lists of questions: what changed since the recorded run, and what went wrong.
import type { Corpus } from '../../src/articles/corpus.ts'
import { type Evaluated, isFine, type Outcome, outcomeOf } from './evaluated.ts'
import { type Html, html } from './html.ts'
import { type Change, tell } from './recorded.ts'
import { topicsOf } from './report-confusion.ts'
import type { Run } from './run.ts'
import { percent } from './table.ts'

/** A longer list starts folded: it would stand between the reader and everything else. */
const LISTED_OPEN = 10

export function changesSection({ comparison: { gained, lost, added, compared } }: Run): Html {
  const news = added > 0 ? `; ${added} not recorded yet` : ''
  const hint =
    compared === 0
      ? 'No run of these questions was recorded yet; --record keeps one.'
      : `Against the last recorded run: ${gained.length} gained, ${lost.length} lost${news}.`
  const list = (name: string, changes: readonly Change[]): Html => {
    const open = changes.length <= LISTED_OPEN ? html` open` : undefined
    const items =
      changes.length === 0 ? html`<p class="none">None.</p>` : html`<ol>${changes.map(changeItem)}</ol>`
    return html`<details class="card"${open}><summary>${name} (${changes.length})</summary>${items}</details>`
  }
  return html`<section id="changes" aria-labelledby="changes-head">
<h2 id="changes-head">Gained and lost</h2>
<p class="hint">${hint}</p>
<div class="changes folds">${list('Gained', gained)}${list('Lost', lost)}</div>
</section>`
}

function changeItem({ evaluated, before, now }: Change): Html {
  return html`<li>${questionText(evaluated)}<span class="step">${tell(before)} → ${tell(now)}</span></li>`
}

function questionText({ question: { id, question, locale, language } }: Evaluated): Html {
  return html`<span><span class="id">${id}</span> <span lang="${language ?? locale}" dir="auto">${question}</span></span>`
}

interface Fault {
  readonly name: string
  readonly meaning: string
  readonly isOpen: boolean
  readonly is: (outcome: Outcome) => boolean
}

/** The first that fits is the one a question is listed under; what misleads people stands first. */
const FAULTS: readonly Fault[] = [
  {
    name: 'Answered with the wrong article',
    meaning: 'people read steps that are not theirs',
    isOpen: true,
    is: ({ question, decision }) => question.kind === 'answerable' && decision === 'answer',
  },
  {
    name: 'Answered although nothing answers',
    meaning: 'false answers to out-of-scope questions',
    isOpen: true,
    is: ({ decision }) => decision === 'answer',
  },
  {
    name: 'Not handed to a person',
    meaning: 'had to be escalated',
    isOpen: true,
    is: ({ question }) => question.kind === 'escalate',
  },
  {
    name: 'Right article first, but no answer',
    meaning: 'the confidence was too low, or a rule stood before it',
    isOpen: false,
    is: ({ question, rank }) => question.kind === 'answerable' && rank === 0,
  },
  {
    name: 'Another article first, no answer',
    meaning: 'retrieval missed, the confidence noticed',
    isOpen: false,
    is: ({ question }) => question.kind === 'answerable',
  },
  {
    name: 'Not declined',
    meaning: 'other fields and small talk that got a choice or a form',
    isOpen: false,
    is: () => true,
  },
]

export function wrongSection(
  evaluated: readonly Evaluated[],
  corpus: Pick<Corpus, 'articles' | 'categories'>,
): Html {
  const titles = new Map(topicsOf(corpus).map(({ id, title }) => [id, title]))
  const wrong = evaluated.filter((one) => !isFine(outcomeOf(one)))
  const byFault = Map.groupBy(wrong, (one) => FAULTS.find(({ is }) => is(outcomeOf(one))))
  const groups = FAULTS.map((fault) => {
    const members = (byFault.get(fault) ?? []).toSorted((a, b) => b.confidence - a.confidence)
    if (members.length === 0) return html``
    const open = fault.isOpen ? html` open` : undefined
    return html`<details${open}><summary>${fault.name} (${members.length}) <small>${fault.meaning}</small></summary><ol>${members.map((one) => wrongItem(one, titles))}</ol></details>`
  })
  return html`<section id="wrong" aria-labelledby="wrong-head" class="wrong folds">
<h2 id="wrong-head">What went wrong</h2>
<p class="hint">${wrong.length} of ${evaluated.length} replies are not the wanted one (${percent(wrong.length / evaluated.length)}). Surest first.</p>
${groups}
</section>`
}

function wrongItem(one: Evaluated, titles: ReadonlyMap<string, string>): Html {
  const { question, decision, reason, ranked, confidence } = one
  const name = (id: string): string => titles.get(id) ?? id
  const articles = question.expect.map(name).join(' or ')
  const person = articles === '' ? 'a person' : `a person, beside ${articles}`
  const unanswerable = question.kind === 'escalate' ? person : 'declined'
  const expected = question.kind === 'answerable' ? articles : unanswerable
  const first = ranked[0] === undefined ? 'nothing' : name(ranked[0])
  const reply = reason === undefined ? decision : `${decision} (${reason})`
  return html`<li>${questionText(one)}<dl><div><dt>expected</dt><dd>${expected}</dd></div><div><dt>got</dt><dd>${reply} <span class="first">first: ${first}</span></dd></div><div><dt>confidence</dt><dd><span class="sure" style="--at:${(confidence * 100).toFixed(0)}"></span>${confidence.toFixed(2)}</dd></div></dl></li>`
}
