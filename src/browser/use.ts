// What a part of the page needs before it can run: its strings, and the styles of all that only scripts put there.
import styles from '../styles/on-use.css?url'
import { loadStrings } from './page-strings.ts'

let styling: Promise<void> | undefined

/**
 * Loads a part once strings and styles are there.
 * @throws if the strings or the part cannot be loaded
 */
export async function use<T>(load: () => Promise<T>): Promise<T> {
  styling ??= addStyles()
  const [part] = await Promise.all([loadStrings().then(load), styling])
  return part
}

/** Resolves in any case: without its styles a part still works. */
function addStyles(): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = styles
  const added = new Promise<void>((resolve) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => resolve(), { once: true })
  })
  document.head.append(link)
  return added
}
