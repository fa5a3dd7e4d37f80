// Illustrations under their own addresses, the derived ones included.
import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'

export async function getStaticPaths() {
  const media = await getCollection('media')
  // The extension stands in the route's name: only then does the development server serve it without a slash.
  return media.map(({ data: { file, svg } }) => ({
    params: { name: file.replace(/\.svg$/, '') },
    props: { svg },
  }))
}

export const GET: APIRoute<{ svg: string }> = ({ props }) =>
  new Response(props.svg, { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' } })
