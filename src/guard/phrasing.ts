// How people say that one thing is another, in the languages the guard reads.
import type { Span } from './reading.ts'

/** "is", ":" and their like. */
export const IS =
  '(?:\\s+(?:is|was|are|es|era|e|est|ist|lautet|je|это|был)\\b|\\s*(?:[:=]|->|→|⇒)|\\s?[是为為はか이가]|如下)'
/** What may stand between that and the thing itself. */
export const QUOTES = '[\\s"\'“”‘’「」『』:=*`<(\\[]*'

/** Where the first group of a match stands, or the whole of it. */
export function partOf(match: RegExpExecArray | null): Span | undefined {
  if (!match) return undefined
  const part = match[1] ?? match[0]
  const start = match.index + match[0].lastIndexOf(part)
  return { start, end: start + part.length }
}

/** What follows digits that are a sum, a time, a count or a length. */
export const UNITS =
  /^\s*(?:(?:usd[tc]?|eth|btc|bnb|sol|trx|dollars?|euros?|yuan|rmb|cny|gwei|sats?|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|times|people|users|[kmg]b|ms|[ap]m|percent|px|pixels|digits?|char(?:acter)?s?|letters|words)\b|%|秒|分|次|个|個|字|元|位|年|天|小时|小時|时|時|月|号|笔|桁|文字|회|초|분|번|자|минут|секунд|руб|символ|цифр)/i
