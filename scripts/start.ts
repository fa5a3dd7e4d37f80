// npm start: build what has changed, then serve everything from this one process.
import { resolve } from 'node:path'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'
import { createApp } from '../src/server/app.ts'
import { readEnvironment } from '../src/server/environment.ts'
import { listen } from '../src/server/listen.ts'
import { createLog } from '../src/server/log.ts'
import { createSiteFiles } from '../src/server/site-files.ts'
import { build } from './build.ts'
import { runCommand } from './command.ts'
import { loadLibrary } from './library.ts'
import { ROOT, SITE_DIR } from './paths.ts'

const USAGE = `Usage: npm start

Builds index and site if anything has changed, then serves site and API until stopped (Ctrl+C).
Settings come from the environment; README.md lists them. The most used:
  PORT      port to listen on (default 8787)
  HOST      address to listen on (default 0.0.0.0)
  DATA_DIR  folder of the ticket database (default ./data)
`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function start(): Promise<void> {
  const environment = readEnvironment(process.env)
  await build({ say })
  const library = await loadLibrary()
  const store = createTicketStore(await openDatabase(resolve(ROOT, environment.DATA_DIR)))
  const app = createApp({
    library: () => library,
    store,
    site: createSiteFiles(SITE_DIR),
    log: createLog(),
    trustProxy: environment.TRUST_PROXY,
    siteUrl: environment.SITE_URL,
    logRequests: environment.LOG_REQUESTS,
  })
  const { port, stop } = await listen(app, { port: environment.PORT, host: environment.HOST })
  const { articles, passages, embedder } = library.manifest
  const model = library.wordsOnly === undefined ? embedder : undefined
  say(`
Help centre  http://localhost:${port}
Content      ${articles} articles, ${passages} passages
Embedder     ${model ? `${model.id}, ${model.dimensions} dimensions` : `none, words only: ${library.wordsOnly ?? ''}`}
Try          npm run ask -- "转账失败但手续费扣了"`)
  await untilStopped()
  await stop()
  await store.close()
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(USAGE)
else await runCommand(start)
