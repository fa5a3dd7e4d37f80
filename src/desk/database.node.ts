// Opening the desk's SQLite file: safe settings, private to its owner, brought up to date.
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS, migrationProvider } from './migrations.ts'
import type { Database } from './schema.ts'

/** Name of the database file inside the data folder. */
export const DATABASE_FILE = 'desk.sqlite'

/** Milliseconds to wait for another process (a second server, the command line) that is writing. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * Opens the ticket database in a folder, which is created (mode 0700) if need be, and brings its tables up to date.
 * `':memory:'` opens a fresh one in memory. Close it with `db.destroy()` or the store's `close()`. Open a folder once per
 * process: SQLite's waiting would hold up the very process it waits for.
 * @throws {Error} saying what to do, if the folder cannot be written, the file is no database, or a newer release wrote it.
 */
export async function openDatabase(dataDir: string): Promise<Kysely<Database>> {
  const sqlite = await openFile(dataDir)
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: adapt(sqlite) }) })
  try {
    await migrate(sqlite, db)
    return db
  } catch (error) {
    sqlite.close()
    throw explain(dataDir, error)
  }
}

async function openFile(dataDir: string): Promise<DatabaseSync> {
  let sqlite: DatabaseSync | undefined
  try {
    sqlite = new DatabaseSync(dataDir === ':memory:' ? dataDir : prepareFile(dataDir), {
      timeout: BUSY_TIMEOUT_MS,
      // Turned on after the migrations: rebuilding a table with references needs it off.
      enableForeignKeyConstraints: false,
    })
    await useWriteAheadLog(sqlite)
    // FULL: a commit has reached the disk when it returns, so an acknowledged ticket survives a power cut.
    sqlite.exec('PRAGMA synchronous = FULL')
    // macOS calls data written that its drive only holds in a cache, unless asked for more. Elsewhere this does nothing.
    sqlite.exec('PRAGMA fullfsync = ON')
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw explain(dataDir, error)
  }
}

/** Turning the log on is the one step that fails at once, instead of waiting, while another process does the same. */
async function useWriteAheadLog(sqlite: DatabaseSync): Promise<void> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      sqlite.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      const isBusy = error instanceof Error && error.message.includes('database is locked')
      if (!isBusy || Date.now() > deadline) throw error
      await sleep(20)
    }
  }
}

/** Creates what is missing, readable by its owner alone; SQLite gives its side files the file's mode. */
function prepareFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, DATABASE_FILE)
  closeSync(openSync(file, 'a', 0o600))
  return file
}

/** The part of a better-sqlite3 database that Kysely's dialect uses, over node:sqlite. */
function adapt(sqlite: DatabaseSync): SqliteDatabase {
  return {
    close: () => sqlite.close(),
    prepare: (sql) => {
      // A transaction that reads first and writes later cannot wait for another writer; one that asks at once can.
      const statement = sqlite.prepare(sql === 'begin' ? 'begin immediate' : sql)
      const bind = (parameters: readonly unknown[]): SQLInputValue[] => [
        ...(parameters as readonly SQLInputValue[]),
      ]
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bind(parameters)),
        run: (parameters) => statement.run(...bind(parameters)),
        iterate: (parameters) => statement.iterate(...bind(parameters)),
      }
    },
  }
}

/** Brings the tables up to date. A file that is up to date already is only read, so a busy writer holds nobody up. */
async function migrate(sqlite: DatabaseSync, db: Kysely<Database>): Promise<void> {
  const done = stepsRun(sqlite)
  const unknown = done.filter((name) => !Object.hasOwn(MIGRATIONS, name))
  if (unknown.length > 0) {
    throw new Error(
      `it was written by a newer release (it has the steps ${unknown.join(', ')}). Install that release or a later one.`,
    )
  }
  if (done.length < Object.keys(MIGRATIONS).length) {
    // One transaction around all steps (Kysely takes none for SQLite): a crash leaves the old tables whole, and two
    // processes that start together take turns.
    sqlite.exec('BEGIN IMMEDIATE')
    const { error } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest()
    if (error !== undefined) throw error
    sqlite.exec('COMMIT')
  }
  sqlite.exec('PRAGMA foreign_keys = ON')
}

/** Names of the migrations that have been run on a file. */
function stepsRun(sqlite: DatabaseSync): string[] {
  const table = sqlite.prepare("SELECT name FROM sqlite_master WHERE name = 'kysely_migration'").get()
  if (!table) return []
  return sqlite
    .prepare('SELECT name FROM kysely_migration ORDER BY name')
    .all()
    .map((row) => String(row.name))
}

function explain(dataDir: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const isAccess = /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|readonly|unable to open/i.test(reason)
  const remedy = isAccess ? ' Make the folder writable for this user, or name another one in DATA_DIR.' : ''
  return new Error(`Cannot open the ticket database in "${dataDir}": ${reason}${remedy}`, { cause })
}
