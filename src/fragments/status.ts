// The status page's slot: notices by what they mean now. Without a clock (the built page) they stand in one list.
import type { NOTICE_LEVELS } from '../articles/site.ts'
import type { Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'
import { type Html, html, sitePath } from './html.ts'
import { formatInstant } from './words.ts'

export interface StatusNotice {
  readonly id: string
  readonly level: (typeof NOTICE_LEVELS)[number]
  readonly text: string
  /** Site path of the article that says more. */
  readonly url?: string | undefined
  readonly from: string
  readonly until?: string | undefined
}

export interface StatusData {
  readonly notices: readonly StatusNotice[]
  readonly locale: Locale
  readonly timezone: string
  /** The present; absent in a page that is built now and read later. */
  readonly now?: Date
}

type Phase = 'current' | 'upcoming' | 'past'

/** Whether all is well, what is going on, and what has been. */
export function renderStatus(data: StatusData, t: Translate): string {
  const { now } = data
  const notices = data.notices.toSorted((a, b) => b.from.localeCompare(a.from))
  if (now === undefined) {
    if (notices.length === 0) return renderCalm(t('status.empty')).markup
    return renderGroup('status.all', notices, data, t).markup
  }
  const phases = Map.groupBy(notices, (notice) => phaseOf(notice, now))
  const [current = [], upcoming = [], past = []] = (['current', 'upcoming', 'past'] as const).map((phase) =>
    phases.get(phase),
  )
  return html`${current.length === 0 ? renderCalm(t('status.calm')) : renderGroup('status.current', current, data, t)}
    <p class="hint">${t('status.asOf', { time: formatInstant(now.toISOString(), data.locale, data.timezone) })}</p>
    ${upcoming.length > 0 && renderGroup('status.upcoming', upcoming, data, t)}
    ${past.length > 0 ? renderGroup('status.past', past, data, t) : html`<section class="about-section"><h2>${t('status.past')}</h2><p class="hint">${t('status.pastEmpty')}</p></section>`}`
    .markup
}

function phaseOf({ from, until }: StatusNotice, now: Date): Phase {
  if (now.getTime() < Date.parse(from)) return 'upcoming'
  return until !== undefined && Date.parse(until) <= now.getTime() ? 'past' : 'current'
}

function renderCalm(text: string): Html {
  return html`<p class="calm">${text}</p>`
}

type Heading = 'status.all' | 'status.current' | 'status.upcoming' | 'status.past'

function renderGroup(
  heading: Heading,
  notices: readonly StatusNotice[],
  data: StatusData,
  t: Translate,
): Html {
  return html`<section class="about-section">
    <h2>${t(heading)}</h2>
    <ul class="status-list" role="list">
      ${notices.map((notice) => renderNotice(notice, data, t))}
    </ul>
  </section>`
}

function renderNotice(
  { id, level, text, url, from, until }: StatusNotice,
  { locale, timezone }: StatusData,
  t: Translate,
): Html {
  const time = (instant: string): Html =>
    html`<time datetime="${instant}">${formatInstant(instant, locale, timezone)}</time>`
  return html`<li class="notice notice-${level}" id="notice-${id}">
    <p class="status-level">${t(`status.level.${level}`)}</p>
    <p>${text}${url !== undefined && html` <a href="${sitePath(url)}">${t('nav.moreAbout')}</a>`}</p>
    <p class="status-time">
      ${time(from)} – ${until === undefined ? t('status.open') : time(until)}
    </p>
  </li>`
}
