// SVG to PNG by sharp, which comes with Astro, kept in .cache/png by what was drawn.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Raise it when the same drawing is to be rendered otherwise. */
const RENDERING = '1'

type Sharp = (typeof import('sharp'))['default']

let loading: Promise<Sharp | undefined> | undefined

/** Sharp is optional to Astro: where it does not run, there are no pictures, and the site is built all the same. */
export function openSharp(): Promise<Sharp | undefined> {
  loading ??= import('sharp').then(
    (module) => module.default,
    () => undefined,
  )
  return loading
}

/** @returns undefined where there is no sharp. */
export async function toPng(svg: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const folder = join(process.cwd(), '.cache', 'png')
  const hash = createHash('sha256').update(RENDERING).update(svg).digest('hex').slice(0, 32)
  const file = join(folder, `${hash}.png`)
  if (existsSync(file)) return new Uint8Array(await readFile(file))
  const sharp = await openSharp()
  if (!sharp) return undefined
  const bytes = await sharp(Buffer.from(svg)).png({ palette: true, colours: 128, effort: 4 }).toBuffer()
  await mkdir(folder, { recursive: true })
  // Two builds at once must not read half a file.
  await writeFile(`${file}.${process.pid}`, bytes)
  await rename(`${file}.${process.pid}`, file)
  return new Uint8Array(bytes)
}

let chinese: Promise<boolean> | undefined

/**
 * Whether this machine has a font for Chinese. 一 is one stroke: without a font it is nothing, or a box as high as wide.
 */
export function hasChineseFont(fonts: string): Promise<boolean> {
  chinese ??= findStroke(fonts)
  return chinese
}

async function findStroke(fonts: string): Promise<boolean> {
  const sharp = await openSharp()
  if (!sharp) return false
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#fff"/><text x="50" y="140" font-size="100" font-family="${fonts}">一</text></svg>`
  const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true })
  const rows = new Set<number>()
  data.forEach((value, i) => {
    if (value < 128) rows.add(Math.floor(i / (info.width * info.channels)))
  })
  return rows.size > 0 && Math.max(...rows) - Math.min(...rows) < 40
}
