// The picture that goes with a link to a page: brand, topic and title, drawn from the design tokens.
import { escapeHtml } from '../articles/escape.ts'
import type { PageContext } from './_corpus.ts'
import { markShapes } from './_icons.ts'
import { hasChineseFont, openSharp } from './_png.ts'

export const PREVIEW = { width: 1200, height: 630 } as const

/** tokens.css: --band, --band-light, --band-ink, --band-mute, --accent in dark. */
const COLOUR = { band: '#10264d', light: '#1d4288', ink: '#ffffff', mute: '#c9d8f4', accent: '#86aeff' }
const FONTS =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
const TRADITIONAL_FONTS = `'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC', ${FONTS}`
const LEFT = 96
const WIDTH = PREVIEW.width - 2 * LEFT

export interface PreviewText {
  readonly locale: string
  readonly brand: string
  readonly topic: string
  readonly title: string
}

let isNoted = false

/** @returns undefined where nothing can be drawn. Without a font for Chinese the picture of zh pages has no words. */
export async function drawPreview(words: PreviewText): Promise<string | undefined> {
  if (!(await openSharp())) return undefined
  if (words.locale === 'en' || (await hasChineseFont(FONTS))) return previewSvg(words)
  if (!isNoted) {
    isNoted = true
    process.stdout.write(
      'Note: no font for Chinese on this machine; previews of Chinese pages carry the mark alone.\n',
    )
  }
  return frame(`<g transform="translate(440 155) scale(10)">${markShapes(COLOUR.ink, COLOUR.band)}</g>`)
}

export function previewSvg({ locale, brand, topic, title }: PreviewText): string {
  const lines = wrap(title, 88)
  const size = lines.length > 2 ? 68 : 88
  const shown = size === 88 ? lines : wrap(title, size).slice(0, 3)
  const leading = size * 1.3
  // Title and topic together stand in the middle of what the brand leaves.
  const top = 402 - ((shown.length - 1) * leading) / 2
  const fonts = locale === 'zh-TW' ? TRADITIONAL_FONTS : FONTS
  const text = (x: number, y: number, look: string, words: string): string =>
    `<text x="${x}" y="${Math.round(y)}" ${look}>${escapeHtml(words)}</text>`
  return frame(`<g font-family="${fonts}" fill="${COLOUR.ink}">
<g transform="translate(${LEFT} 78) scale(1.75)">${markShapes(COLOUR.ink, COLOUR.band)}</g>
${text(LEFT + 80, 118, 'font-size="34" font-weight="600"', brand)}
${text(LEFT, top - size * 1.25, `font-size="34" fill="${COLOUR.accent}" font-weight="600"`, topic)}
${shown.map((line, i) => text(LEFT, top + i * leading, `font-size="${size}" font-weight="700"`, line)).join('\n')}
</g>`)
}

function frame(inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW.width}" height="${PREVIEW.height}" viewBox="0 0 ${PREVIEW.width} ${PREVIEW.height}">
<rect width="100%" height="100%" fill="${COLOUR.band}"/>
<circle cx="1130" cy="-40" r="420" fill="${COLOUR.light}" opacity=".55"/>
<circle cx="1130" cy="-40" r="260" fill="${COLOUR.light}" opacity=".7"/>
<rect y="618" width="100%" height="12" fill="${COLOUR.accent}"/>
${inside}
</svg>`
}

/** Lines that fit, by usual widths: SVG does not break them itself. */
function wrap(title: string, size: number): string[] {
  const pieces = title.match(/\p{Script=Han}[，。：；？！、）”」]*|[^\s\p{Script=Han}]+|\s+/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && widthOf(line + piece, size) > WIDTH) {
      lines.push(line.trim())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trim()].filter((words) => words !== '')
}

function widthOf(words: string, size: number): number {
  const wide = words.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0
  return size * (wide + (words.length - wide) * 0.57)
}

/** What the pictures of a locale say: one for each article, and "home". */
export function previewTexts({
  corpus,
  locale,
  t,
  text,
  brand,
  articles,
}: PageContext): Map<string, PreviewText> {
  const name = t('nav.brand', { brand })
  const topics = new Map(corpus.categories.map(({ id, title }) => [id, text(title)]))
  const home = { locale, brand: name, topic: t('nav.home'), title: text(corpus.site.brand.tagline) }
  return new Map([
    ['home', home],
    ...articles.map(({ article }): [string, PreviewText] => [
      article.id,
      { locale, brand: name, topic: topics.get(article.category) ?? '', title: article.title },
    ]),
  ])
}
