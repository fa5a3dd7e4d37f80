// Which of our languages a client prefers.
import { LOCALES, type Locale } from '../config.ts'

/** Tags that mean Traditional Chinese. */
const TRADITIONAL = /^(?:(?:zh|cmn)-(?:hant|tw|hk|mo)|yue)\b/

/**
 * The first of the client's languages that we have, by RFC 9110 §12.5.4 weights; else the first on offer.
 * @param header value of Accept-Language.
 */
export function negotiateLocale(
  header: string | undefined,
  offered: readonly Locale[] = ['en', 'zh-CN', 'zh-TW'],
): Locale {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const locale = localesOf(tag).find((candidate) => offered.includes(candidate))
    if (locale) return locale
  }
  return offered[0] ?? 'en'
}

/** Ours for a language tag, best first: either script of Chinese serves its reader better than another language. */
function localesOf(tag: string): readonly Locale[] {
  if (TRADITIONAL.test(tag)) return ['zh-TW', 'zh-CN']
  if (/^(?:zh|cmn)(?:-|$)/.test(tag)) return ['zh-CN', 'zh-TW']
  return tag === 'en' || tag.startsWith('en-') ? ['en'] : []
}

export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text)
}
