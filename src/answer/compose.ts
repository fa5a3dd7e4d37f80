// Verdict → reply. Everything quoted is the article's own text; our words stand around it, never in it.
import type { Alert, Article, Section } from '../articles/article.ts'
import { activeNotices, type Corpus, findArticle } from '../articles/corpus.ts'
import { escapeHtml } from '../articles/escape.ts'
import { articleUrl, pageUrl } from '../articles/urls.ts'
import { ANSWER, LOCALE_NAMES, type Locale, type Priority } from '../config.ts'
import { priorityOf } from '../guard/cues.ts'
import { stringsFor } from '../i18n/strings.ts'
import { textFor } from '../i18n/traditional.ts'
import { createTranslate, type Translate } from '../i18n/translate.ts'
import { explorerLinks, findReferences, type Reference } from '../search/references.ts'
import type { Hit } from '../search/retrieve.ts'
import { contactsInQuestion } from './check-contacts.ts'
import { adviceFor, officialListFor } from './contact-verdict.ts'
import { closestOf, type Verdict } from './decide.ts'
import type { ArticleLink, Citation, Draft, EscalationReason, Reply } from './reply.ts'

export interface ComposeInput {
  readonly corpus: Corpus
  /** Already free of secrets. */
  readonly question: string
  readonly locale: Locale
  readonly verdict: Verdict
  readonly confidence: number
  readonly hits: readonly Hit[]
  readonly now: Date
}

/** A reply without what only the caller knows: its id and duration. */
export type ReplyBody = Omit<Reply, 'id' | 'tookMs'>

/** Builds the reply for a verdict. */
export function compose(input: ComposeInput): ReplyBody {
  const { corpus, verdict, locale, confidence, now } = input
  const t = createTranslate(stringsFor(locale))
  const notices = activeNotices(corpus, now).map((notice) => ({
    level: notice.level,
    text: textFor(notice.text, locale),
    ...(notice.article ? { url: articleUrl(locale, notice.article) } : {}),
  }))
  const explorers = explorersFor(input)
  const checked = contactsFor(input, t)
  const common = {
    ...checked,
    confidence,
    locale,
    explorers,
    notices,
    contactUrl: pageUrl(locale, 'contact'),
  }
  switch (verdict.decision) {
    case 'answer':
      return { ...common, decision: 'answer', ...quoteArticle(input, input.hits[0], t) }
    case 'clarify':
      return {
        ...common,
        decision: 'clarify',
        message: t('reply.clarify'),
        citations: [],
        choices: verdict.choices.map((hit) => linkOf(input, hit)),
        related: [],
      }
    case 'decline':
      return {
        ...common,
        decision: 'decline',
        message: t(declineKey(verdict.smallTalk)),
        citations: [],
        related: [],
      }
    case 'escalate': {
      const escalated = escalate(input, verdict.reason, t)
      // The list has answered already, whatever the articles say.
      const isChecked = checked.contacts && isUnanswered(verdict.reason)
      const message = isChecked ? t('reply.checked') : escalated.message
      return { ...common, decision: 'escalate', ...escalated, message }
    }
  }
}

/** Is it really you? The official list answers before any article does; left out where nothing was named. */
function contactsFor(
  { corpus: { site }, question, locale }: ComposeInput,
  t: Translate,
): Pick<Reply, 'contacts' | 'advice'> {
  const isKnown = (text: string): boolean =>
    site.explorers.some(({ address }) => text.includes(new URL(address).hostname))
  const contacts = contactsInQuestion(question, { list: officialListFor(site, locale), t, isKnown })
  return contacts.length === 0 ? {} : { contacts, advice: adviceFor(site, locale) }
}

/** Words by which people call a transaction one. */
const TRANSACTION_WORDS =
  /\btx|transaction|\bhash\b|signature|交易|哈希|杂凑|雜湊|签名|簽名|转账|轉賬|轉帳|转帐/i

/** Where a transaction or address can be looked up. Nothing is fetched: the links are made from what was typed. */
function explorersFor({ corpus, question }: ComposeInput): Reply['explorers'] {
  // Bare digits that no word calls a transaction may be a key: no link may carry them off. A key of Solana looks the
  // same as a signature, so there the form tells the chain and nothing else.
  const isTold = ({ kind, chains, text }: Reference): boolean =>
    kind === 'address' ||
    text.startsWith('0x') ||
    (chains.length === 1 &&
      (!chains.includes('solana') || TRANSACTION_WORDS.test(question.replaceAll(text, ' '))))
  return explorerLinks(findReferences(question).filter(isTold), corpus.site.explorers).map(
    ({ label, url }) => ({
      label,
      url,
    }),
  )
}

