// Corpus → the file that a browser searches in. For the build; apart from its reader so that page scripts stay small.
import type { Article, Section } from '../articles/article.ts'
import { articlesFor, type Corpus } from '../articles/corpus.ts'
import type { Term } from '../articles/site.ts'
import { BROWSER_SEARCH, EXCERPT, type Locale } from '../config.ts'
import { toTraditional } from '../i18n/traditional.ts'
import { anchorOf, type BrowserArticle, type BrowserIndexFile, type BrowserSection } from './browser-index.ts'
import { createTokenizer, type GlossaryNames, TOKENIZER_VERSION } from './text.ts'

/*
 * The whole text of 42 articles takes 84 kB (brotli), and ranks worse than their titles, sample questions and headings
 * do, because a long text shares words with any question. So of a section's text the file holds its beginning in
 * Chinese, as much as a result shows, and the words that an article repeats and its names do not say.
 */

/** @returns JSON text, equal for equal content. */
export function buildBrowserIndex(corpus: Corpus, locale: Locale): string {
  const articles = articlesFor(corpus, locale).map(({ article }) => article)
  const commonness = commonnessOf(articles)
  const isCommon = (stem: string): boolean =>
    (commonness.get(stem) ?? 0) > Math.max(2, articles.length * BROWSER_SEARCH.commonShare)
  const file: BrowserIndexFile = {
    tokenizer: TOKENIZER_VERSION,
    locale,
    glossary: namesFor(corpus.glossary, locale, articles),
    articles: articles.map((article) => describe(article, isCommon)),
  }
  return JSON.stringify(file)
}

/** Nobody types Chinese where every article is English; all locales have English words such as USDT. */
function namesFor(glossary: readonly Term[], locale: Locale, articles: readonly Article[]): GlossaryNames[] {
  const convert = locale === 'zh-TW' ? toTraditional : (text: string): string => text
  const isEnglish = articles.every((article) => article.locale === 'en')
  return glossary.map(({ id, 'zh-CN': zh, en }) => ({ id, 'zh-CN': isEnglish ? [] : zh.map(convert), en }))
}

function describe(article: Article, isCommon: (stem: string) => boolean): BrowserArticle {
  const { id, locale, title, category, description } = article
  const phrases = [...article.questions, ...article.errors]
  // “Still stuck?” stands in every article and answers nothing.
  const sections = article.sections.filter(({ isHandover }) => !isHandover)
  const leads = sections.map((section) => leadOf(section, locale))
  const said = [title, description, ...phrases, ...sections.map(({ heading }) => heading), ...leads]
  const words = wordsOf(sections, new Set(stemsOf(said.join('\n')).map(([, stem]) => stem)), isCommon)
  return {
    id,
    locale,
    title,
    category,
    description,
    phrases,
    sections: sections.map(({ id: anchor, heading }, position): BrowserSection => {
      const kept = [heading, leads[position] ?? '', (words[position] ?? []).join(' ')] as const
      return anchor === anchorOf(heading) ? kept : [...kept, anchor]
    }),
  }
}

/** English takes twice the bytes to say as much, and words do there; so results show the article's description. */
function leadOf({ text }: Section, locale: Locale): string {
  return locale === 'en' ? '' : text.replace(/\s+/g, ' ').slice(0, EXCERPT.hanLength)
}

/** Latin words by section, each in the first that has it: the most repeated that are neither said nor common. */
function wordsOf(
  sections: readonly Section[],
  said: ReadonlySet<string>,
  isCommon: (stem: string) => boolean,
): string[][] {
  const found = new Map<string, { word: string; section: number; times: number }>()
  sections.forEach(({ text }, section) => {
    for (const [word, stem] of stemsOf(text)) {
      if (word.length < BROWSER_SEARCH.shortestWord || said.has(stem) || isCommon(stem)) continue
      const known = found.get(stem)
      if (known) known.times++
      else found.set(stem, { word, section, times: 1 })
    }
  })
  const kept = [...found.values()].sort((a, b) => b.times - a.times).slice(0, BROWSER_SEARCH.words)
  return sections.map((_, position) =>
    kept.filter(({ section }) => section === position).map(({ word }) => word),
  )
}

const { index: tokenize } = createTokenizer([])

function stemsOf(text: string): (readonly [word: string, stem: string])[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.map((word) => [word, tokenize(word)[0] ?? word] as const)
}

/** Number of articles that use a stem. */
function commonnessOf(articles: readonly Article[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { sections } of articles) {
    const stems = stemsOf(sections.map(({ text }) => text).join('\n')).map(([, stem]) => stem)
    for (const stem of new Set(stems)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return counts
}
