// The ask page's slot: the question, what the assistant replied, and the form to ask (again).
import type { ArticleLink, Citation, Reply } from '../answer/reply.ts'
import { pageUrl } from '../articles/urls.ts'
import { LIMITS, LOCALE_NAMES, type Locale } from '../config.ts'
import type { StringKey, Translate } from '../i18n/translate.ts'
import { renderFeedback } from './feedback.ts'
import { type Html, html, raw, sitePath } from './html.ts'
import { renderVerdicts, VERDICT_STRINGS } from './verdict.ts'
import { formatDate } from './words.ts'

export interface ConversationData {
  readonly question?: string | undefined
  readonly reply?: Reply | undefined
  readonly locale: Locale
}

/** Strings that {@link renderExchange} may ask for; pages hand these to their scripts. */
export const EXCHANGE_STRINGS = [
  'ask.you',
  'ask.assistant',
  'ask.sources',
  'ask.reviewed',
  'ask.choices',
  'ask.related',
  'ask.closest',
  'ask.explorers',
  'ask.toForm',
  'ask.urgent',
  'verify.inReply',
  ...VERDICT_STRINGS,
  'nav.person',
  'nav.notices',
  'nav.moreAbout',
  'feedback.questionReply',
  'feedback.thanks',
  'feedback.yes',
  'feedback.no',
  'feedback.reason',
  'feedback.reason.unclear',
  'feedback.reason.outdated',
  'feedback.reason.did-not-work',
  'feedback.reason.other-question',
  'feedback.comment',
  'feedback.commentHint',
  'feedback.send',
  'feedback.failed',
] as const satisfies readonly StringKey[]

/** The whole slot. A question without a reply stands in the form, ready to be sent. */
export function renderConversation({ question = '', reply, locale }: ConversationData, t: Translate): string {
  const exchange = reply && raw(renderExchange({ question, reply, locale }, t))
  return html`<div class="conversation" id="hc-conversation">${exchange}</div>
    <form class="ask-form" action="${pageUrl(locale, 'ask')}" method="get" data-ask>
      <label class="label" for="hc-question">${t(reply ? 'ask.again' : 'ask.label')}</label>
      <p class="hint" id="hc-question-hint">${t('ask.hint')}</p>
      <textarea
        id="hc-question"
        name="q"
        rows="3"
        maxlength="${LIMITS.question}"
        required
        aria-describedby="hc-question-hint"
      >
${reply ? '' : question}</textarea>
      <p class="actions">
        <button class="button" type="submit">${t('ask.submit')}</button>
        <a class="person-link" href="${pageUrl(locale, 'contact')}">${t('nav.person')}</a>
      </p>
    </form>
    <p class="visually-hidden" id="hc-ask-status" role="status"></p>`.markup
}

export interface Exchange {
  readonly question: string
  readonly reply: Reply
  readonly locale: Locale
}

/** One question with its reply. */
export function renderExchange({ question, reply, locale }: Exchange, t: Translate): string {
  // What was recognised as a secret is not shown again, on whatever screen this is.
  const isSecret = reply.escalation?.reason === 'secret-shared'
  return html`<div class="exchange">
    ${
      question !== '' &&
      !isSecret &&
      html`<div class="asked">
        <p class="who">${t('ask.you')}</p>
        <p class="asked-text">${question}</p>
      </div>`
    }
    <div class="reply reply-${reply.decision}" tabindex="-1" data-reply>
      <p class="who">${t('ask.assistant')}</p>
      ${reply.notices.length > 0 && html`<div class="reply-notices" role="group" aria-label="${t('nav.notices')}">${reply.notices.map((notice) => renderNotice(notice, t))}</div>`}
      ${reply.contacts && reply.advice && renderContacts(reply.contacts, reply.advice, locale, t)}
      <p class="reply-message">${reply.message}</p>
      ${reply.answer && html`<div class="quote prose" ${languageOf(reply.citations[0], locale)}>${raw(reply.answer.html)}</div>`}
      ${reply.explorers.length > 0 && renderExplorers(reply.explorers, t)}
      ${reply.citations.length > 0 && renderCitations(reply.citations, locale, t)}
      ${reply.choices && reply.choices.length > 0 && renderLinks('choices', t('ask.choices'), reply.choices, locale)}
      ${reply.escalation && renderEscalation(reply, reply.escalation, t)}
      ${reply.related.length > 0 && renderLinks('related', t(reply.answer ? 'ask.related' : 'ask.closest'), reply.related, locale)}
      <div class="reply-foot">
        ${reply.answer && raw(renderFeedback({ target: { reply: reply.id }, locale }, t))}
        <a class="person-link" href="${sitePath(reply.contactUrl)}">${t('nav.person')}</a>
      </div>
    </div>
  </div>`.markup
}

