// The status page as it is at this moment: only a clock tells current notices from past ones.
import { articleUrl, pageUrl } from '../../articles/urls.ts'
import type { Notice } from '../../articles/site.ts'
import type { Locale } from '../../config.ts'
import { renderStatus, type StatusNotice } from '../../fragments/status.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { textFor } from '../../i18n/traditional.ts'
import { createTranslate } from '../../i18n/translate.ts'
import type { App, RouteDeps } from '../app.ts'
import { isLocale } from '../locale.ts'
import { fillSlot } from '../slots.ts'

export function registerStatus(app: App, { library, site }: RouteDeps): void {
  app.get('/:locale/status/', async (c, next) => {
    const locale = c.req.param('locale')
    const page = isLocale(locale) ? await site.read(pageUrl(locale, 'status')) : undefined
    if (!isLocale(locale) || page === undefined) return next()
    const { notices, site: own } = library().corpus
    const content = renderStatus(
      {
        notices: notices.map((notice) => localNotice(notice, locale)),
        locale,
        timezone: own.hours.timezone,
        now: new Date(),
      },
      createTranslate(stringsFor(locale)),
    )
    c.header('cache-control', 'no-cache')
    return c.html(fillSlot(page, 'status', content))
  })
}

function localNotice({ article, text, ...notice }: Notice, locale: Locale): StatusNotice {
  const url = article === undefined ? undefined : articleUrl(locale, article)
  return { ...notice, text: textFor(text, locale), url }
}
