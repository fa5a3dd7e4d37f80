// What makes an article the first: how people ask, quoted error messages, the agreement of many entries; with a model and without.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Corpus } from '../src/articles/corpus.ts'
import { INTENTS } from '../src/articles/phrasings.ts'
import { type Locale, LOCALES, RETRIEVAL, type RetrievalOptions } from '../src/config.ts'
import { createEntries } from '../src/search/entry.ts'
import type { EntryScore } from '../src/search/entry-score.ts'
import { type Retrieval, retrieve } from '../src/search/retrieve.ts'
import { createSearchIndex, type SearchIndex } from '../src/search/search-index.ts'
import { createFakeIndex } from './fixtures/ask.ts'
import { articleFile, articleOf, HANDOVER, NEEDS, readSample } from './fixtures/content.ts'
import { vectorOf } from './fixtures/embedder.ts'

let corpus: Corpus
let index: SearchIndex
let wordsIndex: SearchIndex
beforeAll(async () => {
  const path = 'articles/en/transfers/failed.md'
  const text = articleFile(
    {
      title: 'A transfer that failed',
      category: 'transfers',
      errors: ['insufficient funds for gas * price + value', 'ERR_NETWORK', '手续费不足', 'Gas 不足'],
    },
    `A transfer can fail.${HANDOVER}`,
  )
  // Another article speaks of the same things all over, without having the message.
  const rival = `- need: about the price\n  en: [what is the price of gas, the value of gas, funds for the price, insufficient gas]\n  zh-CN: [手续费不够, 不足的手续费, 钱不足付手续费]\n`
  const needs = { ...NEEDS, 'phrasings/gas-fees.yaml': (NEEDS['phrasings/gas-fees.yaml'] ?? '') + rival }
  const result = await readSample({ ...needs, [path]: text })
  expect(result.problems).toEqual([])
  corpus = result.corpus
  index = createFakeIndex(corpus)
  wordsIndex = createSearchIndex(corpus, corpus.glossary)
})

function find(text: string, locale: Locale = 'en', options?: RetrievalOptions): Retrieval {
  return retrieve(index, { text, vector: vectorOf(text), locale }, options)
}

function findByWords(text: string, options?: RetrievalOptions): Retrieval {
  return retrieve(wordsIndex, { text, vector: undefined, locale: 'en' }, options)
}

/** Both ways to search, where the same has to hold. */
const WAYS = [
  ['words and meaning', (text: string) => find(text)],
  ['words alone', (text: string) => findByWords(text)],
] as const

