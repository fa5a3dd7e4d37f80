// GET /api/search: articles for words or a question, by words and meaning.
import { createRoute, z } from '@hono/zod-openapi'
import type { Corpus } from '../../articles/corpus.ts'
import { LIMITS, LOCALES, type Locale } from '../../config.ts'
import { isPlainText } from '../../guard/plain-text.ts'
import { redactSecrets } from '../../guard/secrets.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { toSimplified, toTraditional } from '../../i18n/traditional.ts'
import { createTranslate } from '../../i18n/translate.ts'
import { type SearchOutcome, searchOutcomeSchema, type SearchResult } from '../../search/result.ts'
import { nearestCategories, search, type SearchQuery } from '../../search/search.ts'
import { correctSpelling, createSpelling, type Spelling } from '../../search/spelling.ts'
import type { App, Library, RouteDeps } from '../app.ts'
import { emergencySchema, errorSchema } from '../errors.ts'
import { emergencyLink } from '../secret.ts'

const querySchema = z.object({
  q: z
    .string()
    .max(LIMITS.query)
    .refine((text) => text.trim() !== '', 'must not be empty')
    .refine(isPlainText, 'must not contain control characters'),
  locale: z.enum(LOCALES).default('en'),
})

const guardedOutcomeSchema = searchOutcomeSchema.extend({
  warning: z
    .object({ message: z.string(), article: emergencySchema })
    .optional()
    .meta({ description: 'The query held a secret, which was removed before anything was searched.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Search the articles',
  request: { query: querySchema },
  responses: {
    200: {
      description: 'Best first; empty if nothing is near.',
      content: { 'application/json': { schema: guardedOutcomeSchema } },
    },
    default: { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } },
  },
})

export function registerSearch(app: App, { library, rateLimit }: RouteDeps): void {
  app.use(route.path, rateLimit('search'))
  app.openapi(route, async (c) => {
    const { q, locale } = c.req.valid('query')
    c.header('cache-control', 'no-store')
    const { text, found } = redactSecrets(q)
    const outcome = await searchLibrary(library(), text, locale)
    if (found.length === 0) return c.json(outcome, 200)
    const message = createTranslate(stringsFor(locale))('secret.warning')
    return c.json({ ...outcome, warning: { message, article: emergencyLink(library(), locale) } }, 200)
  })
}

/** What a search for what a person typed comes to. */
export async function searchLibrary(library: Library, query: string, locale: Locale): Promise<SearchOutcome> {
  const { corpus, index } = library
  const text = toSimplified(query)
  const asked: SearchQuery = { query, text, vector: await library.embed?.(text), locale }
  const results = search(corpus, index, asked)
  const meant = findMeant(library, asked)
  return {
    results,
    ...(meant === undefined ? {} : { didYouMean: meant }),
    ...(results.length === 0 ? { categories: nearestCategories(corpus, index, asked) } : {}),
  }
}

/** Another spelling, if it finds more by its words. Meaning finds something for any spelling, so it has no vote. */
function findMeant({ corpus, index }: Library, { text, locale }: SearchQuery): string | undefined {
  const corrected = correctSpelling(spellingFor(corpus, locale), text)
  if (corrected === undefined) return undefined
  const byWords = (words: string): SearchResult[] =>
    search(corpus, index, { query: words, text: words, vector: undefined, locale })
  if (byWords(corrected).length <= byWords(text).length) return undefined
  return locale === 'zh-TW' ? toTraditional(corrected) : corrected
}

const spellings = new WeakMap<Corpus, Map<Locale, Spelling>>()

/** Made once for a corpus and language. Traditional Chinese is matched in Simplified, so it is spelled there. */
function spellingFor(corpus: Corpus, locale: Locale): Spelling {
  const written = locale === 'en' ? 'en' : 'zh-CN'
  const known = spellings.get(corpus) ?? new Map<Locale, Spelling>()
  spellings.set(corpus, known)
  const spelling = known.get(written) ?? createSpelling(textsOf(corpus, written), corpus.glossary)
  known.set(written, spelling)
  return spelling
}

function textsOf({ articles }: Corpus, locale: Locale): string[] {
  return articles
    .filter((article) => article.locale === locale)
    .flatMap(({ title, description, questions, errors, sections }) => [
      title,
      description,
      ...questions,
      ...errors,
      ...sections.flatMap(({ heading, text }) => [heading, text]),
    ])
}
