// What an article could carry past its reviewers: links that say one address and lead to another, and unseen characters.
import type { Link } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Problem } from './article.ts'
import { blocksToText } from './markdown.ts'
import type { ParsedArticle } from './parse-article.ts'

/** Characters that nobody sees or that turn the reading direction; a joiner within an emoji is none of them. */
const UNSEEN =
  /(?!\u200d|\ufe0e|\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d/u
const ADDRESS = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu
/** Endings of files, not of hosts. */
const FILE = /\.(?:md|ya?ml|json|txt|svg|png|pdf|apk|zip|csv|log|html?)$/i

export function checkSmuggling(article: ParsedArticle): Problem[] {
  return [...checkLinks(article), ...checkUnseen(article)]
}

function checkLinks({ source, tree }: ParsedArticle): Problem[] {
  const problems: Problem[] = []
  visit(tree, 'link', (link) => {
    const found = problemOf(link)
    if (!found) return
    const line = (link.position?.start.line ?? 1) + source.lineOffset
    problems.push({ file: source.file, line, rule: 'link-text', ...found })
  })
  return problems
}

function problemOf(link: Link): Pick<Problem, 'message' | 'remedy'> | undefined {
  if (!/^https?:|^mailto:/i.test(link.url)) return undefined
  const host = hostOf(link.url)
  if (host === undefined) {
    const remedy = 'Write the address in the letters a–z, as it is known, without a name before an @.'
    return { message: `"${link.url}" hides where it leads`, remedy }
  }
  const shown = blocksToText([{ type: 'paragraph', children: link.children }]).toLowerCase()
  const stray = (shown.match(ADDRESS) ?? []).find(
    (name) => !FILE.test(name) && name !== host && !host.endsWith(`.${name}`),
  )
  if (stray === undefined) return undefined
  const remedy = 'Let the text of a link say where it leads, or what is to be found there.'
  return { message: `a link that says "${stray}" leads to ${host}`, remedy }
}

/** The host an address leads to; undefined if it is not what it seems. */
function hostOf(url: string): string | undefined {
  const mail = /^mailto:[^@?]+@([^?]+)/i.exec(url)?.[1]
  if (mail !== undefined) return mail.toLowerCase()
  const written = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? ''
  return /^(?!.*xn--)[a-z0-9.-]+(?::\d+)?$/.test(written) ? written.replace(/:\d+$/, '') : undefined
}

function checkUnseen({ source, body }: ParsedArticle): Problem[] {
  const { title, description, questions, errors } = source.frontMatter
  const fields = [
    ...Object.entries({ title, description }).map(([path, text]) => ({ path: [path], text })),
    ...Object.entries({ questions, errors }).flatMap(([path, texts]) =>
      texts.map((text, i) => ({ path: [path, i], text })),
    ),
  ].map(({ path, text }) => ({ line: source.lineOf?.(path) ?? 1, text }))
  const lines = body.split('\n').map((text, i) => ({ line: i + 1 + source.lineOffset, text }))
  return [...fields, ...lines].flatMap(({ line, text }) => {
    const code = UNSEEN.exec(text)?.[0].codePointAt(0)
    if (code === undefined) return []
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    const remedy = 'Type the line anew; copied text often brings such characters along.'
    return [
      { file: source.file, line, rule: 'unseen', message: `holds the unseen character ${name}`, remedy },
    ]
  })
}