function declineKey(smallTalk: Extract<Verdict, { decision: 'decline' }>['smallTalk']) {
  if (smallTalk === 'greeting') return 'reply.greeting'
  if (smallTalk === 'thanks') return 'reply.thanks'
  if (smallTalk === 'identity') return 'reply.identity'
  return 'reply.decline'
}

type Quoted = Pick<Reply, 'message' | 'answer' | 'citations' | 'related'>

/** An article and its sections, best first; none if it was chosen for another reason than the question. */
type ArticleHit = Pick<Hit, 'article' | 'sections'>

function quoteArticle(input: ComposeInput, hit: ArticleHit | undefined, t: Translate): Quoted {
  const local = hit && findArticle(input.corpus.articles, hit.article, input.locale)
  if (!local) throw new RangeError('An answer needs an article that exists.')
  const { article, isFallback } = local
  const quotes = quotesFrom(article, hit)
  const message = t('reply.answer', { title: article.title })
  const notice = isFallback ? ` ${t('reply.otherLanguage', { language: LOCALE_NAMES[article.locale] })}` : ''
  return {
    message: message + notice,
    answer: {
      markdown: quotes.map(toMarkdown).join('\n\n'),
      html: quotes.map((quote) => toHtml(quote, article)).join('\n'),
    },
    citations: quotes.map((quote) => citationOf(article, quote)),
    related: relatedTo(input, article),
  }
}

interface Quote {
  readonly section: Section
  readonly markdown: string
  readonly html: string
}

/** A quote under its own heading; what follows the heading is the article's text, character for character. */
function toMarkdown({ section, markdown }: Quote): string {
  return section.heading === '' ? markdown : `### ${section.heading}\n\n${markdown}`
}

function toHtml({ section, html }: Quote, article: Article): string {
  if (section.heading === '') return html
  const url = escapeHtml(articleUrl(article.locale, article.id, section.id))
  return `<h2><a href="${url}">${escapeHtml(section.heading)}</a></h2>\n${html}`
}

/**
 * Warnings first where funds are at risk, then the best section, then its steps if they stand elsewhere. The
 * introduction holds the warnings: where it is quoted itself, it comes first.
 */
function quotesFrom(article: Article, hit: ArticleHit): Quote[] {
  const sections = sectionsToQuote(article, hit)
  const quote = (section: Section): Quote => ({ section, markdown: section.markdown, html: section.html })
  const [intro] = article.sections
  if (article.risk !== 'funds' || !intro) return sections.map(quote)
  const others = sections.filter((section) => section !== intro).map(quote)
  if (others.length < sections.length) return [quote(intro), ...others]
  return [...intro.alerts.filter(isDanger).map((alert) => quoteAlert(intro, alert)), ...others]
}

/** The best section; if it has no steps of its own, the article's main steps after it, where they are near. */
function sectionsToQuote(article: Article, hit: ArticleHit): Section[] {
  const main = article.sections.find((section) => section.steps.length > 0 && !section.isHandover)
  const ranked = hit.sections.flatMap(({ entry, score }) => {
    const section = article.sections[entry.section]
    // A heading with nothing but further headings below it has no text to quote.
    return section && !section.isHandover && section.markdown !== '' ? [{ section, score }] : []
  })
  const best = ranked[0]
  if (!best) return main ? [main] : article.sections.slice(0, 1)
  const mainScore = ranked.find(({ section }) => section === main)?.score ?? 0
  const isMainNear = best.section.id === '' || mainScore >= best.score * ANSWER.mainStepsShare
  return main && isMainNear && best.section.steps.length === 0 ? [best.section, main] : [best.section]
}

/** Kinds of alerts that warn of a loss. */
export function isDanger(alert: Alert): boolean {
  return alert.kind === 'warning' || alert.kind === 'caution'
}

function quoteAlert(section: Section, alert: Alert): Quote {
  return { section, markdown: alert.markdown, html: alert.html }
}

function citationOf(article: Article, { section, markdown }: Quote): Citation {
  return {
    article: article.id,
    title: article.title,
    section: section.heading,
    url: articleUrl(article.locale, article.id, section.id),
    locale: article.locale,
    quote: markdown,
    reviewed: article.reviewed,
    version: article.version,
  }
}

function relatedTo({ corpus, locale }: ComposeInput, article: Article): ArticleLink[] {
  return article.related.slice(0, ANSWER.related).flatMap((id) => {
    const local = findArticle(corpus.articles, id, locale)
    return local ? [linkTo(local.article, locale)] : []
  })
}

