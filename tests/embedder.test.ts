// The trainer of the bundled embedder, and any model folder taking its place by configuration alone.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../scripts/paths.ts'
import { createEncode, type Encode, packBags, takeBags } from '../scripts/embedder/bags.ts'
import { createContrast, pairwise, relate } from '../scripts/embedder/contrast.ts'
import { createDomain, splitQuestions } from '../scripts/embedder/domain.ts'
import { exportModel } from '../scripts/embedder/export.ts'
import { createRandom } from '../scripts/embedder/random.ts'
import { RECIPE } from '../scripts/embedder/recipe.ts'
import { createOptimiser, createTable, pool, type Table } from '../scripts/embedder/table.ts'
import { verifyModel } from '../scripts/embedder/verify.ts'
import { EMBEDDER } from '../src/config.ts'
import { createEmbedder, EmbedderError, openEmbedder } from '../src/search/embedder.node.ts'
import { buildIndex, IndexError, loadIndex } from '../src/search/index-files.node.ts'
import { readSample } from './fixtures/content.ts'

const MODEL_DIR = join(ROOT, 'src/search/model')
const readJson = (file: string) => JSON.parse(readFileSync(join(MODEL_DIR, file), 'utf8'))
const TEXTS = [
  'How do I export my private key?',
  '转账失败，但手续费扣了',
  'USDT 提币 stuck 3 小时',
  '我的钱包',
  'a',
]
const VOCABULARY = 48_000

