// What an installed help centre is called and looks like, in the reader's language.
import type { APIRoute } from 'astro'
import { homeUrl } from '../../articles/urls.ts'
import type { Locale } from '../../config.ts'
import { localePaths, pageContext } from '../_corpus.ts'
import { ICONS } from '../_icons.ts'

export const getStaticPaths = localePaths

export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale
  const { t, brand } = await pageContext(locale)
  const manifest = {
    // One app, whatever language it was installed in.
    id: '/',
    name: t('nav.brand', { brand }),
    short_name: brand,
    description: t('home.description', { brand }),
    lang: locale,
    start_url: homeUrl(locale),
    scope: '/',
    // With the browser's way back: pages link to each other and have no bar of their own for it.
    display: 'minimal-ui',
    background_color: '#f5f7fb',
    theme_color: '#ffffff',
    icons: [
      { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
      ...ICONS.map(({ name, size, isMaskable }) => ({
        src: `/icons/${name}.png`,
        type: 'image/png',
        sizes: `${size}x${size}`,
        ...(isMaskable ? { purpose: 'maskable' } : {}),
      })),
    ],
  }
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json' } })
}
