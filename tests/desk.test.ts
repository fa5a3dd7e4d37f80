// The desk: tickets are stored, found only with their key, triaged, due in service hours, and worked on by agents.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { normaliseCode } from '../src/desk/code.ts'
import { DATABASE_FILE, openDatabase } from '../src/desk/database.node.ts'
import { firstReplyDue, isOpen, type ServiceHours, type Weekday } from '../src/desk/hours.ts'
import { createTicketStore, type NewTicket, type TicketStore } from '../src/desk/store.ts'
import { ticketSchema, type TicketRequest } from '../src/desk/ticket.ts'
import { triage } from '../src/desk/triage.ts'
import { visible, visibleJson } from '../src/desk/visible.ts'

const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const REQUEST: TicketRequest = {
  topic: 'transfers',
  subject: 'Transfer is missing',
  message: 'I sent 1 ETH and it never arrived.',
  locale: 'en',
  consent: true,
}
const NEW: NewTicket = {
  request: REQUEST,
  priority: 'high',
  team: 'transactions',
  firstReplyDueAt: new Date('2026-03-02T10:00:00.000Z'),
}

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'desk-'))
  cleanups.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A store whose clock moves on by a minute at every look. */
async function open(dataDir = ':memory:', random?: (count: number) => Uint8Array): Promise<TicketStore> {
  let minutes = 0
  const clock = (): Date => new Date(Date.parse('2026-03-02T09:00:00Z') + 60_000 * minutes++)
  const store = createTicketStore(await openDatabase(dataDir), clock, random)
  cleanups.push(() => store.close())
  return store
}

