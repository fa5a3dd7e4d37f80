// What every page does beyond showing itself, and which further parts it loads on use. main.ts loads this one.
import { guardForms } from './secret-guard.ts'
import { use } from './use.ts'

/** Milliseconds to wait for the parts of a page before a press goes to the browser. */
const PATIENCE = 4_000
/** Parts of pages that are made for doing, by what they attach to. */
const PARTS: readonly (readonly [selector: string, load: () => Promise<unknown>])[] = [
  ['[data-search-page]', () => import('./search-page.ts')],
  ['[data-support]', () => import('./support-state.ts')],
  ['[data-ask]', () => import('./ask.ts')],
  ['[data-verifier]', () => import('./verifier.ts')],
  ['[data-ticket-form]', () => import('./ticket-form.ts')],
  ['[data-copy], [data-once]', () => import('./ticket-status.ts')],
]

let isAttached = false
let parts: readonly Promise<unknown>[] = []
let reading: Promise<unknown> | undefined

/**
 * Attaches what waits for use.
 * @param onUnchecked says at a form that it was not sent, because it could not be checked
 */
export function attachPage(onUnchecked: (form: HTMLFormElement) => void): void {
  if (isAttached) return
  isAttached = true
  guardForms(onUnchecked)
  keepQueryAcrossLanguages()
  keepLanguageChoice()
  closeLanguagesOutside()
  loadSearchOnUse()
  parts = PARTS.filter(([selector]) => has(selector)).map(([, load]) => use(load))
  loadFeedbackOnUse()
  loadTroubleshooterOnUse()
  // What was read is shown at once where there is room for it; so is the way to be rid of the worker.
  if (
    location.search.includes('sw=') ||
    (has('.history.panel') && 'viewed' in document.documentElement.dataset)
  )
    void import('./visit.ts')
}

/** Loads what only a reader at work needs: who just opens a page loads nothing for it. Resolves when presses count. */
export async function startReading(): Promise<void> {
  void import('./visit.ts')
  reading ??= Promise.allSettled([
    ...parts,
    has('[data-article]') ? use(() => import('./article.ts')) : undefined,
    has('a.term') ? use(() => import('./terms.ts')).then((module) => module.attachTerms()) : undefined,
  ])
  await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
}

/** A newer version of this page has arrived behind the copy that is shown. */
export async function offerNewer(): Promise<void> {
  const offline = await use(() => import('./offline.ts'))
  offline.offerNewer()
}

/** The same page in another language, with the same query: a search, a question, a case. */
function keepQueryAcrossLanguages(): void {
  if (location.search === '') return
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
    link.search = location.search
}

function closeLanguagesOutside(): void {
  const menu = document.querySelector<HTMLDetailsElement>('details.languages')
  if (!menu) return
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false
  })
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
}

function loadSearchOnUse(): void {
  const box = document.querySelector<HTMLFormElement>('[data-search-box]')
  if (!box) return
  // A part that cannot be loaded leaves the plain form, which works; the browser's console names the failure.
  const load = () => void use(() => import('./search-box.ts')).then((module) => module.attachSearchBox(box))
  if (box.contains(document.activeElement)) load()
  else box.addEventListener('focusin', load, { once: true })
}

function loadFeedbackOnUse(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches('[data-feedback]'))
      return
    event.preventDefault()
    void import('./feedback.ts').then((module) => module.sendFeedback(form, event.submitter))
  })
}

function has(selector: string): boolean {
  return document.querySelector(selector) !== null
}

/** With the first answer, or for an address that names a step. Where it cannot be loaded, the answer opens as it is. */
function loadTroubleshooterOnUse(): void {
  const guide = document.querySelector<HTMLElement>('[data-troubleshooter]')
  if (!guide) return
  const attached = new AbortController()
  const load = () =>
    use(() => import('./troubleshooter.ts')).then((module) => {
      attached.abort()
      return module
    })
  if (location.hash.startsWith('#hc-step-')) void load().then((module) => module.attachTroubleshooter(guide))
  guide.addEventListener(
    'click',
    (event) => {
      const answer = event.target instanceof Element ? event.target.closest('summary') : null
      if (!answer) return
      event.preventDefault()
      load().then(
        (module) => module.attachTroubleshooter(guide, module.stepBehind(answer)),
        () => answer.parentElement?.toggleAttribute('open'),
      )
    },
    { signal: attached.signal },
  )
}

/**
 * A language that was chosen by hand counts more than the browser's, and only this browser knows it. The server sends
 * "/" on by the browser's languages; whoever arrives that way is sent on once more. A page opened under its own address
 * stays, so nothing can go round in circles.
 */
function keepLanguageChoice(): void {
  const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const { lang } = document.documentElement
  if (!arrival?.redirectCount || location.pathname !== `/${lang}/`) return
  try {
    const chosen = localStorage.getItem('hc-locale') ?? lang
    const way = document.querySelector<HTMLAnchorElement>(`a[hreflang="${CSS.escape(chosen)}"]`)
    if (way && chosen !== lang) location.replace(way.href)
  } catch {
    // Storage is refused: the browser's languages it is.
  }
}
