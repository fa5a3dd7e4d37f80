// Pages: static files, and the few places that the server fills so that they work without JavaScript.
import type { Context } from 'hono'
import { ask } from '../../answer/ask.ts'
import { checkContacts } from '../../answer/check-contacts.ts'
import { adviceFor, officialListFor } from '../../answer/contact-verdict.ts'
import { questionSchema } from '../../answer/reply.ts'
import { findArticle } from '../../articles/corpus.ts'
import { homeUrl, pageUrl, type SitePage } from '../../articles/urls.ts'
import { LIMITS, type Locale } from '../../config.ts'
import { renderConversation } from '../../fragments/reply.ts'
import { renderSearch } from '../../fragments/search.ts'
import { renderSecretWarning } from '../../fragments/secret-warning.ts'
import { renderTicket } from '../../fragments/ticket.ts'
import { renderTicketForm } from '../../fragments/ticket-form.ts'
import { renderVerifier } from '../../fragments/verifier.ts'
import { describeAnswers } from '../../fragments/troubleshooter.ts'
import { isPlainText } from '../../guard/plain-text.ts'
import { REMOVED } from '../../guard/secret-finder.ts'
import { redactSecrets } from '../../guard/secrets.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { textFor } from '../../i18n/traditional.ts'
import { createTranslate, type Translate } from '../../i18n/translate.ts'
import type { App, AppEnv, RouteDeps } from '../app.ts'
import type { ApiError } from '../errors.ts'
import type { FormFields } from '../form.ts'
import { isLocale, negotiateLocale } from '../locale.ts'
import type { RateLimitName } from '../rate-limit.ts'
import { emergencyLink } from '../secret.ts'
import { fillSlot } from '../slots.ts'
import { respondNotFound } from './not-found.ts'
import { searchLibrary } from './search.ts'

interface Slot {
  readonly name: string
  readonly limit: RateLimitName
  readonly render: (request: SlotRequest) => Promise<string>
}

interface SlotRequest {
  readonly c: Context<AppEnv>
  readonly deps: RouteDeps
  readonly locale: Locale
  readonly t: Translate
}

const SLOTS: Readonly<Record<SitePage, Slot>> = {
  search: { name: 'results', limit: 'search', render: fillSearch },
  ask: { name: 'conversation', limit: 'ask', render: fillConversation },
  contact: { name: 'form', limit: 'search', render: fillForm },
  channels: { name: 'verifier', limit: 'contacts', render: fillVerifier },
  ticket: { name: 'ticket', limit: 'ticketRead', render: fillTicket },
}

export function registerPages(app: App, deps: RouteDeps): void {
  app.get('/', (c) => {
    const locale = negotiateLocale(c.req.header('accept-language'), deps.library().corpus.site.locales)
    c.header('vary', 'Accept-Language')
    return c.redirect(homeUrl(locale), 302)
  })
  for (const [page, slot] of Object.entries(SLOTS) as [SitePage, Slot][]) {
    app.get(`/:locale/${page}/`, async (c, next) => {
      const locale = c.req.param('locale')
      // Without a query the built page says all there is to say.
      if (!isLocale(locale) || new URL(c.req.url).search === '') return next()
      await deps.rateLimit(slot.limit)(c, async () => {})
      const t = createTranslate(stringsFor(locale))
      return respondFilled(c, deps, {
        locale,
        page,
        content: await slot.render({ c, deps, locale, t }),
        status: 200,
      })
    })
  }
  if (deps.site.serve) {
    app.use(async (c, next) => {
      const isHashed = c.req.path.startsWith('/_astro/')
      await next()
      c.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    })
    app.use(deps.site.serve)
  }
  app.notFound((c) => respondNotFound(c, deps))
}

interface Filled {
  readonly locale: Locale
  readonly page: SitePage
  readonly content: string
  readonly status: 200 | 400 | 404 | 422
}