let encode: Encode
let folder: string
beforeAll(async () => {
  encode = createEncode(readJson('tokenizer.json'), readJson('tokenizer_config.json'))
  folder = await mkdtemp(join(tmpdir(), 'help-model-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('texts in training', () => {
  test('are cut into the tokens that the shipped tokenizer gives', () => {
    const tokenizer = new Tokenizer(readJson('tokenizer.json'), readJson('tokenizer_config.json'))
    for (const text of TEXTS)
      expect(encode(text, 64)).toEqual(tokenizer.encode(text, { add_special_tokens: false }).ids)
    expect(encode('one two three four', 2)).toHaveLength(2)
  })

  test('can be picked out of a pack in any order', () => {
    const bags = packBags([[1, 2], [], [3], [4, 5, 6]])
    const { ids, offsets } = takeBags(bags, [3, 0, 1])
    expect([...ids]).toEqual([4, 5, 6, 1, 2])
    expect([...offsets]).toEqual([0, 3, 5, 5])
  })
})

describe('the loss', () => {
  const random = createRandom(1)
  const unit = (rows: number): Float32Array => {
    const values = Float32Array.from({ length: rows * RECIPE.dimensions }, () => random.normal())
    for (let row = 0; row < rows; row++) {
      const part = values.subarray(row * RECIPE.dimensions, (row + 1) * RECIPE.dimensions)
      const length = Math.hypot(...part)
      part.forEach((value, i) => {
        part[i] = value / length
      })
    }
    return values
  }

  test('has the slopes that small steps find', async () => {
    const contrast = await createContrast()
    const [rows, columns] = [unit(3), unit(4)]
    const relation = relate(3, 4, (row, column) =>
      row === column ? 'right' : column === 3 && row === 0 ? 'ignored' : 'wrong',
    )
    const lossAt = async (changed: Float32Array): Promise<number> =>
      (await contrast({ rows: changed, columns, ...relation, isSymmetric: false })).loss
    const slopes = await contrast({ rows, columns, ...relation, isSymmetric: false })
    const step = 1e-2
    for (const at of [0, 5, RECIPE.dimensions + 7, 2 * RECIPE.dimensions + 99]) {
      const [up, down] = [rows.slice(), rows.slice()]
      up[at] = (rows[at] ?? 0) + step
      down[at] = (rows[at] ?? 0) - step
      const slope = ((await lossAt(up)) - (await lossAt(down))) / (2 * step)
      expect(((slopes.rows[at] ?? 0) * RECIPE.scale) / 3).toBeCloseTo(slope, 2)
    }
  })

  test('falls when the table follows its slopes', async () => {
    const contrast = await createContrast()
    const table = createTable(50, RECIPE.dimensions, createRandom(2))
    const rows = packBags([[1, 2], [3, 4], [5], [6, 7, 8]])
    const columns = packBags([[11], [12, 13], [14, 15], [16]])
    const optimiser = createOptimiser(table)
    const losses: number[] = []
    for (let step = 0; step < 30; step++) {
      const [a, b] = [pool(table, rows), pool(table, columns)]
      const slopes = await contrast({ rows: a.unit, columns: b.unit, ...pairwise(4), isSymmetric: true })
      optimiser.collect(rows, a, slopes.rows)
      optimiser.collect(columns, b, slopes.columns)
      optimiser.step(0.02)
      losses.push(slopes.loss)
    }
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10)
  })
})

test('wallet questions are split by need: no need is both trained on and held out', async () => {
  const { corpus } = await readSample({
    'phrasings/gas-fees.yaml': Array.from(
      { length: 25 },
      (_, i) => `- need: need ${i}\n  en: [wording ${i} a, wording ${i} b]\n  zh-CN: [说法${i}]\n`,
    ).join(''),
  })
  const { train, heldOut } = splitQuestions(corpus)
  expect(heldOut.length).toBeGreaterThan(0)
  const trained = new Set(train.map(({ need }) => need))
  expect(heldOut.some(({ need }) => trained.has(need))).toBe(false)
  const batch = createDomain(corpus, train, encode).next(8, createRandom(3))
  expect(batch.target.dims[0]).toBe(Math.min(8, train.length))
})

describe('a model of another size', () => {
  let small: Table
  beforeAll(async () => {
    small = createTable(VOCABULARY, 48, createRandom(4))
    await exportModel(small, MODEL_DIR, folder, createRandom(5))
  })

  test('is exported as it was trained, and verified', async () => {
    const { agreement, megabytes } = await verifyModel(folder, small, TEXTS, encode)
    expect(agreement).toBeGreaterThan(0.999)
    expect(megabytes).toBeLessThan(20)
    const other = createTable(VOCABULARY, 48, createRandom(6))
    await expect(verifyModel(folder, other, TEXTS, encode)).rejects.toThrow(/disagrees/)
  })

  test('takes the place of the bundled one by configuration alone; an index of the other is refused', async () => {
    const embedder = await createEmbedder({ ...EMBEDDER, model: folder }, ROOT)
    expect(embedder.dimensions).toBe(48)
    const { corpus } = await readSample()
    const indexDir = join(folder, 'index')
    await buildIndex({ corpus, contentHash: '', embedder, indexDir, cacheDir: join(folder, 'cache') })
    const { manifest } = await loadIndex(indexDir, embedder)
    expect(manifest.embedder).toEqual({ id: embedder.id, dimensions: 48 })
    const bundled = await createEmbedder(EMBEDDER, ROOT)
    await expect(loadIndex(indexDir, bundled)).rejects.toThrow(IndexError)
    await expect(loadIndex(indexDir, bundled)).rejects.toThrow(/48 dimensions.*256.*npm run build/)
  })
})

describe('a model that cannot be loaded', () => {
  const missing = { ...EMBEDDER, model: './no-such-model' }
  const unreachable = { ...EMBEDDER, model: 'someone/no-such-model', host: 'http://127.0.0.1:9/' }

  test('stops the start, saying which, why, and what to do', async () => {
    for (const config of [missing, unreachable]) {
      await expect(openEmbedder(config, ROOT)).rejects.toThrow(EmbedderError)
      await expect(openEmbedder(config, ROOT)).rejects.toThrow(config.model)
      await expect(openEmbedder(config, ROOT)).rejects.toThrow(/src\/config\.ts/)
    }
  })

  test('leaves words alone if it is optional, and the index says so', async () => {
    const opened = await openEmbedder({ ...missing, need: 'optional' }, ROOT)
    expect(opened.embedder).toBeUndefined()
    expect(opened).toMatchObject({ reason: expect.stringContaining('no-such-model') })
    const { corpus } = await readSample()
    const indexDir = join(folder, 'words')
    await buildIndex({ corpus, contentHash: '', indexDir, cacheDir: join(folder, 'cache') })
    const { index, manifest } = await loadIndex(indexDir, undefined)
    expect(manifest.embedder).toBeUndefined()
    expect(index.vectors).toBeUndefined()
    const bundled = await createEmbedder(EMBEDDER, ROOT)
    await expect(loadIndex(indexDir, bundled)).rejects.toThrow(/without an embedder/)
  })
})
