// The interface strings of the page's scripts: a file of the page's language, fetched before the first script speaks.
import { createTranslate, type Strings, type Translate } from '../i18n/translate.ts'
import { LOCALES, type Locale } from '../config.ts'

let strings: Partial<Strings> | undefined
let loading: Promise<void> | undefined

/**
 * Fetches the strings once. A failure is forgotten, so that the next call asks again.
 * @throws {Error} if they cannot be fetched
 */
export function loadStrings(): Promise<void> {
  loading ??= fetchStrings().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function fetchStrings(): Promise<void> {
  const response = await fetch(document.documentElement.dataset['strings'] ?? '')
  if (!response.ok) throw new Error(`The interface strings answered ${response.status}.`)
  strings = (await response.json()) as Partial<Strings>
}

/**
 * A lookup over the fetched strings; a missing one is an error that names it.
 * @throws {Error} if {@link loadStrings} has not been waited for
 */
export function pageTranslate(): Translate {
  if (!strings) throw new Error('The interface strings are not there yet: wait for loadStrings() first.')
  return createTranslate(strings)
}

/** The page's language. */
export function pageLocale(): Locale {
  return LOCALES.find((locale) => locale === document.documentElement.lang) ?? LOCALES[0]
}
