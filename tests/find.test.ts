// Finding: several sections of an article, other spellings, filters, and an index small enough to fetch.
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_DIR } from '../scripts/paths.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { EXCERPT, type Locale } from '../src/config.ts'
import { renderResults, type SearchData } from '../src/fragments/search.ts'
import { formatMoment } from '../src/fragments/words.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate } from '../src/i18n/translate.ts'
import {
  anchorOf,
  type BrowserIndex,
  type BrowserIndexFile,
  loadBrowserIndex,
  searchBrowserIndex,
} from '../src/search/browser-index.ts'
import { searchInBrowser } from '../src/search/browser-outcome.ts'
import { buildBrowserIndex } from '../src/search/build-browser-index.ts'
import type { SearchResult } from '../src/search/result.ts'
import { correctSpelling, createSpelling, slipsBetween } from '../src/search/spelling.ts'

let corpus: Corpus
beforeAll(async () => {
  corpus = (await readSoundCorpus(CONTENT_DIR)).corpus
})
const load = (locale: Locale): BrowserIndex => loadBrowserIndex(buildBrowserIndex(corpus, locale))

describe('the file that a browser fetches', () => {
  // What is left for it of 90 kB (Chinese) and 50 kB (English) for 64 articles, when 13 kB of them are code.
  it.each([
    ['zh-CN', 77_000],
    ['zh-TW', 77_000],
    ['en', 37_000],
  ] as const)('in %s would fit its budget with 64 articles', (locale, budget) => {
    const json = buildBrowserIndex(corpus, locale)
    const { glossary, articles } = JSON.parse(json) as BrowserIndexFile
    const fixed = brotliCompressSync(JSON.stringify(glossary)).length
    const each = (brotliCompressSync(json).length - fixed) / articles.length
    expect(fixed + 64 * each).toBeLessThanOrEqual(budget)
  })

  it('leads to anchors that the pages have', () => {
    for (const locale of ['zh-CN', 'zh-TW', 'en'] as const) {
      const known = new Set(
        corpus.articles
          .filter((article) => article.locale === locale)
          .flatMap(({ id, sections }) => sections.map((section) => `${id}#${section.id}`)),
      )
      for (const { id, sections } of load(locale).articles) {
        for (const [heading, , , anchor = anchorOf(heading)] of sections)
          expect(known).toContain(`${id}#${anchor}`)
      }
    }
  })

  it('holds no more of a Chinese section than a result shows, and of an English one its telling words', () => {
    for (const { sections } of load('zh-CN').articles) {
      for (const [, lead] of sections) expect(lead.length).toBeLessThanOrEqual(EXCERPT.hanLength)
    }
    for (const { sections } of load('en').articles) {
      for (const [, lead, words] of sections) {
        expect(lead).toBe('')
        expect(words).not.toMatch(/\b(?:the|and|your|wallet)\b/)
      }
    }
  })

  it('finds an article by a word that stands in its text alone', () => {
    const [first] = searchBrowserIndex(load('en'), 'nonce')
    expect(first).toBeDefined()
  })
})

describe('results', () => {
  it('list other sections of the article that match, each with its own address', () => {
    const results = searchBrowserIndex(load('zh-CN'), '助记词')
    const more = results.flatMap((result) => result.more)
    expect(more.length).toBeGreaterThan(0)
    for (const { url, more: others } of results) {
      const urls = [url, ...others.map((other) => other.url)]
      expect(new Set(urls).size).toBe(urls.length)
    }
    expect(
      more.some(({ section, marks }) => marks.some(([start, end]) => section.slice(start, end) === '助记词')),
    ).toBe(true)
  })

  it('never lead to the section that hands over to a person', () => {
    const handovers = new Set(
      corpus.articles.flatMap(({ sections }) => sections.filter((s) => s.isHandover).map((s) => s.heading)),
    )
    for (const { section, more } of searchBrowserIndex(load('en'), 'still stuck'))
      for (const name of [section, ...more.map((other) => other.section)])
        expect(handovers).not.toContain(name)
  })
})

