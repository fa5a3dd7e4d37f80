// GET /api/contacts: the official list. GET /api/contacts/verify: is this link, address, account, number or app on it?
import { createRoute, z } from '@hono/zod-openapi'
import { checkContacts, overallOf } from '../../answer/check-contacts.ts'
import { contactVerdictSchema, officialListFor } from '../../answer/contact-verdict.ts'
import { contactListOf } from '../../articles/contact-list.ts'
import { siteSchema } from '../../articles/site.ts'
import { LIMITS, LOCALES } from '../../config.ts'
import { VERDICTS } from '../../guard/contacts.ts'
import { findSecrets } from '../../guard/secrets.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { createTranslate } from '../../i18n/translate.ts'
import type { App, RouteDeps } from '../app.ts'
import { ApiError, errorSchema } from '../errors.ts'

const version = {
  hash: z.string().meta({
    description:
      'First 12 hex digits of the SHA-256 of `contacts` as sent by /api/contacts, as JSON without spaces.',
    example: '0a1b2c3d4e5f',
  }),
  updated: z.iso.date().meta({ description: 'Day of the last change to the contacts.' }),
}
const { contacts, neverUsed, hours } = siteSchema.shape
const listSchema = z.object({ contacts, neverUsed, hours, ...version }).meta({ id: 'ContactList' })

const problem = { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } }

const list = createRoute({
  method: 'get',
  path: '/api/contacts',
  summary: 'Every official contact',
  description: 'What is not in this list is not official.',
  responses: {
    200: { description: 'The list.', content: { 'application/json': { schema: listSchema } } },
    default: problem,
  },
})

const checkSchema = z
  .object({
    verdict: z
      .enum([...VERDICTS, 'none'])
      .meta({ description: 'The worst of `results`; `none` if there is nothing to check.' }),
    results: z.array(contactVerdictSchema),
    ...version,
  })
  .meta({ id: 'ContactCheck' })

const verify = createRoute({
  method: 'get',
  path: '/api/contacts/verify',
  summary: 'Is this contact official?',
  description:
    'Takes a link, mail address, account, phone number or app id, also inside of a message. Nothing is fetched and nothing kept.',
  request: {
    query: z.object({
      // Control and invisible characters are no error here: they are what a trick is made of.
      q: z
        .string()
        .max(LIMITS.contact)
        .refine((text) => text.trim() !== '', 'must not be empty')
        .meta({ example: 'https://help.example.com.evil.net' }),
      locale: z.enum(LOCALES).default('en'),
    }),
  },
  responses: {
    200: {
      description: 'A verdict on each.',
      content: { 'application/json': { schema: checkSchema } },
    },
    default: problem,
  },
})

export function registerContacts(app: App, { library, rateLimit }: RouteDeps): void {
  app.use('/api/contacts', rateLimit('contacts'))
  app.openapi(list, (c) => {
    const { site } = library().corpus
    const { hash, updated } = contactListOf(site)
    c.header('cache-control', 'no-cache')
    return c.json(
      { contacts: site.contacts, neverUsed: site.neverUsed, hours: site.hours, hash, updated },
      200,
    )
  })

  app.use('/api/contacts/verify', rateLimit('contacts'))
  app.openapi(verify, (c) => {
    const { q, locale } = c.req.valid('query')
    const t = createTranslate(stringsFor(locale))
    if (findSecrets(q).length > 0) throw new ApiError(422, 'secret-found', t('verify.secret'))
    const { site } = library().corpus
    const results = checkContacts(q, officialListFor(site, locale), t)
    const { hash, updated } = contactListOf(site)
    c.header('cache-control', 'no-store')
    return c.json({ verdict: overallOf(results) ?? ('none' as const), results, hash, updated }, 200)
  })
}
