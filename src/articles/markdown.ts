// Markdown → tree → sanitised HTML. The one pipeline behind pages, index and replies.
import GithubSlugger from 'github-slugger'
import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import type { Blockquote, Definition, Image, Link, Nodes, Root, RootContent } from 'mdast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { AlertKind } from './article.ts'

const parser = unified().use(remarkParse).use(remarkGfm)
const renderer = unified().use(remarkRehype).use(rehypeSanitize).use(finish).use(rehypeStringify).freeze()

/** Parses Markdown (CommonMark + GFM). Raw HTML becomes text, so it shows up escaped instead of vanishing. */
export function parseMarkdown(markdown: string): Root {
  const tree = parser.parse(markdown)
  visit(tree, 'html', (node, index, parent) => {
    if (parent && index !== undefined) parent.children[index] = { type: 'text', value: node.value }
  })
  return tree
}

export interface RenderOptions {
  /** Applied to every text and to alt and title of pictures: script conversion for derived locales. */
  readonly convert: (text: string) => string
  /** Title of an alert in the reader's language. */
  readonly alertTitle: (kind: AlertKind) => string
  /** What the link around a picture does: on a phone its lettering is small, opened alone it can be zoomed. */
  readonly enlargeLabel: string
  /** Size of a picture in pixels, so that the page does not jump when it loads. */
  readonly imageSize: (url: string) => { readonly width: number; readonly height: number } | undefined
}

/** Sanitised HTML of blocks: alerts, figures and safe links are marked up for the page's styles. */
export function renderHtml(blocks: readonly RootContent[], options: RenderOptions): string {
  const tree = structuredClone({ type: 'root', children: [...blocks] } as Root)
  convertText(tree, options.convert)
  const titles = takeAlerts(tree, options.alertTitle)
  const html = renderer.runSync(tree) as HtmlRoot
  markAlerts(html, titles)
  sizeImages(html, options.imageSize)
  linkFigures(html, options.enlargeLabel)
  return renderer.stringify(html)
}

function convertText(tree: Root, convert: (text: string) => string): void {
  visit(tree, (node: Nodes) => {
    if (node.type === 'text') node.value = convert(node.value)
    if (node.type === 'image') {
      node.alt = convert(node.alt ?? '')
      if (node.title) node.title = convert(node.title)
    }
  })
}

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/

/** The kind of a GitHub-style alert (`> [!WARNING]`), or undefined for an ordinary quotation. */
export function alertKind(node: Blockquote): AlertKind | undefined {
  const first = node.children[0]
  const text = first?.type === 'paragraph' ? first.children[0] : undefined
  const match = text?.type === 'text' ? ALERT.exec(text.value) : null
  return match?.[1]?.toLowerCase() as AlertKind | undefined
}

/** Removes the `[!KIND]` marks and returns each alert's kind and title in document order, undefined for plain quotations. */
function takeAlerts(tree: Root, titleOf: (kind: AlertKind) => string): (AlertMark | undefined)[] {
  const marks: (AlertMark | undefined)[] = []
  visit(tree, 'blockquote', (node) => {
    const kind = alertKind(node)
    marks.push(kind && { kind, title: titleOf(kind) })
    const first = node.children[0]
    const text = first?.type === 'paragraph' ? first.children[0] : undefined
    if (kind && first?.type === 'paragraph' && text?.type === 'text') {
      text.value = text.value.replace(ALERT, '')
      if (text.value === '' && first.children.length === 1) node.children.shift()
    }
  })
  return marks
}

interface AlertMark {
  readonly kind: AlertKind
  readonly title: string
}

function markAlerts(tree: HtmlRoot, marks: readonly (AlertMark | undefined)[]): void {
  let next = 0
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'blockquote') return
    const mark = marks[next++]
    if (!mark) return
    node.tagName = 'div'
    node.properties = { className: ['alert', `alert-${mark.kind}`], role: 'note' }
    node.children.unshift(element('p', { className: ['alert-title'] }, [{ type: 'text', value: mark.title }]))
  })
}

function sizeImages(tree: HtmlRoot, sizeOf: RenderOptions['imageSize']): void {
  visit(tree, 'element', (node) => {
    const size = node.tagName === 'img' ? sizeOf(String(node.properties['src'] ?? '')) : undefined
    if (size) node.properties = { ...node.properties, ...size }
  })
}

function linkFigures(tree: HtmlRoot, label: string): void {
  visit(tree, 'element', (node) => {
    const [image] = node.children
    if (node.tagName !== 'figure' || image?.type !== 'element' || image.tagName !== 'img') return
    const name = element('span', {}, [{ type: 'text', value: label }])
    const href = String(image.properties['src'] ?? '')
    node.children[0] = element('a', { className: ['enlarge'], href }, [image, name])
  })
}

