// What the index holds: one entry per passage, heading, title, sample question, phrasing and error string, each pointing
// to its article; and what people write that no article answers, pointing to an intent.
import type { Article } from '../articles/article.ts'
import { splitPassages } from '../articles/passages.ts'
import type { ArticleNeed, Intent, IntentNeed } from '../articles/phrasings.ts'
import { WRITTEN_LOCALES, type WrittenLocale } from '../config.ts'
import type { LexicalDocument } from './lexical.ts'

export type EntryKind = 'title' | 'question' | 'error' | 'phrasing' | 'heading' | 'passage' | 'intent'

export interface Entry {
  /** Article id; '' for an intent, which no article answers. */
  readonly article: string
  readonly locale: WrittenLocale
  readonly kind: EntryKind
  /** Position of the section in the article; 0, the introduction, for entries about the whole article. */
  readonly section: number
  readonly title: string
  readonly heading: string
  readonly text: string
  /** With kind 'intent': what such a message is. */
  readonly intent?: Intent
}

/** What entries are made of: the part of a corpus that is searched. */
export interface Searchable {
  readonly articles: readonly Article[]
  readonly needs: readonly ArticleNeed[]
  readonly intents: readonly IntentNeed[]
}

/** Entries of all written articles. Derived locales add nothing: their questions are matched in the source script. */
export function createEntries({ articles, needs, intents }: Searchable): Entry[] {
  const needsByArticle = Map.groupBy(needs, (need) => need.article)
  const ofArticles = articles.flatMap((article) => {
    const locale = WRITTEN_LOCALES.find((written) => written === article.locale)
    return locale ? entriesOf(article, locale, needsByArticle.get(article.id) ?? []) : []
  })
  const blank = { article: '', section: 0, title: '', heading: '' }
  const ofIntents = intents.flatMap(({ intent, wordings }) =>
    wordings.map(({ locale, text }): Entry => ({ ...blank, locale, kind: 'intent', text, intent })),
  )
  return [...ofArticles, ...ofIntents]
}

function entriesOf(article: Article, locale: WrittenLocale, needs: readonly ArticleNeed[]): Entry[] {
  const whole = { article: article.id, locale, section: 0, title: '', heading: '' }
  return [
    { ...whole, kind: 'title', text: article.title },
    ...article.questions.map((text): Entry => ({ ...whole, kind: 'question', text })),
    ...article.errors.map((text): Entry => ({ ...whole, kind: 'error', text })),
    ...needs.flatMap(({ section, wordings }) =>
      wordings
        .filter((wording) => wording.locale === locale)
        .map(({ text }): Entry => ({ ...whole, kind: 'phrasing', section, text })),
    ),
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

/** What an entry belongs to, by name: an article or an intent. */
export function classOf({ article, intent }: Pick<Entry, 'article' | 'intent'>): string {
  return intent ?? `article ${article}`
}

export function toDocument(entry: Entry, id: number): LexicalDocument {
  return { id, title: entry.title, heading: entry.heading, text: entry.text }
}

/** What the embedder reads: headings give a passage the context it was written in. */
export function textToEmbed(entry: Entry): string {
  return [entry.title, entry.heading, entry.text].filter((part) => part !== '').join('\n')
}
