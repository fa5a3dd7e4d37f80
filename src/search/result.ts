// The shape of search results, for API, pages and the search box alike.
import { z } from 'zod'
import { LOCALES } from '../config.ts'

export const searchResultSchema = z
  .object({
    article: z.string(),
    locale: z.enum(LOCALES),
    title: z.string(),
    section: z.string().meta({ description: "Heading of the best section; '' for the whole article." }),
    category: z.string(),
    url: z.string().meta({ description: 'Site path with anchor.' }),
    excerpt: z.string().meta({ description: 'Plain text around the first match.' }),
    marks: z
      .array(z.tuple([z.number().int(), z.number().int()]))
      .meta({ description: 'Matches in `excerpt` as [start, end) character offsets.' }),
  })
  .meta({ id: 'SearchResult' })
export type SearchResult = z.infer<typeof searchResultSchema>
