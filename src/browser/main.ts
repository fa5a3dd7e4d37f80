// Entry of every page's script. Small on purpose: reading needs none of it, and the rest loads when it is used.
import { guardForms } from './secret-guard.ts'

guardForms()
hideNoticesOutOfTime()
keepQueryAcrossLanguages()
keepLanguageChoice()
closeLanguagesOutside()
loadOnUse()
loadArticleOnUse()
loadVisitOnUse()
loadTroubleshooterOnUse()

/** A page is built once and read later, so only the reader's clock knows which notices stand. */
function hideNoticesOutOfTime(): void {
  const now = Date.now()
  for (const notice of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const { from = '', until } = notice.dataset
    const isOver = until !== undefined && now >= Date.parse(until)
    notice.hidden = now < Date.parse(from) || isOver
  }
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

function loadOnUse(): void {
  const box = document.querySelector<HTMLFormElement>('[data-search-box]')
  // A part that cannot be loaded leaves the plain form, which works; the browser's console names the failure.
  box?.addEventListener(
    'focusin',
    () => void import('./search-box.ts').then((module) => module.attachSearchBox(box)),
    { once: true },
  )
  if (document.querySelector('[data-search-page]')) void import('./search-page.ts')
  if (document.querySelector('[data-support]')) void import('./support-state.ts')
  if (document.querySelector('[data-ask]')) void import('./ask.ts')
  if (document.querySelector('[data-verifier]')) void import('./verifier.ts')
  if (document.querySelector('[data-ticket-form]')) void import('./ticket-form.ts')
  if (document.querySelector('[data-copy], [data-once]')) void import('./ticket-status.ts')
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches('[data-feedback]'))
      return
    event.preventDefault()
    void import('./feedback.ts').then((module) => module.sendFeedback(form, event.submitter))
  })
}

/** With the first sign of a reader at work: who only opens the page loads nothing for it. */
function loadArticleOnUse(): void {
  if (!document.querySelector('[data-article]')) return
  atFirstSign(() => void import('./article.ts'))
  if (document.querySelector('a.term'))
    atFirstSign(() => void import('./terms.ts').then((module) => module.attachTerms()))
}

function atFirstSign(load: () => void): void {
  const once = new AbortController()
  for (const sign of ['scroll', 'pointerdown', 'pointermove', 'keydown']) {
    const start = (): void => {
      once.abort()
      load()
    }
    addEventListener(sign, start, { passive: true, signal: once.signal })
  }
}

/** On the home page at once if there is anything to show, else with the first sign of a reader. */
function loadVisitOnUse(): void {
  const load = () => void import('./visit.ts')
  if (
    location.search.includes('sw=') ||
    (document.querySelector('.history.panel') !== null && 'viewed' in document.documentElement.dataset)
  )
    load()
  else atFirstSign(load)
  // Absent on plain http. The worker speaks before the reader does.
  navigator.serviceWorker?.addEventListener(
    'message',
    () => void import('./offline.ts').then((module) => module.offerNewer()),
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

/** With the first answer, or for an address that names a step. Where it cannot be loaded, the answer opens as it is. */
function loadTroubleshooterOnUse(): void {
  const guide = document.querySelector<HTMLElement>('[data-troubleshooter]')
  if (!guide) return
  const attached = new AbortController()
  const load = () =>
    import('./troubleshooter.ts').then((module) => {
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
