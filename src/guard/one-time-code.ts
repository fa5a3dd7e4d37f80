// One-time codes: a few digits beside the words for them.
import { IS, partOf, QUOTES, UNITS } from './phrasing.ts'
import type { Span } from './reading.ts'

/** The word for a code as it stands, and what stands before it. */
export interface CodeWords {
  readonly before: string
  readonly word: string
}

/** Codes of other sorts. */
const OTHER =
  /(?:error|status|exit|response|http|zip|postal|country|area|qr|invit\w*|referral|promo\w*|discount|source|bar|product|order|ticket|case|swift|bank|currency|chain|contract|byte|coupon|reason|result|return|network)[\s_-]*$/i
const TELLING =
  /(?:verif\w*|secur\w*|one[\s-]?time|2\s?fa|mfa|sms|log[\s-]?in|sign[\s-]?in|confirm\w*|auth\w*|access|text|e?mail|backup|recovery|factor|google|pass|otp)[\s_-]*(?:sms[\s_-]*)?$/i
const DIGITS =
  '(\\d{4,8}|\\d{3}[\\s-]\\d{3}|\\d(?:[\\s-]\\d){5}|[零〇一二三四五六七八九]{6})(?![\\d零〇一二三四五六七八九十百千]|\\.\\d)'
const SAID = new RegExp(`^["'\\s]{0,3}[^.。!?！？\\n]{0,24}?${IS}${QUOTES}${DIGITS}`)
const NEAR = /^[^.。!?！？\n\d]{0,20}?(\d{6}|\d{3}[\s-]\d{3})(?!\d|\.\d)/
const AHEAD = /(?<![\d.])(\d{6}|\d{3}[\s-]\d{3})\s*(?:is|was|是)[^.。!?！？\n\d]{0,16}$/i

/** Four to eight digits after "verification code is", six near it, six after any code that is not of another sort. */
export function oneTimeCodeIn(after: string, words: CodeWords): Span | undefined {
  if (OTHER.test(words.before)) return undefined
  const said = partOf(SAID.exec(after))
  const found = isTelling(words) ? (said ?? partOf(NEAR.exec(after))) : said
  if (!found || UNITS.test(after.slice(found.end))) return undefined
  const digits = after.slice(found.start, found.end).replace(/\D/g, '')
  return isTelling(words) || digits.length === 6 ? found : undefined
}

/** Six digits in "482913 is my code". */
export function oneTimeCodeBefore(words: CodeWords): Span | undefined {
  const isMine = isTelling(words) || /\b(?:my|the|your)\s+$/i.test(words.before)
  return isMine && !OTHER.test(words.before) ? partOf(AHEAD.exec(words.before)) : undefined
}

/** Words in other scripts than these are cues only as a whole. */
function isTelling({ before, word }: CodeWords): boolean {
  return TELLING.test(before) || /^t?otp$/i.test(word) || !/^[a-zа-я]+$/i.test(word)
}
