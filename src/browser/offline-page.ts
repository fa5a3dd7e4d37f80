// The page without a network: lists what this device has kept.

void listKept()

async function listKept(): Promise<void> {
  const kept = document.querySelector<HTMLElement>('[data-kept]')
  const list = kept?.querySelector('ul')
  if (!kept || !list || !('caches' in globalThis)) return
  const locale = document.documentElement.lang
  const cache = await caches.open('hc-visited')
  const pages = (await cache.keys()).map(({ url }) => new URL(url).pathname).reverse()
  const items = await Promise.all(
    pages.filter((path) => path.includes('/articles/')).map((path) => describe(cache, path)),
  )
  // Those in the reader's language first; the others can still be read.
  const sorted = items.flatMap((item) => item ?? []).sort((a, b) => rank(b, locale) - rank(a, locale))
  list.replaceChildren(...sorted.map(toRow))
  kept.hidden = sorted.length === 0
  const search = document.querySelector<HTMLElement>('[data-kept-search]')
  if (search) search.hidden = (await caches.match(`/search-index/${locale}.json`)) === undefined
}

interface Kept {
  readonly path: string
  readonly locale: string
  readonly title: string
}

async function describe(cache: Cache, path: string): Promise<Kept | undefined> {
  const response = await cache.match(path)
  const title = /<h1[^>]*>([^<]+)<\/h1>/.exec((await response?.text()) ?? '')?.[1]
  if (title === undefined) return undefined
  return { path, locale: path.split('/')[1] ?? '', title: decode(title.trim()) }
}

function rank(item: Kept, locale: string): number {
  return item.locale === locale ? 1 : 0
}

function toRow({ path, locale, title }: Kept): HTMLLIElement {
  const link = document.createElement('a')
  link.href = path
  link.lang = locale
  link.textContent = title
  const row = document.createElement('li')
  row.append(link)
  return row
}

/** Entities of a heading as text. */
function decode(markup: string): string {
  return new DOMParser().parseFromString(markup, 'text/html').body.textContent
}
