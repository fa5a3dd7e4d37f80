// Nothing at this address: the page that says so, with the articles closest to its words.
import type { Context } from 'hono'
import type { Locale } from '../../config.ts'
import { renderClosest, wordsOfPath } from '../../fragments/closest.ts'
import { isPlainText } from '../../guard/plain-text.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { createTranslate } from '../../i18n/translate.ts'
import type { AppEnv, RouteDeps } from '../app.ts'
import { ApiError } from '../errors.ts'
import { isLocale, negotiateLocale } from '../locale.ts'
import { hasSecretPath } from '../secret.ts'
import { fillSlot } from '../slots.ts'
import { searchLibrary } from './search.ts'

export async function respondNotFound(c: Context<AppEnv>, deps: RouteDeps): Promise<Response> {
  const [, first] = c.req.path.split('/')
  const locale = isLocale(first)
    ? first
    : negotiateLocale(c.req.header('accept-language'), deps.library().corpus.site.locales)
  const page = await deps.site.read(`/${locale}/404/`)
  c.header('cache-control', 'no-store')
  if (page === undefined) return c.html(stringsFor(locale)['error.not-found'], 404)
  return c.html(fillSlot(page, 'closest', await closestArticles(c, deps, locale)), 404)
}

/** Empty for files, for words that may be a secret, and for a client that has asked too often. */
async function closestArticles(c: Context<AppEnv>, deps: RouteDeps, locale: Locale): Promise<string> {
  const words = wordsOfPath(c.req.path)
  if (words === '' || /\.\w+$/.test(c.req.path) || !isPlainText(words)) return ''
  // Asked of the whole path: the words are cut, and part of a secret may not be known for one.
  if (hasSecretPath(c)) return ''
  try {
    await deps.rateLimit('search')(c, async () => {})
  } catch (refusal) {
    // The page itself is as cheap as any other; only the search behind it is counted.
    if (refusal instanceof ApiError && refusal.status === 429) return ''
    throw refusal
  }
  const { results } = await searchLibrary(deps.library(), words, locale)
  return renderClosest({ words, results, locale }, createTranslate(stringsFor(locale)))
}
