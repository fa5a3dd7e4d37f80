// Service hours: is the desk open, and by when is a first reply due if only open hours count.

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** As in content/site.yaml. */
export interface ServiceHours {
  /** IANA name, such as "Asia/Singapore". */
  readonly timezone: string
  readonly days: readonly Weekday[]
  /** "HH:MM" in the time zone. */
  readonly open: string
  /** "HH:MM"; at or before `open` it means the next day, so equal times mean around the clock. */
  readonly close: string
}

interface Shift {
  /** Milliseconds since 1970; half-open. */
  readonly start: number
  readonly end: number
}

/** A day of the calendar, as Date.UTC(year, month, day). */
type Day = number

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** A target so far off is a mistake in the settings. */
const FURTHEST_DAYS = 3_660

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The moment by which `targetHours` of service hours have passed since `from`.
 * Hours are real ones: on a day when clocks change, a shift across the change is shorter or longer.
 * @throws {RangeError} for hours that never open, a malformed time or zone, or a target that is negative or too far off.
 */
export function firstReplyDue(from: Date, hours: ServiceHours, targetHours: number): Date {
  if (!(targetHours >= 0)) throw new RangeError(`A target of ${targetHours} hours is not a positive number.`)
  let left = targetHours * HOUR_MS
  for (const shift of shiftsSince(from.getTime(), hours)) {
    const start = Math.max(shift.start, from.getTime())
    if (left <= shift.end - start) return new Date(start + left)
    left -= shift.end - start
  }
  throw new RangeError(
    `A first reply within ${targetHours} hours lies more than ${FURTHEST_DAYS} days ahead.`,
  )
}

/** Whether the desk is open at a moment. */
export function isOpen(now: Date, hours: ServiceHours): boolean {
  const time = now.getTime()
  for (const shift of shiftsSince(time, hours)) return shift.start <= time
  return false
}

/** Shifts that end after `time`, in order, overlaps cut off. */
function* shiftsSince(time: number, hours: ServiceHours): Generator<Shift> {
  if (hours.days.length === 0) throw new RangeError('Service hours need at least one day.')
  const opening = minutesOf(hours.open)
  const closing = minutesOf(hours.close) + (minutesOf(hours.close) <= opening ? 24 * 60 : 0)
  const today = dayOf(time, hours.timezone)
  let covered = time
  // From two days back: the shift that began yesterday may still run, and clocks may have changed.
  for (let i = -2; i <= FURTHEST_DAYS; i++) {
    const day = today + i * DAY_MS
    const weekday = WEEKDAYS[new Date(day).getUTCDay()]
    if (weekday === undefined || !hours.days.includes(weekday)) continue
    const end = instantOf(day, closing, hours.timezone)
    if (end <= covered) continue
    // Around-the-clock shifts meet at midnight and would overlap where clocks go back.
    const earliest = covered > time ? covered : Number.NEGATIVE_INFINITY
    yield { start: Math.max(instantOf(day, opening, hours.timezone), earliest), end }
    covered = end
  }
}

function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new RangeError(`"${time}" is not a time such as "09:00".`)
  return Number(match[1]) * 60 + Number(match[2])
}

function dayOf(time: number, timezone: string): Day {
  const local = time + offsetAt(time, timezone)
  return local - (((local % DAY_MS) + DAY_MS) % DAY_MS)
}

/**
 * The moment when clocks in the zone show a time of day (minutes since midnight, past 24 hours on the next day).
 * Of two such moments the first; for a time that clocks skip, the moment as late as if they had not.
 */
function instantOf(day: Day, minutes: number, timezone: string): number {
  const local = day + minutes * 60_000
  const before = local - offsetAt(local - DAY_MS, timezone)
  const after = local - offsetAt(local + DAY_MS, timezone)
  const isRight = (time: number): boolean => time + offsetAt(time, timezone) === local
  const right = [before, after].filter(isRight)
  return right.length > 0 ? Math.min(...right) : before
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(time: number, timezone: string): number {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(time / 1_000) * 1_000
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timezone, format)
  return format
}
