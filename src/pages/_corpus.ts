// What every page needs from the content: the corpus, the strings and the addresses of a locale.
import { getCollection, getEntry } from 'astro:content'
import { articlesFor, type Corpus, type LocalArticle } from '../articles/corpus.ts'
import type { Category } from '../articles/site.ts'
import { articleUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import type { NoticeData } from '../fragments/notices.ts'
import { stringsFor } from '../i18n/strings.ts'
import { textFor } from '../i18n/traditional.ts'
import { createTranslate, type Translate } from '../i18n/translate.ts'

/**
 * The corpus as the collections hold it.
 * @throws {Error} if the content has not been loaded, which only a broken content configuration brings about.
 */
export async function readPagesCorpus(): Promise<Corpus> {
  const library = await getEntry('library', 'library')
  if (!library) throw new Error('The content was not loaded. Look for errors of src/content.config.ts above.')
  const articles = await getCollection('articles')
  return { ...library.data, articles: articles.map((entry) => entry.data) }
}

export interface PageContext {
  readonly corpus: Corpus
  readonly locale: Locale
  readonly t: Translate
  readonly text: (pair: { readonly 'zh-CN': string; readonly en: string }) => string
  /** Every article once, as readers of the locale get it, in the order of the categories. */
  readonly articles: readonly LocalArticle[]
  readonly brand: string
}

const known = new WeakMap<Corpus, Map<Locale, PageContext>>()
let shared: Promise<Corpus> | undefined

/** The corpus with everything bound to one locale. Built once per locale in a build, anew on each request in development. */
export async function pageContext(locale: Locale): Promise<PageContext> {
  if (import.meta.env.DEV) return createContext(await readPagesCorpus(), locale)
  shared ??= readPagesCorpus()
  const corpus = await shared
  const contexts = known.get(corpus) ?? new Map<Locale, PageContext>()
  known.set(corpus, contexts)
  const context = contexts.get(locale) ?? createContext(corpus, locale)
  contexts.set(locale, context)
  return context
}

function createContext(corpus: Corpus, locale: Locale): PageContext {
  return {
    corpus,
    locale,
    t: createTranslate(stringsFor(locale)),
    text: (pair) => textFor(pair, locale),
    articles: articlesFor(corpus, locale),
    brand: textFor(corpus.site.brand.name, locale),
  }
}

/** One static path per locale. */
export async function localePaths(): Promise<{ params: { locale: Locale } }[]> {
  const corpus = await readPagesCorpus()
  return corpus.site.locales.map((locale) => ({ params: { locale } }))
}

export function articlesIn(context: PageContext, category: Category): LocalArticle[] {
  return context.articles.filter(({ article }) => article.category === category.id)
}

/** Category titles by id. */
export function categoryTitles({ corpus, text }: PageContext): Record<string, string> {
  return Object.fromEntries(corpus.categories.map(({ id, title }) => [id, text(title)]))
}

/** Every notice on file, whatever its time: a page is built once and read later. */
export function noticesFor({ corpus, locale, text }: PageContext): NoticeData[] {
  return corpus.notices.map(({ level, text: words, article, from, until }) => ({
    level,
    text: text(words),
    url: article === undefined ? undefined : articleUrl(locale, article),
    from,
    until,
  }))
}

/** `html` between the markers that the server looks for; it replaces what stands there. */
export function slot(
  name: 'results' | 'conversation' | 'form' | 'verifier' | 'ticket' | 'notices' | 'status' | 'closest',
  html: string,
): string {
  return `<!--slot:${name}-->${html}<!--/slot:${name}-->`
}
