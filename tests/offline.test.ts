// What the service worker may keep, and what the browser remembers of reading.
import { describe, expect, test } from 'vitest'
import {
  canStandIn,
  filesIn,
  offlinePath,
  READING_CODE,
  SEARCH_CODE,
  strategyFor,
} from '../src/browser/cache-policy.ts'
import { parseHistory, suggestionsOf, type Viewed, withViewed } from '../src/browser/reading-history.ts'

const ORIGIN = 'https://help.example'

function strategy(path: string, { isNavigation = true, method = 'GET' } = {}): string {
  return strategyFor({ method, url: new URL(path, ORIGIN), isNavigation, origin: ORIGIN })
}

describe('the service worker', () => {
  test.each([
    ['/en/articles/gas-fees/', 'page'],
    ['/zh-TW/', 'page'],
    ['/en/search/', 'page'],
    ['/en/search/?q=gas', 'live'],
    ['/en/ticket/', 'live'],
    ['/en/ticket/?code=HC-1&key=x', 'live'],
    ['/zh-CN/contact/', 'live'],
    ['/zh-CN/ask/?q=x', 'live'],
    ['/', 'live'],
    ['/api/ask', 'pass'],
    ['https://other.example/en/', 'pass'],
  ])('treats a visit to %s as %s', (path, expected) => {
    expect(strategy(path)).toBe(expected)
  })

  test.each([
    ['/_astro/a.js', 'asset'],
    ['/search-index/en.json', 'index'],
    ['/media/a.en.svg', 'media'],
    ['/api/search?q=a', 'pass'],
    ['/sitemap.xml', 'pass'],
  ])('treats the file %s as %s', (path, expected) => {
    expect(strategy(path, { isNavigation: false })).toBe(expected)
  })

  test('never touches what is sent', () => {
    expect(strategy('/en/articles/gas-fees/', { method: 'POST' })).toBe('pass')
  })

  test('lets a built page stand in for a query, but no page of one person', () => {
    expect(canStandIn(new URL('/en/search/?q=a', ORIGIN))).toBe(true)
    expect(canStandIn(new URL('/en/ticket/?code=a', ORIGIN))).toBe(false)
  })

  test('falls back in the language of the address, else of the browser', () => {
    expect(offlinePath('/zh-TW/articles/x/', 'en')).toBe('/zh-TW/offline/')
    expect(offlinePath('/', 'zh-CN')).toBe('/zh-CN/offline/')
    expect(offlinePath('/', 'fr')).toBe('/en/offline/')
  })

  test('finds what a page needs, and of the code used later only what works offline', () => {
    const page =
      '<html data-strings="/_astro/s.en.0.json"><link href="/_astro/a.1.css"><script src="/_astro/Page.2.js"></script><a href="/en/">'
    expect(filesIn(page, READING_CODE)).toEqual([
      '/_astro/s.en.0.json',
      '/_astro/a.1.css',
      '/_astro/Page.2.js',
    ])
    expect(filesIn('var e=`/_astro/on-use.9.css`', READING_CODE)).toEqual(['/_astro/on-use.9.css'])
    const code =
      'import{a}from"./words.3.js";import"./side.4.js";x(()=>import(`./search-box.5.js`));import("./ticket-form.6.js")'
    expect(filesIn(code, READING_CODE)).toEqual(['/_astro/words.3.js', '/_astro/side.4.js'])
    expect(filesIn(code, SEARCH_CODE)).toContain('/_astro/search-box.5.js')
  })
})

function viewed(id: string, ...related: readonly string[]): Viewed {
  return {
    id,
    locale: 'en',
    title: id,
    related: related.map((other) => ({ id: other, locale: 'en', title: other })),
  }
}

describe('what was read', () => {
  test('has the latest first and each article once', () => {
    const history = ['a', 'b', 'a'].reduce((kept, id) => withViewed(kept, viewed(id)), parseHistory(null))
    expect(history.viewed.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('suggests what is related and not yet read, nearest first, three at most', () => {
    const found = suggestionsOf([viewed('a', 'b', 'c'), viewed('b', 'd', 'a', 'c', 'e')])
    expect(found.map(({ id }) => id)).toEqual(['c', 'd', 'e'])
  })

  test('survives storage that holds something else', () => {
    for (const text of ['', '{', 'null', '[]', '{"viewed":[null,{"id":"../x"}]}', '{"viewed":3}']) {
      expect(parseHistory(text), text).toEqual({ viewed: [], suggested: 0 })
    }
    expect(parseHistory('{"off":true,"viewed":[]}').off).toBe(true)
  })
})
