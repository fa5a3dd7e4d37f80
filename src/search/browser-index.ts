// Search in the browser: one locale, words only, with the tokenizer and options of the server.
import type { Term } from '../articles/site.ts'
import { articleUrl } from '../articles/urls.ts'
import { type Locale, SEARCH } from '../config.ts'
import { excerptOf } from './excerpt.ts'
import { createLexical, type LexicalDocument, type LexicalIndex, searchLexical } from './lexical.ts'
import type { SearchResult } from './result.ts'
import { createTokenizer, TOKENIZER_VERSION } from './text.ts'

/**
 * What the browser fetches: the texts, not the index over them. Indexing 15 articles takes a phone a moment;
 * the finished index would more than double the bytes (79 kB against 33 kB in zh-CN, brotli).
 */
export interface BrowserIndexFile {
  readonly tokenizer: number
  readonly locale: Locale
  /** Names only: the tokenizer has no use for definitions. */
  readonly glossary: readonly Pick<Term, 'id' | 'kind' | 'zh-CN' | 'en'>[]
  readonly articles: readonly BrowserArticle[]
}

export interface BrowserArticle {
  readonly id: string
  readonly locale: Locale
  readonly title: string
  readonly category: string
  readonly description: string
  /** Sample questions and error strings. */
  readonly phrases: readonly string[]
  /** Anchor, heading, text. */
  readonly sections: readonly (readonly [string, string, string])[]
}

export interface BrowserIndex {
  readonly locale: Locale
  readonly articles: readonly BrowserArticle[]
  /** Article and section of each document, by document id. */
  readonly places: readonly (readonly [article: number, section: number])[]
  readonly lexical: LexicalIndex
}

/**
 * @param json what `buildBrowserIndex` wrote.
 * @throws {Error} if it is of another version of the tokenizer; a reload fetches the current one.
 */
export function loadBrowserIndex(json: string): BrowserIndex {
  const file = JSON.parse(json) as BrowserIndexFile
  if (file.tokenizer !== TOKENIZER_VERSION) {
    throw new Error(
      `The search index is of version ${file.tokenizer}, this page of ${TOKENIZER_VERSION}. Reload the page.`,
    )
  }
  const documents: LexicalDocument[] = []
  const places: [number, number][] = []
  const add = (place: [number, number], fields: Partial<LexicalDocument>): void => {
    documents.push({ id: documents.length, title: '', heading: '', text: '', ...fields })
    places.push(place)
  }
  file.articles.forEach(({ title, description, phrases, sections }, article) => {
    add([article, 0], { title, text: description })
    for (const text of phrases) add([article, 0], { text })
    sections.forEach(([, heading, text], section) => {
      if (text !== '') add([article, section], { heading, text })
    })
  })
  const lexical = createLexical(documents, createTokenizer(file.glossary))
  return { locale: file.locale, articles: file.articles, places, lexical }
}

/** Articles whose text holds the query's words, the last one perhaps unfinished; one result an article, best first. */
export function searchBrowserIndex(
  index: BrowserIndex,
  query: string,
  limit: number = SEARCH.limit,
): SearchResult[] {
  const hits = searchLexical(index.lexical, { text: query, isTyping: true })
  const floor = (hits[0]?.score ?? 0) * SEARCH.floorShare
  const sectionByArticle = new Map<number, number>()
  for (const { id, score } of hits) {
    const [article, section] = index.places[id] ?? [0, 0]
    const known = sectionByArticle.get(article)
    if (known === undefined && score >= floor) sectionByArticle.set(article, section)
    if (known === 0 && section > 0) sectionByArticle.set(article, section) // a title matched; its best section follows
  }
  const terms = new Set([
    ...index.lexical.tokenizer.index(query),
    ...hits.slice(0, limit).flatMap((hit) => hit.terms),
  ])
  return [...sectionByArticle]
    .slice(0, limit)
    .flatMap(([article, section]) => toResult(index, article, section, terms))
}

function toResult(
  index: BrowserIndex,
  position: number,
  section: number,
  terms: ReadonlySet<string>,
): SearchResult[] {
  const article = index.articles[position]
  const [anchor, heading, text] = article?.sections[section] ?? []
  if (!article || anchor === undefined || heading === undefined || text === undefined) return []
  return [
    {
      article: article.id,
      locale: article.locale,
      title: article.title,
      section: heading,
      category: article.category,
      url: articleUrl(index.locale, article.id, anchor),
      ...excerptOf(text, terms, index.lexical.tokenizer),
    },
  ]
}
