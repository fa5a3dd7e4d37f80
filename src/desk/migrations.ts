// How the desk's tables come about, step by step. A step that has been released is never edited; add another.
import type { Kysely } from 'kysely'
import type { Migration, MigrationProvider } from 'kysely/migration'

/** Steps by name; they run in the order of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-tickets': { up: createTickets },
  '0002-feedback': { up: createFeedback },
}

export const migrationProvider: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS }) }

async function createTickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket')
    .addColumn('code', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('priority', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('happened_at', 'text')
    .addColumn('tried', 'text')
    .addColumn('outcome', 'text')
    .addColumn('mail', 'text')
    .addColumn('articles', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('first_reply_due_at', 'text', (column) => column.notNull())
    .addColumn('first_replied_at', 'text')
    .execute()
  await db.schema
    .createIndex('ticket_by_status')
    .on('ticket')
    .columns(['status', 'priority', 'created_at'])
    .execute()
  await db.schema
    .createTable('ticket_event')
    .addColumn('code', 'text', (column) => column.notNull().references('ticket.code').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_event_key', ['code', 'position'])
    .execute()
}

async function createFeedback(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feedback')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('article', 'text')
    .addColumn('reply', 'text')
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('comment', 'text')
    .execute()
}
