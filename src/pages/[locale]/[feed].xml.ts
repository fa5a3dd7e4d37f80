// Changed articles as an Atom feed, one per language. A feed is read elsewhere, so its addresses have to be absolute:
// without a public address (SITE_URL at build time) there is none.
import type { APIRoute } from 'astro'
import type { Article } from '../../articles/article.ts'
import { escapeHtml } from '../../articles/escape.ts'
import { articleUrl, feedUrl, homeUrl } from '../../articles/urls.ts'
import type { Locale } from '../../config.ts'
import { localePaths, pageContext } from '../_corpus.ts'

/** Entries at most. */
const LIMIT = 40

export async function getStaticPaths() {
  if (!import.meta.env.SITE) return []
  return (await localePaths()).map(({ params }) => ({ params: { ...params, feed: 'feed' } }))
}

export const GET: APIRoute = async ({ params, site }) => {
  const locale = params['locale'] as Locale
  const { articles, t, brand } = await pageContext(locale)
  const absolute = (path: string): string => escapeHtml(new URL(path, site).href)
  const changed = articles
    .flatMap(({ article, isFallback }) => (isFallback ? [] : [article]))
    .sort((a, b) => b.updated.localeCompare(a.updated) || a.id.localeCompare(b.id))
    .slice(0, LIMIT)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<title>${escapeHtml(t('feed.title', { brand }))}</title>
<id>${absolute(feedUrl(locale))}</id>
<link rel="self" type="application/atom+xml" href="${absolute(feedUrl(locale))}"/>
<link rel="alternate" type="text/html" href="${absolute(homeUrl(locale))}"/>
<updated>${instant(changed[0]?.updated ?? '1970-01-01')}</updated>
<author><name>${escapeHtml(t('nav.brand', { brand }))}</name></author>
${changed.map((article) => toEntry(article, absolute(articleUrl(locale, article.id)))).join('\n')}
</feed>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}

/** Its address is its id: it stays the same through every change. */
function toEntry({ title, description, updated, category }: Article, url: string): string {
  return `<entry><title>${escapeHtml(title)}</title><id>${url}</id><link rel="alternate" type="text/html" href="${url}"/><updated>${instant(updated)}</updated><category term="${escapeHtml(category)}"/><summary>${escapeHtml(description)}</summary></entry>`
}

function instant(day: string): string {
  return `${day}T00:00:00Z`
}
