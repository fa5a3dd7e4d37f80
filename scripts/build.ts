// npm run build: check the content, then build index and site, each only if what it is made of has changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { formatProblem } from '../src/articles/article.ts'
import { ContentError, readCorpus } from '../src/articles/read.node.ts'
import { EMBEDDER } from '../src/config.ts'
import { embedderId, openEmbedder } from '../src/search/embedder.node.ts'
import { buildIndex, readManifest } from '../src/search/index-files.node.ts'
import { runCommand } from './command.ts'
import { CACHE_DIR, CONTENT_DIR, INDEX_DIR, ROOT, SITE_DIR } from './paths.ts'

export interface BuildOptions {
  /** Build even what is up to date. */
  readonly force?: boolean
  /** Leave the site alone: enough to answer questions. */
  readonly onlyIndex?: boolean
  /** Report problems in the content but build all the same: for somebody who is writing. */
  readonly allowProblems?: boolean
  /** Receives what is going on, for people. */
  readonly say?: (line: string) => void
}

const SITE_STAMP = join(SITE_DIR, '..', 'site.hash')
/** What the pages are made of beside the content. */
const SITE_SOURCES = ['src', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json']

/**
 * Brings index and site up to date.
 * @throws {ContentError} with every problem of every file.
 */
export async function build(options: BuildOptions = {}): Promise<void> {
  const { force = false, onlyIndex = false, allowProblems = false, say = () => {} } = options
  const contentHash = await hashTree(['content'])
  const isIndexFresh = !force && (await isIndexCurrent(contentHash))
  const siteHash = `${await hashTree(['content', ...SITE_SOURCES])} ${process.env['SITE_URL'] ?? ''}`
  const isSiteFresh = onlyIndex || (!force && (await readStamp()) === siteHash)
  if (isIndexFresh && isSiteFresh) return
  const started = performance.now()
  const { corpus, problems } = await readCorpus(CONTENT_DIR)
  if (problems.length > 0 && !allowProblems) throw new ContentError(problems)
  for (const problem of problems) say(`content/${formatProblem(problem)}`)
  const written = new Set(corpus.articles.map(({ id }) => id)).size
  say(`Content   ${written} articles, ${problems.length || 'no'} problems ${since(started)}`)
  if (!isIndexFresh) await makeIndex(corpus, contentHash, say)
  if (!isSiteFresh) {
    await makeSite(siteHash, say)
    await writeFile(SITE_STAMP, siteHash)
  }
}

/** An index without a model is out of date as soon as the model can be had. */
async function isIndexCurrent(contentHash: string): Promise<boolean> {
  const manifest = await readManifest(INDEX_DIR)
  if (manifest?.content !== contentHash) return false
  if (manifest.embedder) return manifest.embedder.id === embedderId(EMBEDDER, ROOT)
  return EMBEDDER.need === 'optional' && !(await openEmbedder(EMBEDDER, ROOT)).embedder
}

async function makeIndex(
  corpus: Parameters<typeof buildIndex>[0]['corpus'],
  contentHash: string,
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now()
  const opened = await openEmbedder(EMBEDDER, ROOT)
  if (!opened.embedder) say(`Index     words only: ${opened.reason}`)
  let shown = started
  const { manifest, embedded } = await buildIndex({
    corpus,
    contentHash,
    embedder: opened.embedder,
    indexDir: INDEX_DIR,
    cacheDir: join(CACHE_DIR, 'index'),
    onProgress: (done, total) => {
      if (performance.now() - shown < 2_000) return
      shown = performance.now()
      say(`Index     ${done} of ${total} texts`)
    },
  })
  const reused = manifest.entries - embedded
  say(
    `Index     ${manifest.passages} passages, ${embedded} texts embedded, ${reused} from before ${since(started)}`,
  )
}

async function makeSite(build: string, say: (line: string) => void): Promise<void> {
  const started = performance.now()
  say('Site      building …')
  for (const note of (await runAstro(build)).match(/^Note: .*$/gm) ?? []) say(`Site      ${note}`)
  const pages = await compressFiles()
  say(`Site      ${pages} pages ${since(started)}`)
}

/** Astro runs in a process of its own, so that nothing of it stays in the server's memory. Returns what it said. */
function runAstro(build: string): Promise<string> {
  const bin = join(ROOT, 'node_modules/astro/bin/astro.mjs')
  // Vite takes these for its own; a test runner sets them, and the pages would be built for development.
  const { PROD: _prod, DEV: _dev, MODE: _mode, SSR: _ssr, ...inherited } = process.env
  const environment = {
    ...inherited,
    ASTRO_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    // The service worker's version: browsers take a new one when this changes.
    BUILD_HASH: build,
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'build', '--root', ROOT], { cwd: ROOT, env: environment })
    let output = ''
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`Astro could not build the site (exit ${code}):\n${output}`))
    })
  })
}

const COMPRESSIBLE = /\.(?:html|css|js|json|svg|txt|xml|webmanifest)$/
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Compressed copies beside the files, so that serving costs nothing. Returns the number of pages. */
async function compressFiles(): Promise<number> {
  const files = await filesIn(SITE_DIR)
  for (const file of files.filter((name) => COMPRESSIBLE.test(name))) {
    const bytes = await readFile(file)
    const parameters = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }
    await writeFile(`${file}.br`, await compressBrotli(bytes, { params: parameters }))
    await writeFile(`${file}.gz`, await compressGzip(bytes, { level: 9 }))
  }
  return files.filter((name) => name.endsWith('.html')).length
}

async function readStamp(): Promise<string | undefined> {
  return existsSync(SITE_STAMP) ? await readFile(SITE_STAMP, 'utf8') : undefined
}

/** SHA-256 over names and bytes of files and folders of the repository. */
async function hashTree(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesIn(join(ROOT, path))) {
      hash
        .update(file.slice(ROOT.length))
        .update('\0')
        .update(await readFile(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** All files under a path, sorted; the path itself if it is a file. */
async function filesIn(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    throw error
  }
}

function since(started: number): string {
  return `(${((performance.now() - started) / 1000).toFixed(1)} s)`
}

const USAGE = `Usage: npm run build -- [--force]

Checks the content, builds the search index into dist/index and the site into dist/site.
What is up to date is left alone.
  --force   build everything again
`

if (import.meta.main) {
  await runCommand(async () => {
    const { values } = parseArgs({
      options: { force: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) return void process.stdout.write(USAGE)
    await mkdir(CACHE_DIR, { recursive: true })
    await build({ force: values.force ?? false, say: (line) => process.stdout.write(`${line}\n`) })
    process.stdout.write('Everything is up to date. "npm start" serves it.\n')
  })
}