describe('a ticket store', () => {
  test('gives a code and a key, and the ticket back for both', async () => {
    const store = await open()
    const { code, key } = await store.create(NEW)
    expect(code).toMatch(/^HC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/)
    const ticket = await store.find(code.toLowerCase().replaceAll('-', ' '), key)
    expect(ticket).toEqual({
      code,
      status: 'open',
      priority: 'high',
      team: 'transactions',
      topic: 'transfers',
      subject: 'Transfer is missing',
      locale: 'en',
      createdAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
      firstReplyDueAt: '2026-03-02T10:00:00.000Z',
      events: [
        { at: '2026-03-02T09:00:00.000Z', author: 'requester', kind: 'message', text: REQUEST.message },
      ],
    })
    expect(ticketSchema.parse(ticket)).toEqual(ticket)
  })

  test('tells nothing apart for a wrong key, another ticket’s key, an unknown code and nonsense', async () => {
    const store = await open()
    const first = await store.create(NEW)
    const second = await store.create(NEW)
    expect(second.code).not.toBe(first.code)
    expect(await store.find(first.code, second.key)).toBeUndefined()
    expect(await store.find(first.code, '')).toBeUndefined()
    expect(await store.find(first.code, `${first.key}A`)).toBeUndefined()
    expect(await store.find('HC-0000-0000', first.key)).toBeUndefined()
    expect(await store.find("' OR 1=1 --", first.key)).toBeUndefined()
    expect(await store.addMessage(first.code, second.key, 'Hello')).toBeUndefined()
    expect((await store.read(first.code))?.events).toHaveLength(1)
  })

  test('keeps no key in the file, and cuts secrets out of every text', async () => {
    const dataDir = folder()
    const store = await open(dataDir)
    const secret = `my words: ${PHRASE}`
    const { code, key } = await store.create({
      ...NEW,
      request: {
        ...REQUEST,
        subject: secret,
        message: secret,
        address: secret,
        when: secret,
        tried: secret,
        outcome: secret,
        articles: [secret],
        topic: secret,
      },
    })
    await store.addMessage(code, key, secret)
    await store.reply(code, secret)
    await store.closeTicket(code, secret)
    await store.saveFeedback({ article: 'gas-fees', locale: 'en', helpful: false, comment: secret })
    expect((await store.find(code, key))?.events[0]?.text).toContain('[removed]')
    const bytes = ['', '-wal']
      .map((end) => readFileSync(join(dataDir, DATABASE_FILE + end)).toString('latin1'))
      .join()
    expect(bytes).toContain('[removed]')
    expect(bytes).not.toContain('sausage')
    expect(bytes).not.toContain(key)
  })

  test('draws another code when one is taken, and gives up on a broken random source', async () => {
    const draws = [1, 1, 2]
    const store = await open(':memory:', (count) => {
      const bytes =
        count === 8 ? new Uint8Array(count).fill(draws.shift() ?? 2) : new Uint8Array(count).fill(9)
      return bytes
    })
    expect((await store.create(NEW)).code).toBe('HC-1111-1111')
    expect((await store.create(NEW)).code).toBe('HC-2222-2222')
    expect(await store.countTickets()).toBe(2)
    await expect(store.create(NEW)).rejects.toThrow('No free ticket code in 10 tries')
    expect((await store.read('HC-1111-1111'))?.events).toHaveLength(1)
  })

  test('follows a case from reply to close to reopening', async () => {
    const store = await open()
    const { code, key } = await store.create(NEW)
    expect(await store.reply(code, 'Which network?')).toMatchObject({
      status: 'answered',
      firstRepliedAt: '2026-03-02T09:01:00.000Z',
    })
    expect(await store.addMessage(code, key, 'Mainnet.')).toMatchObject({ status: 'open' })
    expect(await store.closeTicket(code, 'It has arrived.')).toMatchObject({ status: 'closed' })
    expect(await store.closeTicket(code)).toMatchObject({ status: 'closed' })
    const ticket = await store.addMessage(code, key, 'It has not!')
    expect(ticket?.status).toBe('open')
    expect(ticket?.updatedAt).toBe(ticket?.events.at(-1)?.at)
    expect(ticket?.events.map(({ author, kind, text }) => [author, kind, text])).toEqual([
      ['requester', 'message', REQUEST.message],
      ['agent', 'message', 'Which network?'],
      ['requester', 'message', 'Mainnet.'],
      ['agent', 'closed', 'It has arrived.'],
      ['requester', 'reopened', ''],
      ['requester', 'message', 'It has not!'],
    ])
    expect((await store.read(code))?.firstRepliedAt).toBe('2026-03-02T09:01:00.000Z')
  })

  test('refuses empty messages and unknown tickets', async () => {
    const store = await open()
    const { code, key } = await store.create(NEW)
    await expect(store.addMessage(code, key, '  ')).rejects.toThrow(RangeError)
    expect(await store.reply('HC-0000-0000', 'Hello')).toBeUndefined()
    expect(await store.closeTicket('nonsense')).toBeUndefined()
    expect((await store.read(code))?.status).toBe('open')
  })

  test('shows agents what the form asked for, and leaves out what was not filled in', async () => {
    const store = await open()
    const filled = {
      address: '0xabc',
      when: 'today',
      tried: 'waiting',
      outcome: 'my money',
      mail: 'a@example.com',
      articles: ['gas-fees'],
    }
    const { code } = await store.create({ ...NEW, request: { ...REQUEST, ...filled } })
    const empty = await store.create({ ...NEW, request: { ...REQUEST, mail: '' } })
    expect(await store.read(code)).toMatchObject(filled)
    expect(await store.read(empty.code)).not.toHaveProperty('mail')
    expect(await store.read(empty.code)).toMatchObject({ articles: [] })
  })

  test('lists the most pressing first, the oldest first among equals', async () => {
    const store = await open()
    const codes: string[] = []
    for (const priority of ['normal', 'high', 'urgent', 'high', 'urgent'] as const) {
      codes.push((await store.create({ ...NEW, priority })).code)
    }
    await store.closeTicket(codes[1] ?? '')
    const order = async (filter?: Parameters<TicketStore['list']>[0]): Promise<number[]> =>
      (await store.list(filter)).map(({ code }) => codes.indexOf(code))
    expect(await order()).toEqual([2, 4, 1, 3, 0])
    expect(await order({ status: 'open' })).toEqual([2, 4, 3, 0])
    expect(await order({ status: 'open', limit: 2 })).toEqual([2, 4])
    expect(await store.countTickets()).toBe(5)
  })

  test('numbers events of messages that arrive at the same time', async () => {
    const store = await open()
    const { code, key } = await store.create(NEW)
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.addMessage(code, key, `Message ${i}`)))
    expect(new Set((await store.find(code, key))?.events.map(({ text }) => text)).size).toBe(21)
  })
})

