// Incident banners, on top of every page.
import type { Translate } from '../i18n/translate.ts'
import { html, sitePath } from './html.ts'

export interface NoticeData {
  readonly level: string
  readonly text: string
  /** Site path of the article that says more. */
  readonly url?: string | undefined
  /** ISO instants between which the notice holds. */
  readonly from: string
  readonly until?: string | undefined
}

/** All given notices, or nothing. A page script hides those whose time has not come or is over. */
export function renderNotices(
  { notices }: { readonly notices: readonly NoticeData[] },
  t: Translate,
): string {
  if (notices.length === 0) return ''
  const items = notices.map(
    ({ level, text, url, from, until }) =>
      html`<p
        class="notice notice-${level}"
        data-from="${from}"
        ${until !== undefined && html` data-until="${until}"`}
      >
        <span
          >${text}${url !== undefined && html` <a href="${sitePath(url)}">${t('nav.moreAbout')}</a>`}</span
        >
      </p>`,
  )
  return html`<div class="notices" role="region" aria-label="${t('nav.notices')}">${items}</div>`.markup
}
