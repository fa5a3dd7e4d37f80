// The shape of a reply to a question; the API's schema and every consumer's type.
import { z } from 'zod'
import { LIMITS, LOCALES, PRIORITIES } from '../config.ts'
import { isPlainText } from '../guard/plain-text.ts'
import { contactVerdictSchema } from './contact-verdict.ts'

const locale = z.enum(LOCALES)

export const questionSchema = z
  .strictObject({
    question: z
      .string()
      .max(LIMITS.question)
      .refine((text) => text.trim() !== '', 'must not be empty')
      .refine(isPlainText, 'must not contain control characters')
      .meta({
        description: `Plain language, at most ${LIMITS.question} characters.`,
        example: '转账失败但手续费扣了',
      }),
    locale: locale
      .optional()
      .meta({ description: "The reader's language; detected from the question if absent." }),
  })
  .meta({ id: 'Question' })

export const articleLinkSchema = z
  .object({
    article: z.string().meta({ description: 'Article id (slug).' }),
    title: z.string(),
    section: z.string().optional().meta({ description: 'Heading of the section meant.' }),
    url: z.string().meta({ description: 'Site path with anchor.' }),
    locale: locale.meta({ description: 'Language of the article; may differ from the reader’s.' }),
  })
  .meta({ id: 'ArticleLink' })
export type ArticleLink = z.infer<typeof articleLinkSchema>

export const citationSchema = articleLinkSchema
  .extend({
    quote: z.string().meta({ description: "The article's own Markdown, character for character." }),
    reviewed: z.iso.date(),
    version: z.string().meta({ description: 'Content hash of the article that was quoted.' }),
  })
  .meta({ id: 'Citation' })
export type Citation = z.infer<typeof citationSchema>

export const DECISIONS = ['answer', 'clarify', 'decline', 'escalate'] as const
export type Decision = (typeof DECISIONS)[number]

/** Why a reply offers a person. `replyReason.*` strings explain each in one sentence. */
export const ESCALATION_REASONS = [
  'person-requested',
  'funds-at-risk',
  'account-specific',
  'other-language',
  'not-covered',
  'low-confidence',
  'secret-shared',
] as const
export type EscalationReason = (typeof ESCALATION_REASONS)[number]

export const draftSchema = z
  .object({
    topic: z.string().meta({ description: 'Category id or "other".' }),
    subject: z.string(),
    message: z.string(),
    articles: z.array(z.string()).meta({ description: 'Articles already shown.' }),
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draftSchema>

export const escalationSchema = z
  .object({
    reason: z.enum(ESCALATION_REASONS),
    explanation: z.string().meta({ description: 'The reason in one sentence, for the person.' }),
    priority: z.enum(PRIORITIES),
    url: z.string().meta({ description: 'Site path of the form, prefilled with the draft.' }),
    draft: draftSchema,
  })
  .meta({ id: 'Escalation' })

export const replySchema = z
  .object({
    id: z.uuid(),
    decision: z.enum(DECISIONS),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Calibrated probability that the first article answers.' }),
    locale,
    message: z
      .string()
      .meta({ description: 'One or two plain sentences: what was found, or why a person is offered.' }),
    answer: z
      .object({ markdown: z.string(), html: z.string() })
      .optional()
      .meta({ description: "Quoted sections, the article's own text." }),
    citations: z.array(citationSchema),
    choices: z
      .array(articleLinkSchema)
      .optional()
      .meta({ description: 'With `clarify`: which of these is meant?' }),
    escalation: escalationSchema.optional(),
    related: z.array(articleLinkSchema),
    explorers: z
      .array(z.object({ label: z.string(), url: z.url() }).meta({ id: 'ExplorerLink' }))
      .meta({ description: 'Block explorers for the transactions and addresses in the question.' }),
    contacts: z
      .array(contactVerdictSchema)
      .optional()
      .meta({ description: 'Verdicts on the contacts in the question: is it really us?' }),
    advice: z
      .object({ scams: z.string().optional(), emergency: z.string() })
      .optional()
      .meta({ description: 'With `contacts`: site paths of the articles that help on.' }),
    notices: z.array(
      z
        .object({ level: z.string(), text: z.string(), url: z.string().optional() })
        .meta({ id: 'ReplyNotice' }),
    ),
    contactUrl: z.string().meta({ description: 'Site path of the form: a person is always one step away.' }),
    tookMs: z.number(),
  })
  .meta({ id: 'Reply' })
export type Reply = z.infer<typeof replySchema>
