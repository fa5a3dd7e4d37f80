// The icons of an installed help centre.
import type { APIRoute } from 'astro'
import { type AppIcon, ICONS, iconSvg, TOUCH_ICON } from '../_icons.ts'
import { openSharp, toPng } from '../_png.ts'

export async function getStaticPaths() {
  if (!(await openSharp())) return []
  return [...ICONS, TOUCH_ICON].map((icon) => ({ params: { name: icon.name }, props: { icon } }))
}

export const GET: APIRoute<{ icon: AppIcon }> = async ({ props }) =>
  new Response(await toPng(iconSvg(props.icon)), { headers: { 'Content-Type': 'image/png' } })