describe('normaliseCode', () => {
  test.each([
    'HC-7K2M-9QXD',
    'hc 7k2m 9qxd',
    '7k2m9qxd',
    ' ＨＣ－７Ｋ２Ｍ－９ＱＸＤ ',
    'HC–7K2M–9QXD',
    'hc7k2m9qxd',
  ])('reads %s', (text) => {
    expect(normaliseCode(text)).toBe('HC-7K2M-9QXD')
  })

  test('takes look-alike letters for the digits they were', () => {
    expect(normaliseCode('HC-OIL0-1111')).toBe('HC-0110-1111')
  })

  test.each(['', 'HC', 'HC-7K2M-9QX', 'HC-7K2M-9QXDD', 'HC-7K2M-9QXU', '../../etc', 'x'.repeat(100_000)])(
    'refuses the rest',
    (text) => {
      expect(normaliseCode(text)).toBeUndefined()
    },
  )
})

describe('openDatabase', () => {
  test('creates a folder for its owner alone and finds everything again', async () => {
    const dataDir = join(folder(), 'deep', 'data')
    const store = createTicketStore(await openDatabase(dataDir))
    const { code, key } = await store.create(NEW)
    await store.close()
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, DATABASE_FILE)).mode & 0o777).toBe(0o600)
    expect((await (await open(dataDir)).find(code, key))?.code).toBe(code)
  })

  test('writes through to the disk and checks references', async () => {
    const dataDir = folder()
    const db = await openDatabase(dataDir)
    cleanups.push(() => db.destroy())
    const pragma = async (name: string): Promise<unknown> => {
      const { CompiledQuery } = await import('kysely')
      return Object.values(
        (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(`PRAGMA ${name}`))).rows[0] ?? {},
      )[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('busy_timeout')).toBe(5_000)
  })

  test('serves several processes that open a new folder at once', { timeout: 30_000 }, async () => {
    const dataDir = folder()
    const child = fileURLToPath(new URL('./desk-crash-child.ts', import.meta.url))
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const opener = spawn(process.execPath, [child, dataDir, '10'], {
          stdio: ['ignore', 'ignore', 'inherit'],
        })
        return new Promise<number | null>((resolve) => opener.on('close', resolve))
      }),
    )
    expect(codes).toEqual([0, 0, 0, 0])
    expect(await (await open(dataDir)).countTickets()).toBe(40)
  })

  test('says what to do about a folder that cannot be written', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    await expect(openDatabase(join(file, 'data'))).rejects.toThrow(
      /Cannot open the ticket database in ".*data".*DATA_DIR/,
    )
  })

  test('refuses a file that a newer release wrote, and leaves it alone', async () => {
    const dataDir = folder()
    await (await openDatabase(dataDir)).destroy()
    const sqlite = new DatabaseSync(join(dataDir, DATABASE_FILE))
    sqlite.exec("INSERT INTO kysely_migration VALUES ('9999-future', '2030-01-01T00:00:00.000Z')")
    sqlite.close()
    await expect(openDatabase(dataDir)).rejects.toThrow(/newer release.*9999-future/)
  })

  test('refuses a file that is no database', async () => {
    const dataDir = folder()
    writeFileSync(join(dataDir, DATABASE_FILE), 'This is a letter, not a database. '.repeat(50))
    await expect(openDatabase(dataDir)).rejects.toThrow('file is not a database')
  })
})

describe('triage', () => {
  const categoryTeams = {
    keys: 'wallet',
    transfers: 'transactions',
    tokens: 'transactions',
    security: 'security',
    support: 'support',
  }
  test.each<[string, string, string, string]>([
    ['keys', 'Someone stole all my coins', 'urgent', 'security'],
    ['other', '我把私钥给了别人', 'urgent', 'security'],
    ['other', '我的錢包被盜，請幫忙', 'urgent', 'security'],
    ['transfers', 'I sent it over the wrong network', 'high', 'transactions'],
    ['transfers', 'It is stuck since Monday', 'high', 'transactions'],
    ['keys', 'It is stuck since Monday', 'normal', 'wallet'],
    ['support', '账户被冻结了', 'high', 'support'],
    ['security', 'Is this site yours?', 'high', 'security'],
    ['security', 'How do I avoid being hacked?', 'high', 'security'],
    ['keys', 'How do I avoid being hacked?', 'normal', 'wallet'],
    ['other', 'Please add dark mode', 'normal', 'support'],
    ['constructor', 'Please add dark mode', 'normal', 'support'],
  ])('%s, "%s" → %s for %s', (topic, message, priority, team) => {
    const request = { ...REQUEST, topic, subject: 'A question', message }
    expect(triage(request, { categoryTeams })).toEqual({ priority, team })
  })
})

