// Text becomes terms, terms and vectors become hits; what is built is the same each time and refused where it does not fit.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Corpus } from '../src/articles/corpus.ts'
import type { Term } from '../src/articles/site.ts'
import { EMBEDDER, EXCERPT, type Locale, SEARCH } from '../src/config.ts'
import { loadBrowserIndex, searchBrowserIndex } from '../src/search/browser-index.ts'
import { buildBrowserIndex } from '../src/search/build-browser-index.ts'
import { createEmbedder, EmbedderError, embedderId } from '../src/search/embedder.node.ts'
import { createEntries, textToEmbed } from '../src/search/entry.ts'
import { excerptOf } from '../src/search/excerpt.ts'
import { buildIndex, IndexError, loadIndex, readManifest } from '../src/search/index-files.node.ts'
import { createLexical, type LexicalIndex, searchLexical } from '../src/search/lexical.ts'
import { searchResultSchema } from '../src/search/result.ts'
import { retrieve } from '../src/search/retrieve.ts'
import { search } from '../src/search/search.ts'
import { createSearchIndex, type SearchIndex } from '../src/search/search-index.ts'
import { createTokenizer, normalise, TOKENIZER_VERSION } from '../src/search/text.ts'
import { loadVectors, quantise, serialiseVectors, similarities, stackVectors } from '../src/search/vectors.ts'
import { articleFile, HANDOVER, readSample, SAMPLE, temporaryFolder } from './fixtures/content.ts'
import { createFakeEmbedder, vectorOf } from './fixtures/embedder.ts'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const GLOSSARY: readonly Term[] = [
  { id: 'private-key', kind: 'concept', 'zh-CN': ['私钥', '密钥'], en: ['private key', 'secret key'] },
  { id: 'key', kind: 'concept', 'zh-CN': ['钥匙'], en: ['key'] },
  { id: 'keystore', kind: 'concept', 'zh-CN': ['钥匙库'], en: ['key store file'] },
  { id: 'usdt', kind: 'token', 'zh-CN': ['泰达币'], en: ['usdt'] },
]
const tokenizer = createTokenizer(GLOSSARY)
const plainTokenizer = createTokenizer([])

describe('the tokenizer', () => {
  test.each([
    ['pairs of Chinese characters', '转账失败', ['转账', '账失', '失败']],
    ['a lone character', '币', ['币']],
    ['pairs only within a stretch', '转账，失败', ['转账', '失败']],
    ['English stems', 'Transfers failing', ['transfer', 'fail']],
    ['one word for its possessive', "wallet's wallet’s", ['wallet', 'wallet']],
    ['mixed Chinese and English', '我的BNB没到', ['我的', 'bnb', '没到']],
    ['codes and numbers as they stand', 'ERC20 0xAb 12', ['erc20', '0xab', '12']],
    ['nothing in marks', '!? …—。', []],
  ])('makes %s', (_, text, terms) => {
    expect(plainTokenizer.index(text)).toEqual(terms)
  })

  test.each([
    ['full width', 'Ｗａｌｌｅｔ　１２', 'wallet 12'],
    ['zero-width characters', 'wal\u200Blet\uFEFF 转\u200D账', 'wallet 转账'],
    ['soft hyphens', 'wal\u00ADlet', 'wallet'],
    ['capitals', 'WALLET', 'wallet'],
  ])('sees through %s', (_, written, plain) => {
    expect(plainTokenizer.index(written)).toEqual(plainTokenizer.index(plain))
    expect(plainTokenizer.query(written)).toEqual(plainTokenizer.query(plain))
  })

  test('adds one id for a glossary term, whatever its wording or language', () => {
    for (const text of [
      '导出私钥',
      '密钥丢了',
      'Export Private KEYS',
      'my secret key',
      'ｐｒｉｖａｔｅ　ｋｅｙ',
      '私\u200B钥',
    ]) {
      expect(tokenizer.index(text), text).toContain('#private-key')
      expect(tokenizer.termIds(text), text).toEqual(['private-key'])
    }
    expect(tokenizer.termIds('转usdt和USDT')).toEqual(['usdt'])
    expect(tokenizer.termIds('private matters, keyboard')).toEqual([])
  })

  test('takes the longest term where one stands in another', () => {
    expect(tokenizer.termIds('private key')).toEqual(['private-key'])
    expect(tokenizer.termIds('private key and key')).toEqual(['private-key', 'key'])
    expect(tokenizer.termIds('a key store file, a key store')).toEqual(['keystore', 'key'])
    expect(tokenizer.termIds('钥匙库')).toEqual(['keystore'])
  })

  test('counts words covered by a term once in a query, and with their parts in the index', () => {
    expect(tokenizer.query('导出私钥')).toEqual(['导出', '#private-key'])
    expect(tokenizer.index('导出私钥')).toEqual(['导出', '出私', '私钥', '#private-key'])
    expect(tokenizer.query('export private key')).toEqual(['export', '#private-key'])
    expect(tokenizer.index('export private key')).toEqual(['export', 'privat', 'kei', '#private-key'])
  })

  test('finds every term of a query again in a text that holds the words of the query', () => {
    const words = fc.array(
      fc.constantFrom('导出', '私钥', 'usdt', 'private key', 'keys', '失败', 'Transfers', '，', ' '),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ')
        const indexed = new Set(tokenizer.index(text))
        for (const term of tokenizer.query(text)) expect(indexed).toContain(term)
      }),
    )
  })
})

