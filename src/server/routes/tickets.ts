// Tickets over HTTP: created by JSON or a plain form post, followed with code and key.
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { pageUrl } from '../../articles/urls.ts'
import { LIMITS, LOCALES, type Locale, PRIORITIES } from '../../config.ts'
import { firstReplyDue } from '../../desk/hours.ts'
import {
  OTHER_TOPIC,
  type Ticket,
  type TicketRequest,
  ticketMessageSchema,
  ticketRequestSchema,
  ticketSchema,
} from '../../desk/ticket.ts'
import { triage } from '../../desk/triage.ts'
import { findSecrets, redactSecrets } from '../../guard/secrets.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { createTranslate } from '../../i18n/translate.ts'
import type { App, AppEnv, RouteDeps } from '../app.ts'
import { ApiError, errorSchema, localeFor, toApiError, translateFor } from '../errors.ts'
import { type FormFields, isFormPost, readForm, withoutEmpty } from '../form.ts'
import { isLocale } from '../locale.ts'
import { completesSecret, refuse, refuseSecrets } from '../secret.ts'
import { showTicketForm } from './pages.ts'

const createdSchema = z
  .object({
    code: z.string().meta({ example: 'HC-7K2M-9QXD' }),
    key: z.string().meta({ description: 'Opens the ticket together with its code. Shown only now.' }),
    url: z.string().meta({ description: 'Private link to follow the ticket.' }),
    priority: z.enum(PRIORITIES),
    firstReplyDueAt: z.iso.datetime(),
  })
  .meta({ id: 'TicketCreated' })
type Created = z.infer<typeof createdSchema>

const keyHeader = z.object({ 'x-ticket-key': z.string().max(LIMITS.ticketLine) })
const codeParam = z.object({ code: z.string().max(LIMITS.ticketLine) })
const problem = { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } }
const ticketContent = { 'application/json': { schema: ticketSchema } }

const create = createRoute({
  method: 'post',
  path: '/api/tickets',
  summary: 'Hand a case to a person',
  description:
    'Answered only once the ticket is on disk. Also takes a plain form post and then redirects to the status page.',
  request: { body: { content: { 'application/json': { schema: ticketRequestSchema } } } },
  responses: {
    201: { description: 'Kept.', content: { 'application/json': { schema: createdSchema } } },
    303: { description: 'Kept; to the status page (form posts).' },
    default: problem,
  },
})

const find = createRoute({
  method: 'get',
  path: '/api/tickets/{code}',
  summary: 'Follow a ticket',
  request: { params: codeParam, headers: keyHeader },
  responses: {
    200: { description: 'The ticket as its requester sees it.', content: ticketContent },
    default: problem,
  },
})

const addMessage = createRoute({
  method: 'post',
  path: '/api/tickets/{code}/messages',
  summary: 'Add to a ticket',
  description:
    'Opens it again if it was answered or closed. Also takes a plain form post with `key`, `locale` and `text`.',
  request: {
    params: codeParam,
    headers: keyHeader.partial(),
    body: { content: { 'application/json': { schema: ticketMessageSchema } } },
  },
  responses: {
    200: { description: 'The ticket with the message.', content: ticketContent },
    303: { description: 'Back to the status page (form posts).' },
    default: problem,
  },
})

export function registerTickets(app: App, deps: RouteDeps): void {
  app.post(create.path, async (c, next) => (isFormPost(c) ? createFromForm(c, deps) : next()))
  app.use(create.path, deps.rateLimit('ticket'))
  app.openapi(create, async (c) => c.json(await createTicket(deps, c.req.valid('json')), 201))

  app.use('/api/tickets/:code', deps.rateLimit('ticketRead'))
  app.openapi(find, async (c) => {
    c.header('cache-control', 'no-store')
    const ticket = await deps.store.find(c.req.valid('param').code, c.req.valid('header')['x-ticket-key'])
    return c.json(orNotFound(ticket, c), 200)
  })

  app.use('/api/tickets/:code/messages', deps.rateLimit('ticket'))
  app.post('/api/tickets/:code/messages', async (c, next) => (isFormPost(c) ? addFromForm(c, deps) : next()))
  app.openapi(addMessage, async (c) => {
    const key = c.req.valid('header')['x-ticket-key'] ?? ''
    const { text } = c.req.valid('json')
    const { code } = c.req.valid('param')
    const reader = { library: deps.library(), locale: localeFor(c) }
    refuseSecrets({ text }, reader)
    if (await completesSecret(deps, { code, key, text })) refuse(['text'], reader)
    return c.json(orNotFound(await deps.store.addMessage(code, key, text), c), 200)
  })
}

