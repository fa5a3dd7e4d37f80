// The corpus: everything read from content/, and the questions pages and server put to it.
import { type Locale, WRITTEN_LOCALES } from '../config.ts'
import type { Article } from './article.ts'
import type { ArticleNeed, IntentNeed } from './phrasings.ts'
import type { Category, Change, Notice, Site, Term } from './site.ts'

export interface Corpus {
  readonly site: Site
  readonly categories: readonly Category[]
  readonly glossary: readonly Term[]
  readonly notices: readonly Notice[]
  /** "You said, we did", newest first. */
  readonly changes: readonly Change[]
  /** The privacy page in every locale, written as articles are; no article, so it is neither searched nor quoted. */
  readonly privacy: readonly Article[]
  /** Every article in every locale it is written in or derived for. */
  readonly articles: readonly Article[]
  /** How people ask for the articles. */
  readonly needs: readonly ArticleNeed[]
  /** What people write that no article answers. */
  readonly intents: readonly IntentNeed[]
}

/** An article as a reader of `locale` gets it. */
export interface LocalArticle {
  readonly article: Article
  /** True if the article does not exist in the reader's locale and stands in another language. */
  readonly isFallback: boolean
}

const places = new WeakMap<readonly Article[], ReadonlyMap<string, Article>>()

/** By locale and id; made once for a corpus, because a reply asks for many articles. */
function placesOf(articles: readonly Article[]): ReadonlyMap<string, Article> {
  const known = places.get(articles)
  if (known) return known
  const made = new Map(articles.map((article) => [`${article.locale}/${article.id}`, article]))
  places.set(articles, made)
  return made
}

/**
 * The article in the reader's locale, else in the first written locale that has it.
 * @returns undefined if no locale has it.
 */
export function findArticle(
  articles: readonly Article[],
  id: string,
  locale: Locale,
): LocalArticle | undefined {
  for (const candidate of [locale, ...WRITTEN_LOCALES]) {
    const article = placesOf(articles).get(`${candidate}/${id}`)
    if (article) return { article, isFallback: candidate !== locale }
  }
  return undefined
}

/** Every article once, as a reader of `locale` gets it, in the order of categories.yaml. */
export function articlesFor(corpus: Corpus, locale: Locale): LocalArticle[] {
  const ids = [...new Set(corpus.articles.map((article) => article.id))].sort()
  const local = ids.flatMap((id) => findArticle(corpus.articles, id, locale) ?? [])
  return corpus.categories.flatMap((category) => inCategory(local, category))
}

/** Those of {@link articlesFor} that have a troubleshooter. */
export function articlesWithTroubleshooter(corpus: Corpus, locale: Locale): LocalArticle[] {
  return articlesFor(corpus, locale).filter(({ article }) => article.troubleshooter !== undefined)
}

function inCategory(local: readonly LocalArticle[], category: Category): LocalArticle[] {
  const rank = (id: string): number => {
    const position = category.order.indexOf(id)
    return position < 0 ? category.order.length : position
  }
  return local
    .filter(({ article }) => article.category === category.id)
    .sort((a, b) => rank(a.article.id) - rank(b.article.id))
}

/** Notices that stand on every page right now. */
export function activeNotices(corpus: Corpus, now: Date): Notice[] {
  const time = now.getTime()
  return corpus.notices.filter(
    ({ from, until }) => Date.parse(from) <= time && (until === undefined || time < Date.parse(until)),
  )
}