describe('marks', () => {
  const marked = (text: string, query: string, of = tokenizer): string[] =>
    of.marks(text, new Set(of.query(query))).map(([start, end]) => text.slice(start, end))

  test('show the words that matched, at their places in the text as written', () => {
    expect(marked('The Transfers failed twice.', 'transfer fail')).toEqual(['Transfers', 'failed'])
    expect(marked('请先导出账户的私钥。', '怎么导出私钥')).toEqual(['导出', '私钥'])
    expect(marked('Ｗａｌｌｅｔ 钱包', 'wallet')).toEqual(['Ｗａｌｌｅｔ'])
  })

  test('show a glossary term in another wording or language', () => {
    expect(marked('Enter your secret key here', '私钥')).toEqual(['secret', 'key'])
    expect(marked('保存密钥', 'private key')).toEqual(['密钥'])
  })

  test('join where they touch and never overlap', () => {
    expect(marked('转账失败了', '转账失败', plainTokenizer)).toEqual(['转账失败'])
  })

  test('lie in order within any text and cover words of the query only (property)', () => {
    const text = fc.array(
      fc.constantFrom('转账', '私钥', 'wallet', 'Keys', '…', 'ﬁ', '\u200B', '，', ' ', '👍', 'é'),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(
        text.map((parts) => parts.join('')),
        (line) => {
          const terms = new Set(['wallet', '转账', '#private-key'])
          let last = 0
          for (const [start, end] of tokenizer.marks(line, terms)) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(line.length)
            last = end
          }
        },
      ),
    )
  })

  test('never point astray where normalising changes the text', () => {
    for (const text of ['ﬁ wallet\u200B', '… a wallet', '\u200Bﬁ wallet', 'wallet ½']) {
      for (const word of marked(text, 'wallet')) expect(normalise(word)).toBe('wallet')
    }
  })
})

function lexicalOf(texts: readonly string[], of = plainTokenizer): LexicalIndex {
  return createLexical(
    texts.map((text, id) => ({ id, title: '', heading: '', text })),
    of,
  )
}