/** Pages that hold what a person typed are theirs alone: never cached, never indexed. */
async function respondFilled(
  c: Context<AppEnv>,
  deps: RouteDeps,
  { locale, page, content, status }: Filled,
): Promise<Response> {
  const html = await deps.site.read(pageUrl(locale, page))
  if (html === undefined) return respondNotFound(c, deps)
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex')
  return c.html(fillSlot(html, SLOTS[page].name, content), status)
}

async function fillSearch({ c, deps, locale, t }: SlotRequest): Promise<string> {
  const query = plain(c.req.query('q'), LIMITS.query)
  const category = plain(c.req.query('category'), LIMITS.ticketLine)
  const { corpus } = deps.library()
  const titles = Object.fromEntries(corpus.categories.map(({ id, title }) => [id, textFor(title, locale)]))
  const outcome = query === '' ? { results: [] } : await searchLibrary(deps.library(), query, locale)
  const warning = query.includes(REMOVED) ? warningFor(deps, locale, t) : ''
  return warning + renderSearch({ ...outcome, query, category, locale, titles }, t)
}

function warningFor(deps: RouteDeps, locale: Locale, t: Translate): string {
  return renderSecretWarning(emergencyLink(deps.library(), locale), t)
}

/** A page that says what to do now, after a form that was refused for a secret and has no page of its own. */
export async function showSecretReply(
  c: Context<AppEnv>,
  deps: RouteDeps,
  locale: Locale,
): Promise<Response> {
  const reply = await ask(deps.library(), { question: REMOVED, locale })
  const content = renderConversation({ reply, locale }, createTranslate(stringsFor(locale)))
  return respondFilled(c, deps, { locale, page: 'ask', content, status: 422 })
}

async function fillConversation({ c, deps, locale, t }: SlotRequest): Promise<string> {
  // That a secret was removed tells ask() what to say.
  const question = plain(c.req.query('q'), LIMITS.question)
  if (!questionSchema.safeParse({ question }).success) return renderConversation({ locale }, t)
  const reply = await ask(deps.library(), { question, locale })
  return renderConversation({ question, reply, locale }, t)
}

/** The form with what is already known: topic, question, articles shown, answers given to a troubleshooter. */
async function fillForm({ c, deps, locale, t }: SlotRequest): Promise<string> {
  const question = plain(c.req.query('question'), LIMITS.question)
  const articles = plain(c.req.query('article'), LIMITS.ticketLine)
    .split(',')
    .filter((id) => id !== '')
  const first =
    articles[0] === undefined ? undefined : findArticle(deps.library().corpus.articles, articles[0], locale)
  const step = plain(c.req.query('step'), LIMITS.ticketLine)
  const answered = question === '' && first ? describeAnswers(first.article, step, t) : undefined
  const values = {
    topic: plain(c.req.query('topic'), LIMITS.ticketLine) || first?.article.category || '',
    subject: (answered?.subject ?? question).replace(/\s+/g, ' ').slice(0, LIMITS.ticketLine),
    message: answered?.message ?? question,
    articles,
  }
  const warning = `${question}${step}`.includes(REMOVED) ? warningFor(deps, locale, t) : ''
  return warning + renderForm(deps, { locale, values, errors: {} }, t)
}

interface FormState {
  readonly locale: Locale
  readonly values: Parameters<typeof renderTicketForm>[0]['values']
  readonly errors: Readonly<Record<string, string>>
}

function renderForm(deps: RouteDeps, { locale, values, errors }: FormState, t: Translate): string {
  const { corpus } = deps.library()
  const topics = corpus.categories.map(({ id, title }) => ({ id, title: textFor(title, locale) }))
  const ids = [values['articles'] ?? []].flat().filter((id) => typeof id === 'string')
  const articleTitles = Object.fromEntries(
    ids.flatMap((id) => {
      const local = findArticle(corpus.articles, id, locale)
      return local ? [[id, local.article.title]] : []
    }),
  )
  return renderTicketForm({ values, errors, locale, topics, action: '/api/tickets', articleTitles }, t)
}

