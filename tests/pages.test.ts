// The pages about the help centre: terms linked in articles, the changelog, the privacy text, notices, lost addresses.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { GLOSSARY_LINKS, linkGlossary, type LocalTerm } from '../src/articles/glossary-links.ts'
import { type ReadResult, readCorpus } from '../src/articles/read.node.ts'
import { changeSchema } from '../src/articles/site.ts'
import { renderClosest, wordsOfPath } from '../src/fragments/closest.ts'
import { renderStatus, type StatusNotice } from '../src/fragments/status.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate } from '../src/i18n/translate.ts'
import { readSample } from './fixtures/content.ts'

const CONTENT = join(dirname(dirname(fileURLToPath(import.meta.url))), 'content')
const t = createTranslate(stringsFor('en'))

function term(id: string, ...forms: string[]): LocalTerm {
  return { id, forms, definition: `What ${id} means.` }
}

/** The pieces with links reduced to [words], and the ids linked. */
function link(html: string | readonly string[], ...terms: LocalTerm[]): { html: string; ids: string[] } {
  const linked = linkGlossary([html].flat(), terms, (id) => `/en/glossary/#${id}`)
  const short = linked.html.join('').replace(/<a class="term"[^>]*>([^<]*)<\/a>/g, '[$1]')
  return { html: short, ids: linked.terms.map(({ id }) => id) }
}

const KEY = term('private-key', 'private key', 'secret key')

describe('a term in an article', () => {
  test('is linked where it appears first, with its meaning named as its description', () => {
    const { html, terms } = linkGlossary(
      ['<p>A private key. A private key.</p>'],
      [KEY],
      (id) => `/g/?a&b#${id}`,
    )
    expect(html).toEqual([
      '<p>A <a class="term" href="/g/?a&amp;b#private-key" aria-describedby="hc-term-private-key">private key</a>. A private key.</p>',
    ])
    expect(terms).toEqual([{ id: 'private-key', name: 'private key', definition: 'What private-key means.' }])
  })

  test('is linked once in all pieces together', () => {
    expect(link(['<p>private key</p>', '<p>private key</p>'], KEY).html).toBe(
      '<p>[private key]</p><p>private key</p>',
    )
  })

  test.each([
    ['a paragraph', '<p>private key</p>', '<p>[private key]</p>'],
    ['a list item', '<ol><li>private key</li></ol>', '<ol><li>[private key]</li></ol>'],
    ['a capital or plural', '<p>Private keys</p>', '<p>[Private keys]</p>'],
    ['emphasis', '<p><em>private key</em></p>', '<p><em>[private key]</em></p>'],
    [
      'a table cell',
      '<table><tr><td>private key</td></tr></table>',
      '<table><tr><td>[private key]</td></tr></table>',
    ],
  ])('is linked in %s', (_, html, expected) => {
    expect(link(html, KEY).html).toBe(expected)
  })

  test.each([
    ['a heading', '<h2>private key</h2>'],
    ['a link', '<p><a href="/x/">the private key</a></p>'],
    ['code', '<p><code>private key</code></p>'],
    ['bold text, which names buttons', '<p><strong>private key</strong></p>'],
    ['a head of a table', '<table><tr><th>private key</th></tr></table>'],
    ['the title of a warning', '<div class="alert"><p class="alert-title">private key</p></div>'],
    ['a caption', '<figure><figcaption>private key</figcaption></figure>'],
    ['an attribute, even with a bracket in it', '<p><img alt="private key > x" title="private key"></p>'],
    ['another name of the term', '<p>secret key</p>'],
    ['a longer word', '<p>private keyboard</p>'],
  ])('is left alone in %s', (_, html) => {
    expect(link(html, KEY)).toEqual({ html, ids: [] })
  })

  test('gives way to a longer term, even to one that is not linked', () => {
    const terms = [
      term('hot', '钱包'),
      term('hardware-wallet', '硬件钱包'),
      term('fee', '费', '网络费'),
      term('chain', '网络'),
    ]
    expect(link('<p>硬件钱包、网络费</p>', ...terms)).toEqual({
      html: '<p>[硬件钱包]、网络费</p>',
      ids: ['hardware-wallet'],
    })
  })

  test('is left alone if it is an everyday word or has no definition', () => {
    const terms = [term('wallet', 'wallet'), { ...term('swap', 'swap'), definition: undefined }]
    expect(link('<p>A wallet, a swap.</p>', ...terms).ids).toEqual([])
  })

  test('is one of a few', () => {
    const terms = [...'abcdefghijkl'].map((letter) => term(`term-${letter}`, `word${letter}`))
    const html = `<p>${terms.map(({ forms }) => forms[0]).join(' ')}</p>`
    expect(link(html, ...terms).ids).toHaveLength(GLOSSARY_LINKS.most)
  })
})

