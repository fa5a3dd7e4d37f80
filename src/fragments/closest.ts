// The "not found" page's slot: the articles closest to the words of the address that was tried.
import { pageUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'
import type { SearchResult } from '../search/result.ts'
import { html, sitePath } from './html.ts'

const CLOSEST = {
  /** Articles shown at most. */
  articles: 4,
  /** Longest run of words taken from an address, in characters. */
  words: 80,
} as const

/** Parts of addresses that say nothing about what was looked for. */
const STRUCTURE = /^(?:zh|en|articles?|categor(?:y|ies)|help|faq|index|html?|php|www|\d+)$/i

/** The words of a path, without the site's own structure; empty if there are none, or it cannot be decoded. */
export function wordsOfPath(path: string): string {
  let plain: string
  try {
    plain = decodeURIComponent(path)
  } catch {
    return '' // a stray %: nobody meant words by it
  }
  // The locale goes first: split at its hyphen it would leave "CN".
  const parts = plain
    .replace(/^\/(?:zh-cn|zh-tw|en)(?=\/|$)/i, '')
    .split(/[/\s._~+-]+/)
    .filter((part) => part !== '' && !STRUCTURE.test(part))
  return parts.join(' ').slice(0, CLOSEST.words).trim()
}

export interface ClosestData {
  readonly words: string
  readonly results: readonly Pick<SearchResult, 'article' | 'url' | 'title' | 'locale'>[]
  readonly locale: Locale
}

/** A few articles, each once; nothing if none is near. */
export function renderClosest({ words, results, locale }: ClosestData, t: Translate): string {
  const articles = [...new Map(results.map((result) => [result.article, result])).values()]
  if (articles.length === 0) return ''
  const items = articles.slice(0, CLOSEST.articles).map(
    ({ url, title, locale: language }) =>
      html`<li>
        <a href="${sitePath(url.replace(/#.*$/, ''))}" ${language !== locale && html` lang="${language}"`}>${title}</a>
      </li>`,
  )
  return html`<section class="closest" aria-labelledby="hc-closest">
    <h2 id="hc-closest">${t('notFound.closest')}</h2>
    <ul class="panel" role="list">
      ${items}
    </ul>
    <p>
      <a class="person-link" href="${pageUrl(locale, 'search', { q: words })}">${t('searchBox.all', { query: words })}</a>
    </p>
  </section>`.markup
}
