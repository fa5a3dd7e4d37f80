// A ticket that was acknowledged is there after the process is killed, however hard.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'

const CHILD = fileURLToPath(new URL('./desk-crash-child.ts', import.meta.url))
const TICKETS = 200
const ROUNDS = 5

let dataDir = ''
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-crash-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test(
  'keeps every acknowledged ticket through kill -9 while 200 are under way',
  { timeout: 60_000 },
  async () => {
    const acknowledged: string[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const killAfter = 1 + Math.floor(Math.random() * (TICKETS - 20))
      const { lines, signal } = await fileUntilKilled(round, killAfter)
      expect(signal, `round ${round} was killed after ${killAfter} of ${lines.length}`).toBe('SIGKILL')
      expect(lines.length).toBeGreaterThanOrEqual(killAfter)
      acknowledged.push(...lines.map((line) => `${line} ${round}`))
      await expectKept(acknowledged)
    }
  },
)

async function fileUntilKilled(
  round: number,
  killAfter: number,
): Promise<{ lines: string[]; signal: string | null }> {
  const child = spawn(process.execPath, [CHILD, dataDir, String(TICKETS), String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    // A little later than the last line read, so that the kill falls anywhere within a ticket.
    if (!child.killed && complete(output).length >= killAfter) {
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 2)
    }
  })
  const signal = await new Promise<string | null>((resolve, reject) => {
    child.on('error', reject).on('close', (_, signal) => resolve(signal))
  })
  return { lines: complete(output), signal }
}

/** The lines that were written to their end, without the first. */
function complete(output: string): string[] {
  return output.split('\n').slice(1, -1)
}

async function expectKept(acknowledged: readonly string[]): Promise<void> {
  const store = createTicketStore(await openDatabase(dataDir))
  for (const line of acknowledged) {
    const [code = '', key = '', number = '', round = ''] = line.split(' ')
    const ticket = await store.find(code, key)
    expect(ticket?.subject, line).toBe(`Round ${round}, case ${number}`)
    expect(ticket?.events.map((event) => event.text)).toEqual([
      `Transfer ${number} of round ${round} is missing.`,
    ])
  }
  const stored = await store.list()
  expect(stored.length).toBeGreaterThanOrEqual(acknowledged.length)
  for (const { code } of stored)
    expect((await store.read(code))?.events, 'no half-written ticket').toHaveLength(1)
  await store.close()
}
