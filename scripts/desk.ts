// The desk on the command line: list, show, answer and close tickets. Works beside a running server.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { asksForSecret } from '../src/articles/promises.ts'
import { DATABASE_FILE, openDatabase } from '../src/desk/database.node.ts'
import {
  type AgentTicket,
  createTicketStore,
  type TicketStore,
  type TicketSummary,
} from '../src/desk/store.ts'
import { TICKET_STATUSES, type TicketStatus } from '../src/desk/ticket.ts'
import { visible, visibleJson } from '../src/desk/visible.ts'
import { findSecrets } from '../src/guard/secrets.ts'

const HELP = `Tickets of the help desk, on the command line.

  npm run desk -- list [--status ${TICKET_STATUSES.join('|')}] [--limit N] [--json]
  npm run desk -- show CODE [--json]
  npm run desk -- reply CODE [TEXT]     without TEXT the reply is read from standard input
  npm run desk -- close CODE [TEXT]     TEXT is a last word to the requester
  npm run desk -- --help

list shows the most pressing first, the oldest first among equals. The requester sees replies and last words on the
ticket's page. DATA_DIR names the folder that holds the tickets (default: data).`

/** A mistake in the call; shown without a stack trace. */
class UsageError extends Error {}

interface Call {
  readonly command: string
  readonly code: string
  readonly text: string
  readonly status: TicketStatus | undefined
  readonly limit: number | undefined
  readonly isJson: boolean
}

function parseCall(args: readonly string[]): Call | 'help' {
  const { values, positionals } = parse(args)
  const [command = '', code = '', ...words] = positionals
  if (values.help || command === 'help') return 'help'
  if (command === '') throw new UsageError('Say what to do: list, show, reply or close.')
  if (!['list', 'show', 'reply', 'close'].includes(command)) {
    throw new UsageError(`There is no command "${command}": use list, show, reply or close.`)
  }
  if (command === 'list' ? code !== '' : code === '') {
    throw new UsageError(
      command === 'list' ? 'list takes no ticket code.' : `Name the ticket: ${command} CODE`,
    )
  }
  if (command === 'show' && words.length > 0) throw new UsageError('show takes one ticket code.')
  return {
    command,
    code,
    text: words.join(' '),
    status: parseStatus(values.status),
    limit: parseLimit(values.limit),
    isJson: values.json ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        status: { type: 'string' },
        limit: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function parseStatus(text: string | undefined): TicketStatus | undefined {
  if (text === undefined) return undefined
  const status = TICKET_STATUSES.find((known) => known === text)
  if (!status) throw new UsageError(`There is no status "${text}": use ${TICKET_STATUSES.join(', ')}.`)
  return status
}

function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`--limit takes a whole number from 1, not "${text}".`)
  return Number(text)
}

async function run(call: Call, store: TicketStore): Promise<string> {
  if (call.command === 'list') {
    const tickets = await store.list({
      ...(call.status !== undefined && { status: call.status }),
      ...(call.limit !== undefined && { limit: call.limit }),
    })
    return call.isJson ? visibleJson(tickets) : formatList(tickets, new Date())
  }
  const ticket = await actOn(call, store)
  if (!ticket) throw new UsageError(`There is no ticket "${call.code}".`)
  if (call.isJson) return visibleJson(ticket)
  return call.command === 'show'
    ? formatTicket(ticket, new Date())
    : `${ticket.code} is ${ticket.status} now.`
}

async function actOn({ command, code, text }: Call, store: TicketStore): Promise<AgentTicket | undefined> {
  if (command === 'show') return store.read(code)
  // Known before anything is typed or piped in, so that no reply is written for nothing.
  if (!(await store.read(code))) return undefined
  if (command === 'close') return store.closeTicket(code, checked(text))
  const reply = checked(text === '' ? await readReply() : text)
  if (reply === '') throw new UsageError('The reply is empty.')
  return store.reply(code, reply)
}

async function readReply(): Promise<string> {
  if (process.stdin.isTTY) warn('Write the reply; end it with Ctrl-D on an empty line.')
  return readText(process.stdin)
}

