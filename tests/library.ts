// The real content with the real model, indexed once per test file into a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { EMBEDDER } from '../src/config.ts'
import { createEmbedder } from '../src/search/embedder.node.ts'
import { buildIndex, loadIndex } from '../src/search/index-files.node.ts'
import type { Library } from '../src/server/app.ts'
import { CONTENT_DIR, ROOT } from '../scripts/paths.ts'

export async function openTestLibrary(): Promise<Library> {
  const folder = await mkdtemp(join(tmpdir(), 'help-index-'))
  try {
    const embedder = await createEmbedder(EMBEDDER, ROOT)
    const { corpus } = await readSoundCorpus(CONTENT_DIR)
    await buildIndex({
      corpus,
      contentHash: 'test',
      embedder,
      indexDir: folder,
      cacheDir: join(folder, 'cache'),
    })
    const loaded = await loadIndex(folder, embedder)
    return { ...loaded, embed: embedder.embedQuery, now: () => new Date('2026-11-22T12:00:00Z') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The same without the model: quick, for what does not hang on how an article was found. */
export async function openWordsLibrary(): Promise<Library> {
  const folder = await mkdtemp(join(tmpdir(), 'help-index-'))
  try {
    const { corpus } = await readSoundCorpus(CONTENT_DIR)
    await buildIndex({ corpus, contentHash: 'test', indexDir: folder, cacheDir: join(folder, 'cache') })
    const loaded = await loadIndex(folder, undefined)
    return { ...loaded, embed: undefined, now: () => new Date('2026-11-22T12:00:00Z') }
  } finally {
    await rm(folder, { recursive: true })
  }
}
