// Chinese script conversion by OpenCC. Large dictionaries: for build and server, never for page scripts.
import { Converter } from 'opencc-js'
import type { Locale } from '../config.ts'

const convertToTaiwan: (text: string) => string = Converter({ from: 'cn', to: 'twp' })
/** What OpenCC's Taiwan phrases leave: quotation marks, and 帳 where money is meant, as Taiwan writes it. */
const TAIWAN: Readonly<Record<string, string>> = { '“': '「', '”': '」', '‘': '『', '’': '』', 賬: '帳' }

/** Simplified (mainland) → Traditional with Taiwan's characters, phrases and quotation marks. */
export function toTraditional(text: string): string {
  return convertToTaiwan(text).replace(/[“”‘’賬]/g, (mark) => TAIWAN[mark] ?? mark)
}

const convertCharacters: (text: string) => string = Converter({ from: 'tw', to: 'cn' })
const convertFromTaiwan: (text: string) => string = Converter({ from: 'twp', to: 'cn' })

/** True if the text has any character that only Traditional Chinese uses. */
export function isTraditional(text: string): boolean {
  // OpenCC reads 么 as Traditional for 幺; people write it for 吗, and in Simplified.
  const rest = text.replaceAll('么', '')
  return convertCharacters(rest) !== rest
}

/**
 * Traditional (Taiwan, Hong Kong) → Simplified, so that one index serves both. Phrases are converted only in
 * Traditional text: 程序 and 文件 are other words in Taiwan than on the mainland. 帐 (tent) for 账 (account) is a slip
 * of every script.
 */
export function toSimplified(text: string): string {
  const simplified = isTraditional(text) ? convertFromTaiwan(text.replaceAll('么', '麼')) : text
  return simplified.replace(/(?<!蚊)帐(?![篷幕])/g, '账')
}

/** The text of a `{ 'zh-CN', en }` pair for a locale. */
export function textFor(text: { readonly 'zh-CN': string; readonly en: string }, locale: Locale): string {
  if (locale === 'en') return text.en
  return locale === 'zh-TW' ? toTraditional(text['zh-CN']) : text['zh-CN']
}
