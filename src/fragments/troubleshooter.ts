// A troubleshooter: nested text that opens answer by answer without JavaScript; a script shows it question by question.
import {
  answersBefore,
  stepName,
  type Outcome,
  type Troubleshooter,
  type TroubleshooterQuestion,
} from '../articles/troubleshooter.ts'
import { articleUrl, pageUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'
import { type Html, html, sitePath } from './html.ts'

export interface TroubleshooterData {
  /** Id of the article it belongs to. */
  readonly article: string
  readonly locale: Locale
  readonly troubleshooter: Troubleshooter
  /** Title of an article as readers of the locale see it; undefined if there is none. */
  readonly titleOf: (article: string) => string | undefined
  /** Heading of a section of an article; undefined if there is none. */
  readonly headingOf: (article: string, section: string) => string | undefined
}

/** The id of a step on the page, and so the end of the address that leads to it. */
function stepId(name: string): string {
  return `hc-step-${name}`
}

export function renderTroubleshooter(data: TroubleshooterData, t: Translate): string {
  const [start] = data.troubleshooter
  if (!start) return ''
  return html`<section class="guide" id="hc-guide" aria-labelledby="hc-guide-title" data-troubleshooter>
    <h2 id="hc-guide-title">${t('troubleshooter.title')}</h2>
    <p class="hint">${t('troubleshooter.intro')}</p>
    ${renderQuestion(start, data, t)}
  </section>`.markup
}

function renderQuestion(question: TroubleshooterQuestion, data: TroubleshooterData, t: Translate): Html {
  const answers = question.answers.map(
    ({ answer, outcome }, i) =>
      html`<li>
        <details>
          <summary>${answer}</summary>
          ${renderOutcome(outcome, stepName(question.id, i), data, t)}
        </details>
      </li>`,
  )
  return html`<div class="step" id="${stepId(question.id)}">
    <h3 class="step-title" tabindex="-1">${question.question}</h3>
    <ul class="step-answers" role="list">
      ${answers}
    </ul>
  </div>`
}

function renderOutcome(outcome: Outcome, name: string, data: TroubleshooterData, t: Translate): Html {
  if (outcome.kind === 'question') {
    const next = data.troubleshooter.find(({ id }) => id === outcome.id)
    return next ? renderQuestion(next, data, t) : html``
  }
  const form = `${pageUrl(data.locale, 'contact', { article: data.article, step: name })}#hc-form`
  const isContact = outcome.kind === 'contact'
  const section = isContact ? undefined : renderSectionLink(outcome, data, t)
  return html`<div class="step step-end" id="${stepId(name)}">
    <p class="step-title" tabindex="-1">${outcome.advice}</p>
    <p class="actions">
      ${section}<a class="${isContact ? 'button' : 'person-link'}" href="${sitePath(form)}"
        >${t(isContact ? 'troubleshooter.person' : 'troubleshooter.stuck')}</a
      >
    </p>
  </div>`
}

function renderSectionLink(
  { article, section }: Extract<Outcome, { kind: 'section' }>,
  data: TroubleshooterData,
  t: Translate,
): Html {
  const heading = data.headingOf(article || data.article, section)
  const title = article === '' ? undefined : data.titleOf(article)
  const label =
    title === undefined
      ? t('troubleshooter.read', { heading: heading ?? '' })
      : t('troubleshooter.readArticle', { title: heading ? `${title} › ${heading}` : title })
  // Anchors are letters, digits and hyphens; encoded, Chinese ones would take three times the bytes.
  const url = articleUrl(data.locale, article) + (section === '' ? '' : `#${section}`)
  return html`<a class="button" href="${article === '' ? `#${section}` : url}">${label}</a>`
}

/** What the form begins with for a reader who comes from a step; undefined if there is no such step. */
export function describeAnswers(
  { title, troubleshooter }: { readonly title: string; readonly troubleshooter?: Troubleshooter | undefined },
  step: string,
  t: Translate,
): { readonly subject: string; readonly message: string } | undefined {
  const answers = troubleshooter && answersBefore(troubleshooter, step)
  const last = answers?.at(-1)
  if (!answers || !last) return undefined
  const lines = answers.map(({ question, answer }) => `- ${question} ${answer}`)
  return {
    subject: t('troubleshooter.subject', { title, answer: last.answer }),
    message: `${t('troubleshooter.message', { title })}\n${lines.join('\n')}\n\n`,
  }
}
