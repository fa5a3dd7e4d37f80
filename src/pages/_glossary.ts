// The glossary as its page and the articles show it: names in both languages, in an order people look things up.
import type { Article } from '../articles/article.ts'
import { type LinkedTerm, linkGlossary, type LocalTerm } from '../articles/glossary-links.ts'
import type { Term } from '../articles/site.ts'
import { termUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import { toTraditional } from '../i18n/traditional.ts'
import { type PageContext, pageContext } from './_corpus.ts'

export interface GlossaryEntry {
  readonly id: string
  readonly name: string
  readonly nameLocale: Locale
  /** The name in the other language. */
  readonly other: string
  readonly otherLocale: Locale
  readonly definition: string | undefined
  /** Everything one may look for, in lower case. */
  readonly words: string
}

/** Lists of names; actions and symptoms are search words that need no explaining. */
export const NAME_KINDS = ['chain', 'token', 'wallet'] as const

/** Explained terms by initial: of the English name, or of the pinyin for readers of Simplified Chinese. */
export function termsByInitial(context: PageContext): [string, GlossaryEntry[]][] {
  const { corpus, locale } = context
  const key = locale === 'zh-CN' ? (term: Term) => first(term['zh-CN']) : (term: Term) => first(term.en)
  const explained = corpus.glossary.filter(({ definition }) => definition !== undefined)
  const ordered = explained.toSorted((a, b) => PINYIN.compare(key(a), key(b)))
  return [...Map.groupBy(ordered, (term) => initialOf(key(term)))]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([letter, terms]) => [letter, terms.map((term) => entryOf(term, context))])
}

export function namesOf(kind: (typeof NAME_KINDS)[number], context: PageContext): GlossaryEntry[] {
  return context.corpus.glossary
    .filter((term) => term.kind === kind)
    .toSorted((a, b) => PINYIN.compare(first(a.en), first(b.en)))
    .map((term) => entryOf(term, context))
}

const known = new WeakMap<PageContext, LocalTerm[]>()

/** Terms as articles of the locale write them. Made once for a locale: converting every form takes a while. */
function localTerms(context: PageContext): LocalTerm[] {
  const { corpus, locale, text } = context
  const terms = known.get(context)
  if (terms) return terms
  const made = corpus.glossary.map(({ id, en, 'zh-CN': zh, definition }) => ({
    id,
    forms: locale === 'en' ? en : [...zh.map((form) => inScript(form, locale)), ...en],
    definition: definition && text(definition),
  }))
  known.set(context, made)
  return made
}

/** The article for its page, with links on its terms. What is indexed and quoted is the article as it was. */
export async function linkTerms(
  article: Article,
  locale: Locale,
): Promise<{ readonly article: Article; readonly terms: readonly LinkedTerm[] }> {
  const { html, terms } = linkGlossary(
    article.sections.map((section) => section.html),
    localTerms(await pageContext(article.locale)),
    (id) => termUrl(locale, id),
  )
  const sections = article.sections.map((section, i) => ({ ...section, html: html[i] ?? section.html }))
  return { article: { ...article, sections }, terms }
}

function entryOf(term: Term, { locale, text }: PageContext): GlossaryEntry {
  const chinese: Locale = locale === 'zh-TW' ? 'zh-TW' : 'zh-CN'
  const zh = inScript(first(term['zh-CN']), chinese)
  const en = first(term.en)
  const isEnglish = locale === 'en'
  return {
    id: term.id,
    name: isEnglish ? en : zh,
    nameLocale: isEnglish ? 'en' : chinese,
    other: isEnglish ? zh : en,
    otherLocale: isEnglish ? chinese : 'en',
    definition: term.definition && text(term.definition),
    words: [zh, ...term['zh-CN'], ...term.en].join(' ').toLowerCase(),
  }
}

function inScript(text: string, locale: Locale): string {
  return locale === 'zh-TW' ? toTraditional(text) : text
}

function first(forms: readonly string[]): string {
  return forms[0] ?? ''
}

const PINYIN = new Intl.Collator('zh-CN-u-co-pinyin')
/** The first character of each initial in pinyin order; I, U and V begin no syllable. */
const STARTS = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀']
const INITIALS = [...'ABCDEFGHJKLMNOPQRSTWXYZ']

function initialOf(name: string): string {
  const letter = name.charAt(0).toUpperCase()
  if (/^[A-Z]$/.test(letter)) return letter
  const place = STARTS.findLastIndex((start) => PINYIN.compare(start, letter) <= 0)
  return INITIALS[place] ?? '#'
}
