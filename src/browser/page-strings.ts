// The interface strings that the page carries for its scripts.
import { createTranslate, type StringKey, type Translate } from '../i18n/translate.ts'
import { LOCALES, type Locale } from '../config.ts'

/** A lookup over the strings in `#hc-strings`; a missing one is an error that names it. */
export function pageTranslate(): Translate {
  const text = document.getElementById('hc-strings')?.textContent ?? '{}'
  return createTranslate(JSON.parse(text) as Partial<Record<StringKey, string>>)
}

/** The page's language. */
export function pageLocale(): Locale {
  return LOCALES.find((locale) => locale === document.documentElement.lang) ?? LOCALES[0]
}
