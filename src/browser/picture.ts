// A picture of an article over the whole window, where its lettering can be read on a phone.
import type { Translate } from '../i18n/translate.ts'

/** Width of the window in pixels below which a picture opens larger than the window. */
const LARGE_BELOW = 700

/** Opens the picture that a link leads to. Escape and the button close it; focus returns to the link by itself. */
export function showPicture(link: HTMLAnchorElement, t: Translate): void {
  const small = link.querySelector('img')
  const dialog = document.createElement('dialog')
  // Fitted to a phone's width it would be no larger than on the page.
  const isLarge = innerWidth < LARGE_BELOW
  dialog.className = isLarge ? 'zoom is-large' : 'zoom'
  dialog.setAttribute('aria-label', small?.alt ?? '')
  const image = document.createElement('img')
  image.src = link.href
  image.alt = small?.alt ?? ''
  image.width = small?.width ?? 0
  image.height = small?.height ?? 0
  const sheet = document.createElement('div')
  sheet.className = 'zoom-sheet'
  // What scrolls can be reached and scrolled by keyboard.
  sheet.tabIndex = 0
  sheet.append(image)
  dialog.append(createBar(dialog, t), sheet, ...captionOf(link))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function createBar(dialog: HTMLDialogElement, t: Translate): HTMLElement {
  const bar = document.createElement('div')
  bar.className = 'zoom-bar'
  const size = createButton(t(dialog.classList.contains('is-large') ? 'article.zoomOut' : 'article.zoomIn'))
  size.addEventListener('click', () => {
    const isLarge = dialog.classList.toggle('is-large')
    size.textContent = t(isLarge ? 'article.zoomOut' : 'article.zoomIn')
  })
  const close = createButton(t('article.zoomClose'))
  close.addEventListener('click', () => dialog.close())
  bar.append(size, close)
  return bar
}

function createButton(words: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-quiet'
  button.textContent = words
  return button
}

function captionOf(link: HTMLAnchorElement): HTMLElement[] {
  const words = link.closest('figure')?.querySelector('figcaption')?.textContent
  if (!words) return []
  const caption = document.createElement('p')
  caption.className = 'zoom-caption'
  caption.textContent = words
  return [caption]
}