function checked(text: string): string {
  if (findSecrets(text, { asksFor: 'hash' }).length > 0) {
    throw new UsageError(
      'This text holds what looks like a recovery phrase or a private key. It was not sent.',
    )
  }
  if (asksForSecret(text)) {
    throw new UsageError(
      'This text asks for a recovery phrase, a key, a password or a code. Nobody here ever does. It was not sent.',
    )
  }
  return text.trim()
}

function formatList(tickets: readonly TicketSummary[], now: Date): string {
  if (tickets.length === 0) return 'No tickets.'
  const header = ['CODE', 'STATUS', 'PRIORITY', 'AGE', 'FIRST REPLY', 'TEAM', 'SUBJECT']
  const rows = tickets.map((ticket) => [
    ticket.code,
    ticket.status,
    ticket.priority,
    formatSpan(now.getTime() - Date.parse(ticket.createdAt)),
    formatDue(ticket, now),
    visible(ticket.team),
    visible(ticket.subject),
  ])
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => widthOf(row[column] ?? ''))),
  )
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function formatDue(ticket: TicketSummary, now: Date): string {
  if (ticket.firstRepliedAt !== undefined) return 'sent'
  if (ticket.status === 'closed') return '-'
  const left = Date.parse(ticket.firstReplyDueAt) - now.getTime()
  return left < 0 ? `OVERDUE ${formatSpan(-left)}` : `due in ${formatSpan(left)}`
}

/** A length of time to two units, such as "3 h 05 min". */
function formatSpan(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`
}

function formatTicket(ticket: AgentTicket, now: Date): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Subject', ticket.subject],
    ['Status', `${ticket.status}, ${ticket.priority}, team ${ticket.team}, topic ${ticket.topic}`],
    ['Opened', `${ticket.createdAt} (${formatSpan(now.getTime() - Date.parse(ticket.createdAt))} ago)`],
    ['First reply', ticket.firstRepliedAt ?? `${formatDue(ticket, now)} (${ticket.firstReplyDueAt})`],
    ['Language', ticket.locale],
    ['Address', ticket.address],
    ['When', ticket.when],
    ['Tried', ticket.tried],
    ['Hopes for', ticket.outcome],
    ['Mail', ticket.mail],
    ['Has read', ticket.articles.length > 0 ? ticket.articles.join(', ') : undefined],
  ]
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(12)}${indented(value)}`],
  )
  const events = ticket.events.map((event) => {
    const head = `── ${event.at}  ${event.author}${event.kind === 'message' ? '' : `: ${event.kind}`}`
    return event.text === '' ? head : `${head}\n${' '.repeat(12)}${indented(event.text)}`
  })
  return [ticket.code, ...lines, '', ...events].join('\n')
}

/** Text over several lines, set in so that none of them can pass for a line of the desk's own. */
function indented(text: string): string {
  return text
    .split(/\r?\n/)
    .map(visible)
    .join(`\n${' '.repeat(12)}`)
}

/** Columns a text takes on a terminal, where Chinese characters take two. */
function widthOf(text: string): number {
  const wide = text.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu,
  )
  return [...text].length + (wide?.length ?? 0)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`)
}

async function main(): Promise<void> {
  const call = parseCall(process.argv.slice(2))
  if (call === 'help') return say(HELP)
  const dataDir = process.env.DATA_DIR || 'data'
  if (!existsSync(join(dataDir, DATABASE_FILE))) {
    throw new UsageError(
      `There are no tickets in "${dataDir}" yet. Start the server once, or name its folder in DATA_DIR.`,
    )
  }
  const store = createTicketStore(await openDatabase(dataDir))
  try {
    say(await run(call, store))
  } finally {
    await store.close()
  }
}

try {
  await main()
} catch (error) {
  const isMistake = error instanceof UsageError
  // What was typed may come back in the message.
  warn(visible(error instanceof Error ? error.message : String(error)))
  if (isMistake) warn('npm run desk -- --help says more.')
  process.exitCode = isMistake ? 2 : 1
}
