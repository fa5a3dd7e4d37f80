// The service worker: reading and searching go on without a network. Served as /sw.js by src/pages/sw.js.ts, which puts
// cache-policy.ts before it and fills in the version. Never the API, never what belongs to one person.
import {
  type Asked,
  canStandIn,
  filesIn,
  isKeptPage,
  offlinePath,
  READING_CODE,
  SEARCH_CODE,
  strategyFor,
} from './cache-policy.ts'

// The DOM's types and a worker's exclude each other; these are the few that are needed here.
interface LastingEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void
}
interface FetchedEvent extends LastingEvent {
  readonly request: Request
  readonly clientId: string
  readonly resultingClientId: string
  readonly respondWith: (response: Promise<Response>) => void
}
interface Tab {
  readonly url: string
  readonly postMessage: (message: unknown) => void
}
interface Scope {
  readonly location: Location
  readonly skipWaiting: () => Promise<void>
  readonly clients: {
    readonly claim: () => Promise<void>
    readonly matchAll: () => Promise<Tab[]>
    readonly get: (id: string) => Promise<Tab | undefined>
  }
  readonly addEventListener: {
    (type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
    (type: 'message', listener: (event: MessageEvent) => void): void
    (type: 'fetch', listener: (event: FetchedEvent) => void): void
  }
}
declare const BUILD: string
declare const LOCALES: readonly string[]

const worker = globalThis as unknown as Scope
/** Replaced as a whole with each build. */
const SHELL = `hc-shell-${BUILD}`
/** Kept across builds, so that what was read before an update stays readable. */
const VISITED = 'hc-visited'
const FILES = 'hc-files'
/** Copies kept at most; the oldest go first. */
const MOST = { [VISITED]: 80, [FILES]: 240 } as const
/** Milliseconds to wait for the network where a copy is at hand. */
const PATIENCE = 3_000
/** Age in milliseconds from which a copy is asked for anew before it is shown: notices must not lag by more. */
const OLD = 12 * 3_600_000

worker.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()))
})
worker.addEventListener('activate', (event) => {
  event.waitUntil(activate())
})
/** Set by the page that switches the worker off: until it is closed the worker still answers, but keeps nothing. */
let isStopped = false
worker.addEventListener('message', ({ ports }) => {
  isStopped = true
  ports[0]?.postMessage('stopped')
})
worker.addEventListener('fetch', (event) => {
  if (isStopped) return
  const { request } = event
  const asked = {
    method: request.method,
    url: new URL(request.url),
    isNavigation: request.mode === 'navigate',
    origin: worker.location.origin,
  }
  const strategy = strategyFor(asked)
  if (strategy === 'pass') return
  event.respondWith(respond(event, asked, strategy))
})

async function open(name: string): Promise<Cache> {
  if (isStopped) throw new Error('Switched off: nothing is kept.')
  return caches.open(name)
}

async function install(): Promise<void> {
  const shell = await open(SHELL)
  await Promise.all(LOCALES.map((locale) => keepPage(shell, `/${locale}/offline/`)))
}

/** Old shells go; the page that brought the worker here is kept, for it was loaded before the worker could. */
async function activate(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('hc-shell-') && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
  const tabs = await worker.clients.matchAll()
  const pages = tabs.map((tab) => new URL(tab.url)).filter((url) => isKeptPage(url))
  const visited = await open(VISITED)
  await Promise.allSettled(pages.map((url) => keepPage(visited, url.pathname)))
}

function respond(event: FetchedEvent, { url }: Asked, strategy: string): Promise<Response> {
  if (strategy === 'page') return showPage(event, url)
  if (strategy === 'live') return showLive(event.request, url)
  if (strategy === 'index') return fetchIndex(event, url)
  return showFile(event, strategy === 'media')
}

/** The copy at once and a newer one behind it; an old copy only if the network does not answer soon. */
async function showPage(event: FetchedEvent, url: URL): Promise<Response> {
  const cache = await open(VISITED)
  const copy = await cache.match(url.pathname)
  const renewed = renewPage(event, cache, url)
  const quiet = renewed.catch(() => undefined)
  event.waitUntil(quiet)
  if (!copy) return renewed.catch(() => standIn(url))
  if (!isOld(copy)) {
    event.waitUntil(quiet.then((fresh) => fresh && tellIfNewer(event, copy, fresh)))
    return copy
  }
  return (await Promise.race([quiet, pause(PATIENCE)])) ?? copy
}

