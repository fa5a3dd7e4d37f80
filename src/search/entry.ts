// What the index holds: one entry per passage, title, sample question and error string, each pointing to its article.
import type { Article } from '../articles/article.ts'
import { splitPassages } from '../articles/passages.ts'
import { WRITTEN_LOCALES, type WrittenLocale } from '../config.ts'
import type { LexicalDocument } from './lexical.ts'

export type EntryKind = 'title' | 'question' | 'error' | 'heading' | 'passage'

export interface Entry {
  /** Article id. */
  readonly article: string
  readonly locale: WrittenLocale
  readonly kind: EntryKind
  /** Position of the section in the article; 0, the introduction, for entries about the whole article. */
  readonly section: number
  readonly title: string
  readonly heading: string
  readonly text: string
}

/** Entries of all written articles. Derived locales add nothing: their questions are matched in the source script. */
export function createEntries(articles: readonly Article[]): Entry[] {
  return articles.flatMap((article) => {
    const locale = WRITTEN_LOCALES.find((written) => written === article.locale)
    return locale ? entriesOf(article, locale) : []
  })
}

function entriesOf(article: Article, locale: WrittenLocale): Entry[] {
  const whole = { article: article.id, locale, section: 0, title: '', heading: '' }
  return [
    { ...whole, kind: 'title', text: article.title },
    ...article.questions.map((text): Entry => ({ ...whole, kind: 'question', text })),
    ...article.errors.map((text): Entry => ({ ...whole, kind: 'error', text })),
    ...article.sections.flatMap(({ heading, isHandover }, section): Entry[] =>
      heading === '' || isHandover ? [] : [{ ...whole, kind: 'heading', section, text: heading }],
    ),
    ...splitPassages(article).map(({ section, path, text }): Entry => ({
      article: article.id,
      locale,
      kind: 'passage',
      section,
      title: article.title,
      heading: path.join(' › '),
      text,
    })),
  ]
}

export function toDocument(entry: Entry, id: number): LexicalDocument {
  return { id, title: entry.title, heading: entry.heading, text: entry.text }
}

/** What the embedder reads: headings give a passage the context it was written in. */
export function textToEmbed(entry: Entry): string {
  return [entry.title, entry.heading, entry.text].filter((part) => part !== '').join('\n')
}
