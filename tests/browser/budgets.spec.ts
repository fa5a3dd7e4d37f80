// What pages weigh: every article, home and search of every locale, as the server sends them.
import { brotliCompressSync, constants } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  type BuiltPage,
  builtPages,
  compressed,
  loadOf,
  say,
  scriptNamed,
  SITE,
  withImports,
} from './built-site.ts'

/** Bytes and requests at most. kB are 1,000 bytes. */
const ARTICLE = { bytes: 16_000, requests: 4 }
const HOME = { bytes: 20_000, requests: 8 }
/** Bytes of index and code when the index holds that many articles. */
const SEARCH = { articles: 64, bytes: { 'zh-CN': 90_000, 'zh-TW': 90_000, en: 50_000 } }

function weigh(pages: readonly BuiltPage[]): { path: string; bytes: number; requests: number }[] {
  return pages.map((page) => ({ path: page.path, ...loadOf(page) })).sort((a, b) => b.bytes - a.bytes)
}

test('every article with its styles and scripts is within 16 kB and 4 requests', () => {
  const weighed = weigh(builtPages().filter(({ path }) => /^\/[\w-]+\/articles\/[^/]+\/$/.test(path)))
  const [largest] = weighed
  say(
    `${weighed.length} articles; the largest is ${largest?.path}: ${largest?.bytes} bytes in ${largest?.requests} requests`,
  )
  expect(weighed.length).toBeGreaterThan(90)
  expect(
    weighed.filter(({ bytes, requests }) => bytes > ARTICLE.bytes || requests > ARTICLE.requests),
  ).toEqual([])
})

test('every home page is within 20 kB', () => {
  const weighed = weigh(builtPages().filter(({ path, locale }) => path === `/${locale}/`))
  say(`${weighed.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')} bytes`)
  expect(weighed).toHaveLength(3)
  expect(weighed.filter(({ bytes, requests }) => bytes > HOME.bytes || requests > HOME.requests)).toEqual([])
})

test('no page asks for the search index, a word list or another site by itself', () => {
  for (const { path, tags } of builtPages()) {
    const asked = tags.flatMap(({ name, attributes }) =>
      name === 'link' && attributes['rel'] !== 'alternate' && attributes['rel'] !== 'canonical'
        ? [attributes['href'] ?? '']
        : name === 'script' || name === 'img' || name === 'source' || name === 'iframe'
          ? [attributes['src'] ?? '']
          : [],
    )
    expect(
      asked.filter((address) => address !== '' && (!address.startsWith('/') || address.startsWith('//'))),
      path,
    ).toEqual([])
    expect(asked.join(' '), path).not.toMatch(/search-index|browser-index|secret|latin|han\./)
  }
})

test('reading needs no script: what an article loads for them is a module that nothing waits for', () => {
  for (const { path, tags } of builtPages()) {
    const waiting = tags.filter(
      ({ name, attributes }) => name === 'script' && attributes['src'] && attributes['type'] !== 'module',
    )
    expect(waiting, path).toEqual([])
  }
})

for (const [locale, budget] of Object.entries(SEARCH.bytes)) {
  test(`a first search in ${locale} is within ${budget / 1_000} kB for ${SEARCH.articles} articles`, () => {
    // Beyond what any reader at work has loaded.
    const before = new Set(withImports([scriptNamed('page')]))
    const added = withImports([scriptNamed('search-box')]).filter((file) => !before.has(file))
    const code = added.reduce((sum, file) => sum + compressed(file), 0)
    const json = readFileSync(join(SITE, 'search-index', `${locale}.json`))
    const { glossary, articles } = JSON.parse(json.toString()) as { glossary: unknown; articles: unknown[] }
    const fixed = brotliCompressSync(JSON.stringify(glossary), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    }).length
    const index = compressed(`/search-index/${locale}.json`)
    const total = code + fixed + ((index - fixed) / articles.length) * SEARCH.articles
    say(
      `code ${code}, index of ${articles.length} articles ${index}, of ${SEARCH.articles} in all ${Math.round(total)} bytes`,
    )
    expect(total).toBeLessThanOrEqual(budget)
  })
}