/** After sanitising: pictures that stand alone become figures, outside links say so, wide tables may scroll. */
function finish() {
  return (tree: HtmlRoot): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'a') markOutsideLink(node)
      if (node.tagName === 'img')
        Object.assign(node.properties, { className: ['media'], loading: 'lazy', decoding: 'async' })
      // The empty corner of a table heads nothing, and would be announced as if it did.
      if (node.tagName === 'th' && node.children.length === 0) node.tagName = 'td'
      if (!parent || index === undefined) return
      if (node.tagName === 'p') parent.children[index] = toFigure(node)
      if (node.tagName === 'table' && !isScroller(parent)) {
        parent.children[index] = element('div', { className: ['table'], tabIndex: 0 }, [node])
      }
    })
  }
}

function isScroller(node: HtmlRoot | Element): boolean {
  return node.type === 'element' && node.tagName === 'div'
}

function markOutsideLink(node: Element): void {
  if (/^https?:/.test(String(node.properties['href'] ?? '')))
    node.properties['rel'] = ['noopener', 'noreferrer']
}

function toFigure(paragraph: Element): Element {
  const image = paragraph.children[0]
  if (paragraph.children.length !== 1 || image?.type !== 'element' || image.tagName !== 'img')
    return paragraph
  const caption = String(image.properties['title'] ?? '')
  delete image.properties['title']
  const children: ElementContent[] = [image]
  if (caption) children.push(element('figcaption', {}, [{ type: 'text', value: caption }]))
  return element('figure', {}, children)
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

export interface SectionTree {
  readonly id: string
  readonly heading: string
  readonly depth: number
  readonly path: readonly string[]
  readonly blocks: readonly RootContent[]
}

/** Cuts a tree at its headings. Anchors are github-slugger's, unique within the article. */
export function splitSections(tree: Root): SectionTree[] {
  const slugger = new GithubSlugger()
  const sections: (SectionTree & { blocks: RootContent[] })[] = [
    { id: '', heading: '', depth: 1, path: [], blocks: [] },
  ]
  const open: { depth: number; heading: string }[] = []
  for (const node of tree.children) {
    if (node.type !== 'heading') {
      sections.at(-1)?.blocks.push(node)
      continue
    }
    while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop()
    const heading = inlineText(node).trim()
    const path = open.map((above) => above.heading)
    sections.push({ id: slugger.slug(anchorText(heading)), heading, depth: node.depth, path, blocks: [] })
    open.push({ depth: node.depth, heading })
  }
  return sections
}

/** A heading of marks only would have an empty anchor, which is the introduction's. */
function anchorText(heading: string): string {
  return /[\p{L}\p{N}]/u.test(heading) ? heading : 'section'
}

/** Text within a line; a line break is a space, a picture nothing. */
function inlineText(node: Nodes): string {
  if (node.type === 'break') return ' '
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(inlineText).join('') : ''
}

/** Plain text, one block a line; list items keep their own line, pictures are left out. */
export function blocksToText(blocks: readonly RootContent[]): string {
  const lines: string[] = []
  for (const block of blocks) {
    visit(block, (node: Nodes) => {
      if (node.type === 'paragraph' || node.type === 'tableRow' || node.type === 'code') {
        lines.push(lineOf(node))
        return 'skip'
      }
      return undefined
    })
  }
  return lines.filter((line) => line !== '').join('\n')
}

function lineOf(node: Nodes): string {
  const text = node.type === 'tableRow' ? node.children.map(inlineText).join(' · ') : inlineText(node)
  return text.replace(ALERT, '').replace(/\s+/g, ' ').trim()
}

/** Plain text of every item of every ordered list, in order. */
export function blocksToSteps(blocks: readonly RootContent[]): string[] {
  const steps: string[] = []
  for (const block of blocks) {
    visit(block, 'list', (list) => {
      if (list.ordered) steps.push(...list.children.map((item) => blocksToText(item.children)))
    })
  }
  return steps
}

/** Definitions of reference links (`[a]: address`): a section that is quoted alone would lose them. */
export function definitionsIn(tree: Root): Definition[] {
  return tree.children.filter((node) => node.type === 'definition')
}

/** Every link and picture with its address and place in the source. */
export function linksIn(tree: Root): (Link | Image)[] {
  const found: (Link | Image)[] = []
  visit(tree, (node: Nodes) => {
    if (node.type === 'link' || node.type === 'image') found.push(node)
  })
  return found
}