describe('service hours', () => {
  const daily: ServiceHours = {
    timezone: 'Asia/Singapore',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    open: '09:00',
    close: '21:00',
  }
  const berlin: ServiceHours = {
    timezone: 'Europe/Berlin',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    open: '09:00',
    close: '17:00',
  }
  const night: ServiceHours = { timezone: 'America/New_York', days: ['sat'], open: '22:00', close: '06:00' }
  const always: ServiceHours = { ...daily, timezone: 'Europe/Berlin', open: '00:00', close: '00:00' }

  test.each<[string, ServiceHours, string, number, string]>([
    ['inside a shift', daily, '2026-03-02T03:00:00Z', 2, '2026-03-02T05:00:00Z'],
    ['before opening', daily, '2026-03-02T00:00:00Z', 2, '2026-03-02T03:00:00Z'],
    ['across the night', daily, '2026-03-02T12:00:00Z', 8, '2026-03-03T08:00:00Z'],
    ['to the very close', daily, '2026-03-02T12:00:00Z', 1, '2026-03-02T13:00:00Z'],
    ['over two days', daily, '2026-03-02T01:00:00Z', 24, '2026-03-03T13:00:00Z'],
    ['over a weekend with a clock change', berlin, '2026-03-27T15:30:00Z', 1, '2026-03-30T07:30:00Z'],
    ['in a night shift across a clock change', night, '2026-03-08T02:30:00Z', 7, '2026-03-08T10:00:00Z'],
    ['around the clock through a doubled hour', always, '2026-10-24T12:00:00Z', 48, '2026-10-26T12:00:00Z'],
    ['at once', daily, '2026-03-02T20:00:00Z', 0, '2026-03-03T01:00:00Z'],
  ])('are counted %s', (_, hours, from, target, due) => {
    expect(firstReplyDue(new Date(from), hours, target)).toEqual(new Date(due))
  })

  test('open and close at the minute', () => {
    expect(isOpen(new Date('2026-03-02T00:59:59Z'), daily)).toBe(false)
    expect(isOpen(new Date('2026-03-02T01:00:00Z'), daily)).toBe(true)
    expect(isOpen(new Date('2026-03-02T13:00:00Z'), daily)).toBe(false)
    expect(isOpen(new Date('2026-03-08T06:30:00Z'), night)).toBe(true)
    expect(isOpen(new Date('2026-10-25T01:30:00Z'), always)).toBe(true)
  })

  test('refuse settings that never open', () => {
    expect(() => firstReplyDue(new Date(), { ...daily, days: [] }, 1)).toThrow(RangeError)
    expect(() => isOpen(new Date(), { ...daily, open: '9 am' })).toThrow(RangeError)
    expect(() => firstReplyDue(new Date(), daily, Number.NaN)).toThrow(RangeError)
  })

  const anyHours = fc.record({
    timezone: fc.constantFrom(
      'Asia/Singapore',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ),
    days: fc.uniqueArray(fc.constantFrom<Weekday>('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), {
      minLength: 1,
    }),
    // Clocks change between 0 and 4: times in between may come twice or never.
    open: fc.constantFrom('05:00', '08:30', '09:00', '12:00', '22:00'),
    close: fc.constantFrom('05:00', '06:00', '12:00', '17:30', '21:00', '23:59'),
  })
  const anyMinute = fc
    .integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 })
    .map((minute) => new Date(minute * 60_000))

  test('agree with the clock on the wall', () => {
    fc.assert(
      fc.property(anyHours, anyMinute, (hours, now) => {
        expect(isOpen(now, hours)).toBe(isOpenOnTheWall(now, hours))
      }),
      { numRuns: 500 },
    )
  })

  test('hold exactly the target between a question and its due time', () => {
    fc.assert(
      fc.property(anyHours, anyMinute, fc.integer({ min: 1, max: 300 }), (hours, from, minutes) => {
        const due = firstReplyDue(from, hours, minutes / 60)
        let open = 0
        for (let time = from.getTime(); time < due.getTime(); time += 60_000) {
          if (isOpenOnTheWall(new Date(time), hours)) open++
        }
        expect(open).toBe(minutes)
      }),
      { numRuns: 40 },
    )
  })
})

