// The search field as a combobox (WAI-ARIA, list autocomplete with manual selection): suggestions as one types.
import { pageUrl } from '../articles/urls.ts'
import { plural } from '../fragments/words.ts'
import { type BrowserIndex, searchBrowserIndex } from '../search/browser-index.ts'
import type { SearchResult } from '../search/result.ts'
import { fetchIndex } from './fetch-index.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'
import { forgetSearches, recentSearches, rememberSearch } from './recent-searches.ts'
import { holdsSecret, warnAt } from './secret-guard.ts'

const SUGGESTIONS = {
  /** Most suggestions shown, beside the two ways on. */
  limit: 6,
  /** Milliseconds without a key press before the list changes, and before its length is announced. */
  typingPause: 80,
  announcePause: 600,
} as const

interface Suggestion {
  readonly url: string
  readonly title: string
  readonly detail: string
  readonly kind: 'result' | 'ask' | 'all' | 'recent' | 'forget'
}

interface Box {
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  readonly popup: HTMLElement
  readonly hint: HTMLElement
  readonly list: HTMLElement
  readonly status: HTMLElement
  suggestions: readonly Suggestion[]
  /** Position of the option that Enter opens; -1 for none, where Enter sends the form. */
  active: number
  /** Counts updates, so that a slow one cannot overwrite a later one. */
  turn: number
}

const t = pageTranslate()
const locale = pageLocale()

/** Turns the plain form into a combobox. Without an index it stays a plain form that says so. */
export function attachSearchBox(form: HTMLFormElement): void {
  const input = form.querySelector('input')
  if (!input) return
  const box = createBox(form, input)
  let typing: number | undefined
  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = window.setTimeout(() => void update(box), SUGGESTIONS.typingPause)
  })
  input.addEventListener('keydown', (event) => onKey(box, event))
  box.list.addEventListener('mousedown', (event) => event.preventDefault())
  box.list.addEventListener('click', (event) => onClick(box, event))
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close(box)
  })
  form.addEventListener('submit', () => {
    close(box)
    void rememberSearch(input.value)
  })
  // A click into the field opens what Escape has closed.
  input.addEventListener('click', () => {
    if (box.popup.hidden) void update(box)
  })
  void update(box)
}

function createBox(form: HTMLFormElement, input: HTMLInputElement): Box {
  const popup = create('div', 'search-pop')
  const hint = create('p', 'search-hint')
  const list = create('ul', 'suggestions')
  const status = create('p', 'visually-hidden')
  popup.hidden = true
  list.id = 'hc-suggestions'
  setAttributes(list, { role: 'listbox', 'aria-label': t('searchBox.suggestions') })
  status.setAttribute('role', 'status')
  popup.append(hint, list)
  form.append(popup, status)
  setAttributes(input, {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })
  return { form, input, popup, hint, list, status, suggestions: [], active: -1, turn: 0 }
}

async function update(box: Box): Promise<void> {
  const turn = ++box.turn
  const query = box.input.value.trim()
  if (query === '') {
    // Asked for early, so that it is there at the first letter.
    fetchIndex(box.form.dataset['index'] ?? '').catch(() => undefined)
    showRecent(box)
    return
  }
  const loading = window.setTimeout(() => showHint(box, t('searchBox.loading')), 150)
  try {
    const index = await fetchIndex(box.form.dataset['index'] ?? '')
    const isSecret = await holdsSecret(query)
    if (turn !== box.turn) return
    if (isSecret) {
      close(box)
      warnAt(box.input)
    } else show(box, suggest(index, query))
  } catch (error) {
    console.warn('No search suggestions.', error)
    if (turn === box.turn) showHint(box, t('searchBox.offline'))
  } finally {
    clearTimeout(loading)
  }
}

/** What was searched for before, where anything was. */
function showRecent(box: Box): void {
  const recent = recentSearches()
  if (recent.length === 0) {
    close(box)
    return
  }
  const suggestions = recent.map((query): Suggestion => {
    return { url: pageUrl(locale, 'search', { q: query }), title: query, detail: '', kind: 'recent' }
  })
  show(box, [...suggestions, { url: '', title: t('searchBox.forget'), detail: '', kind: 'forget' }])
}

