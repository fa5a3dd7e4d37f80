// Is the exported folder what was trained, and does it serve as any model of a hub would?
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EMBEDDER } from '../../src/config.ts'
import { createEmbedder } from '../../src/search/embedder.node.ts'
import { type Encode, packBags } from './bags.ts'
import { pool, type Table } from './table.ts'

export interface Verification {
  /** Smallest cosine between a vector of the trained table and that of the exported model. */
  readonly agreement: number
  /** Milliseconds an embedding takes, one by one. */
  readonly p50: number
  readonly p99: number
  readonly megabytes: number
}

const LEAST_AGREEMENT = 0.999
const MOST_MEGABYTES = 20

/**
 * Loads the folder with transformers.js and compares.
 * @param texts of every kind that people write, a few hundred.
 * @throws {Error} if vectors differ, are not finite, or the folder is too large.
 */
export async function verifyModel(
  folder: string,
  table: Table,
  texts: readonly string[],
  encode: Encode,
): Promise<Verification> {
  const embedder = await createEmbedder({ ...EMBEDDER, model: folder }, '/')
  const { dimensions } = table
  const expected = pool(table, packBags(texts.map((text) => encode(text, Number.POSITIVE_INFINITY)))).unit
  let agreement = 1
  const times: number[] = []
  for (const [row, text] of texts.entries()) {
    if (encode(text, 1).length === 0) continue // signs only: the unknown token's vector, which the table does not have
    const started = performance.now()
    const vector = await embedder.embedQuery(text)
    times.push(performance.now() - started)
    const cosine = vector.reduce((sum, value, d) => sum + value * (expected[row * dimensions + d] ?? 0), 0)
    agreement = Math.min(agreement, cosine)
  }
  if (agreement < LEAST_AGREEMENT)
    throw new Error(`The exported model disagrees with the table: cosine ${agreement.toFixed(4)}.`)
  for (const text of ['', '!?…', '한국어', '🙂']) {
    const vector = await embedder.embedQuery(text)
    if (!vector.every(Number.isFinite)) throw new Error(`The vector of "${text}" is not finite.`)
  }
  const bytes = await Promise.all(
    ['onnx/model_quantized.onnx', 'tokenizer.json'].map(
      async (file) => (await stat(join(folder, file))).size,
    ),
  )
  const megabytes = bytes.reduce((sum, size) => sum + size, 0) / 1e6
  if (megabytes > MOST_MEGABYTES)
    throw new Error(`The model takes ${megabytes.toFixed(1)} MB; ${MOST_MEGABYTES} are allowed.`)
  times.sort((a, b) => a - b)
  const quantile = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN
  return { agreement, p50: quantile(0.5), p99: quantile(0.99), megabytes }
}
