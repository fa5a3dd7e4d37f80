// Numbers and times in words, the same on page, server and in the browser.
import type { Locale } from '../config.ts'

/** Which of the `….one` and `….other` strings fits a number in a language. */
export function plural(count: number, locale: Locale): 'one' | 'other' {
  return new Intl.PluralRules(locale).select(count) === 'one' ? 'one' : 'other'
}

/** A calendar date (ISO, such as "2026-11-15") in full, free of time zones. */
export function formatDate(isoDate: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDate))
}

/** An instant in a named time zone, with the zone said, because readers live in other ones. */
export function formatInstant(instant: string, locale: Locale, timezone: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
    timeZoneName: 'short',
  }).format(new Date(instant))
}
