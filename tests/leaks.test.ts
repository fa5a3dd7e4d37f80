// Secrets through every route of a real server, then a search for them in all it wrote, kept and answered.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entropyToMnemonic } from '@scure/bip39'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../scripts/paths.ts'
import { base58, base58Check, createDice, hex, WORD_LISTS } from './guard-secrets.ts'

const dice = createDice(20_261_122)
const words = (list: keyof typeof WORD_LISTS): string[] =>
  entropyToMnemonic(dice.bytes(16), WORD_LISTS[list]).normalize('NFC').split(/\s/)

interface Secret {
  readonly name: string
  readonly text: string
  /** What must be found nowhere. */
  readonly needles: readonly string[]
  /** Nothing around it says what it is, so a field that asks for a hash may keep it. */
  readonly isUnclear?: boolean
}

function phraseOf(name: string, list: keyof typeof WORD_LISTS, join: string, frame = '{}'): Secret {
  const all = words(list)
  const needles = all.slice(1).map((word, i) => `${all[i]}${join}${word}`)
  return { name, text: frame.replace('{}', all.join(join)), needles }
}

const keyOf = (name: string, key: string, frame = '{}', isUnclear = false): Secret => ({
  name,
  text: frame.replace('{}', () => key),
  needles: key.match(/[0-9A-Za-z]{12}/g) ?? [key],
  isUnclear,
})

const spaced = (text: string): string => text.replace(/.{4}(?=.)/g, '$& ')
const hexKey = hex(dice.bytes(32))
const spacedKey = spaced(hex(dice.bytes(32)))
const numbers = Array.from(dice.bytes(64))
const cipher = hex(dice.bytes(32))

const SECRETS: readonly Secret[] = [
  phraseOf('an English phrase', 'english', ' ', 'my words {} do not work'),
  phraseOf('a Spanish phrase', 'spanish', ', '),
  phraseOf('a phrase with fillers', 'english', ' then '),
  { ...phraseOf('a joined Chinese phrase', 'simplified', '', '我的钱包打不开{}帮我看看') },
  phraseOf('a Chinese phrase set apart', 'traditional', ' '),
  phraseOf('a Japanese phrase', 'japanese', ' '),
  phraseOf('a Korean phrase', 'korean', ' '),
  keyOf('a private key', hexKey, 'my private key is {} and it fails'),
  keyOf('64 hex digits', hex(dice.bytes(32)), '0x{}', true),
  {
    name: 'a key in groups',
    text: `private key ${spacedKey}`,
    needles: [spacedKey.slice(0, 24), spacedKey.slice(-24)],
  },
  keyOf('a WIF key', base58Check(Uint8Array.from([0x80, ...dice.bytes(32), 1])), '这个 {} 导不进去'),
  keyOf(
    'an extended key',
    base58Check(Uint8Array.from([0x04, 0x88, 0xad, 0xe4, 0, ...dice.bytes(40), 0, ...dice.bytes(32)])),
  ),
  keyOf('a Solana key', base58(dice.bytes(64)), '{}', true),
  { name: 'a byte array', text: `[${numbers}]`, needles: [`${numbers.slice(0, 8)}`, `${numbers.slice(-8)}`] },
  keyOf(
    'a key file',
    cipher,
    '{"crypto":{"cipher":"aes-128-ctr","ciphertext":"{}","kdf":"scrypt"},"version":3}',
  ),
  keyOf('a password', 'Xk7vQ2pL9zzt', '我的密码是{}，进不去'),
  keyOf('a one-time code', '481592', 'the verification code is 481592'),
]

let server: ChildProcess
let address = ''
let dataDir = ''
let output = ''
const replies: { readonly route: string; readonly secret: string; readonly text: string }[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'help-leaks-'))
  const environment = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    TRUST_PROXY: 'true',
    LOG_REQUESTS: 'true',
  }
  server = spawn(process.execPath, ['scripts/start.ts'], { cwd: ROOT, env: environment })
  const found = new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      const known = /http:\/\/localhost:\d+/.exec(output)?.[0]
      if (known) resolve(known)
    }
    server.stdout?.on('data', take)
    server.stderr?.on('data', take)
    server.on('exit', () => reject(new Error(`The server did not start:\n${output}`)))
  })
  address = (await found).replace('localhost', '127.0.0.1')
}, 240_000)

