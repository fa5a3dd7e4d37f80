// One article: body text and front matter → Article, links resolved, problems collected.
import type { Blockquote, Image, Link, Root, RootContent } from 'mdast'
import type { Locale } from '../config.ts'
import type { Alert, AlertKind, Article, Problem, Section } from './article.ts'
import type { FrontMatter } from './front-matter.ts'
import {
  alertKind,
  blocksToSteps,
  blocksToText,
  definitionsIn,
  linksIn,
  parseMarkdown,
  type RenderOptions,
  renderHtml,
  type SectionTree,
  splitSections,
} from './markdown.ts'
import { assembleTroubleshooter, sectionsSeen } from './troubleshooter.ts'
import { articleUrl, mediaUrl, pageUrl, PAGES } from './urls.ts'

export interface ArticleSource {
  /** Path relative to the content folder: articles/<locale>/<category>/<id>.md */
  readonly file: string
  readonly id: string
  readonly locale: Locale
  readonly version: string
  readonly frontMatter: FrontMatter
  readonly body: string
  /** Lines of the file above the body. */
  readonly lineOffset: number
  /** Line of the file in which a value of the front matter stands. */
  readonly lineOf?: ((path: readonly PropertyKey[]) => number) | undefined
}

/** A link an article makes, for checking against what exists. */
export interface Reference {
  readonly kind: 'article' | 'media' | 'outside'
  /** Article id, media file name, or the address. */
  readonly target: string
  /** Section anchor asked for, '' for none. */
  readonly anchor: string
  readonly line: number
}

export interface ParsedArticle {
  readonly source: ArticleSource
  readonly tree: Root
  /** The body with resolved links; positions in `tree` refer to it. */
  readonly body: string
  readonly references: readonly Reference[]
  readonly problems: readonly Problem[]
}

/** Parses the body and resolves its links to site addresses of the reader's locale. */
export function parseArticle(source: ArticleSource, locale: Locale = source.locale): ParsedArticle {
  const problems: Problem[] = []
  const references: Reference[] = []
  const edits: Edit[] = []
  const written = parseMarkdown(source.body)
  for (const node of [...linksIn(written), ...definitionsIn(written)]) {
    const line = (node.position?.start.line ?? 1) + source.lineOffset
    const resolved = node.type === 'definition' ? indirect(node) : resolve(node, locale)
    const edit =
      node.type === 'definition' || 'remedy' in resolved ? undefined : editOf(node, source.body, resolved.url)
    if ('remedy' in resolved) problems.push({ file: source.file, line, ...resolved })
    else if (!edit) problems.push({ file: source.file, line, ...indirect(node) })
    else {
      references.push({ ...resolved.reference, line })
      edits.push(edit)
    }
  }
  references.push(...troubleshooterReferences(source))
  const body = applyEdits(source.body, edits)
  const tree = parseMarkdown(body)
  if (tree.children.some((node) => node.type === 'heading' && node.depth === 1)) {
    problems.push({
      file: source.file,
      line: source.lineOffset + 1,
      rule: 'no-h1',
      message: 'the body has a first-level heading',
      remedy: 'The title is the page heading: start headings in the body with "##".',
    })
  }
  return { source, tree, body, references, problems }
}

function troubleshooterReferences({ frontMatter, lineOf }: ArticleSource): Reference[] {
  return sectionsSeen(frontMatter.troubleshooter ?? []).map(({ article, section, path }) => ({
    kind: 'article',
    target: article,
    anchor: section,
    line: lineOf?.(path) ?? 1,
  }))
}

type Resolved =
  | { readonly url: string; readonly reference: Omit<Reference, 'line'> }
  | { readonly rule: string; readonly message: string; readonly remedy: string }