async function renewPage(event: FetchedEvent, cache: Cache, url: URL): Promise<Response> {
  const response = await fetch(event.request)
  if (isKeepable(response)) {
    const kept = response.clone()
    event.waitUntil(storePage(cache, url.pathname, kept).catch(() => undefined))
  } else if (response.status === 404 || response.status === 410) await cache.delete(url.pathname)
  return response
}

async function showLive(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return standIn(url)
  }
}

/** Without a network: the built page if it can do without the server, else the page that says what still works. */
async function standIn(url: URL): Promise<Response> {
  const kept = canStandIn(url) ? await (await open(VISITED)).match(url.pathname) : undefined
  const shown = kept ?? (await caches.match(offlinePath(url.pathname, navigator.language)))
  return shown ?? Response.error()
}

/** With the index comes what uses it: the search page and its code. */
async function fetchIndex(event: FetchedEvent, url: URL): Promise<Response> {
  const cache = await open(FILES)
  const copy = await cache.match(url.pathname)
  const fetched = fetch(event.request).then((response) => {
    if (isKeepable(response)) event.waitUntil(keepIndex(url, response.clone()).catch(() => undefined))
    return response
  })
  if (!copy) return fetched
  const quiet = fetched.catch(() => undefined)
  event.waitUntil(quiet)
  return (await Promise.race([quiet, pause(PATIENCE)])) ?? copy
}

async function keepIndex(url: URL, response: Response): Promise<void> {
  await store(await open(FILES), url.pathname, response)
  const locale = /([\w-]+)\.json$/.exec(url.pathname)?.[1] ?? ''
  await keepPage(await open(VISITED), `/${locale}/search/`, SEARCH_CODE)
}

async function showFile(event: FetchedEvent, isRenewed: boolean): Promise<Response> {
  const copy = await caches.match(event.request, { ignoreSearch: true })
  if (copy && !isRenewed) return copy
  const fetched = fetch(event.request).then((response) => {
    if (isKeepable(response)) {
      const stored = response.clone()
      const done = open(FILES).then((cache) => store(cache, event.request.url, stored))
      event.waitUntil(done.catch(() => undefined))
    }
    return response
  })
  if (!copy) return fetched
  event.waitUntil(fetched.catch(() => undefined))
  return copy
}

async function keepPage(cache: Cache, path: string, code = READING_CODE): Promise<void> {
  const response = await fetch(path, { cache: 'no-cache' })
  if (!isKeepable(response)) throw new Error(`${path} answered ${response.status}.`)
  await storePage(cache, path, response, code)
}

/** A page with the files it needs, files first: a copy that cannot be shown is none. */
async function storePage(cache: Cache, path: string, response: Response, code = READING_CODE): Promise<void> {
  const text = await response.clone().text()
  await keepFiles(filesIn(text, code), code, new Set())
  await store(cache, path, response)
}

async function keepFiles(paths: readonly string[], code: RegExp, seen: Set<string>): Promise<void> {
  const cache = await open(FILES)
  for (const path of paths.filter((file) => !seen.has(file))) {
    seen.add(path)
    let file = await cache.match(path)
    if (!file) {
      file = await fetch(path)
      if (!isKeepable(file)) throw new Error(`${path} answered ${file.status}.`)
      await store(cache, path, file.clone())
    }
    if (path.endsWith('.js')) await keepFiles(filesIn(await file.text(), code), code, seen)
  }
}

async function store(cache: Cache, key: string, response: Response): Promise<void> {
  // Deleted first, so that the order of the keys is the order of use.
  await cache.delete(key)
  await cache.put(key, response)
  for (const [name, most] of Object.entries(MOST)) {
    const trimmed = await open(name)
    const keys = await trimmed.keys()
    for (const old of keys.slice(0, Math.max(0, keys.length - most))) await trimmed.delete(old)
  }
}

/** Somebody reading a copy learns that there is a newer one, and decides. */
async function tellIfNewer(event: FetchedEvent, copy: Response, fresh: Response): Promise<void> {
  const [before, now] = [copy.headers.get('etag'), fresh.headers.get('etag')]
  if (!fresh.ok || before === null || now === null || weak(before) === weak(now)) return
  const tab = await worker.clients.get(event.resultingClientId || event.clientId)
  tab?.postMessage({ kind: 'newer' })
}

/** Compression marks an entity tag; the page behind it is the same. */
function weak(tag: string): string {
  return tag.replace(/^W\//, '')
}

function isKeepable(response: Response): boolean {
  const control = response.headers.get('cache-control') ?? ''
  return response.ok && response.type === 'basic' && !response.redirected && !/no-store|private/.test(control)
}

function isOld(copy: Response): boolean {
  const made = Date.parse(copy.headers.get('date') ?? '')
  return !(Date.now() - made < OLD)
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms))
}
