// What scores every entry at once: dot products by WebAssembly against plain JavaScript, BM25 against MiniSearch.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { CONTENT_DIR, ROOT } from '../scripts/paths.ts'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import type { Term } from '../src/articles/site.ts'
import { toSimplified } from '../src/i18n/traditional.ts'
import { createBm25, createScores, hasTerm, idfOf, scoreBm25, unknownShare } from '../src/search/bm25.ts'
import { loadBm25, serialiseBm25 } from '../src/search/bm25-bytes.ts'
import { BLOCK, createRows, fastestEngine, type Rows } from '../src/search/dot-product.ts'
import { createEntries, toDocument } from '../src/search/entry.ts'
import { createLexical, idf, type LexicalDocument, searchLexical } from '../src/search/lexical.ts'
import { createTokenizer, type Tokenizer } from '../src/search/text.ts'
import { quantise, similarities, stackVectors } from '../src/search/vectors.ts'
import { readQuestions } from './evaluation/questions.ts'

const GLOSSARY: readonly Term[] = [
  { id: 'private-key', kind: 'concept', 'zh-CN': ['私钥', '密钥'], en: ['private key', 'secret key'] },
  { id: 'walet', kind: 'concept', 'zh-CN': ['钱包'], en: ['pocket'] },
]
const tokenizer = createTokenizer(GLOSSARY)

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('dot products', () => {
  const filled = (engine: 'wasm' | 'js', rows: readonly Int8Array[], query: Int16Array): Rows => {
    const created = createRows(rows.length, query.length, engine)
    rows.forEach((row, i) => {
      created.values.set(row, i * created.stride)
    })
    created.query.set(query)
    return created
  }
  const cases = fc.integer({ min: 1, max: 70 }).chain((dimensions) =>
    fc.tuple(
      fc.array(fc.int8Array({ minLength: dimensions, maxLength: dimensions }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.int16Array({ minLength: dimensions, maxLength: dimensions }),
    ),
  )

  test('are what the definition says, by either engine and in any dimensions (property)', () => {
    fc.assert(
      fc.property(cases, ([rows, query]) => {
        const exact = rows.map((row) => row.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0))
        expect([...filled('wasm', rows, query).multiply(0)]).toEqual(exact)
        expect([...filled('js', rows, query).multiply(0)]).toEqual(exact)
      }),
    )
  })

  test('keep rows apart across blocks and come a block at a time', () => {
    const rows = Array.from({ length: BLOCK + 3 }, (_, i) => Int8Array.of(i % 100, 1, -1))
    for (const engine of ['wasm', 'js'] as const) {
      const created = filled(engine, rows, Int16Array.of(2, 500, 200))
      const products = [0, BLOCK].flatMap((first) => [...created.multiply(first)])
      expect(products).toEqual(rows.map((_, i) => 2 * (i % 100) + 300))
    }
  })

  test.each([
    ['WebAssembly', undefined],
    ['SIMD in it', { validate: () => false }],
  ])('are those of plain JavaScript where there is no %s', (_, there) => {
    expect(fastestEngine()).toBe('wasm')
    vi.stubGlobal('WebAssembly', there)
    expect(fastestEngine()).toBe('js')
    const vectors = stackVectors([quantise(Float32Array.of(0.6, 0.8))], 2)
    expect(similarities(vectors, Float32Array.of(0.6, 0.8))[0]).toBeCloseTo(1, 2)
  })
})

describe('similarities', () => {
  const vectorsOf = fc.integer({ min: 1, max: 70 }).chain((dimensions) =>
    fc.array(
      fc
        .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: dimensions, maxLength: dimensions })
        .map((components) => Float32Array.from(components)),
      { minLength: 2, maxLength: 6 },
    ),
  )

  test('are equal by either engine, and exact but for quantising (property)', () => {
    fc.assert(
      fc.property(vectorsOf, ([query = new Float32Array(), ...rows]) => {
        const [wasm, js] = (['wasm', 'js'] as const).map((engine) =>
          similarities(stackVectors(rows.map(quantise), query.length, engine), query),
        )
        expect(wasm).toEqual(js)
        rows.forEach((row, i) => {
          const exact = row.reduce((sum, value, j) => sum + value * (query[j] ?? 0), 0)
          // Each component of a row is off by half of 1/127 at most, each of the query by half of 1/32767.
          expect(Math.abs((wasm?.[i] ?? 9) - exact)).toBeLessThanOrEqual(
            query.length * (0.5 / 127 + 0.5 / 32767) * 1.01,
          )
        })
      }),
    )
  })

  test.each([512, 4096])('of %i dimensions stay within int32 at their largest', (dimensions) => {
    const most = new Float32Array(dimensions).fill(1)
    const least = new Float32Array(dimensions).fill(-1)
    const [up = 0, down = 0] = similarities(stackVectors([most, least].map(quantise), dimensions), most)
    expect(up / dimensions).toBeCloseTo(1, 4)
    expect(down / dimensions).toBeCloseTo(-1, 4)
  })

  test('of one question are not touched by the next', () => {
    const vectors = stackVectors([quantise(Float32Array.of(1, 0))], 2)
    const first = similarities(vectors, Float32Array.of(1, 0))
    similarities(vectors, Float32Array.of(-1, 0))
    expect(first[0]).toBeCloseTo(1, 4)
  })

  test('overwrite an array that is passed for them', () => {
    const vectors = stackVectors([quantise(Float32Array.of(1, 0))], 2)
    const room = Float32Array.of(9)
    expect(similarities(vectors, Float32Array.of(-1, 0), room)).toBe(room)
    expect(room[0]).toBeCloseTo(-1, 4)
  })

  test('are zero for a zero question, and none for no rows', () => {
    expect(similarities(stackVectors([quantise(Float32Array.of(1, 0))], 2), new Float32Array(2))[0]).toBe(0)
    expect(similarities(stackVectors([], 2), Float32Array.of(1, 0))).toEqual(new Float32Array(0))
  })

  test('are refused for a question of other dimensions', () => {
    const vectors = stackVectors([quantise(Float32Array.of(1, 0))], 2)
    expect(() => similarities(vectors, new Float32Array(3))).toThrow(/2 dimensions, got 3/)
  })
})

