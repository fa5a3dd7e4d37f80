// The only place that knows the site's addresses.
import type { Locale } from '../config.ts'

export const SITE_PAGES = ['search', 'ask', 'contact', 'channels', 'ticket'] as const
export type SitePage = (typeof SITE_PAGES)[number]

/** Pages about the help centre itself. */
export const ABOUT_PAGES = ['status', 'glossary', 'changes', 'privacy'] as const
export type AboutPage = (typeof ABOUT_PAGES)[number]

/** Every page of a locale that has a name of its own. */
export const PAGES = [...SITE_PAGES, ...ABOUT_PAGES] as const

export function homeUrl(locale: Locale): string {
  return `/${locale}/`
}

export function articleUrl(locale: Locale, id: string, section = ''): string {
  return `/${locale}/articles/${id}/${section === '' ? '' : `#${encodeURIComponent(section)}`}`
}

export function categoryUrl(locale: Locale, id: string): string {
  return `/${locale}/categories/${id}/`
}

export function pageUrl(
  locale: Locale,
  page: SitePage | AboutPage,
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString()
  return `/${locale}/${page}/${search === '' ? '' : `?${search}`}`
}

/** A term's place in the glossary. */
export function termUrl(locale: Locale, id: string): string {
  return `${pageUrl(locale, 'glossary')}#${id}`
}

/** What changed lately, as an Atom feed. */
export function feedUrl(locale: Locale): string {
  return `/${locale}/feed.xml`
}

export function manifestUrl(locale: Locale): string {
  return `/${locale}/manifest.webmanifest`
}

/** Picture that goes with a link to a page: an article's id, or "home". */
export function previewUrl(locale: Locale, id: string): string {
  return `/og/${locale}/${id}.png`
}

export function mediaUrl(file: string): string {
  return `/media/${file}`
}
