// npm run dev: site, articles, index and API in one process; saving an article reloads all of them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { SITE_PAGES } from '../src/articles/urls.ts'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'
import { type App, createApp, type Library } from '../src/server/app.ts'
import { readEnvironment } from '../src/server/environment.ts'
import { createLog } from '../src/server/log.ts'
import { build } from './build.ts'
import { explain, runCommand } from './command.ts'
import { loadLibrary } from './library.ts'
import { CONTENT_DIR, ROOT } from './paths.ts'

const USAGE = `Usage: npm run dev

Serves site and API and reloads when an article, a page or a style changes.
Problems in articles are printed as they appear. PORT (default 8787) and DATA_DIR as for npm start.
`

/** Milliseconds to wait for the rest when an editor or a branch switch writes many files. */
const SETTLE_MS = 200
/** Marks requests for the page as Astro renders it, before the server fills its slots. */
const RAW_HEADER = 'x-unfilled-page'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function dev(): Promise<void> {
  const environment = readEnvironment(process.env)
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1'
  await build({ onlyIndex: true, allowProblems: true, say })
  let library = await loadLibrary()
  const store = createTicketStore(await openDatabase(resolve(ROOT, environment.DATA_DIR)))
  const origin = `http://localhost:${environment.PORT}`
  const app = createApp({
    library: () => library,
    store,
    site: { read: (path) => readUnfilled(origin + path) },
    log: createLog(),
    siteUrl: environment.SITE_URL,
  })
  const { dev: startAstro } = await import('astro')
  const server = await startAstro({
    root: ROOT,
    logLevel: 'warn',
    server: { port: environment.PORT, host: environment.HOST },
    vite: { plugins: [apiPlugin(app)], server: { strictPort: true } },
  })
  watchContent(server.watcher, (next) => {
    library = next
  })
  say(`\nHelp centre  ${origin}  (development: changes reload)`)
  process.once('SIGINT', () => void stop(server, store))
  process.once('SIGTERM', () => void stop(server, store))
}

async function stop(server: { stop(): Promise<void> }, store: { close(): Promise<void> }): Promise<void> {
  await server.stop()
  await store.close()
  process.exit()
}

async function readUnfilled(url: string): Promise<string | undefined> {
  const response = await fetch(url, { headers: { [RAW_HEADER]: '1' } })
  return response.ok ? response.text() : undefined
}

type PluginOption = NonNullable<
  NonNullable<Parameters<typeof import('astro').dev>[0]['vite']>['plugins']
>[number]

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Hands the API and the pages that the server fills to the app; everything else stays with Astro. */
function apiPlugin(app: App): PluginOption {
  const listener = getRequestListener(app.fetch)
  return {
    name: 'help-centre-api',
    configureServer(server) {
      const handle: Middleware = (request, response, next) => {
        if (isForApp(request.url ?? '/') && request.headers[RAW_HEADER] === undefined)
          void listener(request, response)
        else next()
      }
      // First of all: one of Astro's own handlers refuses paths without a trailing slash, such as the API's.
      return () => void server.middlewares.stack.unshift({ route: '', handle })
    },
  }
}

function isForApp(url: string): boolean {
  const { pathname, search } = new URL(url, 'http://localhost')
  if (pathname === '/' || pathname.startsWith('/api/')) return true
  return search !== '' && SITE_PAGES.some((page) => pathname.endsWith(`/${page}/`))
}

interface Watcher {
  on(event: 'all', listener: (event: string, path: string) => void): unknown
}

function watchContent(watcher: Watcher, onChange: (library: Library) => void): void {
  let timer: NodeJS.Timeout | undefined
  const rebuild = async (): Promise<void> => {
    try {
      await build({ onlyIndex: true, allowProblems: true, say })
      onChange(await loadLibrary())
    } catch (error) {
      say(explain(error)) // the last good index stays in use
    }
  }
  watcher.on('all', (_event, path) => {
    if (!path.startsWith(CONTENT_DIR)) return
    clearTimeout(timer)
    timer = setTimeout(() => void rebuild(), SETTLE_MS)
  })
}

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(USAGE)
else await runCommand(dev)
