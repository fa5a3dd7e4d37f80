// Numbers and times in words, the same on page, server and in the browser.
import type { Locale } from '../config.ts'

/** Which of the `….one` and `….other` strings fits a number in a language. */
export function plural(count: number, locale: Locale): 'one' | 'other' {
  return new Intl.PluralRules(locale).select(count) === 'one' ? 'one' : 'other'
}

/** Dates in English follow the spelling of the interface, which is British. */
function dateLocale(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** A calendar date (ISO, such as "2026-11-15") in full, free of time zones. */
export function formatDate(isoDate: string, locale: Locale): string {
  return new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(isoDate),
  )
}

/** An instant in a named time zone, with the zone said, because readers live in other ones. */
export function formatInstant(instant: string, locale: Locale, timezone: string): string {
  const date = new Date(instant)
  const inZone = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(dateLocale(locale), { timeZone: timezone, ...options })
  const day = inZone({ dateStyle: 'long' }).format(date)
  const time = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date)
  const parts = inZone({ timeZoneName: 'short' }).formatToParts(date)
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timezone
  return locale === 'en' ? `${day}, ${time} (${zone})` : `${day} ${time}（${zone}）`
}

/** A moment near now in the reader's own time: the time alone today, else with the day of the week. */
export function formatMoment(moment: Date, now: Date, locale: Locale): string {
  const isToday = moment.toDateString() === now.toDateString()
  return new Intl.DateTimeFormat(dateLocale(locale), {
    ...(isToday ? {} : { weekday: 'long' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
}