/** How far BM25 is from MiniSearch over all documents, and whether both put the same one first. */
function compare(documents: readonly LexicalDocument[], of: Tokenizer) {
  const bm25 = createBm25(documents, of)
  const lexical = createLexical(documents, of)
  return (text: string) => {
    const { scores, coverage } = scoreBm25(bm25, text)
    const hits = searchLexical(lexical, { text })
    const expected = {
      scores: new Float32Array(documents.length),
      coverage: new Float32Array(documents.length),
    }
    for (const hit of hits) {
      expected.scores[hit.id] = hit.score
      expected.coverage[hit.id] = hit.coverage
    }
    const off = (a: Float32Array, b: Float32Array): number =>
      a.reduce((most, value, id) => Math.max(most, Math.abs(value - (b[id] ?? 9))), 0)
    const first = scores.reduce((best, score, id) => (score > (scores[best] ?? 0) ? id : best), 0)
    return {
      off: Math.max(off(scores, expected.scores), off(coverage, expected.coverage)),
      isSameFirst: hits.length === 0 ? scores.every((score) => score === 0) : hits[0]?.id === first,
    }
  }
}

describe('BM25', () => {
  const words = [
    'transfer',
    'transfers',
    'wallet',
    'wallets',
    'walet',
    'pocket',
    'balance',
    'feee',
    'usdt',
    'ox',
    '0xab',
  ]
  const odd = [
    'constructor',
    '__proto__',
    "币's",
    'a币’s',
    '转账',
    '失败',
    '私钥',
    'secret key',
    'пример',
    '，',
    '',
  ]
  const text = fc.array(fc.constantFrom(...words, ...odd), { maxLength: 12 }).map((parts) => parts.join(' '))
  const documents = fc
    .array(fc.record({ title: text, heading: text, text }), { maxLength: 6 })
    .map((all) => all.map((fields, id): LexicalDocument => ({ id, ...fields })))

  test('gives the scores of MiniSearch for any documents and question (property)', () => {
    fc.assert(
      fc.property(
        documents,
        text,
        fc.constantFrom('', ' walllet', ' balanse transferr', ' zebra'),
        (all, question, slip) => {
          expect(compare(all, tokenizer)(question + slip).off).toBeLessThan(1e-6)
        },
      ),
      { numRuns: 500 },
    )
  })

  test(
    'gives the scores and the first hit of MiniSearch for two of three labelled questions over the real articles',
    {
      timeout: 300_000,
    },
    async () => {
      const { corpus } = await readSoundCorpus(CONTENT_DIR)
      // MiniSearch takes up to a tenth of a second for one: all of them would take two minutes.
      const labelled = await readQuestions(join(ROOT, 'tests/evaluation/questions.jsonl'))
      const questions = labelled.filter((_, i) => i % 3 > 0)
      const both = compare(createEntries(corpus).map(toDocument), createTokenizer(corpus.glossary))
      const compared = questions.map(({ question }) => both(toSimplified(question)))
      expect(Math.max(...compared.map(({ off }) => off))).toBeLessThan(1e-6)
      // Two documents that score alike but for rounding may change places.
      expect(compared.filter(({ isSameFirst }) => isSameFirst).length / questions.length).toBeGreaterThan(
        0.99,
      )
    },
  )

  const some: readonly LexicalDocument[] = [
    { id: 0, title: 'Wallet', heading: '', text: 'the balance of a wallet' },
    { id: 1, title: '', heading: '转账', text: '导出私钥' },
    { id: 2, title: '', heading: '', text: '' },
  ]

  test('scores nothing where nothing is shared or asked', () => {
    const index = createBm25(some, tokenizer)
    for (const question of ['', '…', 'zebra', '天气']) {
      expect(scoreBm25(index, question)).toEqual({
        scores: new Float32Array(3),
        coverage: new Float32Array(3),
      })
    }
    expect(scoreBm25(createBm25([], tokenizer), 'wallet').scores).toHaveLength(0)
  })

  test('gives figures that the next question does not touch', () => {
    const index = createBm25(some, tokenizer)
    const { scores, coverage } = scoreBm25(index, 'wallet')
    const before = [...scores, ...coverage]
    scoreBm25(index, '转账 私钥')
    expect([...scores, ...coverage]).toEqual(before)
    expect(before.some((figure) => figure > 0)).toBe(true)
  })

  test('overwrites arrays that are passed for them, whatever they held (property)', () => {
    fc.assert(
      fc.property(documents, fc.array(text, { maxLength: 4 }), (all, questions) => {
        const index = createBm25(all, tokenizer)
        const room = createScores(index.count)
        room.scores.fill(9)
        for (const question of questions) {
          expect(scoreBm25(index, `${question} walllet`, room)).toBe(room)
          expect(room).toEqual(scoreBm25(index, `${question} walllet`))
        }
      }),
    )
  })

  test('knows its terms and what they weigh', () => {
    const index = createBm25(some, tokenizer)
    const lexical = createLexical(some, tokenizer)
    expect(hasTerm(index, 'wallet')).toBe(true)
    expect(hasTerm(index, '#private-key')).toBe(true)
    expect(hasTerm(index, 'zebra')).toBe(false)
    for (const term of ['wallet', 'the', '#private-key', 'zebra']) {
      expect(idfOf(index, term)).toBeCloseTo(idf(lexical, term), 12)
    }
  })

  test('knows how much of a question none of the first documents has, the rarer the more', () => {
    const index = createBm25(some, tokenizer)
    const share = (question: string, first = some.length): number => unknownShare(index, question, first)
    expect(share('')).toBe(0)
    expect(share('the wallet')).toBe(0)
    expect(share('zebra 天气')).toBe(1)
    expect(share('wallet zebra')).toBeGreaterThan(0.5)
    expect(share('wallet zebra')).toBeLessThan(1)
    expect(share('转账', 2)).toBe(0)
    expect(share('转账', 1)).toBe(1) // only the second document has it
    expect(share('wallet', 0)).toBe(1)
  })

  test('takes documents numbered from 0 only', () => {
    expect(() => createBm25(some.slice(1), tokenizer)).toThrow(/position 0 .* got 1/)
  })
})

