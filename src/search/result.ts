// The shape of search results, for API, pages and the search box alike.
import { z } from 'zod'
import { LOCALES } from '../config.ts'

const marks = z
  .array(z.tuple([z.number().int(), z.number().int()]))
  .meta({ description: 'Matches as [start, end) character offsets.' })

export const searchResultSchema = z
  .object({
    article: z.string(),
    locale: z.enum(LOCALES),
    title: z.string(),
    section: z.string().meta({ description: "Heading of the best section; '' for the whole article." }),
    category: z.string(),
    url: z.string().meta({ description: 'Site path with anchor.' }),
    excerpt: z.string().meta({ description: 'Plain text around the first match.' }),
    marks,
    more: z
      .array(
        z.object({
          section: z.string(),
          url: z.string().meta({ description: 'Site path with anchor.' }),
          marks,
        }),
      )
      .meta({ description: 'Further sections of the same article that match; `marks` are in `section`.' }),
  })
  .meta({ id: 'SearchResult' })
export type SearchResult = z.infer<typeof searchResultSchema>

export const searchOutcomeSchema = z.object({
  results: z.array(searchResultSchema),
  didYouMean: z
    .string()
    .optional()
    .meta({ description: 'Another spelling of the query; only where it finds more.' }),
  categories: z
    .array(z.string())
    .optional()
    .meta({ description: 'Without results: ids of the nearest categories, best first.' }),
})
export type SearchOutcome = z.infer<typeof searchOutcomeSchema>
