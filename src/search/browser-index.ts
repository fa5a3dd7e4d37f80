// Search in the browser: one locale, words only, with the tokenizer and options of the server.
import { articleUrl } from '../articles/urls.ts'
import { BROWSER_SEARCH, type Locale, SEARCH } from '../config.ts'
import { excerptOf } from './excerpt.ts'
import {
  createLexical,
  type LexicalDocument,
  type LexicalHit,
  type LexicalIndex,
  searchLexical,
} from './lexical.ts'
import type { SearchResult } from './result.ts'
import { createTokenizer, type GlossaryNames, TOKENIZER_VERSION } from './text.ts'

/**
 * What the browser fetches: texts, not the index over them. Indexing 42 articles takes a phone a moment; the finished
 * index would more than double the bytes.
 */
export interface BrowserIndexFile {
  readonly tokenizer: number
  readonly locale: Locale
  readonly glossary: readonly GlossaryNames[]
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
  readonly sections: readonly BrowserSection[]
}

/** The anchor stands there only where {@link anchorOf} the heading is another. */
export type BrowserSection = readonly [heading: string, lead: string, words: string, anchor?: string]

/** The anchor that a heading usually has; the few that differ are in the file. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

export interface BrowserIndex {
  readonly locale: Locale
  readonly glossary: readonly GlossaryNames[]
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
    sections.forEach(([heading, lead, words], section) => {
      if (heading + lead + words !== '') add([article, section], { heading, text: `${lead}\n${words}` })
    })
  })
  const lexical = createLexical(documents, createTokenizer(file.glossary))
  return { locale: file.locale, glossary: file.glossary, articles: file.articles, places, lexical }
}

interface Found {
  readonly article: number
  /** Score of its best entry, which decides whether it is shown … */
  readonly best: number
  /** … and of its best ones together, which decides where. */
  readonly pooled: number
  /** Sections by score, best first; without the introduction. */
  readonly sections: readonly { readonly section: number; readonly score: number }[]
}

/** Articles that hold the query's words, the last one perhaps unfinished; one result an article, best first. */
export function searchBrowserIndex(
  index: BrowserIndex,
  query: string,
  limit: number = SEARCH.limit,
): SearchResult[] {
  const hits = searchLexical(index.lexical, { text: query, isTyping: true })
  const floor = (hits[0]?.score ?? 0) * SEARCH.floorShare
  const terms = new Set([
    ...index.lexical.tokenizer.index(query),
    ...hits.slice(0, SEARCH.limit).flatMap((hit) => hit.terms),
  ])
  return rankArticles(index, hits)
    .filter(({ best }) => best >= floor)
    .slice(0, limit)
    .flatMap((found) => toResult(index, found, terms))
}

/**
 * One entry that happens to share the query's words weighs less than several that agree, as in `retrieve`. Measured on
 * the dev questions, 42 articles, words only: the right article comes first for 56 % in English and 52 % in Chinese,
 * against 43 % and 46 % by the best entry alone over the whole text.
 */
function rankArticles({ places }: BrowserIndex, hits: readonly LexicalHit[]): Found[] {
  const { entries, decay, sectionShare } = BROWSER_SEARCH
  const byArticle = Map.groupBy(hits, ({ id }) => places[id]?.[0] ?? 0)
  return [...byArticle]
    .map(([article, own]): Found => {
      const scored = own.map(({ id, score }) => ({ section: places[id]?.[1] ?? 0, score }))
      const weighed = scored.map(({ section, score }) => (section === 0 ? score : score * sectionShare))
      const top = weighed.sort((a, b) => b - a).slice(0, entries)
      return {
        article,
        best: scored[0]?.score ?? 0,
        pooled: top.reduce((sum, score, rank) => sum + score * decay ** rank, 0),
        sections: scored.filter(({ section }) => section > 0),
      }
    })
    .sort((a, b) => b.pooled - a.pooled || a.article - b.article)
}

function toResult(
  index: BrowserIndex,
  { article: position, sections }: Found,
  terms: ReadonlySet<string>,
): SearchResult[] {
  const article = index.articles[position]
  const place = sections[0]?.section ?? 0
  const [heading, lead] = article?.sections[place] ?? []
  if (!article || heading === undefined || lead === undefined) return []
  const { tokenizer } = index.lexical
  const urlOf = (section: number): string =>
    articleUrl(index.locale, article.id, anchorIn(article.sections[section]))
  const others = sections
    .slice(1)
    .filter(({ score }) => score >= (sections[0]?.score ?? 0) * SEARCH.sectionShare)
  return [
    {
      article: article.id,
      locale: article.locale,
      title: article.title,
      section: heading,
      category: article.category,
      url: urlOf(place),
      ...excerptOf(lead || article.description, terms, tokenizer),
      more: others.slice(0, SEARCH.moreSections).map(({ section }) => {
        const name = article.sections[section]?.[0] ?? ''
        return { section: name, url: urlOf(section), marks: tokenizer.marks(name, terms) }
      }),
    },
  ]
}

function anchorIn(section: BrowserSection | undefined): string {
  const [heading = '', , , anchor = anchorOf(heading)] = section ?? []
  return anchor
}
