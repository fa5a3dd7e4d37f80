// The knowledge a command works with: index and embedder, built first if need be.
import { EMBEDDER } from '../src/config.ts'
import { openEmbedder } from '../src/search/embedder.node.ts'
import { loadIndex } from '../src/search/index-files.node.ts'
import type { Library } from '../src/server/app.ts'
import { build } from './build.ts'
import { INDEX_DIR, ROOT } from './paths.ts'

/** Builds the index if it is out of date and loads it. */
export async function openLibrary(say?: (line: string) => void): Promise<Library> {
  await build({ onlyIndex: true, ...(say ? { say } : {}) })
  return loadLibrary()
}

/** Loads what is built. */
export async function loadLibrary(): Promise<Library> {
  const opened = await openEmbedder(EMBEDDER, ROOT)
  const loaded = await loadIndex(INDEX_DIR, opened.embedder)
  const reason = opened.embedder ? {} : { wordsOnly: opened.reason }
  return { ...loaded, ...reason, embed: opened.embedder?.embedQuery, now: () => new Date() }
}
