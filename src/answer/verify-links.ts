// Where a reply leads: pages of this site that exist, listed explorers, and verdicts that the official list gives.
import { activeNotices, findArticle } from '../articles/corpus.ts'
import { articleUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import { stringsFor } from '../i18n/strings.ts'
import { textFor } from '../i18n/traditional.ts'
import { createTranslate } from '../i18n/translate.ts'
import { findReferences } from '../search/references.ts'
import { checkContacts as contactsIn } from './check-contacts.ts'
import type { ReplyBody } from './compose.ts'
import { adviceFor, officialListFor } from './contact-verdict.ts'
import type { ArticleLink } from './reply.ts'
import type { Defect, Source } from './verify.ts'

/** A path of this site. Browsers take a backslash for a slash and drop line breaks, so both would leave it. */
const OWN_PATH = /^\/(?![/\\])[^\s\\]*$/

/** Links that leave the site, that lead to no article, or to an explorer for something nobody asked about. */
export function checkLinks(reply: ReplyBody, source: Source): Defect[] {
  const links = [...reply.related, ...(reply.choices ?? [])]
  const own = [
    reply.contactUrl,
    reply.escalation?.url,
    ...[...links, ...reply.citations].map(({ url }) => url),
    ...reply.notices.map(({ url }) => url),
    reply.advice?.scams,
    reply.advice?.emergency,
  ]
  return [
    ...own
      .filter((url) => url !== undefined && !OWN_PATH.test(url))
      .map(() => 'a link that leaves this site'),
    ...links
      .filter((link) => !isOfArticle(link, reply.locale, source))
      .map(() => 'a link to no article, or by another name'),
    ...reply.explorers
      .filter(({ url }) => !isExplorer(url, source))
      .map(() => 'a link to an unknown explorer'),
  ]
}

function isOfArticle(link: ArticleLink, locale: Locale, { corpus }: Source): boolean {
  const article = findArticle(corpus.articles, link.article, locale)?.article
  if (!article || article.title !== link.title || article.locale !== link.locale) return false
  return article.sections.some(
    ({ id, heading }) => heading === (link.section ?? '') && articleUrl(locale, article.id, id) === link.url,
  )
}

function isExplorer(url: string, { corpus, question }: Source): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/^0x/, '')
  const asked = findReferences(question).map(({ text }) => bare(text))
  const templates = corpus.site.explorers.flatMap(({ transaction, address }) => [transaction, address])
  return templates.some((template) => {
    const [before = '', after = ''] = template.split('{id}')
    const id = bare(url.slice(before.length, url.length - after.length))
    return url.startsWith(before) && url.endsWith(after) && asked.includes(id)
  })
}

/** Verdicts are those that the list gives on the question, word for word; nothing is called official beside it. */
export function checkContacts(reply: ReplyBody, { corpus: { site }, question }: Source): Defect[] {
  const { contacts = [], advice, locale } = reply
  if (contacts.length === 0) return advice === undefined ? [] : ['advice without a verdict']
  const t = createTranslate(stringsFor(locale))
  const given = contactsIn(question, officialListFor(site, locale), t).map((one) => JSON.stringify(one))
  const strays = contacts.filter((one) => !given.includes(JSON.stringify(one)))
  const isAdvised = JSON.stringify(advice) === JSON.stringify(adviceFor(site, locale))
  return [
    ...strays.map(() => 'a verdict on a contact that the official list does not give'),
    ...(isAdvised ? [] : ['advice that the site does not give']),
  ]
}

/** Notices stand as they were published, and only while they stand. */
export function checkNotices({ notices, locale }: ReplyBody, { corpus, now }: Source): Defect[] {
  const standing = activeNotices(corpus, now).map(({ level, text, article }) =>
    JSON.stringify([level, textFor(text, locale), article && articleUrl(locale, article)]),
  )
  return notices
    .filter(({ level, text, url }) => !standing.includes(JSON.stringify([level, text, url])))
    .map(() => 'a notice that nobody published')
}
