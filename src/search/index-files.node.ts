// The index on disk: built incrementally, byte-identical for equal content, refused on any mismatch.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Corpus } from '../articles/corpus.ts'
import { CLASSIFIER } from '../config.ts'
import { createBm25 } from './bm25.ts'
import { loadBm25, serialiseBm25 } from './bm25-bytes.ts'
import { loadClassifier, serialiseClassifier } from './classifier-bytes.ts'
import type { Embedder } from './embedder.node.ts'
import { createEntries, textToEmbed, toDocument } from './entry.ts'
import {
  assembleIndex,
  INDEX_FORMAT,
  type Manifest,
  manifestSchema,
  type SearchIndex,
} from './search-index.ts'
import { createTokenizer, TOKENIZER_VERSION, type Tokenizer } from './text.ts'
import { type Example, examplesFrom, trainClassifier } from './train-classifier.ts'
import { loadVectors, type QuantisedVector, quantise, serialiseVectors, stackVectors } from './vectors.ts'

const FILES = {
  manifest: 'manifest.json',
  corpus: 'corpus.json',
  lexical: 'lexical.bin',
  vectors: 'vectors.bin',
  classifier: 'classifier.bin',
}
const REBUILD = 'Run "npm run build" to build it again.'

/** An index that is missing, damaged, or was built by other code or another model. */
export class IndexError extends Error {
  override readonly name = 'IndexError'
}

export interface BuildIndexOptions {
  readonly corpus: Corpus
  /** Hash over the content the corpus was read from. */
  readonly contentHash: string
  /** Without one the index holds words only. */
  readonly embedder?: Embedder | undefined
  readonly indexDir: string
  /** Vectors of texts embedded before, by model, and what was learnt last. */
  readonly cacheDir: string
  readonly onProgress?: (done: number, total: number) => void
}

export interface BuildIndexResult {
  readonly manifest: Manifest
  /** Texts that had to be embedded; the others came from the cache. */
  readonly embedded: number
}

/** Builds and writes the index; texts embedded before with the same model are not embedded again. */
export async function buildIndex(options: BuildIndexOptions): Promise<BuildIndexResult> {
  const { corpus, embedder, indexDir } = options
  const entries = createEntries(corpus)
  const { rows, embedded } = embedder
    ? await embedAll(entries.map(textToEmbed), embedder, options)
    : { rows: [], embedded: 0 }
  const tokenizer = createTokenizer(corpus.glossary)
  const lexical = createBm25(entries.map(toDocument), tokenizer)
  const classifier = await learn(examplesFrom(entries), tokenizer, corpus, options)
  const manifest: Manifest = {
    format: INDEX_FORMAT,
    tokenizer: TOKENIZER_VERSION,
    classifier: JSON.stringify(CLASSIFIER),
    content: options.contentHash,
    ...(embedder ? { embedder: { id: embedder.id, dimensions: embedder.dimensions } } : {}),
    entries: entries.length,
    articles: new Set(entries.map((entry) => entry.article).filter((id) => id !== '')).size,
    passages: entries.filter((entry) => entry.kind === 'passage').length,
  }
  await mkdir(indexDir, { recursive: true })
  await rm(join(indexDir, FILES.manifest), { force: true }) // a build cut short leaves no manifest, so it is not loaded
  await writeFile(join(indexDir, FILES.corpus), JSON.stringify(corpus))
  await writeFile(join(indexDir, FILES.lexical), serialiseBm25(lexical))
  await writeFile(
    join(indexDir, FILES.vectors),
    serialiseVectors(stackVectors(rows, embedder?.dimensions ?? 0)),
  )
  await writeFile(join(indexDir, FILES.classifier), classifier)
  await writeFile(join(indexDir, FILES.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
  return { manifest, embedded }
}

/** The classifier's bytes; learnt again only if its examples, the glossary or its settings have changed. */
async function learn(
  examples: readonly Example[],
  tokenizer: Tokenizer,
  { glossary }: Corpus,
  { cacheDir }: Pick<BuildIndexOptions, 'cacheDir'>,
): Promise<Uint8Array> {
  const source = JSON.stringify([INDEX_FORMAT, TOKENIZER_VERSION, CLASSIFIER, glossary, examples])
  const key = createHash('sha256').update(source).digest()
  const file = join(cacheDir, 'classifier.bin')
  const known = existsSync(file) ? await readFile(file) : Buffer.alloc(0)
  if (known.subarray(0, key.length).equals(key)) return known.subarray(key.length)
  const bytes = serialiseClassifier(trainClassifier(examples, tokenizer))
  await replaceFile(file, Buffer.concat([key, bytes]))
  return bytes
}

/** At once or not at all. */
async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, content)
  await rename(`${file}.new`, file)
}

