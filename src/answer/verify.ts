// The last look at a reply before it goes out: whatever composed it, nothing in it may be invented.
import type { Article, Section } from '../articles/article.ts'
import type { Corpus } from '../articles/corpus.ts'
import { escapeHtml } from '../articles/escape.ts'
import { articleUrl } from '../articles/urls.ts'
import { findReferences } from '../search/references.ts'
import type { ReplyBody } from './compose.ts'
import type { Citation } from './reply.ts'

/** What a reply has that it should not have, in words for the log; never what a person typed. */
export type Defect = string

export interface Source {
  readonly corpus: Corpus
  /** As it was answered: without secrets. */
  readonly question: string
}

/**
 * Every way in which a reply says what no article says: a quote that is not the article's, character for character; a
 * citation of another version or place; an answer that is not made of its citations; a link that leads elsewhere than
 * to this site or a listed explorer; a number or address in our own words that neither question nor citation has.
 */
export function verifyReply(reply: ReplyBody, source: Source): Defect[] {
  return [
    ...reply.citations.flatMap((citation) => checkCitation(citation, source.corpus)),
    ...checkAnswer(reply, source.corpus),
    ...checkLinks(reply, source),
    ...checkWords(reply, source),
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

function checkLinks(reply: ReplyBody, { corpus, question }: Source): Defect[] {
  const own = [
    reply.contactUrl,
    reply.escalation?.url,
    ...[...reply.related, ...(reply.choices ?? []), ...reply.citations].map(({ url }) => url),
    ...reply.notices.map(({ url }) => url),
    ...(reply.advice ? [reply.advice.scams, reply.advice.emergency] : []),
  ]
  const strays = own.filter((url) => url !== undefined && !/^\/(?!\/)/.test(url))
  const asked = findReferences(question).map(({ text }) => text.toLowerCase().replace(/^0x/, ''))
  const templates = corpus.site.explorers.flatMap(({ transaction, address }) => [transaction, address])
  const isExplorer = (url: string): boolean =>
    templates.some((template) => {
      const [before = '', after = ''] = template.split('{id}')
      const id = url
        .slice(before.length, url.length - after.length)
        .toLowerCase()
        .replace(/^0x/, '')
      return url.startsWith(before) && url.endsWith(after) && asked.includes(id)
    })
  return [
    ...strays.map(() => 'a link that leaves this site'),
    ...reply.explorers.filter(({ url }) => !isExplorer(url)).map(() => 'a link to an unknown explorer'),
  ]
}

/** Our own words stand in the message. They may name what was asked or cited, and no figure or address of their own. */
function checkWords({ message, citations }: ReplyBody, { corpus, question }: Source): Defect[] {
  const known = [
    question,
    ...citations.flatMap((c) => [c.title, placeOf(c, corpus)?.section.text ?? '']),
  ].join(' ')
  const plain = known.replace(/\s+/g, ' ')
  const parts = message.match(/https?:\/\/[!-~]+|\d+(?:[.,]\d+)*/g) ?? []
  return [...parts, ...findReferences(message).map(({ text }) => text)]
    .filter((part) => !plain.includes(part.replace(/[…”"》」]+$/u, '')))
    .map(() => 'a figure, link or address that neither question nor citation has')
}
