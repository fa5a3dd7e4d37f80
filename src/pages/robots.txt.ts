// What crawlers may read: everything but the pages that belong to one person or one query.
import type { APIRoute } from 'astro'
import { pageUrl } from '../articles/urls.ts'
import { readPagesCorpus } from './_corpus.ts'

export const GET: APIRoute = async ({ site: address }) => {
  const { site } = await readPagesCorpus()
  const closed = site.locales.flatMap((locale) => [
    `${pageUrl(locale, 'search')}?`,
    pageUrl(locale, 'ask'),
    pageUrl(locale, 'ticket'),
  ])
  const lines = ['User-agent: *', 'Disallow: /api/', ...closed.map((path) => `Disallow: ${path}`)]
  if (address) lines.push('', `Sitemap: ${new URL('/sitemap.xml', address).href}`)
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
