// The glossary's filter: entries that do not fit are hidden as one types. Without it the field searches the articles.
import { plural } from '../fragments/words.ts'
import { loadStrings, pageLocale, pageTranslate } from './page-strings.ts'

/** Milliseconds without a key press before the count is said, so that it is not said at each letter. */
const SAY_PAUSE = 400

attach()

function attach(): void {
  const page = document.querySelector<HTMLElement>('[data-glossary]')
  const input = page?.querySelector<HTMLInputElement>('#hc-find')
  if (!page || !input) return
  const filter = createFilter(page)
  input.addEventListener('input', () => filter(input.value))
  input.form?.addEventListener('submit', (event) => event.preventDefault())
  // Back from an entry's article, the browser may have kept what was typed.
  if (input.value !== '') filter(input.value)
}

function createFilter(page: HTMLElement): (query: string) => void {
  const entries = [...page.querySelectorAll<HTMLElement>('[data-words]')].map((element) => ({
    element,
    text: normalise(`${element.dataset['words'] ?? ''} ${element.textContent}`),
  }))
  const groups = [...page.querySelectorAll<HTMLElement>('[data-group]')]
  const whole = page.querySelectorAll<HTMLElement>('[data-whole]')
  const none = page.querySelector<HTMLElement>('[data-none]')
  const count = page.querySelector<HTMLElement>('[data-count]')
  let saying: number | undefined
  return (typed) => {
    const words = normalise(typed).split(' ').filter(Boolean)
    let fitting = 0
    for (const { element, text } of entries) {
      element.hidden = !words.every((word) => text.includes(word))
      if (!element.hidden) fitting += 1
    }
    for (const group of groups) group.hidden = !group.querySelector('[data-words]:not([hidden])')
    for (const part of whole) part.hidden = words.length > 0
    if (none) none.hidden = fitting > 0
    clearTimeout(saying)
    saying = window.setTimeout(async () => {
      if (!count) return
      await loadStrings()
      const t = pageTranslate()
      const found = t(`glossary.count.${plural(fitting, pageLocale())}`, { count: fitting })
      const said = fitting === 0 ? t('glossary.none', { query: typed.trim() }) : found
      count.textContent = words.length === 0 ? '' : said
    }, SAY_PAUSE)
  }
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