describe('lexical search', () => {
  const texts = [
    'transfer failed because the network fee was too low',
    'export the private key of an account',
    'wallet balance is wrong after an update',
    '转账失败，手续费不足',
    '导出账户的私钥',
  ]
  const index = lexicalOf(texts, tokenizer)
  const ids = (text: string, isTyping = false): number[] =>
    searchLexical(index, { text, isTyping }).map(({ id }) => id)
  const scoreOf = (text: string, id: number): number =>
    searchLexical(index, { text }).find((hit) => hit.id === id)?.score ?? 0

  test('finds texts by words, in Chinese too, best first', () => {
    expect(ids('failed transfers')[0]).toBe(0)
    expect(ids('转账怎么失败了')[0]).toBe(3)
    expect(ids('账户私钥')[0]).toBe(4)
    expect(ids('天气')).toEqual([])
    expect(ids(' … ')).toEqual([])
  })

  test('finds a glossary term across languages', () => {
    expect(ids('私钥').toSorted()).toEqual([1, 4])
    expect(ids('secret key').toSorted()).toEqual([1, 4])
  })

  test('scores between 0 and 1 for any documents and query, with coverage alike (property)', () => {
    const text = fc
      .array(fc.constantFrom('transfer', 'fail', 'fee', '转账', '失败', 'walet', 'wallet', '私钥', 'x'), {
        minLength: 1,
        maxLength: 12,
      })
      .map((words) => words.join(' '))
    const document = fc.record({ title: text, heading: text, text })
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 6 }),
        text,
        fc.boolean(),
        (documents, query, isTyping) => {
          const lexical = createLexical(
            documents.map((fields, id) => ({ id, ...fields })),
            tokenizer,
          )
          const hits = searchLexical(lexical, { text: query, isTyping })
          for (const { score, coverage } of hits) {
            expect(score).toBeGreaterThan(0)
            expect(score).toBeLessThanOrEqual(1)
            expect(coverage).toBeGreaterThan(0)
            expect(coverage).toBeLessThanOrEqual(1 + 1e-9)
          }
          expect(hits.map(({ score }) => score)).toEqual(
            hits.map(({ score }) => score).toSorted((a, b) => b - a),
          )
        },
      ),
    )
  })

  test('scores a question lower if it has words that the corpus does not know', () => {
    const known = scoreOf('transfer failed', 0)
    const mixed = scoreOf('transfer failed zebra', 0)
    expect(known).toBeGreaterThan(0)
    expect(mixed).toBeLessThan(known)
    expect(scoreOf('transfer failed zebra giraffe', 0)).toBeLessThan(mixed)
    const [hit] = searchLexical(index, { text: 'transfer zebra' })
    expect(hit?.coverage).toBeLessThan(0.5)
  })

  test('scores a query by its words, not by how often they are repeated', () => {
    expect(scoreOf('transfer transfer transfer', 0)).toBeCloseTo(scoreOf('transfer', 0), 10)
  })

  test('forgives slips in unknown Latin words, at a discount, but not in Chinese', () => {
    expect(ids('walllet')).toEqual([2])
    expect(scoreOf('walllet', 2)).toBeLessThan(scoreOf('wallet', 2))
    expect(ids('balanse')).toEqual([2])
    expect(ids('转赈')).toEqual([])
    expect(ids('fe')).toEqual([])
  })

  test('leaves known words themselves: a word that exists is not taken for another', () => {
    const lexical = lexicalOf(['the chain is slow', 'the chair is slow'])
    expect(searchLexical(lexical, { text: 'chain' }).map(({ id }) => id)).toEqual([0])
  })

  test('scores two slips as two words and one slip as one', () => {
    const lexical = lexicalOf(['wallet apple', 'pear'])
    const score = (text: string): number => searchLexical(lexical, { text })[0]?.score ?? 0
    // Each slip alone scores the same share of what it could; so do both together.
    expect(score('walllet wallett')).toBeCloseTo(score('walllet'), 6)
  })

  test('finds the beginning of the last word while typing, and only then', () => {
    expect(ids('transf', true)).toEqual([0])
    expect(ids('transf')).toEqual([])
    expect(ids('priv acc', true)).toEqual([1])
    expect(ids('账户的私', true)[0]).toBe(4)
  })

  test('adds up what words of the same beginning score while typing', () => {
    const lexical = lexicalOf(['transfer transaction', 'transfer balance', 'other words'])
    const hits = searchLexical(lexical, { text: 'trans', isTyping: true })
    const [both = 0, one = 0] = [0, 1].map((id) => hits.find((hit) => hit.id === id)?.score)
    expect(one).toBeGreaterThan(0)
    expect(both).toBeGreaterThan(2 * one) // the second word is the rarer one and scores more than the first
  })
})

