// The search index, fetched once per page.
import { type BrowserIndex, loadBrowserIndex } from '../search/browser-index.ts'

let loading: Promise<BrowserIndex> | undefined

/**
 * The index at an address. A failure is forgotten, so that the next try asks again.
 * @throws {Error} if it cannot be fetched or is of another version.
 */
export function fetchIndex(url: string): Promise<BrowserIndex> {
  loading ??= load(url).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(url: string): Promise<BrowserIndex> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The search index answered ${response.status}.`)
  return loadBrowserIndex(await response.text())
}