function orNotFound(ticket: Ticket | undefined, c: Context<AppEnv>): Ticket {
  if (!ticket) throw new ApiError(404, 'not-found', translateFor(c)('error.ticket-not-found'))
  return ticket
}

/** Checks what the schema cannot know, triages and stores. */
async function createTicket(deps: RouteDeps, request: TicketRequest): Promise<Created> {
  const { site, categories } = deps.library().corpus
  const t = createTranslate(stringsFor(request.locale))
  const isKnown = request.topic === OTHER_TOPIC || categories.some(({ id }) => id === request.topic)
  if (!isKnown)
    throw new ApiError(400, 'invalid', t('form.error.topic'), { fields: { topic: t('form.error.topic') } })
  refuseSecrets(request, { library: deps.library(), locale: request.locale })
  const categoryTeams = Object.fromEntries(categories.map(({ id, team }) => [id, team]))
  const { priority, team } = triage(request, { categoryTeams })
  const due = firstReplyDue(new Date(), site.hours, site.firstReplyHours[priority])
  const { code, key } = await deps.store.create({ request, priority, team, firstReplyDueAt: due })
  const url = pageUrl(request.locale, 'ticket', { code, key })
  return { code, key, url, priority, firstReplyDueAt: due.toISOString() }
}

/** Without JavaScript a refusal is the form again, with what was typed and what to mend. */
async function createFromForm(c: Context<AppEnv>, deps: RouteDeps): Promise<Response> {
  let typed: FormFields = {}
  const locale = (): Locale => (isLocale(String(typed['locale'])) ? (typed['locale'] as Locale) : 'en')
  try {
    typed = await readForm(c)
    await deps.rateLimit('ticket')(c, async () => {})
    const { articles, consent, ...fields } = withoutEmpty(typed)
    const request = ticketRequestSchema.safeParse({
      ...fields,
      ...(articles === undefined ? {} : { articles: [articles].flat() }),
      consent: consent === 'true',
    })
    if (!request.success) {
      const t = createTranslate(stringsFor(locale()))
      return await showTicketForm(c, deps, {
        locale: locale(),
        typed,
        errors: fieldErrors(request.error, t),
        status: 400,
      })
    }
    const { code, key } = await createTicket(deps, request.data)
    return c.redirect(pageUrl(request.data.locale, 'ticket', { code, key, new: '1' }), 303)
  } catch (error) {
    const t = createTranslate(stringsFor(locale()))
    const { message, status, details } = toApiError(
      error instanceof Error ? error : new Error(String(error)),
      t,
    )
    if (status >= 500) deps.log.error('ticket not stored', { requestId: c.get('requestId'), error })
    for (const [name, value] of Object.entries(details.headers ?? {})) c.header(name, value)
    return showTicketForm(c, deps, {
      locale: locale(),
      typed,
      errors: details.fields ?? { form: message },
      status,
      hasSecret: details.article !== undefined,
    })
  }
}

const FIELD_ERRORS = ['topic', 'subject', 'message', 'mail', 'consent'] as const

/** Our own sentence for each field that has one; the schema's otherwise. */
function fieldErrors(error: z.ZodError, t: ReturnType<typeof createTranslate>): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => {
      const field = String(issue.path[0] ?? 'form')
      const known = FIELD_ERRORS.find((name) => name === field)
      const isTooLong = issue.code === 'too_big'
      const text = isTooLong
        ? t('error.too-large', { limit: Number(issue.maximum) })
        : known && issue.code !== 'custom'
          ? t(`form.error.${known}`)
          : redactSecrets(issue.message).text
      return [field, text]
    }),
  )
}

async function addFromForm(c: Context<AppEnv>, deps: RouteDeps): Promise<Response> {
  const code = c.req.param('code') ?? ''
  const { key = '', locale = 'en', text = '' } = await readForm(c)
  const page = isLocale(String(locale)) ? (locale as Locale) : LOCALES[0]
  // The address repeats code and key, so neither may be anything else.
  const [plainCode, plainKey] = [code, String(key)].map((value) =>
    findSecrets(value).length > 0 ? '' : value,
  )
  const back = (problemKey?: string): Response =>
    c.redirect(
      pageUrl(page, 'ticket', {
        code: plainCode ?? '',
        key: plainKey ?? '',
        ...(problemKey ? { problem: problemKey } : {}),
      }),
      303,
    )
  const message = ticketMessageSchema.safeParse({ text })
  if (!message.success) return back('invalid')
  const { text: added } = message.data
  const isSecret =
    findSecrets(added).length > 0 || (await completesSecret(deps, { code, key: String(key), text: added }))
  if (isSecret) return back('secret')
  const ticket = await deps.store.addMessage(code, String(key), added)
  return ticket ? back() : back('not-found')
}
