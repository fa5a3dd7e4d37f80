// The strings of the page scripts as a file.
import type { APIRoute } from 'astro'
import type { Locale } from '../../config.ts'
import { readPagesCorpus } from '../_corpus.ts'
import { ASSETS, stringsFile } from '../_strings.ts'

export async function getStaticPaths() {
  const { site } = await readPagesCorpus()
  return site.locales.map((locale) => ({
    params: { assets: ASSETS, locale, hash: stringsFile(locale).hash },
  }))
}

export const GET: APIRoute = ({ params }) =>
  new Response(stringsFile(params['locale'] as Locale).json, {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
