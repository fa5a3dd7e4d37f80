// What the service worker keeps: decided by the address alone. No imports: this file becomes part of sw.js.

/**
 * pass: the browser goes on as if there were no worker · live: a page from the network only · page: the copy at once,
 * renewed behind it · asset: the copy for good (its name is its hash) · media: the copy at once, renewed behind it ·
 * index: the network, else the copy, because code and index must be of one build.
 */
export type Strategy = 'pass' | 'live' | 'page' | 'asset' | 'media' | 'index'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly isNavigation: boolean
  /** Origin of the worker itself. */
  readonly origin: string
}

const LOCALE = /^\/(zh-CN|zh-TW|en)\//
/** Pages that belong to one person, or that nobody can use without a connection. */
const PERSONAL = /^\/[^/]+\/(?:ticket|ask|contact)\//
/** Code that reading uses, kept with every page; forms need a connection anyway. */
export const READING_CODE = /^(?:page|offline|visit|article|picture|troubleshooter|terms)/
/** Code that searching uses, kept once somebody has searched: the secret guard alone is 85 kB. */
export const SEARCH_CODE = /^(?:page|offline|visit|search|browser|secret|latin|han)/

export function strategyFor({ method, url, isNavigation, origin }: Asked): Strategy {
  if (method !== 'GET' || url.origin !== origin || url.pathname.startsWith('/api/')) return 'pass'
  if (isNavigation) return isKeptPage(url) ? 'page' : 'live'
  if (url.pathname.startsWith('/_astro/')) return 'asset'
  if (url.pathname.startsWith('/search-index/')) return 'index'
  return /^\/(?:media\/|favicon\.svg$)/.test(url.pathname) ? 'media' : 'pass'
}

/** A page of ours without a query: what a query fills in belongs to whoever typed it. */
export function isKeptPage(url: URL): boolean {
  return url.search === '' && LOCALE.test(url.pathname) && !PERSONAL.test(url.pathname)
}

/** Whether the built page may stand in, without the query that only the server could answer. */
export function canStandIn(url: URL): boolean {
  return LOCALE.test(url.pathname) && !PERSONAL.test(url.pathname)
}

/** The page to show when nothing else can be, in the language of the address. */
export function offlinePath(pathname: string, preferred: string): string {
  const locale = LOCALE.exec(pathname)?.[1] ?? LOCALE.exec(`/${preferred}/`)?.[1] ?? 'en'
  return `/${locale}/offline/`
}

/** Files under /_astro/ that a page or a script needs: what it imports at once, and `code` that it imports on use. */
export function filesIn(text: string, code: RegExp): string[] {
  // Also the strings that a page names for its scripts, and the styles that a script adds.
  const named = [...text.matchAll(/["'`](\/_astro\/[^"'`]+\.(?:css|js|json))["'`]/g)].map(([, path]) => path)
  const atOnce = [...text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map(([, name]) => name)
  const onUse = [...text.matchAll(/import\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g)]
    .map(([, name]) => name)
    .filter((name) => code.test(name ?? ''))
  return [...new Set([...named, ...[...atOnce, ...onUse].map((name) => `/_astro/${name}`)])].filter(
    (path) => path !== undefined,
  )
}
