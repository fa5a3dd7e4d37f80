// What no text of the help centre may say: ask for a secret, promise a call, a refund, or a time the desk does not hold.
import { EN } from './promises-en.ts'
import { ZH } from './promises-zh.ts'

export const PROMISES = ['asks-secret', 'call-back', 'refund', 'reply-time'] as const
export type Promised = (typeof PROMISES)[number]

/** What the desk does hold. */
export interface DeskHours {
  /** First-reply targets in hours: other times are promises that nobody keeps. */
  readonly firstReplyHours: readonly number[]
  /** Open day and night, on every day. */
  readonly isAlwaysOpen: boolean
}

export interface FoundPromise {
  readonly rule: Promised
  /** The clause that says it. */
  readonly words: string
}

/** How one language says it. All patterns are tried on one clause. */
export interface Phrases {
  /** Where a sentence falls into clauses. */
  readonly clauses: RegExp
  /** Reassurance that denies nothing: taken out before anything is judged. */
  readonly comfort: RegExp
  /** The clause denies it, or tells what impostors do. */
  readonly denies: RegExp
  /** As above, for the clauses behind it, too: "never photograph it, upload it or send it". */
  readonly deniesOn: RegExp
  /** Back to what readers should do: "instead", "please". */
  readonly turns: RegExp
  /** Names us or our places: what is said of us is judged by itself. */
  readonly toUs: RegExp
  readonly asksSecret: readonly RegExp[]
  readonly callsBack: readonly RegExp[]
  readonly refunds: readonly RegExp[]
  /** A time behind what the desk does. */
  readonly replies: readonly RegExp[]
  /** A time behind what nobody can promise: a solution. */
  readonly solves: readonly RegExp[]
  /** "At once", said of people. */
  readonly atOnce: readonly RegExp[]
  readonly always: readonly RegExp[]
  /** A span as number and unit. */
  readonly span: RegExp
  readonly hoursOf: (count: string, unit: string) => number
}

const LONGEST_CLAUSE = 400

/** Every forbidden clause of a text in Chinese or English, in order. */
export function findPromises(text: string, desk: DeskHours): FoundPromise[] {
  return sentencesOf(text).flatMap((sentence) => {
    const phrases = /\p{Script=Han}/u.test(sentence) ? ZH : EN
    return inSentence(sentence, phrases, desk)
  })
}

/** Whether a text asks its reader for a recovery phrase, a key, a password or a code. */
export function asksForSecret(text: string): boolean {
  const desk = { firstReplyHours: [], isAlwaysOpen: true }
  return findPromises(text, desk).some(({ rule }) => rule === 'asks-secret')
}

function sentencesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/(?<=[.!?。!?])\s+|[。!?!?\n]+/u)
    .filter((sentence) => sentence.trim() !== '')
}

function inSentence(sentence: string, phrases: Phrases, desk: DeskHours): FoundPromise[] {
  const found: FoundPromise[] = []
  let isDenied = false
  for (const part of sentence.replace(phrases.comfort, ' ').split(phrases.clauses)) {
    const words = part.trim().slice(0, LONGEST_CLAUSE)
    if (phrases.turns.test(words)) isDenied = false
    const isExcused = phrases.denies.test(words) || (isDenied && !phrases.toUs.test(words))
    if (phrases.deniesOn.test(words)) isDenied = true
    const rule = isExcused ? undefined : ruleOf(words, phrases, desk)
    if (rule) found.push({ rule, words })
  }
  return found
}

function ruleOf(words: string, phrases: Phrases, desk: DeskHours): Promised | undefined {
  const has = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(words))
  if (has(phrases.asksSecret)) return 'asks-secret'
  if (has(phrases.callsBack)) return 'call-back'
  if (has(phrases.refunds)) return 'refund'
  if (has(phrases.always) && !desk.isAlwaysOpen) return 'reply-time'
  if (has(phrases.atOnce)) return 'reply-time'
  const span = phrases.span.exec(words)
  if (!span) return undefined
  const hours = phrases.hoursOf(span[1] ?? '', span[2] ?? '')
  if (has(phrases.solves)) return 'reply-time'
  return has(phrases.replies) && !holds(desk, hours) ? 'reply-time' : undefined
}

/** One of the targets, or longer than the longest of them. */
function holds({ firstReplyHours }: DeskHours, hours: number): boolean {
  return firstReplyHours.includes(hours) || hours >= Math.max(...firstReplyHours)
}