describe('vectors', () => {
  const component = fc.float({ min: -1, max: 1, noNaN: true })
  const vector = fc
    .array(component, { minLength: 8, maxLength: 8 })
    .map((components) => Float32Array.from(components))

  test('come back from their bytes as they went', () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 5 }), fc.integer({ min: 0, max: 3 }), (rows, offset) => {
        const bytes = serialiseVectors(stackVectors(rows.map(quantise), 8))
        const shifted = new Uint8Array(bytes.length + offset) // a Buffer of Node lies anywhere in its pool
        shifted.set(bytes, offset)
        const loaded = loadVectors(shifted.subarray(offset), rows.length, 8)
        expect(serialiseVectors(loaded)).toEqual(bytes)
        expect([...loaded.scales]).toEqual(rows.map((row) => quantise(row).scale).map(Math.fround))
        rows.forEach((row, i) => {
          const start = i * loaded.rows.stride
          expect(loaded.rows.values.subarray(start, start + 8)).toEqual(quantise(row).values)
        })
      }),
    )
  })

  test('lose at most half a step per component when quantised', () => {
    fc.assert(
      fc.property(vector, (exact) => {
        const { values, scale } = quantise(exact)
        const largest = Math.max(...exact.map(Math.abs))
        expect(scale).toBeCloseTo(largest / 127, 6)
        exact.forEach((value, i) => {
          expect(Math.abs((values[i] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001)
        })
      }),
    )
  })

  test('compare as the exact ones do, but for the error of quantising', () => {
    const unit = vector.filter((v) => Math.hypot(...v) > 0.1).map((v) => v.map((x) => x / Math.hypot(...v)))
    fc.assert(
      fc.property(unit, unit, (row, query) => {
        const [similarity] = similarities(stackVectors([quantise(row)], 8), query)
        const exact = row.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0)
        // Each of 8 components is off by half a step of at most 1/127; Σ|q| ≤ √8 for a unit query.
        expect(Math.abs((similarity ?? 9) - exact)).toBeLessThanOrEqual((0.5 / 127) * Math.sqrt(8) + 1e-6)
      }),
    )
  })

  test('of zero stay zero', () => {
    expect(quantise(new Float32Array(3))).toEqual({ values: new Int8Array(3), scale: 0 })
  })

  test.each([-1, 1, 8])('are refused if their bytes are %i off', (off) => {
    const bytes = serialiseVectors(stackVectors([quantise(Float32Array.of(1, 0, 0))], 3))
    expect(() => loadVectors(new Uint8Array(bytes.length + off), 1, 3)).toThrow(/Expected 7 bytes/)
  })
})

interface Built {
  readonly indexDir: string
  readonly cacheDir: string
}

async function build(
  corpus: Corpus,
  { folders = createFolders(), embedder = createFakeEmbedder(), contentHash = 'hash' } = {},
) {
  return { ...folders, embedder, result: await buildIndex({ corpus, contentHash, embedder, ...folders }) }
}

function createFolders(): Built {
  const root = temporaryFolder()
  return { indexDir: join(root, 'index'), cacheDir: join(root, 'cache') }
}

function bytesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file)).toString('base64')]),
  )
}

