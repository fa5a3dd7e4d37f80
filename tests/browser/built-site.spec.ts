// The built site as a whole: every link and anchor leads somewhere, every picture is there, every language says the same,
// and what search engines are told is well formed.
import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { type BuiltPage, builtAddresses, builtPages, say, type Tag } from './built-site.ts'
import { REQUIRED } from '../fixtures/structured-data.ts'

const LOCALES = ['zh-CN', 'zh-TW', 'en']
/** Addresses that the server answers without a file. */
const SERVED = /^\/(?:api\/|$)/

/** One line a problem, so that all are seen at once. */
function collect(check: (page: BuiltPage) => Iterable<string>): string[] {
  return builtPages().flatMap((page) => [...check(page)].map((problem) => `${page.path} ${problem}`))
}

function idsOf({ tags }: BuiltPage): string[] {
  return tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]))
}

function named(page: BuiltPage, ...names: readonly string[]): Tag[] {
  return page.tags.filter(({ name }) => names.includes(name))
}

test('every link, form and file leads to a page or file of the site, and every anchor to an element', () => {
  const addresses = builtAddresses()
  const anchors = new Map(builtPages().map((page) => [page.path, new Set(idsOf(page))]))
  let checked = 0
  const problems = collect(function* (page) {
    for (const { name, attributes } of page.tags) {
      for (const key of ['href', 'src', 'action', 'srcset', 'data-strings', 'data-index', 'data-emergency']) {
        const value = attributes[key]
        if (value === undefined || value === '' || /^(?:https?:|mailto:|tel:)/.test(value)) continue
        checked += 1
        const { pathname, hash } = new URL(value, `https://site.example${page.path}`)
        if (!addresses.has(pathname) && !SERVED.test(pathname))
          yield `<${name} ${key}="${value}"> leads nowhere`
        const known = anchors.get(pathname)
        if (hash !== '' && known && !known.has(decodeURIComponent(hash.slice(1))))
          yield `${value} names no element`
      }
    }
  })
  expect(problems).toEqual([])
  expect(checked).toBeGreaterThan(5_000)
})

test('links to other sites pass on nothing and open nothing unasked', () => {
  const problems = collect(function* (page) {
    for (const { attributes } of named(page, 'a')) {
      const { href = '', rel = '', target } = attributes
      if (target !== undefined) yield `${href} opens a window`
      if (/^http:/.test(href)) yield `${href} is not encrypted`
      if (/^https:/.test(href) && !/noopener/.test(rel)) yield `${href} lacks rel`
    }
  })
  expect(problems).toEqual([])
})

test('ids are unique, and what names or describes an element is there', () => {
  const problems = collect(function* (page) {
    const ids = idsOf(page)
    for (const id of ids.filter((each, i) => ids.indexOf(each) !== i)) yield `id ${id} stands twice`
    for (const { attributes } of page.tags) {
      for (const key of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'list']) {
        for (const id of (attributes[key] ?? '').split(' ').filter(Boolean))
          if (!ids.includes(id)) yield `${key} names ${id}, which is not there`
      }
    }
  })
  expect(problems).toEqual([])
})

test('every picture says what it shows and how large it is', () => {
  const problems = collect(function* (page) {
    for (const { attributes } of named(page, 'img')) {
      const { src = '', alt, width, height, loading } = attributes
      if (!alt) yield `${src} has no words for it`
      if (!(Number(width) > 0 && Number(height) > 0)) yield `${src} has no size`
      if (loading !== 'lazy') yield `${src} is not loaded lazily`
    }
  })
  expect(problems).toEqual([])
  expect(builtPages().flatMap((page) => named(page, 'img')).length).toBeGreaterThan(30)
})

test('every page has a language, one heading above the others, a title and a description of its own', () => {
  const problems = collect(function* (page) {
    const [html] = named(page, 'html')
    if (page.locale !== '' && html?.attributes['lang'] !== page.locale)
      yield `lang is ${html?.attributes['lang']}`
    if (named(page, 'h1').length !== 1) yield `${named(page, 'h1').length} × h1`
    if (named(page, 'main').length !== 1) yield `${named(page, 'main').length} × main`
    if (!/<title>[^<]{3,}<\/title>/.test(page.html)) yield 'no title'
    const levels = named(page, 'h1', 'h2', 'h3', 'h4').map(({ name }) => Number(name.slice(1)))
    for (const [i, level] of levels.entries())
      if (level > (levels[i - 1] ?? level) + 1) yield `h${level} after h${levels[i - 1]}`
    const description = metaOf(page, 'description')
    if (!description) yield 'no description'
  })
  expect(problems).toEqual([])
  const listed = builtPages().filter((page) => metaOf(page, 'robots') === undefined && page.locale !== '')
  const titles = listed.map(({ locale, html }) => `${locale} ${/<title>([^<]*)/.exec(html)?.[1]}`)
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
})

function metaOf(page: BuiltPage, wanted: string): string | undefined {
  return named(page, 'meta').find(({ attributes }) => attributes['name'] === wanted)?.attributes['content']
}

test('every language has the same pages with the same parts', () => {
  const byLocale = LOCALES.map((locale) => builtPages().filter((page) => page.locale === locale))
  const paths = byLocale.map((pages) => pages.map(({ path }) => path.replace(/^\/[\w-]+/, '')))
  expect(paths[1]).toEqual(paths[0])
  expect(paths[2]).toEqual(paths[0])
  const problems = (byLocale[0] ?? []).flatMap((page, i) => {
    const others = byLocale.slice(1).map((pages) => pages[i])
    // The order and number of terms differ: by sound in one language, by stroke in another.
    if (/glossary/.test(page.path)) return []
    return others.flatMap((other) =>
      other && shapeOf(other) !== shapeOf(page)
        ? [`${other.path}: ${shapeOf(other)}, but ${page.path}: ${shapeOf(page)}`]
        : [],
    )
  })
  expect(problems).toEqual([])
})

