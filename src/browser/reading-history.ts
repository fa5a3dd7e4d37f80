// Recently read articles, where the reader was in them, and what is related: kept on this device and nowhere else.

/** Also read by src/components/ReadingHistory.astro, which reserves the room before anything is painted. */
const KEY = 'hc-history'

const HISTORY = {
  /** Articles remembered. */
  kept: 24,
  /** Articles shown on the home page, and under an article. */
  shown: 4,
  /** Suggestions shown. */
  suggested: 3,
} as const

export interface Place {
  readonly id: string
  readonly locale: string
  readonly title: string
}

export interface Viewed extends Place {
  /** The section that was being read; absent at the start and after the end. */
  readonly section?: { readonly id: string; readonly heading: string } | undefined
  readonly related: readonly Place[]
}

export interface History {
  /** Latest first. */
  readonly viewed: readonly Viewed[]
  /** Number of suggestions, so that their room can be reserved. */
  readonly suggested: number
  readonly off?: boolean
}

const EMPTY: History = { viewed: [], suggested: 0 }

/** With an article put first, its former entry replaced. */
export function withViewed(history: History, entry: Viewed): History {
  const others = history.viewed.filter(({ id }) => id !== entry.id)
  return counted([entry, ...others].slice(0, HISTORY.kept))
}

/** Related to what was read lately and not yet read, nearest first. */
export function suggestionsOf(viewed: readonly Viewed[]): Place[] {
  const seen = new Set(viewed.map(({ id }) => id))
  const found: Place[] = []
  for (const place of viewed.flatMap(({ related }) => related)) {
    if (seen.has(place.id)) continue
    seen.add(place.id)
    found.push(place)
  }
  return found.slice(0, HISTORY.suggested)
}

function counted(viewed: readonly Viewed[]): History {
  return { viewed, suggested: suggestionsOf(viewed).length }
}

/** Reads what is kept; what is not of this form counts as nothing. */
export function parseHistory(text: string | null): History {
  try {
    const parsed = JSON.parse(text ?? '{}') as Partial<History>
    if (parsed.off === true) return { ...EMPTY, off: true }
    return Array.isArray(parsed.viewed) ? counted(parsed.viewed.filter(isViewed)) : EMPTY
  } catch {
    return EMPTY
  }
}

function isViewed(value: unknown): value is Viewed {
  const related = (value as Partial<Viewed> | null)?.related
  return isPlace(value as Partial<Place> | null) && Array.isArray(related) && related.every(isPlace)
}

function isPlace(value: Partial<Place> | null | undefined): value is Place {
  const isWord = (text: unknown): boolean => typeof text === 'string' && /^[\w-]+$/.test(text)
  return isWord(value?.id) && isWord(value?.locale) && typeof value?.title === 'string'
}

export function urlOf({ id, locale }: Place, section = ''): string {
  return `/${locale}/articles/${id}/${section === '' ? '' : `#${encodeURIComponent(section)}`}`
}

/** Shows the section of this page and, on an article, remembers that it is being read. */
export function attachHistory(box: HTMLElement): void {
  const article = box.dataset['historyArticle']
  show(box, load())
  if (article !== undefined && !load().off) follow(article)
  box.addEventListener('click', ({ target }) => {
    const wanted = target instanceof Element ? target.closest<HTMLElement>('[data-history-switch]') : null
    if (!wanted) return
    const isOff = wanted.dataset['historySwitch'] === 'off'
    save(isOff ? { ...EMPTY, off: true } : EMPTY)
    document.documentElement.dataset['viewed'] = isOff ? 'off' : 'on'
    show(box, load())
    // The pressed button is gone; the one that undoes it has the focus and says what has happened.
    box.querySelector<HTMLElement>(`[data-history-switch=${isOff ? 'on' : 'off'}]`)?.focus()
  })
}

function load(): History {
  try {
    return parseHistory(localStorage.getItem(KEY))
  } catch {
    return EMPTY // storage is refused
  }
}

function save(history: History): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(history))
  } catch (error) {
    console.warn('What was read could not be kept.', error)
  }
}

function show(box: HTMLElement, history: History): void {
  const { historyArticle: article, resume = '' } = box.dataset
  const others = history.viewed.filter(({ id }) => id !== article).slice(0, HISTORY.shown)
  const rows = others.map((entry) => {
    const { section } = entry
    return section
      ? toRow(entry, urlOf(entry, section.id), resume.replace('{heading}', section.heading))
      : toRow(entry, urlOf(entry))
  })
  box.querySelector('[data-history-viewed]')?.replaceChildren(...rows)
  const suggestions = suggestionsOf(history.viewed).map((place) => toRow(place, urlOf(place)))
  box.querySelector('[data-history-suggested]')?.replaceChildren(...suggestions)
}

function toRow({ title, locale }: Place, url: string, hint = ''): HTMLLIElement {
  const link = document.createElement('a')
  link.href = url
  const name = document.createElement('span')
  name.textContent = title
  if (locale !== document.documentElement.lang) name.lang = locale
  link.append(name)
  if (hint !== '') {
    const small = document.createElement('small')
    small.textContent = hint
    link.append(small)
  }
  const row = document.createElement('li')
  row.append(link)
  return row
}

/** Remembers the article now and, while it is read, the section. */
function follow(id: string): void {
  const locale = document.documentElement.lang
  const entry: Viewed = {
    id,
    locale,
    title: document.querySelector('main h1')?.textContent.trim() ?? id,
    related: readRelated(locale),
  }
  const former = load().viewed.find((viewed) => viewed.id === id && viewed.locale === locale)
  save(withViewed(load(), { ...entry, section: former?.section }))
  const remember = (section: Viewed['section']): void => {
    // The switch may have been used since, here or in another tab.
    if (!load().off) save(withViewed(load(), { ...entry, section }))
  }
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue
        const isEnd = target.matches('.feedback')
        remember(isEnd ? undefined : { id: target.id, heading: target.textContent.trim() })
      }
    },
    { rootMargin: '0px 0px -40% 0px' },
  )
  for (const mark of document.querySelectorAll('main .prose h2[id], main .feedback')) observer.observe(mark)
}

function readRelated(locale: string): Place[] {
  const links = document.querySelectorAll<HTMLAnchorElement>('.related-articles a[href]')
  return [...links].flatMap((link) => {
    const id = /\/articles\/([\w-]+)\//.exec(link.pathname)?.[1]
    return id === undefined ? [] : [{ id, locale, title: link.textContent.trim() }]
  })
}