describe.each(WAYS)('by %s', (_, search) => {
  test.each([
    ['the button is greyed out', 'export-key', 3],
    ['nothing happens when i tap it, the button', 'export-key', 3],
    ['按钮是灰色的点不动', 'export-key', 3],
    ['选项点了没有反应', 'export-key', 3],
    ['it costs me a fortune each time', 'gas-fees', 2],
    ['每次都扣好多', 'gas-fees', 2],
    ['有没有便宜点的办法', 'gas-fees', 2],
    ['moving over to a different app for good', 'export-key', 0],
  ])('a way of asking leads to its article and section: “%s”', (text, article, section) => {
    const [hit] = search(text).hits
    expect(hit?.article).toBe(article)
    expect(hit?.whole.entry).toMatchObject({ kind: 'phrasing', section })
    expect(hit?.sections[0]?.entry).toMatchObject({ kind: 'passage', locale: 'en', section })
  })

  test.each([
    ['account', 'check the status of my payout please'],
    ['account', '帮我查一下我的提现进度'],
    ['person', 'is anybody from the staff reading this'],
    ['theft', '余额自己跑出去了一大截'],
    ['uncovered', 'which validator pays the best staking rewards'],
    ['foreign', 'will it rain tomorrow'],
    ['foreign', '牛肉面怎么做'],
    ['small-talk', '给我唱首歌'],
  ] as const)('what no article answers is recognised, and no hit: %s', (intent, text) => {
    const { hits, intents } = search(text)
    expect(Object.keys(intents).sort()).toEqual([...INTENTS].sort())
    const scores = Object.values(intents)
    expect(intents[intent]).toBe(Math.max(...scores))
    expect(intents[intent]).toBeGreaterThan(hits[0]?.score ?? 0)
    const ids = corpus.articles.map(({ id }) => id)
    for (const { article, whole, passage } of hits) {
      expect(ids).toContain(article)
      for (const { entry } of [whole, passage])
        expect(entry).toMatchObject({ article, kind: expect.not.stringMatching('intent') })
    }
  })

  test.each([
    ['as it is', 'insufficient funds for gas * price + value'],
    ['in capitals', 'INSUFFICIENT FUNDS FOR GAS * PRICE + VALUE'],
    ['with other marks', 'insufficient funds for gas price, value'],
    [
      'in a sentence',
      'why does it say "insufficient funds for gas * price + value" when the price of gas is fine',
    ],
    ['in a Chinese sentence without spaces', '转账时提示insufficient funds for gas * price + value怎么办'],
    [
      'in full width',
      '提示ｉｎｓｕｆｆｉｃｉｅｎｔ　ｆｕｎｄｓ　ｆｏｒ　ｇａｓ　*　ｐｒｉｃｅ　+　ｖａｌｕｅ',
    ],
    ['as a code', '一直报ERR_NETWORK是什么意思'],
    ['in Chinese', '手续费不足'],
    ['in Chinese amid Chinese', '转账的时候提示手续费不足怎么办'],
    ['in both languages at once', '老是弹出Gas 不足这个错'],
  ])('an error message quoted %s puts its article first', (_, text) => {
    const [first] = search(text).hits
    expect(first?.article).toBe('failed')
    expect(first?.whole).toMatchObject({ score: 1, entry: { kind: 'error' } })
  })

  test.each([
    ['cut short', 'insufficient funds for gas'],
    ['in another order', 'gas price value: insufficient funds'],
    ['within other words', 'xERR NETWORKing'],
  ])('an error message %s is not quoted', (_, text) => {
    for (const { whole } of search(text).hits) expect(whole.score).toBeLessThan(1)
  })

  test('figures are between 0 and 1, hits best first and of votes no more than there are (property)', () => {
    const part = fc.constantFrom(
      'export',
      '私钥',
      'private key',
      'fee',
      '手续费不足',
      'ERR_NETWORK',
      'greyed out',
      '明天会下雨吗',
      'walllet',
      '…',
      '👍',
      'x'.repeat(50),
      '\u0000',
    )
    const text = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join(' ')),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.constantFrom(...createEntries(corpus).map((entry) => entry.text)),
      fc.string(),
    )
    fc.assert(
      fc.property(text, (query) => {
        const { hits, intents, intentVotes } = search(query)
        const figures = [
          ...Object.values(intents),
          ...Object.values(intentVotes).flatMap(({ meaning, words }) => [meaning, words]),
          ...hits.flatMap(({ score, votes, whole, passage, sections }) => [
            score,
            votes.meaning,
            votes.words,
            ...[whole, passage, ...sections].flatMap(figuresOf),
          ]),
        ]
        expect(figures.filter((figure) => !(figure >= 0 && figure <= 1 + 1e-6))).toEqual([])
        const votes = [...hits.map((hit) => hit.votes), ...Object.values(intentVotes)]
        for (const by of ['meaning', 'words'] as const) {
          expect(votes.reduce((sum, shares) => sum + shares[by], 0)).toBeLessThanOrEqual(1 + 1e-6)
        }
        expect(hits.map(({ score }) => score)).toEqual(
          hits.map(({ score }) => score).toSorted((a, b) => b - a),
        )
        expect(new Set(hits.map(({ article }) => article)).size).toBe(hits.length)
        expect(hits.length).toBeLessThanOrEqual(RETRIEVAL.limit)
      }),
    )
  })

  function figuresOf({ dense, lexical, coverage, score }: EntryScore): number[] {
    return [dense, lexical, coverage, score]
  }
})

describe('without vectors', () => {
  const TEXTS = [
    'how do i export my private key',
    '手续费为什么这么高',
    'ERR_NETWORK',
    'the button is greyed out',
    '',
  ]

  test('words alone decide, be it for lack of a model or of a question’s vector', () => {
    for (const text of TEXTS) {
      const byWords = findByWords(text)
      expect(retrieve(index, { text, vector: undefined, locale: 'en' })).toEqual(byWords)
      expect(retrieve(wordsIndex, { text, vector: vectorOf(text), locale: 'en' })).toEqual(byWords)
    }
  })

  test('the order is that of words with a model, too', () => {
    const order = ({ hits, intents }: Retrieval) => [
      hits.map(({ article, score, votes }) => [article, score, votes.words]),
      intents,
    ]
    for (const text of TEXTS) {
      expect(order(find(text, 'en', { ...RETRIEVAL, denseShare: 0 }))).toEqual(order(findByWords(text)))
    }
  })

  test('nothing is near by meaning', () => {
    for (const { whole, passage } of findByWords('how do i export my private key').hits) {
      expect([whole.dense, passage.dense]).toEqual([0, 0])
    }
    expect(findByWords('zebra giraffe')).toMatchObject({ hits: [] })
  })
})

