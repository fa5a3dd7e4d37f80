// Corpus → the file that a browser searches in. For the build; apart from its reader so that page scripts stay small.
import { articlesFor, type Corpus } from '../articles/corpus.ts'
import type { Locale } from '../config.ts'
import { toTraditional } from '../i18n/traditional.ts'
import type { BrowserIndexFile } from './browser-index.ts'
import { TOKENIZER_VERSION } from './text.ts'

/** @returns JSON text, equal for equal content. */
export function buildBrowserIndex(corpus: Corpus, locale: Locale): string {
  const convert = locale === 'zh-TW' ? toTraditional : (text: string): string => text
  const file: BrowserIndexFile = {
    tokenizer: TOKENIZER_VERSION,
    locale,
    glossary: corpus.glossary.map(({ id, kind, 'zh-CN': zh, en }) => ({
      id,
      kind,
      'zh-CN': zh.map(convert),
      en,
    })),
    articles: articlesFor(corpus, locale).map(({ article }) => ({
      id: article.id,
      locale: article.locale,
      title: article.title,
      category: article.category,
      description: article.description,
      phrases: [...article.questions, ...article.errors],
      sections: article.sections.map(({ id, heading, text }) => [id, heading, text] as const),
    })),
  }
  return JSON.stringify(file)
}
