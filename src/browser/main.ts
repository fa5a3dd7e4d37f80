// Entry of every page's script. Small on purpose: reading needs none of it, and the rest loads when it is used.
import { guardForms } from './secret-guard.ts'

guardForms()
hideNoticesOutOfTime()
keepQueryAcrossLanguages()
closeLanguagesOutside()
loadOnUse()

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
  if (document.querySelector('[data-ask]')) void import('./ask.ts')
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
