// Astro's collections over content/: one reading feeds all of them, and again whenever an editor saves a file.
import { fileURLToPath } from 'node:url'
import { defineCollection } from 'astro:content'
import type { Loader, LoaderContext } from 'astro/loaders'
import { z } from 'astro/zod'
import { type Article, formatProblem } from './articles/article.ts'
import type { Corpus } from './articles/corpus.ts'
import type { Media } from './articles/media.node.ts'
import { ContentError, type ReadResult, readCorpus } from './articles/read.node.ts'

interface Entry {
  readonly id: string
  readonly data: Record<string, unknown>
  readonly html?: string
}

/** Milliseconds to wait for the rest when an editor or a branch switch writes many files. @default 80 */
const SETTLE_MS = 80

/** The reading that all collections of one build (or of one save) share. */
let reading: Promise<ReadResult> | undefined
let revision = 0

function contentLoader(name: string, entriesOf: (result: ReadResult) => Entry[]): Loader {
  return {
    name,
    load: async (context) => {
      const folder = fileURLToPath(new URL('content/', context.config.root))
      reading ??= readCorpus(folder)
      await fill(context, await reading, entriesOf)
      watch(context, folder, async () => {
        reading ??= readCorpus(folder)
        await fill(context, await reading, entriesOf)
      })
    },
  }
}

async function fill(
  { store, logger, watcher, collection }: LoaderContext,
  result: ReadResult,
  entriesOf: (result: ReadResult) => Entry[],
): Promise<void> {
  if (collection === 'library') for (const problem of result.problems) logger.error(formatProblem(problem))
  // While somebody writes, a page with a problem is better than none; what is published has none.
  if (!watcher && result.problems.length > 0) throw new ContentError(result.problems)
  store.clear()
  for (const { id, data, html } of entriesOf(result)) {
    store.set({ id, data, ...(html === undefined ? {} : { rendered: { html } }) })
  }
}

function watch({ watcher, logger }: LoaderContext, folder: string, reload: () => Promise<void>): void {
  if (!watcher) return
  let timer: NodeJS.Timeout | undefined
  watcher.add(folder)
  watcher.on('all', (_event, path) => {
    if (!path.startsWith(folder)) return
    reading = undefined
    clearTimeout(timer)
    timer = setTimeout(() => {
      revision += 1
      reload().catch((error: unknown) => {
        logger.error(describe(error))
        reading = undefined
      })
    }, SETTLE_MS)
  })
}

function describe(error: unknown): string {
  if (error instanceof ContentError) return error.problems.map(formatProblem).join('\n')
  return error instanceof Error ? error.message : String(error)
}

const articles = defineCollection({
  loader: contentLoader('articles', ({ corpus }) =>
    corpus.articles.map((article) => ({
      id: `${article.locale}/${article.id}`,
      data: { ...article },
      html: article.sections.map((section) => section.html).join('\n'),
    })),
  ),
  schema: z.custom<Article>(),
})

const media = defineCollection({
  loader: contentLoader('media', (result) =>
    result.media.map((image) => ({ id: image.file, data: { ...image } })),
  ),
  schema: z.custom<Media>(),
})

/** Everything of the corpus but the articles. `revision` counts saves, so that a changed picture reloads pages, too. */
const library = defineCollection({
  loader: contentLoader('library', ({ corpus: { articles: _, ...rest } }) => [
    { id: 'library', data: { ...rest, revision } },
  ]),
  schema: z.custom<Omit<Corpus, 'articles'>>(),
})

export const collections = { articles, media, library }
