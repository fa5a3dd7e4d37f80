// GET /api/search: articles for words or a question, by words and meaning.
import { createRoute, z } from '@hono/zod-openapi'
import { LIMITS, LOCALES, type Locale } from '../../config.ts'
import { isPlainText } from '../../guard/plain-text.ts'
import { toSimplified } from '../../i18n/traditional.ts'
import { type SearchResult, searchResultSchema } from '../../search/result.ts'
import { search } from '../../search/search.ts'
import type { App, Library, RouteDeps } from '../app.ts'
import { errorSchema } from '../errors.ts'

const querySchema = z.object({
  q: z
    .string()
    .max(LIMITS.query)
    .refine((text) => text.trim() !== '', 'must not be empty')
    .refine(isPlainText, 'must not contain control characters'),
  locale: z.enum(LOCALES).default('en'),
})

const route = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Search the articles',
  request: { query: querySchema },
  responses: {
    200: {
      description: 'Best first; empty if nothing is near.',
      content: { 'application/json': { schema: z.object({ results: z.array(searchResultSchema) }) } },
    },
    default: { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } },
  },
})

export function registerSearch(app: App, { library, rateLimit }: RouteDeps): void {
  app.use(route.path, rateLimit('search'))
  app.openapi(route, async (c) => {
    const { q, locale } = c.req.valid('query')
    c.header('cache-control', 'no-store')
    return c.json({ results: await searchLibrary(library(), q, locale) }, 200)
  })
}

/** Search results for what a person typed. */
export async function searchLibrary(
  library: Library,
  query: string,
  locale: Locale,
): Promise<SearchResult[]> {
  const text = toSimplified(query)
  return search(library.corpus, library.index, { query, text, vector: await library.embed?.(text), locale })
}
