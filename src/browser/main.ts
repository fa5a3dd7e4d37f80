// Entry of every page's script. Small on purpose: reading needs none of it. With the first sign of a reader, or at once
// where a page is made for doing, page.ts comes; what is pressed or sent before it is there waits for it.

/** Pages whose scripts have something to show or to fetch before anybody does anything. */
const AT_ONCE =
  '[data-search-page],[data-support],[data-ask],[data-verifier],[data-ticket-form],[data-copy],[data-once],.history.panel'
/** What does more than the browser would do by itself. */
const HELD = '.guide summary,a.enlarge,a[data-share]'
const SIGNS = ['scroll', 'pointerdown', 'pointermove', 'keydown', 'focusin']

let starting: Promise<typeof import('./page.ts')> | undefined
let isStarted = false
const released = new WeakSet<Element>()

hideNoticesOutOfTime()
for (const sign of SIGNS) addEventListener(sign, onSign, { passive: true })
for (const type of ['submit', 'click']) addEventListener(type, hold, { capture: true })
// Absent on plain http. The worker speaks before the reader does.
navigator.serviceWorker?.addEventListener(
  'message',
  () => void start(false).then((page) => page.offerNewer()),
)
if (location.search !== '' || location.hash.startsWith('#hc-step-') || document.querySelector(AT_ONCE))
  void start(false)

/** A page is built once and read later, so only the reader's clock knows which notices stand. */
function hideNoticesOutOfTime(): void {
  const now = Date.now()
  for (const notice of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const { from = '', until } = notice.dataset
    const isOver = until !== undefined && now >= Date.parse(until)
    notice.hidden = now < Date.parse(from) || isOver
  }
}

function onSign(event: Event): void {
  // Browsers send a move where none was, when a page is laid out under a pointer at rest.
  if (
    event.type === 'pointermove' &&
    !(event as PointerEvent).movementX &&
    !(event as PointerEvent).movementY
  )
    return
  for (const sign of SIGNS) removeEventListener(sign, onSign)
  void start(true)
}

/** @param isUsed whether there is a reader at work, for whom everything is made ready */
async function start(isUsed: boolean): Promise<typeof import('./page.ts')> {
  if (!starting) {
    starting = import('./page.ts')
    starting.catch(() => {
      starting = undefined
    })
    // Needed by most of what follows, and so asked for beside it.
    fetch(document.documentElement.dataset['strings'] ?? '').catch(() => undefined)
  }
  const page = await starting
  page.attachPage(sayUnchecked)
  if (isUsed) {
    await page.startReading()
    isStarted = true
  }
  return page
}

/** Nothing leaves the page unguarded, and no press is lost, while the scripts are on their way. */
function hold(event: Event): void {
  const { target } = event
  if (isStarted || !(target instanceof Element)) return
  const held = event.type === 'submit' ? target : target.closest<HTMLElement>(HELD)
  if (!held || released.delete(held)) return
  // Whoever asks for a new tab or window gets it.
  if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const { submitter = null } = event as SubmitEvent
  start(true).then(
    () => (held instanceof HTMLFormElement ? held.requestSubmit(submitter) : (held as HTMLElement).click()),
    (error: unknown) => {
      console.warn('The page’s script could not be loaded.', error)
      if (held instanceof HTMLFormElement) return sayUnchecked(held)
      released.add(held)
      ;(held as HTMLElement).click()
    },
  )
}

/** Nothing goes out unchecked. What keeps the check from loading keeps most forms from being sent, too. */
function sayUnchecked(form: HTMLFormElement): void {
  const id = 'hc-unchecked'
  document.getElementById(id)?.remove()
  const note = document.createElement('p')
  note.id = id
  note.className = 'alert alert-caution'
  note.setAttribute('role', 'alert')
  note.textContent = document.body.dataset['unchecked'] ?? ''
  form.append(note)
}
