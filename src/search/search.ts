// Search results for people: articles with their best section and the words that matched.
import { type Corpus, findArticle } from '../articles/corpus.ts'
import { articleUrl } from '../articles/urls.ts'
import { type Locale, RETRIEVAL, SEARCH } from '../config.ts'
import { excerptOf } from './excerpt.ts'
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

function isNear({ whole, passage }: Hit): boolean {
  return whole.lexical > 0 || passage.lexical > 0 || Math.max(whole.dense, passage.dense) >= SEARCH.denseFloor
}

function toResult(
  corpus: Corpus,
  hit: Hit,
  locale: Locale,
  excerpt: (text: string) => { excerpt: string; marks: [number, number][] },
): SearchResult[] {
  const local = findArticle(corpus.articles, hit.article, locale)
  const section = local?.article.sections[hit.sections[0]?.entry.section ?? 0]
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
      ...excerpt(section.text || article.description),
    },
  ]
}
