// Search results for people: articles with their best section and the words that matched.
import type { Article, Section } from '../articles/article.ts'
import { type Corpus, findArticle } from '../articles/corpus.ts'
import { articleUrl } from '../articles/urls.ts'
import { type Locale, RETRIEVAL, SEARCH } from '../config.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import type { SearchResult } from './result.ts'
import { type Hit, retrieve } from './retrieve.ts'
import type { SearchIndex } from './search-index.ts'

export interface SearchQuery {
  /** As typed. */
  readonly query: string
  /** In Simplified Chinese if Chinese: what the index is matched with. */
  readonly text: string
  /** Absent without a model. */
  readonly vector: Float32Array | undefined
  readonly locale: Locale
}

/** Articles for a query by words and meaning, best first; nothing if nothing is near. */
export function search(
  corpus: Corpus,
  index: SearchIndex,
  { query, text, vector, locale }: SearchQuery,
): SearchResult[] {
  const { hits } = retrieve(index, { text, vector, locale }, { ...RETRIEVAL, limit: SEARCH.limit })
  const floor = (hits[0]?.score ?? 0) * SEARCH.floorShare
  const terms = new Set([...index.tokenizer.query(text), ...index.tokenizer.query(query)])
  return hits
    .filter((hit) => hit.score >= floor && isNear(hit))
    .flatMap((hit) => toResult(corpus, hit, locale, (passage) => excerptOf(passage, terms, index.tokenizer)))
}

/** By meaning, several entries have to be near: among tens of thousands, one that is like gibberish is chance. */
function isNear({ whole, passage, score }: Hit): boolean {
  return whole.lexical > 0 || passage.lexical > 0 || score >= SEARCH.denseFloor * RETRIEVAL.denseShare
}

function toResult(corpus: Corpus, hit: Hit, locale: Locale, mark: (text: string) => Excerpt): SearchResult[] {
  const local = findArticle(corpus.articles, hit.article, locale)
  const [best] = hit.sections
  const section = local?.article.sections[best?.entry.section ?? 0]
  if (!local || !section) return []
  const { article } = local
  return [
    {
      article: article.id,
      locale: article.locale,
      title: article.title,
      section: section.heading,
      category: article.category,
      url: articleUrl(locale, article.id, section.id),
      ...mark(section.text || article.description),
      more: moreSections(hit, article).map(({ id, heading }) => ({
        section: heading,
        url: articleUrl(locale, article.id, id),
        // A heading is shown whole, so only its marks are of use.
        marks: mark(heading).marks,
      })),
    },
  ]
}

/** Sections beside the best one that hold words of the query, too. */
function moreSections({ sections }: Hit, article: Article): Section[] {
  const floor = (sections[0]?.score ?? 0) * SEARCH.sectionShare
  return sections
    .slice(1)
    .filter(({ lexical, score }) => lexical > 0 && score >= floor)
    .flatMap(({ entry }) => article.sections[entry.section] ?? [])
    .filter(({ heading, isHandover }) => heading !== '' && !isHandover)
    .slice(0, SEARCH.moreSections)
}

/** Ids of the categories nearest to a query, best first, for one that finds nothing. */
export function nearestCategories(
  corpus: Corpus,
  index: SearchIndex,
  { text, vector, locale }: SearchQuery,
): string[] {
  const { hits } = retrieve(index, { text, vector, locale })
  const categories = hits.map(
    ({ article }) => findArticle(corpus.articles, article, locale)?.article.category,
  )
  return [...new Set(categories.filter((category) => category !== undefined))]
}
