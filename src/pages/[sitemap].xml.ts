// The sitemap: every page that search engines may list, with its other languages. Addresses in it have to be absolute,
// so without a public address (SITE_URL at build time) there is no sitemap.
import type { APIRoute } from 'astro'
import { escapeHtml } from '../articles/escape.ts'
import { articleUrl, categoryUrl, homeUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import { readPagesCorpus } from './_corpus.ts'

export function getStaticPaths() {
  return import.meta.env.SITE ? [{ params: { sitemap: 'sitemap' } }] : []
}

interface Listed {
  readonly urlIn: (locale: Locale) => string
  readonly locales: readonly Locale[]
  readonly changed?: (locale: Locale) => string | undefined
}

/** Pages of one person or one moment: robots.txt closes the first two, and all say noindex or hold nothing. */
const CLOSED = new Set(['index', '404', 'ask', 'ticket', 'offline'])
/** Pages with a name of their own, found by their files, so that a new one is not forgotten. */
const NAMED = Object.keys(import.meta.glob('./*/*.astro')).flatMap((file) => {
  const name = /^\.\/\[locale\]\/([\w-]+)\.astro$/.exec(file)?.[1]
  return name === undefined || CLOSED.has(name) ? [] : [name]
})

export const GET: APIRoute = async ({ site }) => {
  const listed = await listPages()
  const absolute = (path: string): string => escapeHtml(new URL(path, site).href)
  const entries = listed.flatMap(({ urlIn, locales, changed }) =>
    locales.map((locale) => {
      const links = locales.map(
        (other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${absolute(urlIn(other))}"/>`,
      )
      const day = changed?.(locale)
      return `<url><loc>${absolute(urlIn(locale))}</loc>${day ? `<lastmod>${day}</lastmod>` : ''}${links.join('')}</url>`
    }),
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

async function listPages(): Promise<Listed[]> {
  const { site, categories, articles } = await readPagesCorpus()
  const { locales } = site
  const ids = [...new Set(articles.map(({ id }) => id))].sort()
  return [
    { urlIn: homeUrl, locales },
    ...NAMED.map((name) => ({ urlIn: (locale: Locale) => `/${locale}/${name}/`, locales })),
    ...categories.map(({ id }) => ({ urlIn: (locale: Locale) => categoryUrl(locale, id), locales })),
    ...ids.map((id) => {
      // A page that shows the article in another language repeats that one.
      const texts = new Map(articles.filter((article) => article.id === id).map((a) => [a.locale, a]))
      return {
        urlIn: (locale: Locale) => articleUrl(locale, id),
        locales: locales.filter((locale) => texts.has(locale)),
        changed: (locale: Locale) => texts.get(locale)?.updated,
      }
    }),
  ]
}