/** Before the answer: whoever asks this may be talking to an impostor right now. */
function renderContacts(
  verdicts: NonNullable<Reply['contacts']>,
  advice: NonNullable<Reply['advice']>,
  locale: Locale,
  t: Translate,
): Html {
  return html`<div class="reply-contacts" role="group" aria-label="${t('verify.inReply')}">
    <p class="reply-label">${t('verify.inReply')}</p>
    ${raw(renderVerdicts({ verdicts, advice, locale, isBrief: true }, t))}
  </div>`
}

function languageOf(link: ArticleLink | undefined, locale: Locale): Html | false {
  return link !== undefined && link.locale !== locale && html` lang="${link.locale}"`
}

function renderNotice({ level, text, url }: Reply['notices'][number], t: Translate): Html {
  return html`<p class="notice notice-${level}">
    ${text}${url !== undefined && html` <a href="${sitePath(url)}">${t('nav.moreAbout')}</a>`}
  </p>`
}

function linkText({ title, section }: ArticleLink): string {
  return section === undefined || section === '' ? title : `${title} › ${section}`
}

function renderCitations(citations: readonly Citation[], locale: Locale, t: Translate): Html {
  const items = citations.map(
    (citation) =>
      html`<li>
        <a href="${sitePath(citation.url)}" ${languageOf(citation, locale)}>${linkText(citation)}</a>
        <span class="hint">${t('ask.reviewed', { date: formatDate(citation.reviewed, locale) })}</span>
      </li>`,
  )
  return html`<div class="sources">
    <p class="reply-label">${t('ask.sources')}</p>
    <ol role="list">
      ${items}
    </ol>
  </div>`
}

/** Other people's sites: nothing tells them where the reader came from. */
function renderExplorers(explorers: Reply['explorers'], t: Translate): Html {
  const items = explorers.map(
    ({ label, url }) => html`<li><a href="${url}" rel="noopener noreferrer nofollow">${label}</a></li>`,
  )
  return html`<div class="explorers">
    <p class="reply-label">${t('ask.explorers')}</p>
    <ul role="list">
      ${items}
    </ul>
  </div>`
}

function renderLinks(
  kind: 'choices' | 'related',
  label: string,
  links: readonly ArticleLink[],
  locale: Locale,
): Html {
  const items = links.map(
    (link) =>
      html`<li>
        <a href="${sitePath(link.url)}" ${languageOf(link, locale)}>${linkText(link)}</a
        >${link.locale !== locale && html` <span class="tag tag-language" lang="${link.locale}">${LOCALE_NAMES[link.locale]}</span>`}
      </li>`,
  )
  // The message above already asks which one is meant; the label of the choices is for those who cannot see that.
  const style = kind === 'choices' ? 'visually-hidden' : 'reply-label'
  return html`<div class="${kind}">
    <p class="${style}">${label}</p>
    <ul role="list">
      ${items}
    </ul>
  </div>`
}

function renderEscalation(
  { message, contacts }: Reply,
  { reason, explanation, priority, url }: NonNullable<Reply['escalation']>,
  t: Translate,
): Html {
  // The message may hold the reason already: said once is enough. Where the official list has answered, there is none.
  const isSaid =
    message.includes(explanation) ||
    (contacts !== undefined && (reason === 'low-confidence' || reason === 'not-covered'))
  const words = [
    ...(isSaid ? [] : [explanation]),
    ...(priority === 'urgent' && reason !== 'funds-at-risk' ? [t('ask.urgent')] : []),
  ]
  const tone = reason === 'funds-at-risk' || reason === 'secret-shared' ? 'danger' : 'calm'
  return html`<div class="escalation escalation-${tone}">
    ${words.length > 0 && html`<p>${words.join(' ')}</p>`}
    <a class="button" href="${sitePath(url)}">${t('ask.toForm')}</a>
  </div>`
}
