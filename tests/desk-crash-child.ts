// Run by desk-crash.test.ts: files tickets one after another and prints code and key of each that is acknowledged.
import { writeSync } from 'node:fs'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'

const [dataDir = ':memory:', count = '0', round = ''] = process.argv.slice(2)
const store = createTicketStore(await openDatabase(dataDir))

async function file(number: number): Promise<void> {
  const { code, key } = await store.create({
    request: {
      topic: 'transfers',
      subject: `Round ${round}, case ${number}`,
      message: `Transfer ${number} of round ${round} is missing.`,
      locale: 'en',
      consent: true,
    },
    priority: 'high',
    team: 'transactions',
    firstReplyDueAt: new Date(),
  })
  // Written at once: what is printed has been promised.
  writeSync(1, `${code} ${key} ${number}\n`)
}

writeSync(1, 'ready\n')
await Promise.all(Array.from({ length: Number(count) }, (_, number) => file(number)))
await store.close()
