// The knowledge a command works with: index and embedder, built first if need be.
import { join } from 'node:path'
import { EMBEDDER } from '../src/config.ts'
import { createEmbedder } from '../src/search/embedder.node.ts'
import { loadIndex } from '../src/search/index-files.node.ts'
import type { Library } from '../src/server/app.ts'
import { build } from './build.ts'
import { CACHE_DIR, INDEX_DIR, ROOT } from './paths.ts'

/** Builds the index if it is out of date and loads it. */
export async function openLibrary(say?: (line: string) => void): Promise<Library> {
  await build({ onlyIndex: true, ...(say ? { say } : {}) })
  return loadLibrary()
}

/** Loads what is built. */
export async function loadLibrary(): Promise<Library> {
  const embedder = await createEmbedder(EMBEDDER, { root: ROOT, cache: join(CACHE_DIR, 'models') })
  const loaded = await loadIndex(INDEX_DIR, embedder)
  return { ...loaded, embed: embedder.embedQuery, now: () => new Date() }
}
