// createApp(deps): every route and rule, apart from the process that listens.
import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { requestId, type RequestIdVariables } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { AskDeps } from '../answer/ask.ts'
import { LIMITS } from '../config.ts'
import type { TicketStore } from '../desk/store.ts'
import type { Manifest } from '../search/search-index.ts'
import { ApiError, invalid, respondError, toApiError, translateFor } from './errors.ts'
import { isFormPost } from './form.ts'
import type { Log } from './log.ts'
import { REMOVED } from '../guard/secret-finder.ts'
import { findSecrets, redactSecrets } from '../guard/secrets.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { registerAsk } from './routes/ask.ts'
import { registerContacts } from './routes/contacts.ts'
import { registerFeedback } from './routes/feedback.ts'
import { registerHealth } from './routes/health.ts'
import { respondNotFound } from './routes/not-found.ts'
import { registerPages, showRefusedForm } from './routes/pages.ts'
import { registerSearch } from './routes/search.ts'
import { registerStatus } from './routes/status.ts'
import { registerTickets } from './routes/tickets.ts'
import { hasSecretPath } from './secret.ts'

/** The knowledge in use; replaced as a whole when content changes under `npm run dev`. */
export interface Library extends AskDeps {
  readonly manifest: Manifest
  /** Why questions are matched by their words alone; absent if they are matched by meaning, too. */
  readonly wordsOnly?: string
}

/** Where built pages come from. */
export interface SitePages {
  /** HTML of a page by its path, e.g. "/en/search/"; undefined if there is none. */
  readonly read: (path: string) => Promise<string | undefined>
  /** Serves files as they are; in development another server does. */
  readonly serve?: MiddlewareHandler
}

export interface AppDeps {
  readonly library: () => Library
  readonly store: TicketStore
  readonly site: SitePages
  readonly log: Log
  readonly trustProxy?: boolean
  readonly siteUrl?: string | undefined
  readonly logRequests?: boolean
}

export interface AppEnv {
  Variables: RequestIdVariables
  // Absent when a test calls app.request().
  Bindings: Partial<HttpBindings>
}
export type App = OpenAPIHono<AppEnv>

/** What routes need beside the dependencies. */
export interface RouteDeps extends AppDeps {
  readonly rateLimit: RateLimit
}

export function createApp(deps: AppDeps): App {
  const app: App = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw invalid(result.error, translateFor(c))
    },
  })
  const onDefects = (defects: readonly string[]): void => deps.log.error('reply withheld', { defects })
  const library = (): Library => ({ ...deps.library(), onDefects })
  const routeDeps: RouteDeps = { ...deps, library, rateLimit: createRateLimit(deps.trustProxy ?? false) }
  app.use(requestId({ headerName: '' }))
  if (deps.logRequests) app.use(logRequests(deps.log))
  app.use(protect())
  app.use(compress())
  app.use(etag())
  app.use('/api/*', limitBody())
  registerAsk(app, routeDeps)
  registerSearch(app, routeDeps)
  registerContacts(app, routeDeps)
  registerTickets(app, routeDeps)
  registerFeedback(app, routeDeps)
  registerHealth(app, routeDeps)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Help centre',
      version: '1',
      description: 'Questions answered only from the help articles, with citations; search; tickets.',
    },
  })
  app.all('/api/*', (c) => {
    throw new ApiError(404, 'not-found', translateFor(c)('error.not-found'))
  })
  app.use(refuseSecretPaths(routeDeps))
  app.use(closeWithSlash())
  registerStatus(app, routeDeps)
  registerPages(app, routeDeps)
  app.onError(async (error, c) => {
    const apiError = toApiError(error, translateFor(c))
    if (apiError.status >= 500) deps.log.error('request failed', { requestId: c.get('requestId'), error })
    // Somebody without scripts gets the form again instead of JSON.
    if (isFormPost(c) && c.req.path === '/api/tickets') return showRefusedForm(c, routeDeps, apiError)
    return respondError(c, apiError)
  })
  return app
}

/** Pages carry their own hashed policy; these headers add what a page cannot say itself. */
function protect(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: { frameAncestors: ["'none'"] },
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=31536000',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
}

function limitBody(): MiddlewareHandler<AppEnv> {
  const limitTo = (maxSize: number): MiddlewareHandler<AppEnv> =>
    bodyLimit({
      maxSize,
      onError: (c) => {
        const limit = `${Math.round(maxSize / 1024)} KB`
        throw new ApiError(413, 'too-large', translateFor(c)('error.too-large', { limit }))
      },
    })
  const [forTickets, forOthers] = [limitTo(LIMITS.ticketBytes), limitTo(LIMITS.bodyBytes)]
  return async (c, next) => (c.req.path.startsWith('/api/tickets') ? forTickets : forOthers)(c, next)
}

/** A path with a secret in it leads nowhere, and no redirect repeats a query with one. */
function refuseSecretPaths(deps: RouteDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (hasSecretPath(c)) return respondNotFound(c, deps)
    const { pathname, searchParams } = new URL(c.req.url)
    if (pathname.endsWith('/') || searchParams.size === 0) return next()
    const safe = [...searchParams].map(([name, value]) => [name, redactSecrets(value).text] as const)
    if (safe.every(([name, value], i) => value === [...searchParams.values()][i] && isSafe(name)))
      return next()
    const query = new URLSearchParams(
      safe.filter(([name]) => isSafe(name)).map(([name, value]) => [name, value]),
    )
    return c.redirect(`${onThisSite(pathname)}/?${query}`, 301)
  }
}

/**
 * One address a page: without this the files answer at both. The way there names no host, because the request's may be
 * anybody's and its scheme that of a proxy.
 */
function closeWithSlash(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const isPage = !pathname.endsWith('/') && !/\.\w+$/.test(pathname)
    if (!isPage || !['GET', 'HEAD'].includes(c.req.method)) return next()
    return c.redirect(`${onThisSite(pathname)}/${search}`, 301)
  }
}

/** A path of two slashes would lead to the host that it names. */
function onThisSite(pathname: string): string {
  return pathname.replace(/^\/+/, '/')
}

function isSafe(text: string): boolean {
  return findSecrets(text).length === 0
}

/** Path without query and secrets: it may hold a question or the key of a ticket. Ticket codes are masked. */
function logRequests(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const path = hasSecretPath(c) ? REMOVED : c.req.path.replace(/HC-[\w-]+/gi, 'HC-…')
    const ms = Math.round(performance.now() - started)
    log.info('request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      path,
      status: c.res.status,
      ms,
    })
  }
}