afterAll(async () => {
  server.kill('SIGKILL')
  await rm(dataDir, { recursive: true })
})

let client = 0

async function send(route: string, secret: string, path: string, init: RequestInit = {}): Promise<Response> {
  client++
  const headers = {
    'x-forwarded-for': `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`,
    ...init.headers,
  }
  const response = await fetch(address + path, { redirect: 'manual', ...init, headers })
  const text = await response.clone().text()
  replies.push({
    route: `${route} ${path.slice(0, 60)}`,
    secret,
    text: `${[...response.headers].join('\n')}\n\n${text}`,
  })
  return response
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

const TICKET = {
  topic: 'transfers',
  subject: 'A question',
  message: 'It does not work at all.',
  locale: 'en',
  consent: true,
}
const FORM = { ...TICKET, consent: 'true' }

/** Routes by name; each sends one secret in one place. */
const ROUTES: Readonly<Record<string, (secret: string) => Promise<unknown>>> = {
  'ask, JSON': (s) => send('ask', s, '/api/ask', json({ question: s })),
  'ask, other locale': (s) => send('ask', s, '/api/ask', json({ question: s, locale: 'zh-CN' })),
  'ask, unknown field': (s) => send('ask', s, '/api/ask', json({ question: 'gas', [s]: s })),
  'ask, bad locale': (s) => send('ask', s, '/api/ask', json({ question: 'gas', locale: s })),
  'ask, cut JSON': (s) => send('ask', s, '/api/ask', json(`{"question":"${s}`)),
  'ask, text body': (s) =>
    send('ask', s, '/api/ask', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: s }),
  'ask, too large': (s) => send('ask', s, '/api/ask', json({ question: s + 'x'.repeat(70_000) })),
  'ask page': (s) => send('ask page', s, `/en/ask/?q=${encodeURIComponent(s)}`),
  'ask page, cut at the limit': (s) =>
    send('ask page', s, `/en/ask/?q=${encodeURIComponent('gas '.repeat(490) + s)}`),
  'search API': (s) => send('search', s, `/api/search?q=${encodeURIComponent(s)}`),
  'search API, bad locale': (s) => send('search', s, `/api/search?q=gas&locale=${encodeURIComponent(s)}`),
  'search page': (s) => send('search page', s, `/zh-CN/search/?q=${encodeURIComponent(s)}`),
  'search page, category': (s) =>
    send('search page', s, `/en/search/?q=gas&category=${encodeURIComponent(s)}`),
  'search page, cut at the limit': (s) =>
    send('search page', s, `/en/search/?q=${encodeURIComponent('gas '.repeat(45) + s)}`),
  'search page without slash': (s) => send('redirect', s, `/en/search?q=${encodeURIComponent(s)}&x=1`),
  'query name': (s) => send('redirect', s, `/en/search?${encodeURIComponent(s)}=1`),
  'channels page': (s) => send('channels page', s, `/en/channels/?q=${encodeURIComponent(s)}`),
  'contact check': (s) => send('verify', s, `/api/contacts/verify?q=${encodeURIComponent(s)}`),
  'contact page': (s) => send('contact page', s, `/en/contact/?question=${encodeURIComponent(s)}`),
  'contact page, other fields': (s) => {
    const value = encodeURIComponent(s)
    return send('contact page', s, `/en/contact/?topic=${value}&article=${value}&step=${value}`)
  },
  'ticket page': (s) => {
    const value = encodeURIComponent(s)
    return send('ticket page', s, `/en/ticket/?code=${value}&key=${value}&problem=${value}`)
  },
  ...Object.fromEntries(
    ['topic', 'subject', 'message', 'when', 'tried', 'outcome', 'mail', 'locale', 'articles', 'name'].flatMap(
      (field) => [
        [
          `ticket ${field}`,
          (s: string) =>
            send('ticket', s, '/api/tickets', json({ ...TICKET, [field]: field === 'articles' ? [s] : s })),
        ],
        [
          `ticket ${field} by form`,
          (s: string) => send('form', s, '/api/tickets', form({ ...FORM, [field]: s })),
        ],
      ],
    ),
  ),
  'ticket, all fields wrong': (s) =>
    send(
      'form',
      s,
      '/api/tickets',
      form({ subject: 'x', message: s, articles: s, address: s, consent: 'no', [s]: s }),
    ),
  'ticket, spread over fields': (s) => {
    const half = Math.floor(s.length / 2)
    // Each half of a Solana key is what an address looks like, and two addresses are no secret.
    const isTwoAddresses = /^\w{86,88}$/.test(s)
    const parts = {
      subject: `see: ${isTwoAddresses ? s : s.slice(0, half)}`,
      message: s.slice(half).padEnd(12, '.'),
    }
    return send('ticket', s, '/api/tickets', json({ ...TICKET, ...parts }))
  },
  'ticket, cut JSON': (s) => send('ticket', s, '/api/tickets', json(`{"subject":"${s}`)),
  'ticket, file name': (s) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(FORM)) body.append(name, value)
    body.append('file', new Blob([s]), `${s}.txt`)
    body.append('mail', 'nobody')
    return send('form', s, '/api/tickets', { method: 'POST', body })
  },
  'ticket, broken multipart': (s) =>
    send('form', s, '/api/tickets', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\nContent-Disposition: form-data; name="subject"\r\n\r\n${s}`,
    }),
  'ticket, too large': (s) =>
    send('form', s, '/api/tickets', form({ ...FORM, message: s + 'x'.repeat(300_000) })),
  'ticket code in the path': (s) =>
    send('path', s, `/api/tickets/${encodeURIComponent(s)}`, { headers: { 'x-ticket-key': 'x' } }),
  'message to no ticket': (s) =>
    send(
      'form',
      s,
      `/api/tickets/${encodeURIComponent(s)}/messages`,
      form({ key: s, locale: 'en', text: s }),
    ),
  ...Object.fromEntries(
    ['comment', 'article', 'reason', 'reply', 'locale', 'note'].flatMap((field) => [
      [
        `feedback ${field}`,
        (s: string) =>
          send(
            'feedback',
            s,
            '/api/feedback',
            json({ article: 'gas-fees', locale: 'en', helpful: false, [field]: s }),
          ),
      ],
      [
        `feedback ${field} by form`,
        (s: string) =>
          send(
            'feedback',
            s,
            '/api/feedback',
            form({ article: 'gas-fees', locale: 'en', helpful: 'false', [field]: s }),
          ),
      ],
    ]),
  ),
  path: (s) => send('path', s, `/en/${encodeURIComponent(s)}`),
  'path with slash': (s) => send('path', s, `/zh-CN/articles/${encodeURIComponent(s)}/`),
  'path of a file': (s) => send('path', s, `/_astro/${encodeURIComponent(s)}.js`),
  'path, very long': (s) => send('path', s, `/en/${encodeURIComponent(s)}${'/x'.repeat(2_000)}`),
  'path, one long name': (s) => send('path', s, `/en/${encodeURIComponent(s)}-${'x'.repeat(400)}`),
  'path, bad escape': (s) => send('path', s, `/en/%E0%A4%A${encodeURIComponent(s)}`),
  'path of the API': (s) => send('path', s, `/api/${encodeURIComponent(s)}`),
  'other method': (s) => send('method', s, `/api/ask?q=${encodeURIComponent(s)}`, { method: 'PUT', body: s }),
  headers: (s) => {
    const value = /^[ -~]*$/.test(s) ? s : encodeURIComponent(s)
    const names = [
      'user-agent',
      'accept-language',
      'referer',
      'cookie',
      'x-request-id',
      'if-none-match',
      'accept',
      'x-forwarded-for',
    ]
    const headers = Object.fromEntries(names.map((name) => [name, value]))
    return Promise.all([
      send('headers', s, '/en/ask/?q=gas', { headers }),
      send('headers', s, '/', { headers }),
      send('headers', s, '/api/tickets/HC-AAAA-AAAA', { headers: { ...headers, 'x-ticket-key': value } }),
      send('headers', s, '/api/ask', {
        method: 'POST',
        headers: { ...headers, 'content-type': `text/${encodeURIComponent(s)}` },
        body: 'x',
      }),
    ])
  },
  'no HTTP': (s) => speak(s, `GET /${encodeURIComponent(s)} HTTP/9.9\r\nX: ${encodeURIComponent(s)}\r\n\r\n`),
  'broken header': (s) => speak(s, `GET / HTTP/1.1\r\nHost: x\r\n${encodeURIComponent(s)}\r\n\r\n`),
}

/** Sends bytes that no client would. */
async function speak(secret: string, request: string): Promise<void> {
  const { port, hostname } = new URL(address)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString()
  })
  socket.on('error', () => undefined)
  socket.end(request)
  await once(socket, 'close')
  replies.push({ route: 'socket', secret, text })
}

/** Every way a needle may be written down. */
function spellings(needle: string): string[] {
  const encoded = encodeURIComponent(needle)
  return [
    needle,
    encoded,
    encoded.replaceAll('%20', '+'),
    encodeURI(needle),
    JSON.stringify(needle).slice(1, -1),
    needle.replaceAll('"', '&quot;'),
  ]
}

function leaksIn(text: string, secret: Secret): string[] {
  return secret.needles.filter((needle) => spellings(needle).some((spelling) => text.includes(spelling)))
}

async function kept(): Promise<string> {
  const names = await readdir(dataDir, { recursive: true })
  const files = await Promise.all(
    names.map((name) => readFile(join(dataDir, name)).catch(() => Buffer.alloc(0))),
  )
  return files.map((file) => file.toString('utf8') + file.toString('latin1')).join('\n')
}

describe('a secret', () => {
  test.each(SECRETS.map((secret) => [secret.name, secret] as const))(
    '%s leaves no trace, whatever route it takes',
    { timeout: 120_000 },
    async (_, secret) => {
      const before = replies.length
      for (const [name, route] of Object.entries(ROUTES)) {
        await Promise.resolve(route(secret.text)).catch((error: unknown) => {
          // A client may refuse to send some of this; a server that hangs up is no leak either.
          expect(error, name).toBeInstanceOf(TypeError)
        })
      }
      for (const { route, text } of replies.slice(before)) expect(leaksIn(text, secret), route).toEqual([])
      expect(leaksIn(output, secret), 'logs').toEqual([])
      expect(leaksIn(await kept(), secret), 'database').toEqual([])
    },
  )

  test('is answered with the warning and the emergency article', { timeout: 60_000 }, async () => {
    const [phrase] = SECRETS
    const text = phrase?.text ?? ''
    const emergency = '/en/articles/stolen-funds-first-hour'
    const asked = await (await send('ask', text, '/api/ask', json({ question: text, locale: 'en' }))).json()
    expect(asked).toMatchObject({ decision: 'escalate', escalation: { reason: 'secret-shared' } })
    expect(JSON.stringify(asked)).toContain(emergency)
    const searched = await (await send('search', text, `/api/search?q=${encodeURIComponent(text)}`)).json()
    expect(searched).toMatchObject({ warning: { article: { url: expect.stringContaining(emergency) } } })
    for (const [path, init] of [
      ['/api/tickets', json({ ...TICKET, message: text })],
      ['/api/feedback', json({ article: 'gas-fees', locale: 'en', helpful: false, comment: text })],
    ] as const) {
      const response = await send(path, text, path, init)
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({
        error: { code: 'secret-found', article: { url: expect.stringContaining(emergency) } },
      })
    }
    for (const [path, init] of [
      [`/en/search/?q=${encodeURIComponent(text)}`, {}],
      [`/en/ask/?q=${encodeURIComponent(text)}`, {}],
      [`/en/contact/?question=${encodeURIComponent(text)}`, {}],
      ['/api/tickets', form({ ...FORM, message: text })],
      ['/api/feedback', form({ article: 'gas-fees', locale: 'en', helpful: 'false', comment: text })],
    ] as const) {
      const page = await (await send(path, text, path, init)).text()
      expect(page, path).toContain(emergency)
    }
  })

  test('is refused as an addition to a ticket, in JSON and by form', { timeout: 60_000 }, async () => {
    const created = await send('ticket', '', '/api/tickets', json(TICKET))
    const { code, key } = (await created.json()) as { code: string; key: string }
    for (const secret of SECRETS) {
      const added = await send('reply', secret.text, `/api/tickets/${code}/messages`, {
        ...json({ text: secret.text }),
        headers: { 'content-type': 'application/json', 'x-ticket-key': key },
      })
      expect([added.status, secret.name]).toEqual([422, secret.name])
      const posted = await send(
        'reply',
        secret.text,
        `/api/tickets/${code}/messages`,
        form({ key, locale: 'en', text: secret.text }),
      )
      expect(posted.headers.get('location')).toContain('problem=secret')
      const page = await send('reply', secret.text, posted.headers.get('location') ?? '')
      expect(await page.text()).toContain('/en/articles/stolen-funds-first-hour')
    }
    const found = await send('ticket', '', `/api/tickets/${code}`, { headers: { 'x-ticket-key': key } })
    expect(((await found.json()) as { events: unknown[] }).events).toHaveLength(1)
    for (const secret of SECRETS) {
      for (const { route, text } of replies) expect(leaksIn(text, secret), route).toEqual([])
      expect(leaksIn(output + (await kept()), secret)).toEqual([])
    }
  })

  test('is refused as the rest of one that the ticket has half of', { timeout: 60_000 }, async () => {
    const all = words('english')
    const created = await send(
      'ticket',
      '',
      '/api/tickets',
      json({ ...TICKET, message: all.slice(0, 4).join(' ') }),
    )
    expect(created.status).toBe(201)
    const { code, key } = (await created.json()) as { code: string; key: string }
    const path = `/api/tickets/${code}/messages`
    const rest = all.slice(4, 9).join(' ')
    const headers = { 'content-type': 'application/json', 'x-ticket-key': key }
    const refused = await send('reply', rest, path, { ...json({ text: rest }), headers })
    expect(refused.status).toBe(422)
    const posted = await send('reply', rest, path, form({ key, locale: 'en', text: rest }))
    expect(posted.headers.get('location')).toContain('problem=secret')
    const other = await send('reply', '', path, { ...json({ text: 'It still fails.' }), headers })
    expect(other.status).toBe(200)
    expect(await kept()).not.toContain(rest)
  })

  test(
    'in a field that asks for a hash is one only if words call it a key',
    { timeout: 60_000 },
    async () => {
      const hash = `0x${hex(dice.bytes(32))}`
      const accepted = await send('ticket', '', '/api/tickets', json({ ...TICKET, address: hash }))
      expect(accepted.status).toBe(201)
      expect(await kept()).toContain(hash)
      for (const { name, text } of SECRETS.filter(({ isUnclear }) => !isUnclear)) {
        const refused = await send(
          'ticket',
          text,
          '/api/tickets',
          json({ ...TICKET, address: text.slice(0, 200) }),
        )
        expect([refused.status, name]).toEqual([422, name])
      }
      const named = await send(
        'ticket',
        '',
        '/api/tickets',
        json({ ...TICKET, address: `private key ${hash}` }),
      )
      expect(named.status).toBe(422)
    },
  )
})
