// The desk's tables as Kysely sees them. Portable columns only: text (times are ISO 8601 in UTC) and integers.
import type { Locale, Priority } from '../config.ts'
import type { TicketEvent, TicketStatus } from './ticket.ts'

export interface TicketTable {
  /** Public code, `HC-XXXX-XXXX`. */
  code: string
  /** SHA-256 of the requester's key, in hex. The key itself is never stored. */
  key_hash: string
  status: TicketStatus
  priority: Priority
  team: string
  topic: string
  subject: string
  locale: Locale
  address: string | null
  happened_at: string | null
  tried: string | null
  outcome: string | null
  mail: string | null
  /** JSON array of article ids. */
  articles: string
  created_at: string
  updated_at: string
  first_reply_due_at: string
  first_replied_at: string | null
}

export interface TicketEventTable {
  code: string
  /** 1, 2, 3 … within a ticket. */
  position: number
  at: string
  author: TicketEvent['author']
  kind: TicketEvent['kind']
  text: string
}

export interface FeedbackTable {
  id: string
  at: string
  article: string | null
  reply: string | null
  locale: Locale
  /** 1 or 0: SQLite has no booleans. */
  helpful: number
  reason: string | null
  comment: string | null
}

export interface Database {
  ticket: TicketTable
  ticket_event: TicketEventTable
  feedback: FeedbackTable
}