describe('index files', () => {
  let corpus: Corpus
  beforeAll(async () => {
    corpus = (await readSample()).corpus
  })

  test('are byte-identical for equal content', async () => {
    const first = await build(corpus)
    const second = await build((await readSample()).corpus)
    expect(Object.keys(bytesIn(first.indexDir))).toEqual([
      'classifier.bin',
      'corpus.json',
      'lexical.bin',
      'manifest.json',
      'vectors.bin',
    ])
    expect(bytesIn(second.indexDir)).toEqual(bytesIn(first.indexDir))
    const third = await build(corpus, { folders: first })
    expect(third.result.embedded).toBe(0)
    expect(bytesIn(third.indexDir)).toEqual(bytesIn(second.indexDir))
  })

  test('load as they were built, with a manifest that says what they are', async () => {
    const { indexDir, embedder, result } = await build(corpus)
    const { index, manifest, corpus: loaded } = await loadIndex(indexDir, embedder)
    expect(loaded).toEqual(corpus)
    expect(manifest).toEqual(result.manifest)
    expect(manifest).toMatchObject({
      content: 'hash',
      tokenizer: TOKENIZER_VERSION,
      articles: 4,
      entries: index.entries.length,
    })
    expect(manifest.embedder).toEqual({ id: 'fake@1', dimensions: 512 })
    const row = index.entries.findIndex((entry) => entry.text === '怎么导出私钥')
    expect(index.vectors && similarities(index.vectors, vectorOf('怎么导出私钥'))[row]).toBeCloseTo(1, 2)
  })

  test('embed only texts that changed, and forget those that are gone', async () => {
    const folders = createFolders()
    const first = await build(corpus, { folders })
    const distinct = new Set(createEntries(corpus).map(textToEmbed)).size
    expect(new Set(first.embedder.asked).size).toBe(distinct)
    const path = 'articles/en/transfers/gas-fees.md'
    const changed = await readSample({
      [path]: SAMPLE[path]?.replace('Wait for a quiet hour', 'Wait for a calm hour') ?? '',
    })
    const second = await build(changed.corpus, { folders })
    expect(second.embedder.asked).toEqual([expect.stringContaining('Wait for a calm hour')])
    expect(second.result.embedded).toBe(1)
    expect(Object.keys(bytesIn(folders.cacheDir))).toEqual(['classifier.bin', 'fake@1.json'])
    const back = await build(corpus, { folders })
    expect(back.embedder.asked).toEqual([expect.stringContaining('Wait for a quiet hour')])
    expect(bytesIn(folders.indexDir)).toEqual(bytesIn((await build(corpus)).indexDir))
  })

  test('embed everything again for another model or a damaged cache', async () => {
    const folders = createFolders()
    const { embedder } = await build(corpus, { folders })
    const other = await build(corpus, { folders, embedder: createFakeEmbedder('fake@2') })
    expect(other.embedder.asked.length).toBe(embedder.asked.length)
    for (const file of readdirSync(folders.cacheDir))
      await writeFile(join(folders.cacheDir, file), '{"broken"')
    const again = await build(corpus, { folders })
    expect(again.embedder.asked.length).toBe(embedder.asked.length)
    const short = [...new Set(embedder.asked)].map((text) => createHash('sha256').update(text).digest('hex'))
    const rows = Object.fromEntries(short.map((key) => [key, { scale: 1, values: 'AAAA' }]))
    for (const file of readdirSync(folders.cacheDir))
      await writeFile(join(folders.cacheDir, file), JSON.stringify(rows))
    const third = await build(corpus, { folders })
    expect(third.embedder.asked.length).toBe(embedder.asked.length)
    expect(bytesIn(third.indexDir)).toEqual(bytesIn((await build(corpus)).indexDir))
  })

  test('are refused for another embedder, naming both and the remedy', async () => {
    const { indexDir } = await build(corpus)
    const error = await loadIndex(indexDir, createFakeEmbedder('other@9')).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(IndexError)
    expect(String(error)).toMatch(/fake@1.*other@9.*npm run build/)
    await expect(loadIndex(indexDir, createFakeEmbedder('fake@1', 32))).rejects.toThrow(
      /512 dimensions.*32.*npm run build/,
    )
  })

  test('are refused if there are none', async () => {
    await expect(loadIndex(join(temporaryFolder(), 'none'), createFakeEmbedder())).rejects.toThrow(
      /no usable index.*npm run build/,
    )
  })

  test.each(['corpus.json', 'lexical.bin', 'vectors.bin'])(
    'are refused if %s is cut short or missing',
    async (file) => {
      const { indexDir, embedder } = await build(corpus)
      const bytes = await readFile(join(indexDir, file))
      await writeFile(join(indexDir, file), bytes.subarray(0, bytes.length - 5))
      const error = await loadIndex(indexDir, embedder).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(IndexError)
      expect(String(error)).toMatch(/damaged.*npm run build/)
      expect((error as IndexError).cause).toBeInstanceOf(Error)
      await rm(join(indexDir, file))
      await expect(loadIndex(indexDir, embedder)).rejects.toThrow(IndexError)
    },
  )

  test.each([
    ['format', 99],
    ['tokenizer', 99],
    ['entries', 'many'],
  ])('are refused if the manifest has another %s', async (key, value) => {
    const { indexDir, embedder } = await build(corpus)
    const file = join(indexDir, 'manifest.json')
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), [key]: value }))
    expect(await readManifest(indexDir)).toBeUndefined()
    await expect(loadIndex(indexDir, embedder)).rejects.toThrow(/npm run build/)
  })

  test('stay as they are if embedding fails half way', async () => {
    const { indexDir, cacheDir, embedder } = await build(corpus)
    const before = bytesIn(indexDir)
    const failing = {
      ...createFakeEmbedder('fake@2'),
      embedPassage: () => Promise.reject(new Error('out of memory')),
    }
    const options = { corpus, contentHash: 'new', embedder: failing, indexDir, cacheDir }
    await expect(buildIndex(options)).rejects.toThrow('out of memory')
    expect(bytesIn(indexDir)).toEqual(before)
    await expect(loadIndex(indexDir, embedder)).resolves.toBeDefined()
  })

  test('cannot be loaded if writing was cut short', async () => {
    const { indexDir, cacheDir, embedder } = await build(corpus)
    await rm(join(indexDir, 'vectors.bin'))
    await mkdir(join(indexDir, 'vectors.bin')) // a folder in its place: the file cannot be written
    await expect(buildIndex({ corpus, contentHash: 'new', embedder, indexDir, cacheDir })).rejects.toThrow()
    expect(existsSync(join(indexDir, 'manifest.json'))).toBe(false)
    await expect(loadIndex(indexDir, embedder)).rejects.toThrow(/npm run build/)
  })
})

