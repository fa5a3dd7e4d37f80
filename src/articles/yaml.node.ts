// YAML with positions, so that every problem names its line.
import matter from 'gray-matter'
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import type { Problem } from './article.ts'

export interface Checked<T> {
  readonly value?: T
  readonly problems: readonly Problem[]
  /** Line of the file in which the value at a path stands. */
  readonly lineOf?: (path: readonly PropertyKey[]) => number
}

interface YamlSource {
  readonly file: string
  readonly text: string
  /** Lines of the file above `text`. */
  readonly lineOffset?: number
  readonly remedyFor?: (field: string) => string
}

const QUOTE =
  'Check indentation and quotes; put text that contains ": " or starts with @, #, & or * in double quotes.'

/** Parses YAML and checks it against a schema; every problem carries the line of the value it is about. */
export function checkYaml<T>(schema: z.ZodType<T>, source: YamlSource): Checked<T> {
  const { file, text, lineOffset = 0, remedyFor } = source
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problem = (offset: number, rule: string, message: string, remedy: string): Problem => ({
    file,
    line: lines.linePos(offset).line + lineOffset,
    rule,
    message,
    remedy,
  })
  if (document.errors.length > 0) {
    return { problems: document.errors.map((e) => problem(e.pos[0], 'yaml', e.message, QUOTE)) }
  }
  const plain = toPlain(document)
  if (plain instanceof Error) return { problems: [problem(0, 'yaml', plain.message, QUOTE)] }
  const result = schema.safeParse(plain.value)
  const lineOf = (path: readonly PropertyKey[]): number =>
    lines.linePos(offsetOf(document, path)).line + lineOffset
  if (result.success) return { value: result.data, problems: [], lineOf }
  const problems = result.error.issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
    const field = String(path[0] ?? '')
    const remedy = remedyFor?.(field) ?? 'Compare with the neighbouring entries in this file.'
    return problem(offsetOf(document, path), 'schema', `${path.join('.')}: ${issue.message}`, remedy)
  })
  return { problems }
}

/** Plain values; an alias (`*name`) that refers to nothing is only found here, and is the author's mistake, too. */
function toPlain(document: ReturnType<typeof parseDocument>): { readonly value: unknown } | Error {
  try {
    return { value: document.toJS() }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Where the value at `path` stands, or the deepest ancestor that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length)
    const parent = document.getIn(keys.slice(0, -1), true)
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(keys.at(-1)))
      if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? 0
    }
    const node = document.getIn(keys, true)
    if (isNode(node)) return node.range?.[0] ?? 0
  }
  return 0
}

/** Every text of a YAML file with its line; names of fields are none. */
export function yamlTexts(source: string): { readonly line: number; readonly text: string }[] {
  const lines = new LineCounter()
  const found: { line: number; text: string }[] = []
  visit(parseDocument(source, { lineCounter: lines, prettyErrors: false }), {
    Scalar: (key, node) => {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return
      found.push({ line: lines.linePos(node.range?.[0] ?? 0).line, text: node.value })
    },
  })
  return found
}

export interface SplitFile {
  readonly frontMatter: string
  readonly body: string
  /** Lines of the file above the body. */
  readonly bodyLineOffset: number
  /** True if the file opens with a `---` block in YAML. */
  readonly hasFrontMatter: boolean
}

const refuse = (): never => {
  throw new Error('Only YAML front matter is read.')
}

/** Splits front matter from body. gray-matter only splits here: every engine is off, JavaScript above all. */
export function splitFrontMatter(source: string): SplitFile {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const language = matter.language(text).name
  const isYaml = matter.test(text) && (language === '' || language === 'yaml')
  if (!isYaml) return { frontMatter: '', body: text, bodyLineOffset: 0, hasFrontMatter: false }
  const engines = { yaml: { parse: () => ({}) }, json: { parse: refuse }, javascript: { parse: refuse } }
  const file = matter(text, { language: 'yaml', engines })
  const head = text.slice(0, text.length - file.content.length)
  return {
    frontMatter: file.matter.replace(/^\n/, ''),
    body: file.content,
    bodyLineOffset: head.split('\n').length - 1,
    hasFrontMatter: true,
  }
}