describe('the score of an article', () => {
  /** Articles whose own text says nothing of the matter, and how people ask for each. */
  function indexOf(asked: Readonly<Record<string, readonly string[]>>): SearchIndex {
    const [section] = articleOf({ corpus }, 'gas-fees').sections
    if (!section) throw new Error('The sample article has no text.')
    const plain = { title: 'Title', description: 'Description.', questions: [], errors: [] }
    const sections = [{ ...section, text: 'Text.' }]
    const ids = Object.keys(asked)
    return createSearchIndex(
      {
        articles: ids.map((id) => ({ ...articleOf({ corpus }, 'gas-fees'), ...plain, id, sections })),
        needs: ids.map((article) => ({
          article,
          section: 0,
          need: 'any',
          wordings: (asked[article] ?? []).map((text) => ({ locale: 'en', text })),
        })),
        intents: [],
      },
      [],
    )
  }
  const first = (of: SearchIndex, pools: RetrievalOptions['pools']) =>
    retrieve(of, { text: 'apple banana', vector: undefined, locale: 'en' }, { ...RETRIEVAL, pools }).hits[0]
      ?.article
  const filler = (count: number): string[] => Array.from({ length: count }, (_, i) => `filler${i} word`)

  /** One entry of `single` says all the words; every entry of `steady` says one of them. */
  const small = {
    single: ['apple banana', ...filler(5)],
    steady: Array.from({ length: 6 }, (_, i) => `apple x${i}`),
  }
  const large = {
    single: ['apple banana', ...filler(69)],
    steady: Array.from({ length: 70 }, (_, i) => `apple x${i}`),
    third: filler(70),
  }
  const POOLS = [
    { from: 0, entries: 1, decay: 1 },
    { from: 60, entries: 6, decay: 1 },
  ]

  test('rests on its best entry or on several, by how many the articles of the index have', () => {
    expect(first(indexOf(small), POOLS)).toBe('single')
    expect(first(indexOf(large), POOLS)).toBe('steady')
    expect(first(indexOf(small), [{ from: 0, entries: 6, decay: 1 }])).toBe('steady')
    expect(first(indexOf(large), [{ from: 0, entries: 1, decay: 1 }])).toBe('single')
  })

  test('goes by the median, which one article that is large does not move', () => {
    // Each article has its title and its one passage beside the ways of asking.
    expect(indexOf(small).typicalSize).toBe(6 + 2)
    expect(indexOf(large).typicalSize).toBe(70 + 2)
    const mixed = indexOf({ ...small, third: filler(6), huge: filler(500) })
    expect(mixed.typicalSize).toBe(6 + 2)
    expect(first(mixed, POOLS)).toBe('single')
  })

  test('is the mean of its best entries, each counting a share of the one before', () => {
    const of = indexOf({ one: ['apple banana', 'apple banana', 'apple', 'nothing'], other: filler(4) })
    const query = { text: 'apple banana', vector: undefined, locale: 'en' } as const
    const scoreWith = (entries: number, decay: number): number =>
      retrieve(of, query, { ...RETRIEVAL, pools: [{ from: 0, entries, decay }] }).hits[0]?.score ?? 0
    const best = scoreWith(1, 1)
    const third = 3 * scoreWith(3, 1) - 2 * best
    expect(third).toBeGreaterThan(0)
    expect(third).toBeLessThan(best)
    expect(scoreWith(2, 0.5)).toBeCloseTo(best, 6)
    expect(scoreWith(3, 0.5)).toBeCloseTo((best + 0.5 * best + 0.25 * third) / 1.75, 6)
    expect(scoreWith(4, 1)).toBeCloseTo((2 * best + third) / 4, 6)
    // An article with fewer entries than are asked for is judged by those it has.
    expect(scoreWith(100, 1)).toBeCloseTo(scoreWith(4 + 2, 1), 6)
  })

  test('needs a pool for every index', () => {
    expect(() => first(indexOf(small), [{ from: 60, entries: 1, decay: 1 }])).toThrow(/from: 0/)
    expect(RETRIEVAL.pools.map(({ from }) => from)).toEqual(
      RETRIEVAL.pools.map(({ from }) => from).toSorted((a, b) => a - b),
    )
    expect(RETRIEVAL.pools[0]?.from).toBe(0)
  })
})

test('votes are those of the nearest entries', () => {
  const one = find('the button is greyed out', 'en', { ...RETRIEVAL, voters: 1 })
  const all = { meaning: 1, words: 1 }
  const none = { meaning: 0, words: 0 }
  expect(one.hits.map(({ votes }) => votes)).toEqual([all, ...one.hits.slice(1).map(() => none)])
  const foreign = find('will it rain tomorrow', 'en', { ...RETRIEVAL, voters: 1 })
  expect(foreign.hits.map(({ votes }) => votes)).toEqual(foreign.hits.map(() => none))
  expect(foreign.intentVotes.foreign).toEqual(all)
})

test.each(LOCALES)('sections come in the language shown to the reader: %s', (locale) => {
  const written = locale === 'en' ? 'en' : 'zh-CN'
  for (const text of ['the button is greyed out', '按钮是灰色的点不动']) {
    const [hit] = find(text, locale).hits
    expect(hit?.sections[0]?.entry).toMatchObject({ article: 'export-key', section: 3, locale: written })
  }
})

test('a search leaves the results of the one before as they were, and nothing behind', () => {
  const text = 'how do i export my private key'
  const before = find(text)
  const copy = structuredClone(before)
  find('insufficient funds for gas * price + value')
  findByWords('')
  expect(before).toEqual(copy)
  expect(find(text)).toEqual(copy)
})
