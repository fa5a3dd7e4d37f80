// Requests that hold a secret: which fields, what is answered, and the article to act by.
import type { Context } from 'hono'
import { findArticle } from '../articles/corpus.ts'
import { articleUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import type { EmergencyLink } from '../fragments/secret-warning.ts'
import { findSecrets } from '../guard/secrets.ts'
import { stringsFor } from '../i18n/strings.ts'
import { createTranslate } from '../i18n/translate.ts'
import type { AppEnv, Library, RouteDeps } from './app.ts'
import { ApiError } from './errors.ts'

/** Fields that ask for a transaction hash, so that 64 hex digits there are one. */
const ASKS_FOR_HASH: readonly string[] = ['address']
/** Fields whose value is one of ours: "transfers" as a topic does not call what is typed elsewhere a hash. */
const CHOSEN: readonly string[] = ['topic', 'locale']

/** The emergency article in a language. */
export function emergencyLink({ corpus }: Library, locale: Locale): EmergencyLink {
  const { emergency } = corpus.site
  const title = findArticle(corpus.articles, emergency, locale)?.article.title ?? emergency
  return { title, url: articleUrl(locale, emergency) }
}

/** Whether a path holds a secret, or is so broken that nobody can tell. */
export function hasSecretPath(c: Context<AppEnv>): boolean {
  try {
    return findSecrets(decodeURIComponent(new URL(c.req.url).pathname)).length > 0
  } catch {
    return true
  }
}

/** Names of the fields that hold a secret; of the first text if only all of them together do. */
export function secretFields(fields: Readonly<Record<string, unknown>>): string[] {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().flatMap((text) => (typeof text === 'string' && text !== '' ? [{ name, text }] : [])),
  )
  const found = texts.filter(({ name, text }) => {
    const asksFor = ASKS_FOR_HASH.includes(name) ? 'hash' : undefined
    return findSecrets(text, { asksFor }).length > 0
  })
  if (found.length > 0) return [...new Set(found.map(({ name }) => name))]
  const free = texts.filter(({ name }) => !ASKS_FOR_HASH.includes(name) && !CHOSEN.includes(name))
  const isSpread = free.length > 1 && findSecrets(free.map(({ text }) => text).join('\n')).length > 0
  return isSpread ? free.slice(0, 1).map(({ name }) => name) : []
}

/** Earlier texts that a new one is read with. */
const MOST_EARLIER = 5

/** Whether a message completes a secret that was begun in what its ticket holds already: half a phrase, then the rest. */
export async function completesSecret(
  { store }: Pick<RouteDeps, 'store'>,
  { code, key, text }: { readonly code: string; readonly key: string; readonly text: string },
): Promise<boolean> {
  const ticket = await store.find(code, key)
  if (!ticket) return false
  const own = ticket.events.flatMap((event) => (event.author === 'requester' ? [event.text] : []))
  const earlier = [ticket.subject, ...own].slice(-MOST_EARLIER).join('\n')
  return findSecrets(`${earlier}\n${text}`).length > 0 && findSecrets(earlier).length === 0
}

/** @throws {ApiError} 422 with the warning and the emergency article if any field holds a secret. */
export function refuseSecrets(
  fields: Readonly<Record<string, unknown>>,
  { library, locale }: { readonly library: Library; readonly locale: Locale },
): void {
  const secret = secretFields(fields)
  if (secret.length > 0) refuse(secret, { library, locale })
}

/** @throws {ApiError} always, naming the fields */
export function refuse(
  secret: readonly string[],
  { library, locale }: { readonly library: Library; readonly locale: Locale },
): never {
  const message = createTranslate(stringsFor(locale))('error.secret')
  throw new ApiError(422, 'secret-found', message, {
    fields: Object.fromEntries(secret.map((name) => [name, message])),
    article: emergencyLink(library, locale),
  })
}
