// The desk's memory: tickets with their events, and feedback. Plain SQL through Kysely, so any of its databases serves.
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { PRIORITIES, type Priority } from '../config.ts'
import { redactSecrets } from '../guard/secrets.ts'
import {
  createCode,
  createKey,
  hashKey,
  isSameHash,
  normaliseCode,
  type RandomBytes,
  randomBytes,
} from './code.ts'
import type { Database, TicketTable } from './schema.ts'
import type { Feedback, Ticket, TicketEvent, TicketRequest, TicketStatus } from './ticket.ts'

export interface NewTicket {
  readonly request: TicketRequest
  readonly priority: Priority
  readonly team: string
  readonly firstReplyDueAt: Date
}

/** What a requester needs to come back. The key is shown once and kept nowhere. */
export interface TicketAccess {
  readonly code: string
  readonly key: string
}

/** A ticket as a line in the agents' list. */
export interface TicketSummary extends Omit<Ticket, 'events'> {
  /** Absent while nobody has answered. */
  readonly firstRepliedAt?: string
}

/** A ticket with everything its requester wrote, for agents. The message is the first event. */
export interface AgentTicket extends TicketSummary {
  readonly events: TicketEvent[]
  readonly address?: string
  readonly when?: string
  readonly tried?: string
  readonly outcome?: string
  readonly mail?: string
  readonly articles: readonly string[]
}

export interface TicketFilter {
  readonly status?: TicketStatus
  /** Most tickets returned; all if absent. */
  readonly limit?: number
}

export interface TicketStore {
  /** Stores a ticket; resolves once it is on disk. */
  create(ticket: NewTicket): Promise<TicketAccess>
  /** The requester's view; undefined for an unknown code and a wrong key alike. */
  find(code: string, key: string): Promise<Ticket | undefined>
  /** Adds a requester's message; opens the ticket again if it was answered or closed. */
  addMessage(code: string, key: string, text: string): Promise<Ticket | undefined>
  /** Most pressing first, oldest first among equals. */
  list(filter?: TicketFilter): Promise<TicketSummary[]>
  read(code: string): Promise<AgentTicket | undefined>
  /** Adds an agent's reply; opens a closed ticket again. */
  reply(code: string, text: string): Promise<AgentTicket | undefined>
  /** Closes a ticket, with a last word if there is one. Closing twice changes nothing. */
  closeTicket(code: string, text?: string): Promise<AgentTicket | undefined>
  saveFeedback(feedback: Feedback): Promise<void>
  /** All tickets ever stored; also tells that the database answers. */
  countTickets(): Promise<number>
  /** Closes the database. */
  close(): Promise<void>
}

type TicketRow = Selectable<TicketTable>
type Step = Omit<TicketEvent, 'at'>

/** One collision is a matter of billions; this many in a row mean that the random source is broken. */
const MOST_CODES_TRIED = 10
/** Compared with when the code is unknown, so that this takes as long as a wrong key. */
const NO_HASH = '0'.repeat(64)

/**
 * A store over an open database. Texts pass `redactSecrets` before they are stored.
 * @param clock the present, for tests
 * @param random source of codes and keys, for tests
 */
