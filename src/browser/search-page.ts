// The search page: results as one types, under an address that can be shared.
import { pageUrl } from '../articles/urls.ts'
import { renderResults } from '../fragments/search.ts'
import { searchBrowserIndex } from '../search/browser-index.ts'
import { fetchIndex } from './fetch-index.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'
import { holdsSecret, warnAt } from './secret-guard.ts'

const SEARCH_PAGE = {
  /** Most results shown. */
  limit: 20,
  /** Milliseconds without a key press before the results change. */
  typingPause: 150,
} as const

attach()

function attach(): void {
  const page = document.querySelector<HTMLElement>('[data-search-page]')
  const input = page?.querySelector<HTMLInputElement>('input[name=q]')
  const results = document.getElementById('hc-results')
  if (!page || !input || !results) return
  const { index = '', categories = '{}' } = page.dataset
  const titles = JSON.parse(categories) as Record<string, string>
  let typing: number | undefined
  input.addEventListener('focus', () => void fetchIndex(index).catch(() => undefined), { once: true })
  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = window.setTimeout(() => void update(input, results, { index, titles }), SEARCH_PAGE.typingPause)
  })
  // Served as a plain file, the page has not been filled: do here what the server would have done.
  const asked = new URLSearchParams(location.search).get('q') ?? ''
  if (input.value === '' && asked !== '') {
    input.value = asked
    void update(input, results, { index, titles })
  }
}

async function update(
  input: HTMLInputElement,
  results: HTMLElement,
  { index, titles }: { readonly index: string; readonly titles: Readonly<Record<string, string>> },
): Promise<void> {
  const query = input.value
  if (await holdsSecret(query)) {
    warnAt(input)
    return
  }
  try {
    const found =
      query.trim() === '' ? [] : searchBrowserIndex(await fetchIndex(index), query, SEARCH_PAGE.limit)
    if (input.value !== query) return
    const locale = pageLocale()
    results.innerHTML = renderResults({ query, results: found, locale, categories: titles }, pageTranslate())
    history.replaceState(null, '', pageUrl(locale, 'search', query.trim() === '' ? {} : { q: query.trim() }))
  } catch (error) {
    // The form still goes to the server on Enter, so nothing is lost but the speed.
    console.warn('No results as you type.', error)
  }
}
