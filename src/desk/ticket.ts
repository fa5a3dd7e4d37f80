// What a ticket is: the form's schema, the stored ticket, and what its requester may see.
import { z } from 'zod'
import { FEEDBACK_REASONS, LIMITS, LOCALES, PRIORITIES } from '../config.ts'
import { isPlainText } from '../guard/plain-text.ts'

/** What a person typed, at most `limit` characters. */
const plainText = (limit: number) =>
  z.string().trim().max(limit).refine(isPlainText, 'must not contain control characters')
const line = plainText(LIMITS.ticketLine)
const text = plainText(LIMITS.ticketMessage)

/** The topic that stands for "none of the categories". */
export const OTHER_TOPIC = 'other'

export const ticketRequestSchema = z
  .strictObject({
    topic: line.min(1).meta({ description: 'Category id or "other".' }),
    subject: line.min(3),
    message: text.min(10).meta({ description: 'What happened, with steps and error text.' }),
    address: line.optional().meta({ description: 'Public address or transaction hash. Never a secret.' }),
    when: line.optional().meta({ description: 'When it happened, in the person’s own words.' }),
    tried: text.optional(),
    outcome: text.optional().meta({ description: 'What the person hopes for.' }),
    mail: z.union([z.literal(''), z.email().max(LIMITS.ticketLine)]).optional(),
    locale: z.enum(LOCALES),
    articles: z.array(line).max(10).optional().meta({ description: 'Articles already read.' }),
    consent: z
      .literal(true)
      .meta({ description: 'The person agrees that the case is stored to be answered.' }),
  })
  .meta({ id: 'TicketRequest' })
export type TicketRequest = z.infer<typeof ticketRequestSchema>

/** What a requester adds to a ticket. */
export const ticketMessageSchema = z.strictObject({ text: text.min(1) }).meta({ id: 'TicketMessage' })

export const TICKET_STATUSES = ['open', 'answered', 'closed'] as const
export type TicketStatus = (typeof TICKET_STATUSES)[number]

export const ticketEventSchema = z
  .object({
    at: z.iso.datetime(),
    author: z.enum(['requester', 'agent', 'desk']),
    kind: z.enum(['message', 'closed', 'reopened']),
    text: z.string(),
  })
  .meta({ id: 'TicketEvent' })
export type TicketEvent = z.infer<typeof ticketEventSchema>

/** A ticket as its requester sees it. */
export const ticketSchema = z
  .object({
    code: z.string().meta({ example: 'HC-7K2M-9QXD' }),
    status: z.enum(TICKET_STATUSES),
    priority: z.enum(PRIORITIES),
    team: z.string(),
    topic: z.string(),
    subject: z.string(),
    locale: z.enum(LOCALES),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    firstReplyDueAt: z.iso.datetime().meta({ description: 'By when the desk means to send a first reply.' }),
    events: z.array(ticketEventSchema),
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof ticketSchema>

export const feedbackSchema = z
  .strictObject({
    article: z.string().max(LIMITS.ticketLine).optional(),
    reply: z.uuid().optional().meta({ description: 'Id of the reply rated, if it was a reply.' }),
    locale: z.enum(LOCALES),
    helpful: z.boolean(),
    reason: z.enum(FEEDBACK_REASONS).optional(),
    comment: plainText(LIMITS.feedbackComment).optional(),
  })
  .refine((feedback) => feedback.article !== undefined || feedback.reply !== undefined, {
    message: 'Name the article or the reply that is rated.',
  })
  .meta({ id: 'Feedback' })
export type Feedback = z.infer<typeof feedbackSchema>
