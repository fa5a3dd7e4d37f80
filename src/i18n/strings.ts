// All interface strings of a locale; zh-TW is converted from zh-CN. For build and server.
import type { Locale } from '../config.ts'
import { en } from './en.ts'
import { toTraditional } from './traditional.ts'
import type { StringKey, Strings } from './translate.ts'
import { zhCn } from './zh-cn.ts'

const cache = new Map<Locale, Strings>()

export function stringsFor(locale: Locale): Strings {
  const known = cache.get(locale)
  if (known) return known
  const strings = locale === 'en' ? en : locale === 'zh-CN' ? zhCn : derive(zhCn)
  cache.set(locale, strings)
  return strings
}

function derive(strings: Strings): Strings {
  const entries = Object.entries(strings).map(([key, text]) => [key, toTraditional(text)])
  return Object.fromEntries(entries) as Record<StringKey, string>
}