const ARTICLE_LINK = /^(?:[\w./-]*\/)?([a-z0-9-]+)\.md(?:#(.*))?$/
const MEDIA_LINK = /^(?:\.\.\/)*media\/([\w.-]+)$/

function resolve(node: Link | Image, locale: Locale): Resolved {
  const { url } = node
  if (node.type === 'image') {
    const file = MEDIA_LINK.exec(url)?.[1]
    if (!file) return unresolved(url, 'Pictures live in content/media: write ../../../media/<file>.')
    const local = file.replace(/\.zh-CN\.svg$/, `.${locale === 'zh-TW' ? 'zh-TW' : 'zh-CN'}.svg`)
    return { url: mediaUrl(local), reference: { kind: 'media', target: file, anchor: '' } }
  }
  const article = ARTICLE_LINK.exec(url)
  if (article?.[1]) {
    const anchor = decode(article[2] ?? '')
    return {
      url: articleUrl(locale, article[1], anchor),
      reference: { kind: 'article', target: article[1], anchor },
    }
  }
  const page = PAGES.find((name) => url === `/${name}/`)
  if (page) return { url: pageUrl(locale, page), reference: { kind: 'outside', target: url, anchor: '' } }
  if (url.startsWith('#')) {
    const anchor = decode(url.slice(1))
    return { url: `#${encodeURIComponent(anchor)}`, reference: { kind: 'article', target: '', anchor } }
  }
  if (/^(https:\/\/|mailto:)/.test(url))
    return { url, reference: { kind: 'outside', target: url, anchor: '' } }
  const pages = PAGES.map((name) => `/${name}/`).join(', ')
  return unresolved(url, `Link to an article file (name.md), a page (${pages}) or an https:// address.`)
}

/** A way of writing a link that cannot be made local, or that falls apart when its section is quoted alone. */
function indirect({ url }: { readonly url: string }): Extract<Resolved, { rule: string }> {
  const remedy = 'Write the link in place and plainly: [text](name.md) or ![text](../../../media/file.svg).'
  return {
    rule: 'link',
    message: `"${url}" is written by reference, in angle brackets or with escapes`,
    remedy,
  }
}

function unresolved(url: string, remedy: string): Resolved {
  return { rule: 'link', message: `cannot tell where "${url}" leads`, remedy }
}

function decode(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor // a stray % is looked up as it stands and reported as a missing anchor
  }
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Replaces the address of a link where it stands; undefined if it is not written plainly, as `](address`. */
function editOf(node: Link | Image, body: string, url: string): Edit | undefined {
  const start = node.position?.start.offset ?? 0
  const source = body.slice(start, node.position?.end.offset)
  if (!source.includes('](')) return source.includes(node.url) ? { start, end: start, text: '' } : undefined // bare address
  const at = source.lastIndexOf(`](${node.url}`)
  return at < 0 ? undefined : { start: start + at + 2, end: start + at + 2 + node.url.length, text: url }
}

function applyEdits(body: string, edits: readonly { start: number; end: number; text: string }[]): string {
  const ordered = edits.toSorted((a, b) => b.start - a.start)
  return ordered.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), body)
}

export interface AssembleOptions {
  /** Language of the resulting text. */
  readonly locale: Locale
  /** Script conversion for a derived locale; the identity otherwise. */
  readonly convert: (text: string) => string
  readonly alertTitle: (kind: AlertKind) => string
  readonly enlargeLabel: string
  readonly imageSize: RenderOptions['imageSize']
}

/** Builds the article in a locale from its parsed form. Anchors stay those of the written article. */
export function assembleArticle(parsed: ParsedArticle, options: AssembleOptions): Article {
  const { source } = parsed
  const { convert, locale } = options
  const { frontMatter } = source
  return {
    ...frontMatter,
    id: source.id,
    locale,
    file: source.file,
    version: source.version,
    title: convert(frontMatter.title),
    description: convert(frontMatter.description),
    questions: frontMatter.questions.map(convert),
    errors: frontMatter.errors.map(convert),
    troubleshooter: frontMatter.troubleshooter && assembleTroubleshooter(frontMatter.troubleshooter, convert),
    sections: splitSections(parsed.tree).map((section, index, all) => ({
      ...assembleSection(section, parsed.body, options),
      isHandover: index === all.length - 1 && leadsToForm(section),
    })),
  }
}

/** True if the section links to the contact form. */
export function leadsToForm(section: SectionTree): boolean {
  const links = linksIn({ type: 'root', children: [...section.blocks] })
  return links.some(({ url }) => /^\/(?:[\w-]+\/)?contact\/$/.test(url))
}

function assembleSection(
  section: SectionTree,
  body: string,
  options: AssembleOptions,
): Omit<Section, 'isHandover'> {
  const { convert } = options
  return {
    id: section.id,
    heading: convert(section.heading),
    depth: section.depth,
    path: section.path.map(convert),
    markdown: convert(sliceOf(section.blocks, body)),
    html: renderHtml(section.blocks, options),
    text: convert(blocksToText(section.blocks)),
    steps: blocksToSteps(section.blocks).map(convert),
    alerts: section.blocks.flatMap((block) =>
      block.type === 'blockquote' ? alertOf(block, body, options) : [],
    ),
  }
}

function alertOf(block: Blockquote, body: string, options: AssembleOptions): Alert[] {
  const kind = alertKind(block)
  if (!kind) return []
  return [{ kind, markdown: options.convert(sliceOf([block], body)), html: renderHtml([block], options) }]
}

function sliceOf(blocks: readonly RootContent[], body: string): string {
  const start = blocks[0]?.position?.start.offset
  const end = blocks.at(-1)?.position?.end.offset
  return start === undefined || end === undefined ? '' : body.slice(start, end)
}
