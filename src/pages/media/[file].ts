// Illustrations under their own addresses, the derived ones included.
import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'

export async function getStaticPaths() {
  const media = await getCollection('media')
  return media.map(({ data: { file, svg } }) => ({ params: { file }, props: { svg } }))
}

export const GET: APIRoute<{ svg: string }> = ({ props }) =>
  new Response(props.svg, { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' } })
