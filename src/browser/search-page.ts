// The search page: results as one types, under an address that can be shared.
import { pageUrl } from '../articles/urls.ts'
import { renderResults } from '../fragments/search.ts'
import type { SearchOutcome } from '../search/result.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'
import { rememberSearch } from './recent-searches.ts'
import { holdsSecret, warnAt } from './secret-guard.ts'

const SEARCH_PAGE = {
  /** Milliseconds without a key press before the results change. */
  typingPause: 250,
} as const

interface SearchPage {
  readonly input: HTMLInputElement
  readonly results: HTMLElement
  /** Address of the index. */
  readonly index: string
  readonly titles: Readonly<Record<string, string>>
  category: string
  /** What is shown, so that a filter need not ask again. */
  shown: { readonly query: string; readonly outcome: SearchOutcome } | undefined
}

const t = pageTranslate()
const locale = pageLocale()

attach()

function attach(): void {
  const main = document.querySelector<HTMLElement>('[data-search-page]')
  const input = main?.querySelector<HTMLInputElement>('input[name=q]')
  const results = document.getElementById('hc-results')
  if (!main || !input || !results) return
  const { index = '', categories = '{}' } = main.dataset
  const titles = JSON.parse(categories) as Record<string, string>
  const asked = new URLSearchParams(location.search)
  const page: SearchPage = {
    input,
    results,
    index,
    titles,
    category: asked.get('category') ?? '',
    shown: undefined,
  }
  let typing: number | undefined
  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = window.setTimeout(() => void update(page), SEARCH_PAGE.typingPause)
  })
  results.addEventListener('click', (event) => onClick(page, event))
  const query = asked.get('q') ?? ''
  if (query !== '') void rememberSearch(query)
  // Served as a plain file, the page has not been filled: do here what the server would have done.
  if (input.value === '') input.value = query
  // So, too, with what was typed before this script was there, or what Back has brought.
  if (input.value !== input.defaultValue) void update(page)
}

/** Filters and the other spelling work in place; opened in another tab they are plain links. */
function onClick(page: SearchPage, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { category, meant } = link.dataset
  if (category === undefined && meant === undefined) return
  event.preventDefault()
  if (meant !== undefined) page.input.value = meant
  page.category = category ?? ''
  void update(page).then(() => {
    const next = page.results.querySelector<HTMLElement>(`a[data-category="${CSS.escape(page.category)}"]`)
    ;(meant === undefined && next ? next : page.input).focus({ preventScroll: true })
  })
}

async function update(page: SearchPage): Promise<void> {
  const { input, titles } = page
  const query = input.value
  if (await holdsSecret(query)) {
    warnAt(input)
    return
  }
  try {
    const outcome = page.shown?.query === query ? page.shown.outcome : await find(page, query.trim())
    if (input.value !== query) return
    page.shown = { query, outcome }
    const { category } = page
    page.results.innerHTML = renderResults({ ...outcome, query, category, locale, titles }, t)
    announce(page)
    history.replaceState(null, '', addressOf(query.trim(), category))
  } catch (error) {
    // The form still goes to the server on Enter, so nothing is lost but the speed.
    console.warn('No results as you type.', error)
  }
}

/**
 * In the browser, by words: what is being typed leaves the page on Enter only, once the guard has seen all of it. Sent
 * as it grows, a recovery phrase would be gone before enough of it stood there to be known for one.
 */
async function find(page: SearchPage, query: string): Promise<SearchOutcome> {
  if (query === '') return { results: [] }
  const [{ fetchIndex }, { searchInBrowser }] = await Promise.all([
    import('./fetch-index.ts'),
    import('../search/browser-outcome.ts'),
  ])
  return searchInBrowser(await fetchIndex(page.index), query)
}

function addressOf(query: string, category: string): string {
  if (query === '') return pageUrl(locale, 'search')
  return pageUrl(locale, 'search', { q: query, ...(category === '' ? {} : { category }) })
}

/** Screen readers announce a region that changes, not one that is replaced as a whole. */
function announce({ results, input }: SearchPage): void {
  const words = results.querySelector('[role=status]')?.textContent ?? ''
  const status = document.getElementById('hc-search-status') ?? document.createElement('p')
  if (!status.isConnected) {
    status.id = 'hc-search-status'
    status.className = 'visually-hidden'
    status.setAttribute('role', 'status')
    input.form?.after(status)
  }
  status.textContent = words
}
