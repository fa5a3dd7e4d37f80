// Every text that readers see, against what none may say (promises.ts).
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { WRITTEN_LOCALES } from '../config.ts'
import { stringsFor } from '../i18n/strings.ts'
import type { Problem } from './article.ts'
import { blocksToText } from './markdown.ts'
import type { ParsedArticle } from './parse-article.ts'
import { type DeskHours, findPromises, type Promised } from './promises.ts'
import { type Site, WEEKDAYS } from './site.ts'

/** A text and where it stands. */
export interface Placed {
  readonly file: string
  readonly line: number
  readonly text: string
}

const MESSAGES: Readonly<Record<Promised, string>> = {
  'asks-secret': 'asks for a secret',
  'call-back': 'promises a call or a private message',
  refund: 'promises money back',
  'reply-time': 'promises a time that the desk does not hold',
}
const REMEDIES: Readonly<Record<Promised, string>> = {
  'asks-secret':
    'Nobody needs it to help: ask for a transaction hash or an address, or say whom never to tell.',
  'call-back': 'The desk answers in the ticket only: link the form instead.',
  refund: 'Say who decides, and that nobody can promise it.',
  'reply-time': 'Name a target of firstReplyHours in site.yaml, or no time.',
}

/** Problems of everything given, and of the interface's own strings. */
export function checkPromises(
  site: Site,
  articles: readonly ParsedArticle[],
  texts: readonly Placed[],
): Problem[] {
  const desk = deskHoursOf(site)
  const all = [...articles.flatMap(textsOf), ...texts, ...interfaceTexts()]
  return all.flatMap(({ file, line, text }) =>
    findPromises(text, desk).map(({ rule, words }) => ({
      file,
      line,
      rule,
      message: `${MESSAGES[rule]}: "${words}"`,
      remedy: REMEDIES[rule],
    })),
  )
}

/** What the desk holds, as site.yaml says. */
export function deskHoursOf({ hours, firstReplyHours }: Site): DeskHours {
  const isAlwaysOpen =
    hours.days.length === WEEKDAYS.length && hours.open === '00:00' && hours.close >= '23:59'
  return { firstReplyHours: Object.values(firstReplyHours), isAlwaysOpen }
}

/** Title, description, questions of a troubleshooter, and every paragraph, heading and table row of the body. */
function textsOf({ source, tree }: ParsedArticle): Placed[] {
  const { file, frontMatter, lineOf, lineOffset } = source
  const at = (path: readonly PropertyKey[], text: string): Placed => ({
    file,
    line: lineOf?.(path) ?? 1,
    text,
  })
  return [
    at(['title'], frontMatter.title),
    at(['description'], frontMatter.description),
    ...stringsIn(frontMatter.troubleshooter ?? []).map((text) => at(['troubleshooter'], text)),
    ...blocksOf(tree).map(({ line, text }) => ({ file, line: line + lineOffset, text })),
  ]
}

function blocksOf(tree: Root): { readonly line: number; readonly text: string }[] {
  const found: { line: number; text: string }[] = []
  visit(tree, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableRow') return undefined
    const text = blocksToText([node.type === 'heading' ? { ...node, type: 'paragraph' } : node])
    found.push({ line: node.position?.start.line ?? 1, text })
    return 'skip'
  })
  return found
}

/** Every text inside of a value. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function interfaceTexts(): Placed[] {
  return WRITTEN_LOCALES.flatMap((locale) =>
    Object.entries(stringsFor(locale)).map(([key, text]) => ({
      file: `src/i18n (${locale}, ${key})`,
      line: 1,
      text,
    })),
  )
}