async function embedAll(
  texts: readonly string[],
  embedder: Embedder,
  { cacheDir, onProgress }: Pick<BuildIndexOptions, 'cacheDir' | 'onProgress'>,
): Promise<{ rows: QuantisedVector[]; embedded: number }> {
  const file = join(cacheDir, `${embedder.id.replace(/[^\w@.-]/g, '_')}.json`)
  const known = await readCache(file, embedder.dimensions)
  const kept = new Map<string, QuantisedVector>()
  const rows: QuantisedVector[] = []
  let embedded = 0
  for (const [index, text] of texts.entries()) {
    const key = createHash('sha256').update(text).digest('hex')
    let row = known.get(key)
    if (!row) {
      row = quantise(await embedder.embedPassage(text))
      embedded++
    }
    kept.set(key, row)
    rows.push(row)
    onProgress?.(index + 1, texts.length)
  }
  await writeCache(file, kept)
  return { rows, embedded }
}

const cacheSchema = z.record(z.string(), z.strictObject({ scale: z.number(), values: z.base64() }))

/** A damaged cache costs time, never a build: it is read as empty. */
async function readCache(file: string, dimensions: number): Promise<Map<string, QuantisedVector>> {
  if (!existsSync(file)) return new Map()
  const text = await readFile(file, 'utf8')
  const parsed = cacheSchema.safeParse(parseJson(text))
  const rows = Object.entries(parsed.data ?? {}).map(
    ([key, { scale, values }]): [string, QuantisedVector] => [
      key,
      { scale, values: new Int8Array(Buffer.from(values, 'base64')) },
    ],
  )
  return new Map(rows.filter(([, row]) => row.values.length === dimensions))
}

async function writeCache(file: string, rows: ReadonlyMap<string, QuantisedVector>): Promise<void> {
  const plain = [...rows].map(([key, { scale, values }]) => [
    key,
    { scale, values: Buffer.from(values).toString('base64') },
  ])
  await replaceFile(file, JSON.stringify(Object.fromEntries(plain)))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // judged by the schema that reads it
  }
}

export interface LoadedIndex {
  readonly manifest: Manifest
  readonly corpus: Corpus
  readonly index: SearchIndex
}

/** The manifest of an index, or undefined if there is none that this code can read. */
export async function readManifest(indexDir: string): Promise<Manifest | undefined> {
  const file = join(indexDir, FILES.manifest)
  if (!existsSync(file)) return undefined
  return manifestSchema.safeParse(parseJson(await readFile(file, 'utf8'))).data
}

/**
 * Loads an index written by {@link buildIndex}.
 * @param embedder id and dimensions of the model that will embed the questions; without it only words are matched.
 * @throws {IndexError} if it is missing, damaged, or does not fit this code or that model.
 */
export async function loadIndex(
  indexDir: string,
  embedder: Pick<Embedder, 'id' | 'dimensions'> | undefined,
): Promise<LoadedIndex> {
  const manifest = await readManifest(indexDir)
  if (!manifest) throw new IndexError(`There is no usable index in ${indexDir}. ${REBUILD}`)
  if (embedder) assertSameModel(manifest.embedder, embedder)
  try {
    const [corpusText, words, bytes, weights] = await Promise.all([
      readFile(join(indexDir, FILES.corpus), 'utf8'),
      readFile(join(indexDir, FILES.lexical)),
      readFile(join(indexDir, FILES.vectors)),
      readFile(join(indexDir, FILES.classifier)),
    ])
    const corpus = JSON.parse(corpusText) as Corpus
    const entries = createEntries(corpus)
    const tokenizer = createTokenizer(corpus.glossary)
    const lexical = loadBm25(words, tokenizer)
    const vectors = embedder && loadVectors(bytes, entries.length, embedder.dimensions)
    const classifier = loadClassifier(weights)
    return { manifest, corpus, index: assembleIndex({ entries, tokenizer, lexical, vectors, classifier }) }
  } catch (cause) {
    throw new IndexError(`The index in ${indexDir} is damaged. ${REBUILD}`, { cause })
  }
}

type Model = Pick<Embedder, 'id' | 'dimensions'>

function assertSameModel(built: Model | undefined, configured: Model): void {
  if (built?.id === configured.id && built.dimensions === configured.dimensions) return
  const name = (model: Model): string => `the embedder ${model.id} (${model.dimensions} dimensions)`
  const told = built ? `with ${name(built)}` : 'without an embedder'
  throw new IndexError(
    `The index was built ${told}, but ${name(configured)} is configured; their vectors do not compare. ${REBUILD}`,
  )
}
