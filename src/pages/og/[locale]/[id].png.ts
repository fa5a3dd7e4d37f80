// Pictures for links to our pages. Their addresses have to be absolute, so without a public address there are none.
import type { APIRoute } from 'astro'
import { pageContext, readPagesCorpus } from '../../_corpus.ts'
import { toPng } from '../../_png.ts'
import { drawPreview, type PreviewText, previewTexts } from '../../_preview.ts'

export async function getStaticPaths() {
  if (!import.meta.env.SITE) return []
  const { site } = await readPagesCorpus()
  const contexts = await Promise.all(site.locales.map(pageContext))
  const texts = contexts.flatMap((context) =>
    [...previewTexts(context)].map(([id, words]) => ({
      params: { locale: context.locale, id },
      props: { words },
    })),
  )
  // All at once, since sharp draws several at a time and Astro asks for one after the other; what follows reads the cache.
  const drawn = await Promise.all(
    texts.map(async ({ props }) => toPng((await drawPreview(props.words)) ?? '')),
  )
  return texts.filter((_, i) => drawn[i] !== undefined)
}

export const GET: APIRoute<{ words: PreviewText }> = async ({ props }) => {
  const png = await toPng((await drawPreview(props.words)) ?? '')
  return new Response(png, { headers: { 'Content-Type': 'image/png' } })
}
