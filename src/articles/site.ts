// Schemas of the YAML files beside the articles: site, categories, glossary, notices.
import { z } from 'zod'
import { LOCALES } from '../config.ts'
import { PAGES } from './urls.ts'

const line = z.string().trim().min(1)
/** Text in the written locales; zh-TW is derived. */
const localised = z.strictObject({ 'zh-CN': line, en: line })
const localisedList = z.strictObject({ 'zh-CN': z.array(line), en: z.array(line) })
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "09:00"')
const hours = z.number().positive()

export type Localised = z.infer<typeof localised>

export const CONTACT_KINDS = [
  'site',
  'form',
  'mail',
  'chat',
  'social',
  'community',
  'phone',
  'app',
  'repository',
] as const
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** How the value of a contact looks, so that it can be told from its imitations. */
const CONTACT_FORMS: Readonly<Partial<Record<(typeof CONTACT_KINDS)[number], readonly [RegExp, string]>>> = {
  mail: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'a mail address'],
  phone: [/^\+\d[\d\s().-]{5,}$/, 'a number with its country code, such as "+65 6123 4567"'],
  app: [/^\S+$/, 'the id in the store, such as "com.example.wallet" or "id1234567890"'],
}

const contactSchema = z
  .strictObject({
    kind: z.enum(CONTACT_KINDS),
    value: line,
    url: z.url({ protocol: /^(https|mailto|tel)$/ }).optional(),
    /** Hosts below the address are official, too. Without it they are not. */
    subdomains: z.boolean().optional(),
    label: localised,
    note: localised.optional(),
  })
  .superRefine(({ kind, value, url, subdomains }, context) => {
    const [form, words] = CONTACT_FORMS[kind] ?? []
    if (form && !form.test(value))
      context.addIssue({ code: 'custom', path: ['value'], message: `must be ${words}` })
    if (subdomains && !/^https:\/\/[^/?#]+\/?$/.test(url ?? ''))
      context.addIssue({ code: 'custom', path: ['subdomains'], message: 'needs a url that is a whole host' })
  })

/** Chains whose transactions and addresses are told apart by their form; every EVM chain's look the same. */
export const CHAINS = ['evm', 'tron', 'bitcoin', 'solana'] as const
export type Chain = (typeof CHAINS)[number]
/** EVM networks whose names are recognised in a text (in src/search/references.ts). */
export const NETWORKS = ['Ethereum', 'BNB Chain', 'Polygon', 'Arbitrum', 'Optimism', 'Base'] as const
export type Network = (typeof NETWORKS)[number]

const lookupUrl = z
  .url({ protocol: /^https$/ })
  .regex(
    /^https:\/\/[^\s/?#{}@]+\/[^\s{}]*\{id\}[^\s{}]*$/,
    'an https address with a path that holds {id} exactly once',
  )
const explorerSchema = z.strictObject({
  chain: z.enum(CHAINS),
  name: line,
  /** Told to the reader, and what puts an explorer first when a question names its network. */
  network: z.enum(NETWORKS).optional(),
  transaction: lookupUrl,
  address: lookupUrl,
})

export const siteSchema = z.strictObject({
  brand: z.strictObject({ name: localised, tagline: localised }),
  locales: z.array(z.enum(LOCALES)).min(1),
  popular: z.array(slug),
  /** Article shown whenever funds are at risk or a secret was typed. */
  emergency: slug,
  /** Article shown beside whatever is not official. */
  scams: slug.optional(),
  contacts: z.array(contactSchema).min(1),
  /** Day of the last change to the contacts, so that people can tell an old copy of the list. */
  contactsUpdated: z.iso.date(),
  /** Where transactions and addresses can be looked up; the first of a chain is its main one. */
  explorers: z.array(explorerSchema).default([]),
  /** Where the changes of an article's file can be seen; {file} takes its path in content/. Without it no link is shown. */
  historyUrl: z
    .url({ protocol: /^https$/ })
    .regex(/^[^{}]*\{file\}[^{}]*$/, 'an https address that holds {file} exactly once')
    .optional(),
  neverUsed: localisedList,
  hours: z.strictObject({
    timezone: line.refine(isTimeZone, 'an IANA time zone such as "Asia/Singapore"'),
    days: z.array(z.enum(WEEKDAYS)).min(1),
    open: time,
    close: time,
  }),
  teams: z.array(z.strictObject({ id: slug, name: localised })).min(1),
  firstReplyHours: z.strictObject({ urgent: hours, high: hours, normal: hours }),
})
export type Site = z.infer<typeof siteSchema>
export type Contact = z.infer<typeof contactSchema>
export type Explorer = z.infer<typeof explorerSchema>

export const CATEGORY_ICONS = ['key', 'transfer', 'coins', 'shield', 'lifebuoy'] as const
const categorySchema = z.strictObject({
  id: slug,
  icon: z.enum(CATEGORY_ICONS),
  team: slug,
  title: localised,
  description: localised,
  /** Article ids in the order shown; those not named follow by id. */
  order: z.array(slug).default([]),
})
export const categoriesSchema = z.strictObject({ categories: z.array(categorySchema).min(1) })
export type Category = z.infer<typeof categorySchema>

export const TERM_KINDS = ['concept', 'action', 'symptom', 'chain', 'token', 'wallet'] as const
const termSchema = z.strictObject({
  id: slug,
  kind: z.enum(TERM_KINDS),
  /** The first is the name shown, the others are what people type. */
  'zh-CN': z.array(line).min(1),
  en: z.array(line).min(1),
  definition: localised.optional(),
})
export const glossarySchema = z.strictObject({ terms: z.array(termSchema) })
export type Term = z.infer<typeof termSchema>

export const NOTICE_LEVELS = ['info', 'warning', 'danger'] as const
export const noticeSchema = z.strictObject({
  id: slug,
  level: z.enum(NOTICE_LEVELS),
  /** ISO instants between which the notice stands; without `until` it stands until removed. */
  from: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }).optional(),
  text: localised,
  /** Article that says more. */
  article: slug.optional(),
})
export type Notice = z.infer<typeof noticeSchema>

/** One entry of "you said, we did". */
export const changeSchema = z
  .strictObject({
    id: slug,
    date: z.iso.date('a date such as 2026-11-15'),
    /** What people said, in our words: never a quotation that could tell who it was. */
    said: localised,
    did: localised,
    /** Where the change can be seen: an article, or a page such as "ask". */
    article: slug.optional(),
    page: z.enum(PAGES).optional(),
  })
  .refine(({ article, page }) => (article === undefined) !== (page === undefined), {
    message: 'names either an article or a page',
    path: ['article'],
  })
export type Change = z.infer<typeof changeSchema>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
