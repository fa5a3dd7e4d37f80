// What a visit leaves on this device: copies for use without a network, what was read, the language chosen by hand.
// Loaded with the first sign of a reader.
import { sayOffline, switchWorker } from './offline.ts'
import { attachHistory } from './reading-history.ts'

const box = document.querySelector<HTMLElement>('[data-history]')
if (box) attachHistory(box)
keepWorker()
rememberLanguage()

/** `?sw=off` in an address removes worker and copies and keeps them away. */
function keepWorker(): void {
  // Absent on plain http and in some private windows.
  if (!('serviceWorker' in navigator)) return
  const wanted = new URLSearchParams(location.search).get('sw')
  void switchWorker(wanted).catch((error: unknown) => console.warn('Nothing is kept for use offline.', error))
  if (!navigator.onLine) sayOffline()
  addEventListener('offline', sayOffline)
}

function rememberLanguage(): void {
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[hreflang]') : null
    if (!link) return
    try {
      localStorage.setItem('hc-locale', link.hreflang)
    } catch (error) {
      console.warn('The language could not be remembered.', error)
    }
  })
}
