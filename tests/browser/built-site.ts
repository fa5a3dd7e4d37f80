// The site as it was built: its pages taken apart, and what browsers download for them, compressed as the server sends it.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const SITE = join(dirname(fileURLToPath(import.meta.url)), '../../dist/site')

export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface BuiltPage {
  /** As browsers ask for it, e.g. "/en/articles/gas-fees/". */
  readonly path: string
  /** Empty for the pages of no language. */
  readonly locale: string
  readonly html: string
  readonly tags: readonly Tag[]
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
}

/** Every page, read once a worker. */
export function builtPages(): readonly BuiltPage[] {
  pages ??= filesUnder(SITE)
    .filter((file) => file.endsWith('.html'))
    .map(readPage)
  return pages
}
let pages: readonly BuiltPage[] | undefined

/** Addresses of everything that can be asked for: pages by their path, files by their name. */
export function builtAddresses(): ReadonlySet<string> {
  const files = filesUnder(SITE).filter((file) => !/\.(?:br|gz)$/.test(file))
  return new Set(files.map((file) => addressOf(file)))
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function addressOf(file: string): string {
  return `/${relative(SITE, file).split(sep).join('/')}`.replace(/\/index\.html$/, '/')
}

function readPage(file: string): BuiltPage {
  const html = readFileSync(file, 'utf8')
  const path = addressOf(file)
  return { path, html, locale: /^\/(zh-CN|zh-TW|en)\//.exec(path)?.[1] ?? '', tags: tagsOf(html) }
}

/** Opening tags in their order; what stands inside scripts is none. */
function tagsOf(html: string): Tag[] {
  const markup = html.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, '$1').replace(/<!--[\s\S]*?-->/g, '')
  return [...markup.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', attributes = '']) => ({
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [
          key,
          decode(value),
        ]),
      ),
    }),
  )
}

export function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}

export interface Load {
  /** Bytes of page, styles and scripts that come without anybody doing anything. */
  readonly bytes: number
  readonly requests: number
}

/** What opening a page downloads of HTML, CSS and JavaScript. */
export function loadOf({ path, tags }: BuiltPage): Load {
  const styles = tags
    .filter(({ attributes }) => attributes['rel'] === 'stylesheet')
    .map(({ attributes }) => attributes['href'] ?? '')
  const scripts = tags
    .filter(({ name, attributes }) => name === 'script' && attributes['src'])
    .map(({ attributes }) => attributes['src'] ?? '')
  const files = [path.endsWith('/') ? `${path}index.html` : path, ...styles, ...withImports(scripts)]
  return { bytes: files.reduce((sum, file) => sum + compressed(file), 0), requests: files.length }
}

/** Scripts and all that they import at once. */
export function withImports(scripts: readonly string[]): string[] {
  const seen = new Set<string>()
  const rest = [...scripts]
  for (let script = rest.pop(); script !== undefined; script = rest.pop()) {
    if (seen.has(script)) continue
    seen.add(script)
    const code = readFileSync(join(SITE, script), 'utf8')
    const folder = posix.dirname(script)
    for (const [, name = ''] of code.matchAll(/(?:from|import)\s*["'`](\.\/[\w.-]+\.js)["'`]/g))
      rest.push(posix.join(folder, name))
  }
  return [...seen]
}

/** The script of the site whose name begins so. */
export function scriptNamed(name: string): string {
  const file = readdirSync(join(SITE, '_astro')).find(
    (entry) => entry.startsWith(`${name}.`) && entry.endsWith('.js'),
  )
  if (file === undefined) throw new Error(`The site has no script "${name}".`)
  return `/_astro/${file}`
}

export function compressed(address: string): number {
  return statSync(join(SITE, `${address}.br`)).size
}

/** A figure in the log of the run, beside the test that it belongs to. */
export function say(words: string): void {
  process.stdout.write(`      ${words}\n`)
}