describe('“did you mean”', () => {
  const spelling = createSpelling(
    [
      'Revoke a token approval',
      'approval approvals wallet wallet',
      '助记词和私钥，助记词无效',
      'send to a walet',
    ],
    [
      { id: 'phrase', 'zh-CN': ['助记词', '种子', '注记词'], en: [] },
      { id: 'key', 'zh-CN': ['私钥'], en: [] },
    ],
  )

  it.each([
    ['aproval', 'approval'],
    ['revoek', 'revoke'],
    ['APROVALS', 'approvals'],
    ['how to revok it', 'how to revoke it'],
    ['助计词', '助记词'],
    ['我的助记次呢', '我的助记词呢'],
  ])('reads “%s” as “%s”', (typed, meant) => {
    expect(correctSpelling(spelling, typed)).toBe(meant)
  })

  it.each([['approval'], ['gas'], ['zzzzzz'], ['助记词'], ['私要'], ['']])('leaves “%s” alone', (typed) => {
    expect(correctSpelling(spelling, typed)).toBeUndefined()
  })

  it('counts letters added, left out, replaced and swapped', () => {
    expect(slipsBetween('phrase', 'phrase')).toBe(0)
    expect(slipsBetween('phrase', 'prhase')).toBe(1)
    expect(slipsBetween('phrase', 'phrse')).toBe(1)
    expect(slipsBetween('', 'abc')).toBe(3)
    expect(slipsBetween('kitten', 'sitting')).toBe(3)
  })

  it('is offered only where it finds more', () => {
    expect(searchInBrowser(load('en'), 'phishng').didYouMean).toBe('phishing')
    expect(searchInBrowser(load('en'), 'phishing').didYouMean).toBeUndefined()
    expect(searchInBrowser(load('zh-CN'), '助记次').didYouMean).toBe('助记词')
    expect(searchInBrowser(load('en'), 'xyzzyqwv')).toEqual({ results: [] })
  })
})

describe('the results of a page', () => {
  const t = createTranslate(stringsFor('en'))
  const result = (article: string, category: string): SearchResult => ({
    article,
    locale: 'en',
    title: `About ${article}`,
    section: '',
    category,
    url: `/en/articles/${article}/`,
    excerpt: article,
    marks: [],
    more: [],
  })
  const data: SearchData = {
    query: 'gas',
    results: [result('one', 'keys'), result('two', 'tokens'), result('three', 'tokens')],
    locale: 'en',
    titles: { keys: 'Keys', tokens: 'Tokens', support: 'Support' },
  }

  it('can be narrowed to a category, by links with the number of each', () => {
    const page = renderResults(data, t)
    expect(page).toContain('href="/en/search/?q=gas&amp;category=tokens"')
    expect(page).toMatch(/Tokens <span class="chip-count">2</)
    expect(page).not.toContain('category=support')
    const narrow = renderResults({ ...data, category: 'tokens' }, t)
    expect(narrow).not.toContain('About one')
    expect(narrow).toContain('2 results for')
    expect(narrow).toMatch(/data-category="tokens" aria-current="true"/)
  })

  it('are all shown for a category that has none of them', () => {
    expect(renderResults({ ...data, category: 'support' }, t)).toContain('About one')
  })

  it('lead to the nearest topics first where nothing is found', () => {
    const page = renderResults({ ...data, results: [], categories: ['tokens', 'gone'] }, t)
    expect(page.match(/categories\/(\w+)\//g)).toEqual([
      'categories/tokens/',
      'categories/keys/',
      'categories/support/',
    ])
    expect(page).toContain('/en/contact/?question=gas')
    expect(page).toContain('/en/ask/?q=gas')
  })
})

describe('a moment', () => {
  const now = new Date(2026, 10, 22, 12, 0)

  it('is the time alone on the same day, else with the day of the week', () => {
    expect(formatMoment(new Date(2026, 10, 22, 18, 30), now, 'en')).toBe('18:30')
    expect(formatMoment(new Date(2026, 10, 23, 9, 0), now, 'en')).toMatch(/^Monday.* 09:00$/)
    expect(formatMoment(new Date(2026, 10, 23, 9, 0), now, 'zh-CN')).toMatch(/^星期一 ?09:00$/)
  })
})
