// Whether a person is here now and when to expect a first reply, by the reader's clock and in their time.
import { firstReplyDue, isOpen, type ServiceHours } from '../desk/hours.ts'
import { formatMoment } from '../fragments/words.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'

const HOUR_MS = 3_600_000
/** Milliseconds after which the state is looked at again. */
const INTERVAL_MS = 60_000

const t = pageTranslate()

for (const place of document.querySelectorAll<HTMLElement>('[data-support]')) {
  const { support = '{}', target = '24' } = place.dataset
  const hours = JSON.parse(support) as ServiceHours
  show(place, hours, Number(target))
  setInterval(() => show(place, hours, Number(target)), INTERVAL_MS)
}

function show(place: HTMLElement, hours: ServiceHours, targetHours: number): void {
  const now = new Date()
  const isHere = isOpen(now, hours)
  place.dataset['open'] = String(isHere)
  put(place, '[data-support-now]', t(isHere ? 'support.open' : 'support.closed'))
  // To the full hour: a minute would promise more than anybody can keep.
  const due = Math.ceil(firstReplyDue(now, hours, targetHours).getTime() / HOUR_MS) * HOUR_MS
  const time = formatMoment(new Date(due), now, pageLocale())
  put(place, '[data-support-due]', t('support.due', { time }))
}

function put(place: HTMLElement, selector: string, text: string): void {
  const element = place.querySelector(selector)
  if (element && element.textContent !== text) element.textContent = text
}
