// Troubleshooters of one article in several languages have one shape, so that an address leads to the same step in each.
import type { Problem } from './article.ts'
import { splitSections } from './markdown.ts'
import type { ParsedArticle } from './parse-article.ts'
import { assembleTroubleshooter, type Outcome, type Troubleshooter } from './troubleshooter.ts'

/** Every troubleshooter that differs from the one of the same article in an earlier language. */
export function checkTroubleshooters(articles: readonly ParsedArticle[]): Problem[] {
  const anchors = new Map(articles.map((article) => [keyOf(article), anchorsOf(article)]))
  return [...Map.groupBy(articles, ({ source }) => source.id).values()].flatMap(([first, ...others]) =>
    first ? others.flatMap((other) => compare(first, other, anchors)) : [],
  )
}

type Anchors = ReadonlyMap<string, readonly string[]>

function keyOf({ source }: ParsedArticle): string {
  return `${source.locale}/${source.id}`
}

function anchorsOf({ tree }: ParsedArticle): readonly string[] {
  return splitSections(tree).map(({ id }) => id)
}

function compare(first: ParsedArticle, other: ParsedArticle, anchors: Anchors): Problem[] {
  const [one, two] = [shapeOf(first, anchors), shapeOf(other, anchors)]
  if (one === undefined && two === undefined) return []
  if (one === undefined || two === undefined) {
    const [having, lacking] = one === undefined ? [other, first] : [first, other]
    const remedy = 'Translate the troubleshooter, with the same ids, or remove it there.'
    return [problem(lacking, 1, `has no troubleshooter, but ${having.source.file} has one`, remedy)]
  }
  const at = two.findIndex((shape, i) => shape !== one[i])
  if (at < 0 && one.length === two.length) return []
  const path = ['troubleshooter', ...(at < 0 ? [] : [at])]
  const line = other.source.lineOf?.(path) ?? 1
  const remedy = 'Give both the same questions (ids), answers and conclusions, in the same order.'
  return [problem(other, line, `asks otherwise than ${first.source.file} from here on`, remedy)]
}

/** A line for each question: its id, and where its answers lead, whatever the language. */
function shapeOf({ source }: ParsedArticle, anchors: Anchors): string[] | undefined {
  const { troubleshooter } = source.frontMatter
  if (!troubleshooter) return undefined
  const tree: Troubleshooter = assembleTroubleshooter(troubleshooter, (text) => text)
  const place = (outcome: Outcome): string => {
    if (outcome.kind !== 'section') return outcome.kind === 'question' ? outcome.id : '@contact'
    const article = outcome.article || source.id
    // Anchors are in the language of the article; the position of the section is not.
    return `${article}#${anchors.get(`${source.locale}/${article}`)?.indexOf(outcome.section) ?? outcome.section}`
  }
  return tree.map(({ id, answers }) => [id, ...answers.map(({ outcome }) => place(outcome))].join(' '))
}

function problem({ source }: ParsedArticle, line: number, message: string, remedy: string): Problem {
  return { file: source.file, line, rule: 'troubleshooter', message, remedy }
}
