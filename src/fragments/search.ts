// The search page's slot: the form, the results, and the way on when there are none.
import { escapeHtml } from '../articles/escape.ts'
import { pageUrl } from '../articles/urls.ts'
import { LIMITS, LOCALE_NAMES, type Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'
import type { SearchResult } from '../search/result.ts'
import { type Html, html, raw, sitePath } from './html.ts'
import { plural } from './words.ts'

export interface SearchData {
  readonly query: string
  readonly results: readonly SearchResult[]
  readonly locale: Locale
  /** Category titles by id. */
  readonly categories: Readonly<Record<string, string>>
}

/** Form and results; with an empty query the form and a hint. */
export function renderSearch(data: SearchData, t: Translate): string {
  const { query, locale } = data
  return html`<form class="search-form" role="search" action="${pageUrl(locale, 'search')}" method="get">
      <label class="visually-hidden" for="hc-q">${t('search.label')}</label>
      <input
        class="search-input"
        id="hc-q"
        type="search"
        name="q"
        value="${query}"
        maxlength="${LIMITS.query}"
        placeholder="${t('search.placeholder')}"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="search"
      />
      <button class="button" type="submit">${t('search.submit')}</button>
    </form>
    <div id="hc-results">${raw(renderResults(data, t))}</div>`.markup
}

/** What stands below the form; page scripts replace only this, so the caret stays where it is. */
export function renderResults({ query, results, locale, categories }: SearchData, t: Translate): string {
  const asked = query.trim()
  if (asked === '') return html`<p class="hint">${t('search.empty')}</p>`.markup
  if (results.length === 0) return renderNothing(asked, locale, t).markup
  const count = t(`search.count.${plural(results.length, locale)}`, { count: results.length, query: asked })
  return html`<p class="result-count" role="status">${count}</p>
    <ol class="results" role="list">
      ${results.map((result) => renderResult(result, { locale, categories }))}
    </ol>
    <div class="way-on">
      <p>${t('search.notThere')}</p>
      ${waysOn(asked, locale, t)}
    </div>`.markup
}

function renderResult(
  result: SearchResult,
  { locale, categories }: Pick<SearchData, 'locale' | 'categories'>,
): Html {
  const isForeign = result.locale !== locale
  const category = categories[result.category]
  return html`<li class="result">
    <a class="result-link" href="${sitePath(result.url)}">
      <span class="result-title" ${isForeign && html` lang="${result.locale}"`}
        >${result.title}${result.section !== '' && html` <span class="result-section">› ${result.section}</span>`}</span
      >
      <span class="result-excerpt" ${isForeign && html` lang="${result.locale}"`}
        >${markedExcerpt(result)}</span
      >
      <span class="result-meta"
        >${category !== undefined && html`<span class="tag">${category}</span>`}${isForeign && html`<span class="tag tag-language" lang="${result.locale}">${LOCALE_NAMES[result.locale]}</span>`}</span
      >
    </a>
  </li>`
}

function markedExcerpt({ excerpt, marks }: SearchResult): Html {
  let markup = ''
  let position = 0
  for (const [start, end] of marks) {
    // Overlapping or reversed offsets would repeat text; skipping them keeps the excerpt readable.
    if (start < position || end <= start) continue
    markup += `${escapeHtml(excerpt.slice(position, start))}<mark>${escapeHtml(excerpt.slice(start, end))}</mark>`
    position = end
  }
  return raw(markup + escapeHtml(excerpt.slice(position)))
}

function renderNothing(query: string, locale: Locale, t: Translate): Html {
  return html`<div class="empty">
    <p class="empty-title" role="status">${t('search.none', { query })}</p>
    <p>${t('search.noneHint')}</p>
    ${waysOn(query, locale, t)}
  </div>`
}

function waysOn(query: string, locale: Locale, t: Translate): Html {
  return html`<p class="actions">
    <a class="button" href="${pageUrl(locale, 'ask', { q: query })}">${t('search.ask')}</a>
    <a class="button button-quiet" href="${pageUrl(locale, 'contact', { question: query })}"
      >${t('search.person')}</a
    >
  </p>`
}
