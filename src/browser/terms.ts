// A term's meaning beside it while it is pointed at, focused or tapped. The link itself needs none of this.
import { pageTranslate } from './page-strings.ts'

const CARD = {
  /** Milliseconds of pointing before the card opens, so that it does not follow a passing pointer. */
  openPause: 120,
  /** Milliseconds in which the pointer may cross from the term to the card. */
  closePause: 250,
  /** Pixels between term and card, and between card and the edges of the window. */
  gap: 6,
  edge: 16,
} as const

let shown: HTMLAnchorElement | undefined
let waiting: number | undefined

/** Call once, with the first sign of a reader at work. */
export function attachTerms(): void {
  const card = createCard()
  const terms = document.querySelectorAll<HTMLAnchorElement>('a.term')
  for (const term of terms) {
    term.addEventListener('pointerenter', ({ pointerType }) => {
      if (pointerType !== 'touch') after(CARD.openPause, () => show(card, term))
    })
    term.addEventListener('pointerleave', () => after(CARD.closePause, () => hide(card)))
    term.addEventListener('focus', () => {
      if (term.matches(':focus-visible')) show(card, term)
    })
    term.addEventListener('blur', () => after(CARD.closePause, () => hide(card)))
    term.addEventListener('click', (event) => {
      // A finger cannot point: the first tap explains, the link in the card leads on.
      if (!isTouch(event) || shown === term) return
      event.preventDefault()
      show(card, term)
    })
    if (term === document.activeElement && term.matches(':focus-visible')) show(card, term)
  }
  card.addEventListener('pointerenter', () => clearTimeout(waiting))
  card.addEventListener('pointerleave', () => after(CARD.closePause, () => hide(card)))
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide(card)
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !card.contains(target) && !shown?.contains(target)) hide(card)
  })
  addEventListener('scroll', () => follow(card), { passive: true })
}

/** Chromium and Firefox tell a click's pointer; elsewhere a device without hover is taken for touch. */
function isTouch(event: MouseEvent): boolean {
  if (event.detail === 0) return false
  return event instanceof PointerEvent && event.pointerType !== ''
    ? event.pointerType === 'touch'
    : matchMedia('(hover: none)').matches
}

function after(milliseconds: number, act: () => void): void {
  clearTimeout(waiting)
  waiting = window.setTimeout(act, milliseconds)
}

/** In the top layer, hidden from screen readers: to them the term is described by the list at the article's end. */
function createCard(): HTMLElement {
  const card = document.createElement('div')
  card.className = 'term-card'
  card.popover = 'manual'
  card.ariaHidden = 'true'
  const meaning = document.createElement('p')
  const more = document.createElement('a')
  more.textContent = pageTranslate()('term.more')
  more.tabIndex = -1
  card.append(meaning, more)
  document.body.append(card)
  return card
}

function show(card: HTMLElement, term: HTMLAnchorElement): void {
  clearTimeout(waiting)
  const id = term.getAttribute('aria-describedby') ?? ''
  const [meaning, more] = card.children
  if (!(meaning && more instanceof HTMLAnchorElement)) return
  const definition = document.getElementById(id)
  meaning.textContent = definition?.textContent ?? ''
  card.lang = definition?.closest<HTMLElement>('[lang]')?.lang ?? ''
  more.href = term.href
  shown = term
  card.showPopover()
  place(card, term)
}

/** Below the term, or above it where there is no room; never beyond the window's edges. */
function place(card: HTMLElement, term: HTMLElement): void {
  // A term broken over two lines has two boxes; the card belongs to the last.
  const box = [...term.getClientRects()].at(-1) ?? term.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const { offsetWidth, offsetHeight } = card
  const left = Math.max(CARD.edge, Math.min(box.left, clientWidth - offsetWidth - CARD.edge))
  const below = box.bottom + CARD.gap
  const isBelow = below + offsetHeight + CARD.edge <= clientHeight
  card.style.left = `${left}px`
  card.style.top = `${isBelow ? below : Math.max(CARD.edge, box.top - CARD.gap - offsetHeight)}px`
}

/** Moving to a term with the keyboard scrolls the page, so there the card goes along; a pointer is left behind. */
function follow(card: HTMLElement): void {
  if (shown !== undefined && shown === document.activeElement) place(card, shown)
  else hide(card)
}

function hide(card: HTMLElement): void {
  clearTimeout(waiting)
  shown = undefined
  if (card.matches(':popover-open')) card.hidePopover()
}