describe('retrieval', () => {
  let corpus: Corpus
  let index: SearchIndex
  beforeAll(async () => {
    const path = 'articles/en/keys/english-only.md'
    const text = articleFile(
      { title: 'Hardware signer' },
      `Pair the signer by cable.\n\n## Firmware\n\nUpdate the firmware.${HANDOVER}`,
    )
    corpus = (await readSample({ [path]: text })).corpus
    const { indexDir, embedder } = await build(corpus)
    index = (await loadIndex(indexDir, embedder)).index
  })
  const hitsFor = (text: string, locale: Locale = 'en') =>
    retrieve(index, { text, vector: vectorOf(text), locale }).hits
  const find = (text: string, locale: Locale = 'en', query = text) =>
    search(corpus, index, { query, text, vector: vectorOf(text), locale })

  test('finds the article of a question, best first, each article once', () => {
    const hits = hitsFor('how do i export my private key')
    expect(hits[0]?.article).toBe('export-key')
    expect(new Set(hits.map(({ article }) => article)).size).toBe(hits.length)
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
  })

  test.each([
    ['Incorrect password', 'error'],
    ['i was hacked', 'question'],
    ['Network fees', 'title'],
  ])('knows an article by what stands for it as a whole: “%s” is its %s', (text, kind) => {
    const whole = hitsFor(text)[0]?.whole
    expect(whole?.entry).toMatchObject({ kind, text, section: 0 })
    expect(whole?.dense).toBeCloseTo(1, 2)
    expect(whole?.coverage).toBeCloseTo(1, 6)
  })

  test('counts an article in two languages as one hit and shows the reader’s language', () => {
    for (const [locale, written] of [
      ['en', 'en'],
      ['zh-CN', 'zh-CN'],
      ['zh-TW', 'zh-CN'],
    ] as const) {
      for (const text of ['怎么导出私钥', 'export private key']) {
        const hit = hitsFor(text, locale).find(({ article }) => article === 'export-key')
        expect(hit?.sections.length).toBeGreaterThan(0)
        expect(new Set(hit?.sections.map(({ entry }) => entry.locale))).toEqual(new Set([written]))
        expect(new Set(hit?.sections.map(({ entry }) => entry.section)).size).toBe(hit?.sections.length)
      }
    }
  })

  test('ranks the sections of an article by their headings as well as their text', () => {
    const sections = hitsFor('how to lower the fee').find(({ article }) => article === 'gas-fees')?.sections
    expect(sections?.[0]?.entry.heading).toBe('Lower the fee')
    expect(sections?.map(({ score }) => score)).toEqual(
      sections?.map(({ score }) => score).toSorted((a, b) => b - a),
    )
  })

  test('shows an article in another language if there is no other', () => {
    const hit = hitsFor('firmware signer', 'zh-CN')[0]
    expect(hit?.article).toBe('english-only')
    expect(hit?.sections[0]?.entry).toMatchObject({ locale: 'en', heading: 'Firmware' })
    expect(find('update the firmware of the signer', 'zh-TW')[0]).toMatchObject({
      locale: 'en',
      url: '/zh-TW/articles/english-only/#firmware',
    })
  })

  test('gives figures between 0 and 1', () => {
    for (const { whole, passage, sections, score } of hitsFor('why is the network fee for 转账 so high')) {
      for (const { dense, lexical, coverage } of [whole, passage, ...sections]) {
        for (const figure of [dense, lexical, coverage, score]) {
          expect(figure).toBeGreaterThanOrEqual(0)
          expect(figure).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  test('finds nothing where nothing is shared', () => {
    expect(hitsFor('')).toEqual([])
    expect(find('')).toEqual([])
  })

  test('shows a result by meaning alone only if it is near enough', () => {
    const near = (similarity: number): string[] => {
      const vector = vectorOf('my coins were stolen').map((component) => component * similarity)
      return search(corpus, index, { query: '?', text: '?', vector, locale: 'en' }).map(
        ({ article }) => article,
      )
    }
    expect(near(1)).toContain('stolen-funds')
    // Even the nearest entry alone is not as near as all of them have to be together.
    expect(near(SEARCH.denseFloor - 0.05)).toEqual([])
  })

  test('leaves out what is far behind the best result', () => {
    const text = 'how do i export my private key'
    const hits = hitsFor(text)
    const floor = (hits[0]?.score ?? 0) * SEARCH.floorShare
    const shown = find(text).map(({ article }) => article)
    expect(hits.some(({ score }) => score < floor)).toBe(true)
    expect(shown.length).toBeGreaterThan(0)
    for (const { article, score } of hits) if (score < floor) expect(shown).not.toContain(article)
  })

  test('needs one vector for each entry', () => {
    const vectors = stackVectors([quantise(vectorOf('one'))], 512)
    expect(() => createSearchIndex(corpus, corpus.glossary, vectors)).toThrow(
      /one vector for each of \d+ entries, got 1/,
    )
  })

  test('gives results for people: title, section, link with anchor, excerpt with marks', () => {
    const [first] = find('网络空闲时少付手续费', 'zh-CN')
    expect(first).toMatchObject({
      article: 'gas-fees',
      locale: 'zh-CN',
      title: '网络手续费',
      category: 'transfers',
      section: '怎样少付手续费',
    })
    expect(first?.url).toBe(`/zh-CN/articles/gas-fees/#${encodeURIComponent('怎样少付手续费')}`)
    expect(first?.marks.map(([start, end]) => first.excerpt.slice(start, end))).toContain('网络空闲时')
    for (const result of find('export private key')) expect(searchResultSchema.parse(result)).toEqual(result)
    expect(find('wallet').length).toBeLessThanOrEqual(SEARCH.limit)
  })

  test('gives a reader of Traditional Chinese articles, excerpts and marks in that script', () => {
    const [first] = find('怎么导出私钥', 'zh-TW', '怎麼匯出私鑰')
    expect(first).toMatchObject({ article: 'export-key', locale: 'zh-TW', title: '匯出私鑰' })
    expect(first?.url).toMatch(/^\/zh-TW\/articles\/export-key\//)
    expect(first?.excerpt).toMatch(/[鑰設選]/)
  })
})

describe('an index for browsers', () => {
  const load = async (locale: Locale) =>
    loadBrowserIndex(buildBrowserIndex((await readSample()).corpus, locale))

  test('is equal for equal content and finds articles by words', async () => {
    const { corpus } = await readSample()
    expect(buildBrowserIndex(corpus, 'en')).toBe(buildBrowserIndex((await readSample()).corpus, 'en'))
    const index = await load('en')
    const [first] = searchBrowserIndex(index, 'quiet hour')
    expect(first).toMatchObject({
      article: 'gas-fees',
      section: 'Lower the fee',
      url: '/en/articles/gas-fees/#lower-the-fee',
    })
    expect(searchBrowserIndex(index, 'zebra')).toEqual([])
  })

  test('finds while somebody types, each article once, and no more than asked for', async () => {
    const index = await load('en')
    expect(searchBrowserIndex(index, 'valid')[0]?.article).toBe('gas-fees')
    const results = searchBrowserIndex(index, 'fee')
    expect(new Set(results.map(({ article }) => article)).size).toBe(results.length)
    expect(searchBrowserIndex(index, 'the', 2).length).toBeLessThanOrEqual(2)
    expect(searchBrowserIndex(index, '')).toEqual([])
  })

  test('leads to the best section where the title matched', async () => {
    const [first] = searchBrowserIndex(await load('en'), 'network fees')
    expect(first).toMatchObject({ article: 'gas-fees', title: 'Network fees' })
    expect(first?.section).not.toBe('')
    expect(first?.url).toContain('#')
  })

  test('finds error strings and sample questions', async () => {
    const index = await load('en')
    expect(searchBrowserIndex(index, 'incorrect password')[0]?.article).toBe('export-key')
    expect(searchBrowserIndex(index, 'wallet drained')[0]?.article).toBe('stolen-funds')
  })

  test('offers an article in another language where the reader’s has none', async () => {
    const index = await load('en')
    expect(index.articles.find(({ id }) => id === 'watch-only')?.locale).toBe('zh-CN')
    expect(searchBrowserIndex(index, '观察账户')[0]).toMatchObject({
      locale: 'zh-CN',
      url: expect.stringMatching(/^\/en\/articles\/watch-only\//),
    })
  })

  test('in Traditional Chinese is searched in that script, glossary included', async () => {
    const index = await load('zh-TW')
    for (const query of ['匯出私鑰', 'private key', '金鑰']) {
      expect(searchBrowserIndex(index, query)[0], query).toMatchObject({
        article: 'export-key',
        locale: 'zh-TW',
        title: '匯出私鑰',
      })
    }
    const [first] = searchBrowserIndex(index, '輸入密碼')
    expect(decodeURIComponent(first?.url ?? '')).toBe('/zh-TW/articles/export-key/#在手机上导出私钥')
    expect(first?.marks.map(([start, end]) => first.excerpt.slice(start, end))).toContain('輸入密碼')
  })

  test('of another version is refused with the remedy', async () => {
    const file = JSON.parse(buildBrowserIndex((await readSample()).corpus, 'en'))
    expect(() => loadBrowserIndex(JSON.stringify({ ...file, tokenizer: TOKENIZER_VERSION + 1 }))).toThrow(
      /Reload the page/,
    )
  })
})

describe('an excerpt', () => {
  const part = fc.constantFrom(
    'wallet',
    '转账失败',
    'network',
    '。',
    ', ',
    ' ',
    '\n',
    '👍',
    'a-very-long-word-that-goes-on',
    '私钥',
    'x'.repeat(90),
  )
  const lines = fc.array(part, { maxLength: 80 }).map((parts) => parts.join(''))

  test('is a bounded stretch of the text with marks inside it (property)', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const { excerpt, marks } = excerptOf(text, new Set(['wallet', '转账', '#private-key']), tokenizer)
        const line = text.replace(/\s+/g, ' ').trim()
        expect(line).toContain(excerpt.replace(/^…/, '').replace(/…$/, ''))
        expect(excerpt.length).toBeLessThanOrEqual(EXCERPT.latinLength + 2)
        let last = 0
        for (const [start, end] of marks) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(excerpt.length)
          expect(excerpt.slice(start, end)).toMatch(/^(?:wallet|转账|私钥)+$/)
          last = end
        }
      }),
    )
  })

  test('never cuts a character in two (property)', () => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(excerptOf(text, new Set(['wallet']), tokenizer).excerpt.isWellFormed()).toBe(true)
      }),
      {
        examples: [
          [`转${'👍'.repeat(30)}wallet`],
          [`${'👍'.repeat(80)}`],
          [`a${'👍'.repeat(80)}`],
          [`${'. '.repeat(64)}.👍${'a'.repeat(40)}`],
        ],
      },
    )
  })

  test('shows the first match with some text before it', () => {
    const text = `${'Nothing of note here. '.repeat(20)}Then the wallet opens.${' More text follows.'.repeat(20)}`
    const { excerpt, marks } = excerptOf(text, new Set(['wallet']), tokenizer)
    expect(excerpt).toMatch(/^….*Then the wallet opens\..*…$/)
    expect(marks.map(([start, end]) => excerpt.slice(start, end))).toEqual(['wallet'])
  })

  test('is the beginning where nothing matches', () => {
    expect(excerptOf('第一句话。第二句话。', new Set(['wallet']), tokenizer)).toEqual({
      excerpt: '第一句话。第二句话。',
      marks: [],
    })
  })
})