describe('the bytes of BM25', () => {
  const texts = fc.array(fc.constantFrom('wallet', 'fee', '转账', '私钥', 'a’s', 'x '.repeat(200)), {
    maxLength: 9,
  })
  const index = texts.map((parts) =>
    createBm25(
      parts.map((text, id) => ({ id, title: parts[0] ?? '', heading: '', text })),
      tokenizer,
    ),
  )

  test('come back as they went, from anywhere in a buffer, and are equal for equal documents (property)', () => {
    fc.assert(
      fc.property(index, fc.integer({ min: 0, max: 3 }), (built, offset) => {
        const bytes = serialiseBm25(built)
        const shifted = new Uint8Array(bytes.length + offset)
        shifted.set(bytes, offset)
        const loaded = loadBm25(shifted.subarray(offset), tokenizer)
        expect(serialiseBm25(loaded)).toEqual(bytes)
        expect({ ...loaded, words: [...loaded.words] }).toEqual({ ...built, words: [...built.words] })
        for (const text of ['walet 转账', 'fees x'])
          expect(scoreBm25(loaded, text)).toEqual(scoreBm25(built, text))
      }),
    )
  })

  test('do not depend on the order in which terms appear', () => {
    const of = (text: string): Uint8Array =>
      serialiseBm25(createBm25([{ id: 0, title: '', heading: '', text }], tokenizer))
    expect(of('fee wallet 转账')).toEqual(of('转账 wallet fee'))
  })

  test('are refused if a byte differs, is missing or is too many (property)', () => {
    fc.assert(
      fc.property(
        index,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: -60, max: 60 }),
        (built, at, change, more) => {
          const bytes = serialiseBm25(built)
          const changed = bytes.slice()
          changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ change
          expect(() => loadBm25(changed, tokenizer)).toThrow(RangeError)
          const resized = new Uint8Array(Math.max(0, bytes.length + (more || 1)))
          resized.set(bytes.subarray(0, resized.length))
          expect(() => loadBm25(resized, tokenizer)).toThrow(RangeError)
        },
      ),
    )
    expect(() => loadBm25(new TextEncoder().encode('{"index":[]}'), tokenizer)).toThrow(/starts with "BM25"/)
  })
})
