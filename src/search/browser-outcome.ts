// What a search in the browser comes to: results and another spelling, as the server gives them.
import { type BrowserIndex, searchBrowserIndex } from './browser-index.ts'
import type { SearchOutcome } from './result.ts'
import { correctSpelling, createSpelling, type Spelling } from './spelling.ts'

const spellings = new WeakMap<BrowserIndex, Spelling>()

function spellingFor(index: BrowserIndex): Spelling {
  const known = spellings.get(index)
  if (known) return known
  const texts = index.articles.flatMap(({ title, description, phrases, sections }) => [
    title,
    description,
    ...phrases,
    ...sections.flatMap(([heading, lead, words]) => `${heading} ${lead} ${words}`),
  ])
  const spelling = createSpelling(texts, index.glossary)
  spellings.set(index, spelling)
  return spelling
}

/** Results for what is typed, and another spelling if it finds more. */
export function searchInBrowser(index: BrowserIndex, query: string): SearchOutcome {
  const results = searchBrowserIndex(index, query)
  const corrected = correctSpelling(spellingFor(index), query)
  const findsMore = corrected !== undefined && searchBrowserIndex(index, corrected).length > results.length
  return findsMore ? { results, didYouMean: corrected } : { results }
}
