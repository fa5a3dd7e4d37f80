// Illustrations: SVG files in content/media, read, sized, and converted for derived locales.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toTraditional } from '../i18n/traditional.ts'
import type { Problem } from './article.ts'

export interface Media {
  readonly file: string
  /** SVG text. */
  readonly svg: string
  /** CSS pixels, from the viewBox. */
  readonly width: number
  readonly height: number
}

const SOURCE_SUFFIX = '.zh-CN.svg'
const DERIVED_SUFFIX = '.zh-TW.svg'

/** Every illustration including the derived ones, and what is wrong with them. */
export async function readMedia(contentDir: string): Promise<{ media: Media[]; problems: Problem[] }> {
  const folder = join(contentDir, 'media')
  const names = existsSync(folder) ? await readdir(folder) : []
  const files = names.filter((file) => file.endsWith('.svg')).sort()
  const media: Media[] = []
  const problems: Problem[] = []
  for (const file of files) {
    const svg = await readFile(join(folder, file), 'utf8')
    problems.push(...checkSvg(file, svg))
    const size = sizeOf(svg) ?? { width: 0, height: 0 }
    media.push({ file, svg, ...size })
    if (file.endsWith(SOURCE_SUFFIX)) {
      media.push({ file: file.replace(SOURCE_SUFFIX, DERIVED_SUFFIX), svg: toTraditional(svg), ...size })
    }
  }
  return { media, problems }
}

function sizeOf(svg: string): { width: number; height: number } | undefined {
  const match = /<svg[^>]*\sviewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/.exec(svg)
  return match ? { width: Math.round(Number(match[1])), height: Math.round(Number(match[2])) } : undefined
}

const FORBIDDEN =
  /<script|<foreignObject|\son\w+\s*=|javascript:|<image|@import|(?:href|url)\s*[=(]\s*["']?(?!#)[^"'#)\s]/i

function checkSvg(file: string, svg: string): Problem[] {
  const name = `media/${file}`
  const line = (offset: number): number => svg.slice(0, Math.max(offset, 0)).split('\n').length
  const problems: Problem[] = []
  if (!sizeOf(svg)) {
    const remedy = 'Give the <svg> a viewBox of the form "0 0 720 360".'
    problems.push({ file: name, line: 1, rule: 'svg-size', message: 'has no usable viewBox', remedy })
  }
  for (const tag of ['title', 'desc']) {
    if (!new RegExp(`<${tag}[ >][^<]*\\S[^<]*</${tag}>`).test(svg)) {
      const remedy = `Add a <${tag}> in the picture's language, for people who cannot see it.`
      problems.push({ file: name, line: 1, rule: 'svg-text', message: `has no <${tag}>`, remedy })
    }
  }
  const forbidden = FORBIDDEN.exec(svg)
  if (forbidden) {
    const remedy =
      'Pictures hold shapes and text only: no scripts, handlers, foreign objects or outside references.'
    problems.push({
      file: name,
      line: line(forbidden.index),
      rule: 'svg-safe',
      message: `contains "${forbidden[0]}"`,
      remedy,
    })
  }
  return problems
}