/** What a translation must not lose: headings, pictures, steps, warnings, tables, troubleshooter. */
function shapeOf(page: BuiltPage): string {
  const headings = named(page, 'h1', 'h2', 'h3', 'h4').map(({ name }) => name)
  const alerts = page.tags.filter(({ attributes }) => /^alert\b/.test(attributes['class'] ?? ''))
  const steps = page.tags.filter(({ attributes }) => /^hc-step-/.test(attributes['id'] ?? ''))
  return [
    headings.join(' '),
    `${named(page, 'img').length} pictures`,
    `${named(page, 'table').length} tables`,
    `${named(page, 'ol').length} lists of steps`,
    `${alerts.map(({ attributes }) => attributes['class']).join(' ')}`,
    `${steps.map(({ attributes }) => attributes['id']).join(' ')}`,
  ].join(' · ')
}

test('every page leads to itself in every other language', () => {
  const problems = collect(function* (page) {
    if (page.locale === '') return
    const ways = named(page, 'a').filter(({ attributes }) => attributes['hreflang'] !== undefined)
    const stays = /\/(?:404|offline)\//.test(page.path)
    for (const locale of LOCALES) {
      const expected = stays ? `/${locale}/` : page.path.replace(`/${page.locale}/`, `/${locale}/`)
      const [way] = ways.filter(({ attributes }) => attributes['hreflang'] === locale)
      if (way?.attributes['href'] !== expected) yield `${locale}: ${way?.attributes['href']}`
      if (way && way.attributes['lang'] !== locale) yield `${locale}: its name has another language`
    }
    const foreign = named(page, 'a').filter(
      ({ attributes: { href = '', hreflang } }) =>
        hreflang === undefined &&
        /^\/(?:zh-CN|zh-TW|en)\//.test(href) &&
        !href.startsWith(`/${page.locale}/`),
    )
    for (const { attributes } of foreign) yield `${attributes['href']} leaves the language`
  })
  expect(problems).toEqual([])
})

test('every page’s policy allows files of the site and the one script whose hash it names, nothing else', () => {
  const problems = collect(function* (page) {
    const policy =
      named(page, 'meta').find(({ attributes }) => attributes['http-equiv'] === 'content-security-policy')
        ?.attributes['content'] ?? ''
    for (const part of ["default-src 'none'", "style-src 'self'", "base-uri 'none'", "form-action 'self'"])
      if (!policy.split(';').includes(part)) yield `lacks ${part}`
    if (/unsafe|\*|https?:/.test(policy)) yield `allows too much: ${policy}`
    if (/<style\b|\sstyle="|\son[a-z]+="/.test(page.html.replace(/<script\b[\s\S]*?<\/script>/g, '')))
      yield 'holds styles or handlers in its markup'
    for (const [, attributes = '', code = ''] of page.html.matchAll(
      /<script\b([^>]*)>([\s\S]*?)<\/script>/g,
    )) {
      if (code === '' || /type="application\/(?:ld\+)?json"/.test(attributes)) continue
      const hash = createHash('sha256').update(code).digest('base64')
      if (!policy.includes(`'sha256-${hash}'`)) yield 'holds a script that its policy does not name'
    }
  })
  expect(problems).toEqual([])
})

interface Thing {
  readonly '@type': string
  readonly [property: string]: unknown
}

/** A thing and all things within it. */
function thingsIn(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn)
  if (typeof value !== 'object' || value === null) return []
  const within = Object.values(value).flatMap(thingsIn)
  return '@type' in value ? [value as Thing, ...within] : within
}

function graphOf({ html }: BuiltPage): Thing[] {
  const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1]
  return json === undefined ? [] : (JSON.parse(json) as { '@graph': Thing[] })['@graph']
}

test('structured data is complete, leads to pages that exist and says only what the page says', () => {
  const addresses = builtAddresses()
  const counts: Record<string, number> = {}
  const problems = collect(function* (page) {
    const shown = plain(page.html)
    for (const thing of thingsIn(graphOf(page))) {
      const type = thing['@type']
      counts[type] = (counts[type] ?? 0) + 1
      for (const property of REQUIRED[type] ?? ['a known type']) {
        const value = thing[property]
        if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
          yield `${type} lacks ${property}`
      }
      const { item, text, name } = thing
      if (
        type === 'ListItem' &&
        typeof item === 'string' &&
        !addresses.has(new URL(item, 'https://site.example').pathname)
      )
        yield `${item} leads nowhere`
      if (type === 'HowToStep' && typeof text === 'string' && !shown.includes(squeeze(text)))
        yield `step "${text}" is not on the page`
      if (type === 'Question' && typeof name === 'string' && !shown.includes(squeeze(name)))
        yield `question "${name}" is not on the page`
    }
  })
  expect(problems).toEqual([])
  say(`${JSON.stringify(counts)}`)
  for (const type of ['BreadcrumbList', 'HowTo', 'Organization'])
    expect(counts[type], type).toBeGreaterThan(0)
  const articles = builtPages().filter(({ path }) => /\/articles\/[^/]+\/$/.test(path))
  expect(
    articles.filter((page) => !graphOf(page).some((thing) => thing['@type'] === 'BreadcrumbList')),
  ).toEqual([])
})

/** The words of a page, spaces apart: markup stands where text has none. */
function plain(html: string): string {
  const body = html.slice(html.indexOf('<body')).replace(/<script\b[\s\S]*?<\/script>/g, '')
  return squeeze(decodeEntities(body.replace(/<[^>]+>/g, '')))
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex: string | undefined, decimal: string | undefined) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}