const walls = new Map<string, Intl.DateTimeFormat>()
function isOpenOnTheWall(now: Date, { timezone, days, open, close }: ServiceHours): boolean {
  const wall =
    walls.get(timezone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
  walls.set(timezone, wall)
  const [, weekday = '', time = ''] = /^(\w{3}) (\d\d:\d\d)$/.exec(wall.format(now).replace(',', '')) ?? []
  const week: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const today = week.map(String).indexOf(weekday.toLowerCase())
  const isOn = (day: number): boolean => days.includes(week[(day + 7) % 7] ?? 'mon')
  if (close > open) return isOn(today) && open <= time && time < close
  return (isOn(today) && time >= open) || (isOn(today - 1) && time < close)
}

describe('visible', () => {
  test('shows what would steer a terminal or turn the reading direction', () => {
    expect(visible('a\u001b[31mb\nc\u202ed\u009b')).toBe('a␛[31mb␊c<U+202E>d<U+009B>')
    expect(visible('转账失败 – naïve 💰')).toBe('转账失败 – naïve 💰')
  })

  test('leaves nothing of the kind in any text, and JSON means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        const json = visibleJson({ text })
        expect(JSON.parse(json)).toEqual({ text })
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
      }),
    )
  })
})

describe('the command line', () => {
  const script = fileURLToPath(new URL('../scripts/desk.ts', import.meta.url))
  async function desk(
    dataDir: string,
    args: readonly string[],
    input = '',
  ): Promise<{ out: string; err: string; code: number | null }> {
    const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, DATA_DIR: dataDir } })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said.out += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said.err += chunk))
    child.stdin.on('error', () => undefined).end(input)
    return new Promise((resolve) => child.on('close', (code) => resolve({ ...said, code })))
  }

  test('works on tickets beside a running server', { timeout: 30_000 }, async () => {
    const dataDir = folder()
    const store = createTicketStore(await openDatabase(dataDir))
    cleanups.push(() => store.close())
    const { code, key } = await store.create({
      ...NEW,
      request: { ...REQUEST, subject: '转账 \u001b[2Jmissing', message: 'One\n── forged line\u0007' },
    })
    const list = await desk(dataDir, ['list', '--status', 'open'])
    expect(list).toMatchObject({ code: 0, err: '' })
    expect(list.out).toContain(code)
    expect(list.out).toMatch(/high .*OVERDUE \d+ d \d+ h .*transactions .*转账 ␛\[2Jmissing/)
    const shown = await desk(dataDir, ['show', code.toLowerCase()])
    expect(shown.out).toContain('\n            ── forged line␇\n')
    expect(await desk(dataDir, ['reply', code, 'Which', 'network?'])).toMatchObject({
      out: `${code} is answered now.\n`,
      code: 0,
    })
    expect((await desk(dataDir, ['reply', code], 'From a file\n')).code).toBe(0)
    expect((await desk(dataDir, ['close', code, 'Done.'])).out).toBe(`${code} is closed now.\n`)
    expect((await store.find(code, key))?.events.map(({ text }) => text)).toEqual([
      'One\n── forged line\u0007',
      'Which network?',
      'From a file',
      'Done.',
    ])
    const json = JSON.parse((await desk(dataDir, ['list', '--json'])).out) as unknown
    expect(json).toMatchObject([{ code, status: 'closed', subject: '转账 \u001b[2Jmissing' }])
  })

  test('explains itself and its refusals', { timeout: 30_000 }, async () => {
    const dataDir = folder()
    expect((await desk(dataDir, ['--help'])).out).toContain('reply CODE [TEXT]')
    expect(await desk(join(dataDir, 'none'), ['list'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no tickets in'),
    })
    const store = await open(dataDir)
    const { code } = await store.create(NEW)
    const refusals: [string[], string][] = [
      [[], 'list, show, reply or close'],
      [['dance'], 'no command "dance"'],
      [['list', '--status', 'lost'], 'no status "lost"'],
      [['list', '--loud'], '--loud'],
      [['show'], 'show CODE'],
      [['show', 'HC-0000-0000\u001b[2J'], 'no ticket "HC-0000-0000␛[2J"'],
      [['reply', code], 'The reply is empty'],
      [['reply', code, PHRASE], 'recovery phrase'],
      [['reply', code, 'Please send us your recovery phrase.'], 'Nobody here ever does'],
      [['close', code, '请把助记词发给客服核对。'], 'Nobody here ever does'],
    ]
    const answers = await Promise.all(refusals.map(([args]) => desk(dataDir, args)))
    for (const [i, [, message]] of refusals.entries()) {
      expect(answers[i]?.err).toContain(message)
      expect(answers[i]).toMatchObject({ code: 2, out: '' })
    }
    expect((await store.read(code))?.events).toHaveLength(1)
  })
})
