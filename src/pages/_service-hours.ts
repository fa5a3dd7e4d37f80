// Service hours in words.
import { type Site, WEEKDAYS } from '../articles/site.ts'
import type { Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'

/** Days, times and the time zone's everyday name. Free of today's date, so that a build is the same on any day. */
export function formatServiceHours(
  { days, open, close, timezone }: Site['hours'],
  locale: Locale,
  t: Translate,
): string {
  const isDaily = WEEKDAYS.every((day) => days.includes(day))
  const names = WEEKDAYS.filter((day) => days.includes(day)).map((day) => weekdayName(day, locale))
  return t('contact.hoursLine', {
    days: isDaily ? t('contact.everyDay') : new Intl.ListFormat(locale, { style: 'short' }).format(names),
    open,
    close,
    zone: zoneName(timezone, locale),
  })
}

function weekdayName(day: (typeof WEEKDAYS)[number], locale: Locale): string {
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)))
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date)
}

function zoneName(timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(
    new Date(0),
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
