// The search page's slot: the form, the results, and the way on when there are none.
import { escapeHtml } from '../articles/escape.ts'
import { categoryUrl, pageUrl } from '../articles/urls.ts'
import { LIMITS, LOCALE_NAMES, type Locale } from '../config.ts'
import { type Translate, withoutTurns } from '../i18n/translate.ts'
import type { SearchOutcome, SearchResult } from '../search/result.ts'
import { type Html, html, raw, sitePath } from './html.ts'
import { plural } from './words.ts'

export interface SearchData extends SearchOutcome {
  readonly query: string
  /** Only its articles are shown; empty for all. */
  readonly category?: string | undefined
  readonly locale: Locale
  /** Category titles by id, in the order shown. */
  readonly titles: Readonly<Record<string, string>>
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
export function renderResults(data: SearchData, t: Translate): string {
  const asked = data.query.trim()
  if (asked === '') {
    return html`<p class="hint">${t('search.empty')}</p>
      ${renderTopics(data, t('search.topics'))}`.markup
  }
  const meant = renderMeant(data, t)
  if (data.results.length === 0) return html`${meant}${renderNothing(asked, data, t)}`.markup
  const shown = resultsIn(data)
  const count = t(`search.count.${plural(shown.length, data.locale)}`, { count: shown.length, query: asked })
  return html`${meant}
    <p class="result-count" role="status">${count}</p>
    ${renderFilters(asked, data, t)}
    <ol class="results" role="list">
      ${shown.map((result) => renderResult(result, data))}
    </ol>
    <div class="way-on">
      <p>${t('search.notThere')}</p>
      ${waysOn(asked, data.locale, t)}
    </div>`.markup
}

/** Of the chosen category; all where it has none of them, as after a change of words. */
function resultsIn({ results, category }: SearchData): readonly SearchResult[] {
  const own = results.filter((result) => result.category === category)
  return own.length > 0 ? own : results
}

function renderMeant({ didYouMean, locale }: SearchData, t: Translate): Html | false {
  if (didYouMean === undefined) return false
  const meant = withoutTurns(didYouMean)
  return html`<p class="did-you-mean">
    ${t('search.didYouMean')}
    <a href="${pageUrl(locale, 'search', { q: meant })}" data-meant="${meant}">${meant}</a>
  </p>`
}

/** A single category leaves nothing to choose. */
function renderFilters(query: string, data: SearchData, t: Translate): Html | false {
  const { results, titles, locale } = data
  const found = Object.entries(titles)
    .map(([id, title]) => ({ id, title, count: results.filter(({ category }) => category === id).length }))
    .filter(({ count }) => count > 0)
  if (found.length < 2) return false
  const chosen = found.find(({ id }) => id === data.category)?.id ?? ''
  const all = { id: '', title: t('search.all'), count: results.length }
  const chips = [all, ...found].map(({ id, title, count }) => {
    const url = pageUrl(locale, 'search', { q: query, ...(id === '' ? {} : { category: id }) })
    return html`<li>
      <a class="chip" href="${url}" data-category="${id}" ${id === chosen && raw('aria-current="true"')}
        >${title} <span class="chip-count">${count}</span></a
      >
    </li>`
  })
  return html`<nav class="filters" aria-label="${t('search.filter')}">
    <ul class="chips" role="list">
      ${chips}
    </ul>
  </nav>`
}

function renderResult(result: SearchResult, { locale, titles }: Pick<SearchData, 'locale' | 'titles'>): Html {
  const lang = result.locale !== locale && html` lang="${result.locale}"`
  const category = titles[result.category]
  return html`<li class="result">
    <h2 class="result-title" ${lang}>
      <a href="${sitePath(result.url)}"
        >${result.title}${result.section !== '' && html` <span class="result-section">› ${result.section}</span>`}</a
      >
    </h2>
    <p class="result-excerpt" ${lang}>${marked(result.excerpt, result.marks)}</p>
    ${renderMore(result, lang)}
    <p class="result-meta">
      ${category !== undefined && html`<span class="tag">${category}</span>`}${lang && html`<span class="tag tag-language" lang="${result.locale}">${LOCALE_NAMES[result.locale]}</span>`}
    </p>
  </li>`
}

/** Other sections of the article that match. */
function renderMore({ more }: SearchResult, lang: Html | false): Html | false {
  return (
    more.length > 0 &&
    html`<ul class="result-more" role="list" ${lang}>
      ${more.map(
        ({ section, url, marks }) => html`<li><a href="${sitePath(url)}">${marked(section, marks)}</a></li>`,
      )}
    </ul>`
  )
}

function marked(text: string, marks: SearchResult['marks']): Html {
  let markup = ''
  let position = 0
  for (const [start, end] of marks) {
    // Overlapping or reversed offsets would repeat text; skipping them keeps the excerpt readable.
    if (start < position || end <= start) continue
    markup += `${escapeHtml(text.slice(position, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    position = end
  }
  return raw(markup + escapeHtml(text.slice(position)))
}

function renderNothing(query: string, data: SearchData, t: Translate): Html {
  return html`<div class="empty">
      <p class="empty-title" role="status">${t('search.none', { query })}</p>
      <p>${t('search.noneHint')}</p>
      ${waysOn(query, data.locale, t)}
    </div>
    ${renderTopics(data, t('search.nearTopics'))}`
}

/** Categories to browse, the nearest first where that is known. */
function renderTopics({ categories = [], titles, locale }: SearchData, heading: string): Html | false {
  const ids = [...new Set([...categories, ...Object.keys(titles)])].filter((id) => titles[id] !== undefined)
  return (
    ids.length > 0 &&
    html`<nav class="topics" aria-labelledby="hc-topics">
      <h2 id="hc-topics">${heading}</h2>
      <ul class="chips" role="list">
        ${ids.map((id) => html`<li><a class="chip" href="${categoryUrl(locale, id)}">${titles[id]}</a></li>`)}
      </ul>
    </nav>`
  )
}

function waysOn(query: string, locale: Locale, t: Translate): Html {
  return html`<p class="actions">
    <a class="button" href="${pageUrl(locale, 'ask', { q: query })}">${t('search.ask')}</a>
    <a class="button button-quiet" href="${pageUrl(locale, 'contact', { question: query })}"
      >${t('search.person')}</a
    >
  </p>`
}