describe('the bundled model', () => {
  test('gives unit vectors of 256 dimensions that bring a question near its answer in another language', async () => {
    const embedder = await createEmbedder(EMBEDDER, ROOT)
    expect(embedder.dimensions).toBe(256)
    expect(embedder.id).toBe(embedderId(EMBEDDER, ROOT))
    const question = await embedder.embedQuery('怎么导出私钥')
    const right = await embedder.embedPassage('export a private key')
    const wrong = await embedder.embedPassage('network fee')
    const dot = (a: Float32Array, b: Float32Array): number =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
    for (const vector of [question, right, wrong]) expect(dot(vector, vector)).toBeCloseTo(1, 4)
    expect(dot(question, right)).toBeGreaterThan(dot(question, wrong) + 0.1)
    expect(await embedder.embedQuery('怎么导出私钥')).toEqual(question)
  })

  test('that is missing is reported with its place and the remedy', async () => {
    const error = await createEmbedder({ ...EMBEDDER, model: './nowhere' }, ROOT).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(EmbedderError)
    expect(String(error)).toMatch(/nowhere.*config\.json.*src\/config\.ts/)
  })

  test('has another id for other settings', () => {
    const ids = [
      EMBEDDER,
      { ...EMBEDDER, pooling: 'cls' as const },
      { ...EMBEDDER, queryPrefix: 'query: ' },
    ].map((config) => embedderId(config, ROOT))
    expect(new Set(ids).size).toBe(3)
  })
})