/** The contact page again, after a form post that could not be accepted. */
export async function showTicketForm(
  c: Context<AppEnv>,
  deps: RouteDeps,
  {
    locale,
    typed,
    errors,
    status,
    hasSecret = false,
  }: {
    locale: Locale
    typed: FormFields
    errors: Readonly<Record<string, string>>
    status: number
    hasSecret?: boolean
  },
): Promise<Response> {
  const safe = redactFields(typed)
  const values = { ...safe, articles: [safe['articles'] ?? []].flat() }
  const t = createTranslate(stringsFor(locale))
  const content =
    (hasSecret ? warningFor(deps, locale, t) : '') + renderForm(deps, { locale, values, errors }, t)
  const response = await respondFilled(c, deps, { locale, page: 'contact', content, status: 400 })
  return new Response(response.body, { status, headers: response.headers })
}

/** The same where not even the form could be read, such as one that is too long. */
export function showRefusedForm(c: Context<AppEnv>, deps: RouteDeps, error: ApiError): Promise<Response> {
  const locale = negotiateLocale(c.req.header('accept-language'), deps.library().corpus.site.locales)
  const { message, status } = error
  return showTicketForm(c, deps, { locale, typed: {}, errors: { form: message }, status })
}

async function fillVerifier({ c, deps, locale, t }: SlotRequest): Promise<string> {
  const { site } = deps.library().corpus
  const advice = adviceFor(site, locale)
  // Control characters stay in: the check says that they are there.
  const given = (c.req.query('q') ?? '').trim().slice(0, LIMITS.contact)
  const { text: query, found } = redactSecrets(given)
  if (found.length > 0) return renderVerifier({ query, hasSecret: true, advice, locale }, t)
  const verdicts = query === '' ? undefined : checkContacts(query, officialListFor(site, locale), t)
  return renderVerifier({ query, verdicts, advice, locale }, t)
}

const PROBLEMS = {
  invalid: 'ticket.problem.invalid',
  secret: 'error.secret',
  'not-found': 'error.ticket-not-found',
} as const

async function fillTicket({ c, deps, locale, t }: SlotRequest): Promise<string> {
  const { site } = deps.library().corpus
  const code = plain(c.req.query('code'), LIMITS.ticketLine)
  const key = plain(c.req.query('key'), LIMITS.ticketLine)
  const ticket = code === '' || key === '' ? undefined : await deps.store.find(code, key)
  const given = c.req.query('problem')
  const isMissing = ticket === undefined && code !== ''
  const reason = isMissing ? 'not-found' : Object.keys(PROBLEMS).find((name) => name === given)
  const origin = deps.siteUrl ?? new URL(c.req.url).origin
  const warning = reason === 'secret' ? warningFor(deps, locale, t) : ''
  const content = renderTicket(
    {
      ...(ticket ? { ticket } : {}),
      ...(reason ? { problem: t(PROBLEMS[reason as keyof typeof PROBLEMS]) } : {}),
      isNew: c.req.query('new') === '1',
      link: ticket ? new URL(pageUrl(locale, 'ticket', { code: ticket.code, key }), origin).href : '',
      locale,
      teams: Object.fromEntries(site.teams.map(({ id, name }) => [id, textFor(name, locale)])),
      timezone: site.hours.timezone,
    },
    t,
  )
  return warning + content
}

/** A query parameter as plain text of bounded length, free of secrets; what is not plain is left out. */
function plain(value: string | undefined, maxLength: number): string {
  // Cut only then: what is left of a secret would not be known for one.
  const text = redactSecrets((value ?? '').trim()).text.slice(0, maxLength)
  return isPlainText(text) ? text : ''
}

/** What was typed, without any secret: it must not stand in a page again. */
function redactFields(fields: FormFields): FormFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? redactSecrets(value).text : value.map((part) => redactSecrets(part).text),
    ]),
  )
}