function linkTo(article: Article, locale: Locale, section?: Section): ArticleLink {
  return {
    article: article.id,
    title: article.title,
    ...(section?.heading ? { section: section.heading } : {}),
    url: articleUrl(locale, article.id, section?.id),
    locale: article.locale,
  }
}

function linkOf({ corpus, locale }: ComposeInput, hit: Hit): ArticleLink {
  const local = findArticle(corpus.articles, hit.article, locale)
  if (!local)
    throw new RangeError(`The index names the article "${hit.article}", which the corpus does not have.`)
  const best = hit.sections[0]?.entry.section
  return linkTo(local.article, locale, best === undefined ? undefined : local.article.sections[best])
}

/** The form, prefilled; beside it the article's own steps if one surely fits, else the closest articles. */
function escalate(
  input: ComposeInput,
  reason: EscalationReason,
  t: Translate,
): Quoted & Pick<Reply, 'escalation'> {
  const selfHelp = selfHelpFor(input, reason)
  const quoted = selfHelp
    ? withEmergency(input, reason, quoteArticle(input, selfHelp, t))
    : linkClosest(input, t)
  const draft = draftOf(input, quoted)
  const query = { topic: draft.topic, question: draft.message, article: draft.articles.join(',') }
  const url = pageUrl(input.locale, 'contact', query)
  const priority = priorityFor(reason, input.question)
  const explanation = t(`replyReason.${reason}`)
  const message = [
    ...(reason === 'low-confidence' ? [] : [explanation]),
    ...(selfHelp || reason === 'low-confidence' ? [quoted.message] : []),
  ].join(' ')
  return { ...quoted, message, escalation: { reason, explanation, priority, url, draft } }
}

function linkClosest(input: ComposeInput, t: Translate): Quoted {
  const closest = closestOf(input.hits, ANSWER.related)
  const message = t(closest.length > 0 ? 'reply.closest' : 'reply.nothing', {
    question: echo(input.question),
  })
  return { message, citations: [], related: closest.map((hit) => linkOf(input, hit)) }
}

/** Where something else than the emergency article is quoted in an emergency, that one is a tap away. */
function withEmergency({ corpus, locale }: ComposeInput, reason: EscalationReason, quoted: Quoted): Quoted {
  const { emergency } = corpus.site
  const local = findArticle(corpus.articles, emergency, locale)
  if (reason !== 'funds-at-risk' || !local || quoted.citations[0]?.article === emergency) return quoted
  const others = quoted.related.filter(({ article }) => article !== emergency)
  return { ...quoted, related: [linkTo(local.article, locale), ...others].slice(0, ANSWER.related) }
}

/** What a person can do meanwhile: the emergency article where funds or keys are at risk, else the first article if it surely fits. */
function selfHelpFor(
  { corpus, hits, confidence }: ComposeInput,
  reason: EscalationReason,
): ArticleHit | undefined {
  const [top] = hits
  if (isUnanswered(reason) || reason === 'other-language') return undefined
  if (reason === 'person-requested' || reason === 'account-specific') {
    return top !== undefined && confidence >= ANSWER.answerBar ? top : undefined
  }
  // “Is it theft?” has its own answer where it surely is one of the tricks that only look like it.
  const isOther = top !== undefined && top.article !== corpus.site.emergency
  if (reason === 'funds-at-risk' && isOther && confidence >= ANSWER.sureBar) return top
  // Its first steps, whatever the words: in an emergency the order of the article is the order to act in.
  return { article: corpus.site.emergency, sections: [] }
}

/** No article was good enough, rather than that a person is needed anyhow. */
function isUnanswered(reason: EscalationReason): boolean {
  return reason === 'low-confidence' || reason === 'not-covered'
}

function priorityFor(reason: EscalationReason, question: string): Priority {
  return reason === 'funds-at-risk' || reason === 'secret-shared' ? 'urgent' : priorityOf(question)
}

/** What the person already said and saw, so that nobody asks for it again. */
function draftOf({ corpus, question, locale }: ComposeInput, quoted: Quoted): Draft {
  const shown = [...quoted.citations, ...quoted.related].map((link) => link.article)
  const cited = quoted.citations[0] && findArticle(corpus.articles, quoted.citations[0].article, locale)
  return {
    topic: cited?.article.category ?? 'other',
    subject: echo(question),
    message: question,
    articles: [...new Set(shown)],
  }
}

function echo(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= ANSWER.echo ? line : `${characters.slice(0, ANSWER.echo - 1).join('')}…`
}
