// Schemas of the YAML files beside the articles: site, categories, glossary, notices.
import { z } from 'zod'
import { LOCALES } from '../config.ts'

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

const contactSchema = z.strictObject({
  kind: z.enum(CONTACT_KINDS),
  value: line,
  url: z.url({ protocol: /^(https|mailto|tel)$/ }).optional(),
  label: localised,
  note: localised.optional(),
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
  contacts: z.array(contactSchema).min(1),
  /** Where transactions and addresses can be looked up; the first of a chain is its main one. */
  explorers: z.array(explorerSchema).default([]),
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

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
