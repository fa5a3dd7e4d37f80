// Our own words in a reply: they name what was asked or cited, and no figure, link or contact of their own.
import { findTargets } from '../guard/contact-targets.ts'
import { stringsFor } from '../i18n/strings.ts'
import { findReferences } from '../search/references.ts'
import type { ReplyBody } from './compose.ts'
import type { Defect, Source } from './verify.ts'

/** Signs that a quotation may end with, and what nobody sees. */
const CLOSING = /[…”"》」、。，]+$/u
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/**
 * Figures, links, addresses, accounts and numbers in the message and its explanations that stand neither in the
 * question, nor in what is cited, nor on the official list.
 * @param cited titles and plain text of the sections that the reply quotes.
 */
export function checkWords(
  { message, escalation, locale }: ReplyBody,
  { corpus: { site }, question }: Source,
  cited: readonly string[],
): Defect[] {
  const listed = site.contacts.flatMap(({ value, url }) => [value, url ?? ''])
  const known = plain([question, ...cited, ...listed].join(' '))
  const words = plain(message)
  const parts = [
    ...(words.match(/https?:\/\/[!-~]+|\d+(?:[.,]\d+)*/g) ?? []),
    ...findReferences(words).map(({ text }) => text),
    ...findTargets(words).map(({ text }) => text),
  ]
  const strings = stringsFor(locale)
  const isReason =
    escalation === undefined || escalation.explanation === strings[`replyReason.${escalation.reason}`]
  return [
    ...parts
      .filter((part) => !known.includes(part.replace(CLOSING, '')))
      .map(() => 'a figure, link or address that neither question nor citation nor official list has'),
    ...(isReason ? [] : ['a reason that nobody wrote']),
  ]
}

function plain(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ')
}
