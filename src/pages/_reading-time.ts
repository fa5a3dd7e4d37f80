// How long an article takes to read.
import type { Article } from '../articles/article.ts'

/** Reading speeds, a little below the usual averages because people follow steps while they read. */
const HAN_PER_MINUTE = 300
const WORDS_PER_MINUTE = 180

/** Whole minutes, at least 1. */
export function readingMinutes(article: Article): number {
  const text = article.sections.map((section) => `${section.heading} ${section.text}`).join(' ')
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0
  return Math.max(1, Math.round(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))
}
