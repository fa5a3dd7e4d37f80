// An article in use: the contents show where one reads, addresses are shared or copied, pictures open large.
import { pageTranslate } from './page-strings.ts'

const t = pageTranslate()
/** Milliseconds for which a message stays. */
const MESSAGE_MS = 4_000

const message = createMessage()
let fading: number | undefined

attach()

function attach(): void {
  followReading()
  document.addEventListener('click', (event) => {
    const { target } = event
    // Whoever asks for a new tab or window gets it.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!(target instanceof Element)) return
    const shared = target.closest<HTMLAnchorElement>('a[data-share]')
    if (shared) void passOn(shared, event)
    const picture = target.closest<HTMLAnchorElement>('a.enlarge')
    if (picture) void openPicture(picture, event)
  })
}

/** Marks the section that is being read in the contents beside the text. */
function followReading(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents-side a')].map((link) => [link.hash, link]),
  )
  // A subsection counts as the section above it, which is the one that the contents name.
  let above: HTMLAnchorElement | undefined
  const linkOf = new Map<Element, HTMLAnchorElement | undefined>()
  for (const part of document.querySelectorAll('.summary, .guide, [data-article] .prose > section')) {
    const id = part.id || (part.getAttribute('aria-labelledby') ?? '')
    above = links.get(`#${encodeURIComponent(id)}`) ?? above
    linkOf.set(part, above)
  }
  const inView = new Set<Element>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) inView[isIntersecting ? 'add' : 'delete'](target)
      const first = [...linkOf.keys()].find((part) => inView.has(part))
      if (first) markCurrent(links.values(), linkOf.get(first))
    },
    // The upper part of the window is where one reads.
    { rootMargin: '-8% 0px -65%' },
  )
  for (const part of linkOf.keys()) observer.observe(part)
}

function markCurrent(links: Iterable<HTMLAnchorElement>, current: HTMLAnchorElement | undefined): void {
  for (const link of links) {
    if (link !== current) link.removeAttribute('aria-current')
    else if (!link.hasAttribute('aria-current')) {
      link.setAttribute('aria-current', 'location')
      keepInView(link)
    }
  }
}

/** Only the list scrolls: `scrollIntoView` would move the page under the reader. */
function keepInView(link: HTMLAnchorElement): void {
  const list = link.closest<HTMLElement>('.contents-side')
  if (!list || list.scrollHeight <= list.clientHeight) return
  list.scrollTop = link.offsetTop - list.clientHeight / 2
}

/** The share sheet where fingers are used and there is one, else the clipboard. */
async function passOn(link: HTMLAnchorElement, event: Event): Promise<void> {
  // The link of a section still goes there; the one of the article leads where one is already.
  if (!link.hash) event.preventDefault()
  const hasSheet = 'share' in navigator && matchMedia('(pointer: coarse)').matches
  try {
    if (hasSheet) await navigator.share({ title: document.title, url: link.href })
    else {
      await navigator.clipboard.writeText(link.href)
      say(t('article.linkCopied'))
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return // closed without sharing
    console.warn('The address could not be passed on.', error)
    say(t('article.linkCopyFailed'))
  }
}

function createMessage(): HTMLElement {
  const element = document.createElement('p')
  element.className = 'toast'
  element.setAttribute('role', 'status')
  document.body.append(element)
  return element
}

function say(words: string): void {
  clearTimeout(fading)
  message.textContent = words
  fading = window.setTimeout(() => {
    message.textContent = ''
  }, MESSAGE_MS)
}

async function openPicture(link: HTMLAnchorElement, event: Event): Promise<void> {
  event.preventDefault()
  try {
    const { showPicture } = await import('./picture.ts')
    showPicture(link, t)
  } catch (error) {
    console.warn('The picture is opened by itself.', error)
    location.assign(link.href)
  }
}