describe('the content of the sample', () => {
  let result: ReadResult
  beforeAll(async () => {
    result = await readCorpus(CONTENT)
  })

  test('is sound, with changes newest first and a privacy text in every locale', () => {
    const { problems, corpus } = result
    expect(problems).toEqual([])
    expect(corpus.changes.length).toBeGreaterThanOrEqual(6)
    const dates = corpus.changes.map(({ date }) => date)
    expect(dates).toEqual(dates.toSorted().reverse())
    expect(corpus.privacy.map(({ locale }) => locale).sort()).toEqual(['en', 'zh-CN', 'zh-TW'])
    expect(corpus.articles.some(({ id }) => id === 'privacy')).toBe(false)
  })

  test('says the same in both languages of the privacy text', () => {
    const shape = result.corpus.privacy.map(({ sections }) => sections.map(({ depth }) => depth).join(' '))
    expect(new Set(shape).size).toBe(1)
  })

  test('loses nothing but links when terms are linked', () => {
    const { articles, glossary } = result.corpus
    for (const article of articles.filter(({ locale }) => locale !== 'zh-TW')) {
      const terms = glossary.map(({ id, en, 'zh-CN': zh, definition }) => ({
        id,
        forms: article.locale === 'en' ? en : [...zh, ...en],
        definition: definition?.en,
      }))
      const pieces = article.sections.map(({ html }) => html)
      const linked = linkGlossary(pieces, terms, (id) => `/#${id}`).html
      expect(linked.map((html) => html.replace(/<a class="term"[^>]*>([^<]*)<\/a>/g, '$1'))).toEqual(pieces)
    }
  })
})

describe('a change', () => {
  const change = {
    id: 'one',
    date: '2026-11-20',
    said: { 'zh-CN': '字', en: 'words' },
    did: { 'zh-CN': '字', en: 'words' },
    page: 'ask',
  }

  test.each([
    ['both languages', { said: { en: 'words' } }],
    ['a date', { date: 'yesterday' }],
    ['a known page', { page: 'nowhere' }],
    ['one link, not two', { article: 'gas-fees' }],
    ['a link', { page: undefined }],
  ])('needs %s', (_, fields) => {
    expect(changeSchema.safeParse(change).success).toBe(true)
    expect(changeSchema.safeParse({ ...change, ...fields }).success).toBe(false)
  })

  test('that names no article is a problem with its file', async () => {
    const yaml =
      'id: one\ndate: 2026-11-20\nsaid: { zh-CN: 字, en: a }\ndid: { zh-CN: 字, en: b }\narticle: nowhere\n'
    const { problems } = await readSample({ 'changelog/one.yaml': yaml })
    expect(problems).toEqual([expect.objectContaining({ file: 'changelog (one)', rule: 'article' })])
  })

  test('and a privacy text with a mistake are named with their lines', async () => {
    const { problems } = await readSample({
      'changelog/one.yaml':
        'id: one\ndate: never\nsaid: { zh-CN: 字, en: a }\ndid: { zh-CN: 字, en: b }\npage: ask\n',
      'privacy/en.md': '---\ntitle: Privacy\nupdated: 2026-11-20\n---\n\nText.\n',
    })
    expect(problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'changelog/one.yaml:2 schema',
      expect.stringMatching(/^privacy\/en\.md:\d+ schema$/),
    ])
  })
})

describe('the status page', () => {
  const notice = (id: string, from: string, until?: string): StatusNotice => ({
    id,
    level: 'warning',
    text: id,
    from,
    until,
  })
  const NOTICES = [
    notice('over', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
    notice('standing', '2026-02-01T00:00:00Z'),
    notice('coming', '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'),
  ]
  const at = (now: string | undefined, notices = NOTICES): string =>
    renderStatus({ notices, locale: 'en', timezone: 'UTC', ...(now ? { now: new Date(now) } : {}) }, t)
  const order = (html: string): string[] =>
    [...html.matchAll(/<h2>([^<]*)|id="notice-([^"]*)/g)].map(([, heading, id]) => heading ?? id ?? '')

  test('sorts notices by what they are now', () => {
    expect(order(at('2026-06-01T00:00:00Z'))).toEqual([
      'Now',
      'standing',
      'Announced',
      'coming',
      'Past notices',
      'over',
    ])
  })

  test('calls a notice past from the moment it ends', () => {
    expect(order(at('2026-01-02T00:00:00Z'))).toEqual([
      'Announced',
      'coming',
      'standing',
      'Past notices',
      'over',
    ])
  })

  test('says that there is none, and lists past ones all the same', () => {
    const html = at('2026-06-01T00:00:00Z', NOTICES.slice(0, 1))
    expect(html).toContain(t('status.calm'))
    expect(order(html)).toEqual(['Past notices', 'over'])
  })

  test('claims nothing about now where no clock is', () => {
    expect(order(at(undefined))).toEqual(['Notices', 'coming', 'standing', 'over'])
    expect(at(undefined, [])).toContain(t('status.empty'))
  })
})

describe('an address that is not there', () => {
  test.each([
    ['/en/articles/gas-fee-too-high/', 'gas fee too high'],
    ['/zh-CN/%E8%BD%AC%E8%B4%A6_%E5%A4%B1%E8%B4%A5', '转账 失败'],
    ['/help/faq/12/missing.tokens.html', 'missing tokens'],
    ['/zh-TW/', ''],
    ['/en/%E0%A4%A', ''],
  ])('%s says "%s"', (path, words) => {
    expect(wordsOfPath(path)).toBe(words)
  })

  test('leads to each article once, without its section', () => {
    const result = (article: string, url: string) => ({ article, url, title: article, locale: 'en' as const })
    const results = [
      result('a', '/en/articles/a/#x'),
      result('a', '/en/articles/a/'),
      result('b', '/en/articles/b/'),
    ]
    const html = renderClosest({ words: 'a <b>', results, locale: 'en' }, t)
    expect([...html.matchAll(/href="(\/en\/articles[^"]*)"/g)].map(([, url]) => url)).toEqual([
      '/en/articles/a/',
      '/en/articles/b/',
    ])
    expect(html).not.toContain('<b>')
  })

  test('shows nothing where nothing is near', () => {
    expect(renderClosest({ words: 'a', results: [], locale: 'en' }, t)).toBe('')
  })
})