export function createTicketStore(
  db: Kysely<Database>,
  clock: () => Date = () => new Date(),
  random: RandomBytes = randomBytes,
): TicketStore {
  const now = (): string => clock().toISOString()
  return {
    create: async (ticket) => createTicket(db, ticket, now(), random),
    find: async (code, key) => {
      const row = await authorise(db, code, key)
      return row && toTicket(row, await eventsOf(db, row.code))
    },
    addMessage: async (code, key, text) => {
      const row = await authorise(db, code, key)
      const updated =
        row && (await change(db, row.code, now(), (status) => messageFrom('requester', status, text)))
      return updated && toTicket(updated, await eventsOf(db, updated.code))
    },
    list: async (filter = {}) => listTickets(db, filter),
    read: async (code) => readTicket(db, code),
    reply: async (code, text) => {
      await change(db, normaliseCode(code), now(), (status) => messageFrom('agent', status, text))
      return readTicket(db, code)
    },
    closeTicket: async (code, text = '') => {
      await change(db, normaliseCode(code), now(), (status) => closing(status, text))
      return readTicket(db, code)
    },
    saveFeedback: async (feedback) => saveFeedback(db, feedback, now(), createKey(random)),
    countTickets: async () => {
      const { count } = await db
        .selectFrom('ticket')
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    close: async () => db.destroy(),
  }
}

async function createTicket(
  db: Kysely<Database>,
  ticket: NewTicket,
  at: string,
  random: RandomBytes,
): Promise<TicketAccess> {
  const key = createKey(random)
  const hash = await hashKey(key)
  if (hash === undefined) throw new Error('The random source gave a key of the wrong length.')
  for (let tries = 0; tries < MOST_CODES_TRIED; tries++) {
    const code = createCode(random)
    const row = toRow(ticket, { code, key_hash: hash, at })
    const isStored = await db.transaction().execute(async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('ticket')
        .values(row)
        .onConflict((conflict) => conflict.column('code').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows !== 1n) return false
      await append(trx, code, at, [
        { author: 'requester', kind: 'message', text: clean(ticket.request.message) },
      ])
      return true
    })
    if (isStored) return { code, key }
  }
  throw new Error(`No free ticket code in ${MOST_CODES_TRIED} tries: the random source repeats itself.`)
}

function toRow(
  { request, priority, team, firstReplyDueAt }: NewTicket,
  { code, key_hash, at }: { readonly code: string; readonly key_hash: string; readonly at: string },
): Insertable<TicketTable> {
  return {
    code,
    key_hash,
    status: 'open',
    priority,
    team,
    topic: clean(request.topic),
    subject: clean(request.subject),
    locale: request.locale,
    address: cleanOptional(request.address, 'hash'),
    happened_at: cleanOptional(request.when),
    tried: cleanOptional(request.tried),
    outcome: cleanOptional(request.outcome),
    mail: cleanOptional(request.mail),
    articles: JSON.stringify((request.articles ?? []).map((id) => clean(id))),
    created_at: at,
    updated_at: at,
    first_reply_due_at: firstReplyDueAt.toISOString(),
    first_replied_at: null,
  }
}

/** The ticket's row, if the key is the one given out with the code. */
async function authorise(db: Kysely<Database>, code: string, key: string): Promise<TicketRow | undefined> {
  const hash = await hashKey(key)
  const row = await rowOf(db, normaliseCode(code))
  const isSame = isSameHash(row?.key_hash ?? NO_HASH, hash ?? '')
  return isSame ? row : undefined
}

async function rowOf(db: Kysely<Database>, code: string | undefined): Promise<TicketRow | undefined> {
  return db
    .selectFrom('ticket')
    .selectAll()
    .where('code', '=', code ?? '')
    .executeTakeFirst()
}

async function eventsOf(db: Kysely<Database>, code: string): Promise<TicketEvent[]> {
  return db
    .selectFrom('ticket_event')
    .select(['at', 'author', 'kind', 'text'])
    .where('code', '=', code)
    .orderBy('position')
    .execute()
}

async function readTicket(db: Kysely<Database>, code: string): Promise<AgentTicket | undefined> {
  const row = await rowOf(db, normaliseCode(code))
  if (!row) return undefined
  return {
    ...toSummary(row),
    events: await eventsOf(db, row.code),
    ...present('address', row.address),
    ...present('when', row.happened_at),
    ...present('tried', row.tried),
    ...present('outcome', row.outcome),
    ...present('mail', row.mail),
    articles: JSON.parse(row.articles) as string[],
  }
}

