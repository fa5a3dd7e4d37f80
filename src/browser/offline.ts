// What a page says about its connection, and the way to be rid of the service worker. Loaded when there is something to say.
import type { StringKey } from '../i18n/translate.ts'
import { pageTranslate } from './page-strings.ts'
import { use } from './use.ts'

/** Local storage entry with which somebody has switched the service worker off. */
const SWITCH = 'hc-sw'

/**
 * Registers the worker, unless somebody has switched it off here.
 * @param wanted 'off' removes worker and copies and keeps them away from this browser; 'on' allows them again.
 */
export async function switchWorker(wanted: string | null): Promise<void> {
  if (wanted === 'on') localStorage.removeItem(SWITCH)
  if (wanted === 'off') localStorage.setItem(SWITCH, 'off')
  if (localStorage.getItem(SWITCH) !== 'off') {
    await navigator.serviceWorker.register('/sw.js')
    return
  }
  const registrations = await navigator.serviceWorker.getRegistrations()
  for (const registration of registrations) {
    if (registration.active) await stop(registration.active)
    await registration.unregister()
  }
  await dropCopies()
  // Once more for what was being kept when the word came.
  setTimeout(() => void dropCopies(), 1_000)
}

async function dropCopies(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith('hc-'))
  await Promise.all(ours.map((name) => caches.delete(name)))
}

/** A worker stays until its pages are closed. Told so, it keeps nothing anew; one that is too old to understand is not waited for. */
function stop(worker: ServiceWorker): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  const stopped = new Promise((resolve) => {
    port1.onmessage = resolve
    setTimeout(resolve, 1_000)
  })
  worker.postMessage('stop', [port2])
  return stopped
}

/** A newer version of this page has arrived behind the copy that is shown. */
export function offerNewer(): void {
  const link = document.createElement('a')
  link.href = location.href
  link.addEventListener('click', (event) => {
    event.preventDefault()
    location.reload()
  })
  void say('offline.newer', link)
}

/** Says that the network is gone, until it is back. */
export function sayOffline(): void {
  void say('offline.now')
  addEventListener('online', () => document.querySelector('.connection')?.remove(), { once: true })
}

async function say(key: StringKey, link?: HTMLAnchorElement): Promise<void> {
  const t = await use(async () => pageTranslate())
  if (link) link.textContent = t('offline.reload')
  document.querySelector('.connection')?.remove()
  const box = document.createElement('p')
  box.className = 'connection'
  box.setAttribute('role', 'status')
  document.body.append(box)
  // Screen readers announce what changes inside a status, not a status that appears with its text.
  requestAnimationFrame(() => box.append(t(key), ' ', ...(link ? [link] : [])))
}
