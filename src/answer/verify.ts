// The last look at a reply before it goes out: whatever composed it, nothing in it may be invented.
import type { Article, Section } from '../articles/article.ts'
import type { Corpus } from '../articles/corpus.ts'
import { escapeHtml } from '../articles/escape.ts'
import { articleUrl } from '../articles/urls.ts'
import { isDanger, type ReplyBody } from './compose.ts'
import type { Citation } from './reply.ts'
import { checkContacts, checkLinks, checkNotices } from './verify-links.ts'
import { checkWords } from './verify-words.ts'

/** What a reply has that it should not have, in words for the log; never what a person typed. */
export type Defect = string

export interface Source {
  readonly corpus: Corpus
  /** As it was answered: without secrets. */
  readonly question: string
  readonly now: Date
}

/**
 * Every way in which a reply says what no article says: a quote that is not the article's, character for character; a
 * citation of another version or place; an answer that is not made of its citations, or that leaves a warning for later;
 * a link that leads elsewhere than to a page of this site or a listed explorer; a verdict on a contact that the official
 * list does not give; a number, address or contact in our own words that is neither cited nor on the list.
 */
export function verifyReply(reply: ReplyBody, source: Source): Defect[] {
  return [
    ...reply.citations.flatMap((citation) => checkCitation(citation, source.corpus)),
    ...checkAnswer(reply, source.corpus),
    ...checkWarnings(reply, source.corpus),
    ...checkLinks(reply, source),
    ...checkContacts(reply, source),
    ...checkNotices(reply, source),
    ...checkWords(
      reply,
      source,
      reply.citations.flatMap((citation) => {
        const text = placeOf(citation, source.corpus)?.section.text
        return [citation.title, text ?? '']
      }),
    ),
  ]
}

interface Place {
  readonly article: Article
  readonly section: Section
}

function placeOf({ article: id, locale, url }: Citation, { articles }: Corpus): Place | undefined {
  const article = articles.find((candidate) => candidate.id === id && candidate.locale === locale)
  const section = article?.sections.find((candidate) => articleUrl(locale, id, candidate.id) === url)
  return article && section && { article, section }
}

function checkCitation(citation: Citation, corpus: Corpus): Defect[] {
  const place = placeOf(citation, corpus)
  const name = `the citation of ${citation.article} (${citation.locale})`
  if (!place) return [`${name} leads to no section`]
  const { article, section } = place
  return [
    ...(citation.version === article.version ? [] : [`${name} is of another version`]),
    ...(citation.title === article.title && citation.section === section.heading
      ? []
      : [`${name} is called otherwise`]),
    ...(citation.reviewed === article.reviewed ? [] : [`${name} has another date`]),
    ...(citation.quote !== '' && section.markdown.includes(citation.quote)
      ? []
      : [`${name} quotes what its section does not say`]),
  ]
}

/** The answer is its citations, one after the other, and nothing else. */
function checkAnswer({ answer, citations }: ReplyBody, corpus: Corpus): Defect[] {
  if (!answer) return citations.length === 0 ? [] : ['citations without an answer']
  if (citations.length === 0) return ['an answer without a citation']
  const markdown = citations.map(({ section, quote }) =>
    section === '' ? quote : `### ${section}\n\n${quote}`,
  )
  const html = citations.map((citation) => htmlOf(citation, corpus))
  return [
    ...(markdown.join('\n\n') === answer.markdown ? [] : ['the answer is not what it cites']),
    ...(html.join('\n') === answer.html ? [] : ['the answer on the page is not what it cites']),
  ]
}

/** What the page shows for a citation, from the article itself. */
function htmlOf(citation: Citation, corpus: Corpus): string | undefined {
  const section = placeOf(citation, corpus)?.section
  const block = [section, ...(section?.alerts ?? [])].find((part) => part?.markdown === citation.quote)
  if (!section || !block) return undefined
  const heading = `<h2><a href="${escapeHtml(citation.url)}">${escapeHtml(section.heading)}</a></h2>\n`
  return section.heading === '' ? block.html : heading + block.html
}

/** Where funds are at risk the article's warnings come before anything else of it, whole and unchanged. */
function checkWarnings({ citations }: ReplyBody, corpus: Corpus): Defect[] {
  const [first] = citations
  const article = first && placeOf(first, corpus)?.article
  if (article?.risk !== 'funds') return []
  const rest = citations.findIndex(({ section }) => section !== '')
  const opening = citations.slice(0, rest < 0 ? citations.length : rest).map(({ quote }) => quote)
  const dangers = article.sections[0]?.alerts.filter(isDanger) ?? []
  return dangers
    .filter(({ markdown }) => !opening.some((quote) => quote.includes(markdown)))
    .map(() => `the answer from ${article.id} (${article.locale}) does not begin with its warning`)
}