async function listTickets(db: Kysely<Database>, { status, limit }: TicketFilter): Promise<TicketSummary[]> {
  let query = db
    .selectFrom('ticket')
    .selectAll()
    .orderBy((eb) =>
      eb
        .case()
        .when('priority', '=', PRIORITIES[0])
        .then(0)
        .when('priority', '=', PRIORITIES[1])
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('created_at')
    .orderBy('code')
  if (status !== undefined) query = query.where('status', '=', status)
  if (limit !== undefined) query = query.limit(limit)
  return (await query.execute()).map(toSummary)
}

interface Change {
  readonly status: TicketStatus
  readonly steps: readonly Step[]
}

function messageFrom(author: 'requester' | 'agent', status: TicketStatus, text: string): Change {
  if (text.trim() === '') throw new RangeError('A message needs some text.')
  const message: Step = { author, kind: 'message', text: clean(text, asksOf(author)) }
  const reopened: Step[] = status === 'closed' ? [{ author, kind: 'reopened', text: '' }] : []
  return { status: author === 'agent' ? 'answered' : 'open', steps: [...reopened, message] }
}

function closing(status: TicketStatus, text: string): Change {
  const isLate = status === 'closed'
  if (isLate && text.trim() === '') return { status, steps: [] }
  return {
    status: 'closed',
    steps: [{ author: 'agent', kind: isLate ? 'message' : 'closed', text: clean(text, asksOf('agent')) }],
  }
}

/** Applies what `decide` makes of the ticket's status, in one transaction. Undefined if there is no such ticket. */
async function change(
  db: Kysely<Database>,
  code: string | undefined,
  at: string,
  decide: (status: TicketStatus) => Change,
): Promise<TicketRow | undefined> {
  return db.transaction().execute(async (trx) => {
    // Written first: databases with many writers lock the row here, so positions are never given twice.
    await trx
      .updateTable('ticket')
      .set((eb) => ({ updated_at: eb.ref('updated_at') }))
      .where('code', '=', code ?? '')
      .execute()
    const row = await rowOf(trx, code)
    if (!row) return undefined
    const { status, steps } = decide(row.status)
    if (steps.length === 0) return row
    const isAnswer = steps.some((step) => step.author === 'agent' && step.text !== '')
    const update = {
      status,
      updated_at: at,
      first_replied_at: row.first_replied_at ?? (isAnswer ? at : null),
    }
    await trx.updateTable('ticket').set(update).where('code', '=', row.code).execute()
    await append(trx, row.code, at, steps)
    return { ...row, ...update }
  })
}

async function append(
  trx: Transaction<Database>,
  code: string,
  at: string,
  steps: readonly Step[],
): Promise<void> {
  const { last } = await trx
    .selectFrom('ticket_event')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  const rows = steps.map((step, i) => ({ ...step, code, at, position: Number(last ?? 0) + i + 1 }))
  await trx.insertInto('ticket_event').values(rows).execute()
}

async function saveFeedback(db: Kysely<Database>, feedback: Feedback, at: string, id: string): Promise<void> {
  await db
    .insertInto('feedback')
    .values({
      id,
      at,
      article: cleanOptional(feedback.article),
      reply: feedback.reply ?? null,
      locale: feedback.locale,
      helpful: feedback.helpful ? 1 : 0,
      reason: feedback.reason ?? null,
      comment: cleanOptional(feedback.comment),
    })
    .execute()
}

function toSummary(row: TicketRow): TicketSummary {
  return {
    code: row.code,
    status: row.status,
    priority: row.priority,
    team: row.team,
    topic: row.topic,
    subject: row.subject,
    locale: row.locale,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    firstReplyDueAt: row.first_reply_due_at,
    ...present('firstRepliedAt', row.first_replied_at),
  }
}

function toTicket(row: TicketRow, events: TicketEvent[]): Ticket {
  const { firstRepliedAt: _, ...summary } = toSummary(row)
  return { ...summary, events }
}

function present<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>)
}

/** Agents write transaction hashes, and have no key of anybody's to write. */
function asksOf(author: 'requester' | 'agent'): 'hash' | undefined {
  return author === 'agent' ? 'hash' : undefined
}

function clean(text: string, asksFor?: 'hash'): string {
  return redactSecrets(text, { asksFor }).text
}

function cleanOptional(text: string | undefined, asksFor?: 'hash'): string | null {
  return text === undefined || text === '' ? null : clean(text, asksFor)
}
