// The promise of the form: a ticket that was acknowledged over HTTP survives the death of the process.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'
import { ROOT } from '../scripts/paths.ts'

/** Submissions under way when the process is killed, some of them answered by then. */
const SUBMISSIONS = 200
const AT_ONCE = 8

let dataDir: string
let server: ChildProcess

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'help-crash-'))
})

afterEach(async () => {
  server.kill('SIGKILL')
  await rm(dataDir, { recursive: true })
})

/** Starts the real server, behind a pretended proxy so that each submission is another client's. */
async function startServer(): Promise<string> {
  const environment = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, TRUST_PROXY: 'true' }
  server = spawn(process.execPath, ['scripts/start.ts'], { cwd: ROOT, env: environment })
  let output = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  for await (const chunk of server.stdout ?? []) {
    output += String(chunk)
    const address = /http:\/\/localhost:\d+/.exec(output)?.[0]
    if (address) return address
  }
  throw new Error(`The server did not start:\n${output}`)
}

interface Acknowledged {
  readonly code: string
  readonly key: string
  readonly message: string
}

async function submit(address: string, number: number): Promise<Acknowledged | undefined> {
  const message = `Case number ${number}: the transfer did not arrive.`
  try {
    const response = await fetch(`${address}/api/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${number % 250}` },
      body: JSON.stringify({ topic: 'transfers', subject: 'Missing', message, locale: 'en', consent: true }),
    })
    if (response.status !== 201) throw new Error(`Unexpected status ${response.status}`)
    return { ...((await response.json()) as { code: string; key: string }), message }
  } catch (error) {
    if (error instanceof TypeError) return undefined // the connection died with the server: not acknowledged
    throw error
  }
}

it('keeps every acknowledged ticket when killed during 200 submissions', { timeout: 240_000 }, async () => {
  const address = await startServer()
  const acknowledged: Acknowledged[] = []
  const killAfter = 40 + Math.floor(Math.random() * 120)
  let next = 0
  const submitAll = async (): Promise<void> => {
    while (next < SUBMISSIONS) {
      const ticket = await submit(address, next++)
      if (ticket) acknowledged.push(ticket)
      if (acknowledged.length === killAfter) server.kill('SIGKILL')
    }
  }
  const ended = once(server, 'exit')
  await Promise.all(Array.from({ length: AT_ONCE }, submitAll))
  await ended
  expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter)
  expect(acknowledged.length).toBeLessThan(SUBMISSIONS)
  const store = createTicketStore(await openDatabase(dataDir))
  try {
    const kept = await Promise.all(
      acknowledged.map(async ({ code, key }) => (await store.find(code, key))?.events[0]?.text),
    )
    expect(kept).toEqual(acknowledged.map(({ message }) => message))
  } finally {
    await store.close()
  }
})
