// The index that the search field loads on first focus, one per locale.
import type { APIRoute } from 'astro'
import type { Locale } from '../../config.ts'
import { buildBrowserIndex } from '../../search/build-browser-index.ts'
import { localePaths, readPagesCorpus } from '../_corpus.ts'

export const getStaticPaths = localePaths

export const GET: APIRoute = async ({ params }) =>
  new Response(buildBrowserIndex(await readPagesCorpus(), params['locale'] as Locale), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
