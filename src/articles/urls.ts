// The only place that knows the site's addresses.
import type { Locale } from '../config.ts'

export const SITE_PAGES = ['search', 'ask', 'contact', 'ticket'] as const
export type SitePage = (typeof SITE_PAGES)[number]

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
  page: SitePage,
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString()
  return `/${locale}/${page}/${search === '' ? '' : `?${search}`}`
}

export function mediaUrl(file: string): string {
  return `/media/${file}`
}