function suggest(index: BrowserIndex, query: string): Suggestion[] {
  const results = searchBrowserIndex(index, query, SUGGESTIONS.limit).map(
    ({ url, title, section }: SearchResult): Suggestion => ({ url, title, detail: section, kind: 'result' }),
  )
  const ask = { url: pageUrl(locale, 'ask', { q: query }), title: t('searchBox.ask', { query }), detail: '' }
  const all = {
    url: pageUrl(locale, 'search', { q: query }),
    title: t('searchBox.all', { query }),
    detail: '',
  }
  return [
    ...results,
    ...(results.length > 0 ? [{ ...all, kind: 'all' } as const] : []),
    { ...ask, kind: 'ask' },
  ]
}

function show(box: Box, suggestions: readonly Suggestion[]): void {
  const isRecent = suggestions.some(({ kind }) => kind === 'recent')
  const count = suggestions.filter(({ kind }) => kind === 'result' || kind === 'recent').length
  const words = count === 0 ? t('searchBox.none') : t(`searchBox.count.${plural(count, locale)}`, { count })
  box.suggestions = suggestions
  box.list.replaceChildren(...suggestions.map(createOption))
  box.list.setAttribute('aria-label', t(isRecent ? 'searchBox.recent' : 'searchBox.suggestions'))
  box.hint.textContent = isRecent ? t('searchBox.recent') : count === 0 ? words : ''
  box.hint.hidden = count > 0 && !isRecent
  open(box)
  select(box, -1)
  const { turn } = box
  window.setTimeout(() => {
    if (turn === box.turn && !box.popup.hidden) box.status.textContent = words
  }, SUGGESTIONS.announcePause)
}

function createOption({ title, detail, kind }: Suggestion, position: number): HTMLElement {
  const option = create('li', `suggestion suggestion-${kind}`)
  option.id = `hc-suggestion-${position}`
  setAttributes(option, { role: 'option', 'aria-selected': 'false' })
  const name = create('span', 'suggestion-title')
  name.textContent = title
  option.append(name)
  if (detail !== '') {
    const section = create('span', 'suggestion-section')
    section.textContent = detail
    option.append(' ', section)
  }
  return option
}

function showHint(box: Box, text: string): void {
  box.suggestions = []
  box.list.replaceChildren()
  box.hint.textContent = text
  box.hint.hidden = false
  box.status.textContent = text
  select(box, -1)
  box.popup.hidden = false
}

function open(box: Box): void {
  box.popup.hidden = false
  box.input.setAttribute('aria-expanded', 'true')
}

function close(box: Box): void {
  box.popup.hidden = true
  box.status.textContent = ''
  box.input.setAttribute('aria-expanded', 'false')
  select(box, -1)
}

function select(box: Box, position: number): void {
  box.active = position
  box.list.querySelectorAll('[role=option]').forEach((option, i) => {
    option.setAttribute('aria-selected', String(i === position))
    if (i === position) option.scrollIntoView({ block: 'nearest' })
  })
  if (position < 0) box.input.removeAttribute('aria-activedescendant')
  else box.input.setAttribute('aria-activedescendant', `hc-suggestion-${position}`)
}

function onKey(box: Box, event: KeyboardEvent): void {
  // While a Chinese input method composes, its keys belong to it.
  if (event.isComposing) return
  const { length } = box.suggestions
  const isOpen = !box.popup.hidden && length > 0
  if (event.key === 'Escape' && !box.popup.hidden) {
    event.preventDefault()
    close(box)
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    if (!isOpen) void update(box)
    else if (event.key === 'ArrowDown') select(box, box.active >= length - 1 ? -1 : box.active + 1)
    else select(box, box.active < 0 ? length - 1 : box.active - 1)
  } else if (event.key === 'Enter' && isOpen && box.active >= 0) {
    event.preventDefault()
    follow(box, box.active)
  }
}

function onClick(box: Box, { target }: MouseEvent): void {
  const option = target instanceof Element ? target.closest('[role=option]') : null
  if (option) follow(box, [...box.list.children].indexOf(option))
}

function follow(box: Box, position: number): void {
  const suggestion = box.suggestions[position]
  if (!suggestion) return
  close(box)
  if (suggestion.kind === 'forget') {
    forgetSearches()
    return
  }
  // A result that was opened answers what was typed, half a word included; that is no search to repeat.
  if (suggestion.kind === 'all') void rememberSearch(box.input.value)
  location.assign(suggestion.url)
}

function create(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  return element
}

function setAttributes(element: HTMLElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
