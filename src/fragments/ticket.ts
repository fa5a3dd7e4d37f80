// The ticket page's slot: look a case up, see where it stands, add to it.
import { pageUrl } from '../articles/urls.ts'
import { LIMITS, type Locale } from '../config.ts'
import type { Ticket, TicketEvent } from '../desk/ticket.ts'
import type { Translate } from '../i18n/translate.ts'
import { type Html, html } from './html.ts'
import { formatInstant } from './words.ts'

export interface TicketData {
  readonly ticket?: Ticket | undefined
  /** True right after the form was sent: the confirmation stands on top. */
  readonly isNew: boolean
  /** The private link, absolute. Its `key` is also the key of the form that adds a message. */
  readonly link: string
  /** What went wrong, in the reader's language. */
  readonly problem?: string | undefined
  readonly locale: Locale
  /** Team names by id. */
  readonly teams: Readonly<Record<string, string>>
  /** IANA zone in which times are shown: the site's. */
  readonly timezone: string
}

/** The case, or the form to look one up. */
export function renderTicket(data: TicketData, t: Translate): string {
  const { ticket, problem, locale } = data
  const trouble =
    problem !== undefined && html`<div class="error-summary" role="alert"><p>${problem}</p></div>`
  if (!ticket) return html`${trouble}${renderLookup(locale, t)}`.markup
  return html`${trouble}${data.isNew && renderConfirmation(t)}${renderLink(data, t)}
    <section class="case" aria-labelledby="hc-case">
      <h2 id="hc-case"><span class="case-code">${ticket.code}</span> ${ticket.subject}</h2>
      ${renderFacts(ticket, data, t)}
      <h3>${t('ticket.history')}</h3>
      <ol class="timeline" role="list">
        ${ticket.events.map((event) => renderEvent(event, ticket, data, t))}
      </ol>
      ${renderAdd(ticket, data, t)}
    </section>`.markup
}

function renderLookup(locale: Locale, t: Translate): Html {
  return html`<form class="lookup" action="${pageUrl(locale, 'ticket')}" method="get">
    <h2>${t('ticket.lookup')}</h2>
    <p class="hint">${t('ticket.lookupHint')}</p>
    <div class="field">
      <label class="label" for="hc-code">${t('ticket.code')}</label
      ><input
        id="hc-code"
        name="code"
        required
        maxlength="40"
        placeholder="HC-XXXX-XXXX"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
      />
    </div>
    <div class="field">
      <label class="label" for="hc-key">${t('ticket.key')}</label
      ><input
        id="hc-key"
        name="key"
        required
        maxlength="100"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
      />
    </div>
    <p class="actions"><button class="button" type="submit">${t('ticket.open')}</button></p>
    <p class="hint">${t('ticket.lost')}</p>
  </form>`
}

function renderConfirmation(t: Translate): Html {
  return html`<div class="confirmation" role="status">
    <p class="confirmation-title">${t('ticket.created')}</p>
    <p>${t('ticket.createdText')}</p>
  </div>`
}

function renderLink({ link, isNew }: TicketData, t: Translate): Html | false {
  if (link === '') return false
  return html`<div class="private-link${isNew && ' private-link-new'}">
    <label class="label" for="hc-link">${t('ticket.saveLink')}</label>
    <p class="hint" id="hc-link-hint">${t('ticket.saveLinkText')}</p>
    <div class="link-row">
      <input id="hc-link" type="text" readonly value="${link}" aria-describedby="hc-link-hint" /><button
        class="button"
        type="button"
        data-copy="hc-link"
        hidden
      >
        ${t('ticket.copy')}
      </button>
    </div>
    <p class="hint" data-copy-status role="status"></p>
  </div>`
}

function renderFacts(ticket: Ticket, { locale, teams, timezone }: TicketData, t: Translate): Html {
  const isWaiting = ticket.status === 'open' && ticket.events.every(({ author }) => author !== 'agent')
  return html`<dl class="facts">
    <div>
      <dt>${t('ticket.status')}</dt>
      <dd><span class="status status-${ticket.status}">${t(`ticket.status.${ticket.status}`)}</span></dd>
    </div>
    ${
      isWaiting &&
      html`<div>
        <dt>${t('ticket.firstReply')}</dt>
        <dd>${renderTime(ticket.firstReplyDueAt, locale, timezone)}</dd>
      </div>`
    }
    <div>
      <dt>${t('ticket.team')}</dt>
      <dd>${teams[ticket.team] ?? ticket.team}</dd>
    </div>
    <div>
      <dt>${t('ticket.sent')}</dt>
      <dd>${renderTime(ticket.createdAt, locale, timezone)}</dd>
    </div>
  </dl>`
}

function renderTime(instant: string, locale: Locale, timezone: string): Html {
  return html`<time datetime="${instant}">${formatInstant(instant, locale, timezone)}</time>`
}

function renderEvent(
  event: TicketEvent,
  ticket: Ticket,
  { locale, teams, timezone }: TicketData,
  t: Translate,
): Html {
  const authors = {
    requester: t('ticket.you'),
    agent: teams[ticket.team] ?? ticket.team,
    desk: t('ticket.desk'),
  }
  return html`<li class="event event-${event.author}">
    <p class="event-head">
      <b>${authors[event.author]}</b>
      ${event.kind !== 'message' && html`${t(`ticket.event.${event.kind}`)} `}<span class="hint"
        >${renderTime(event.at, locale, timezone)}</span
      >
    </p>
    ${event.text !== '' && html`<p class="event-text">${event.text}</p>`}
  </li>`
}

function renderAdd(ticket: Ticket, { link, locale }: TicketData, t: Translate): Html {
  return html`<form
    class="add-message"
    action="/api/tickets/${encodeURIComponent(ticket.code)}/messages"
    method="post"
    data-once
  >
    <h3><label for="hc-message">${t('ticket.add')}</label></h3>
    <p class="hint" id="hc-message-hint">${t('ticket.addHint')}</p>
    <input type="hidden" name="key" value="${keyIn(link)}" /><input
      type="hidden"
      name="locale"
      value="${locale}"
    />
    <textarea
      id="hc-message"
      name="text"
      rows="4"
      required
      maxlength="${LIMITS.ticketMessage}"
      aria-describedby="hc-message-hint"
    ></textarea>
    <p class="actions"><button class="button" type="submit">${t('ticket.addSubmit')}</button></p>
  </form>`
}

function keyIn(link: string): string {
  const start = link.indexOf('?')
  return start < 0 ? '' : (new URLSearchParams(link.slice(start + 1)).get('key') ?? '')
}
