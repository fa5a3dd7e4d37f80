// Checks across files: what one article alone cannot know. Problems are collected, never thrown.
import type { Locale } from '../config.ts'
import type { Problem } from './article.ts'
import { checkSmuggling } from './check-smuggling.ts'
import { checkTroubleshooters } from './check-troubleshooter.ts'
import { splitSections } from './markdown.ts'
import { leadsToForm, type ParsedArticle } from './parse-article.ts'
import type { Category, Change, Notice, Site } from './site.ts'

export interface Surroundings {
  readonly site: Site
  readonly categories: readonly Category[]
  readonly notices: readonly Notice[]
  readonly changes: readonly Change[]
  readonly media: ReadonlySet<string>
  /** Folder of each file: the category it says by its place. */
  readonly folderOf: (file: string) => string
}

/** Every problem between articles, categories, teams, pictures and links. */
export function checkArticles(articles: readonly ParsedArticle[], around: Surroundings): Problem[] {
  const anchors = anchorsByArticle(articles)
  return [
    ...checkSite(around, anchors),
    ...checkDuplicates(articles),
    ...checkTroubleshooters(articles),
    ...articles.flatMap((article) => [
      ...checkPlace(article, around),
      ...checkRelated(article, anchors),
      ...checkReferences(article, anchors, around.media),
      ...checkSmuggling(article),
      ...checkHowTo(article),
      ...checkHandover(article),
    ]),
  ]
}

/** What the YAML files name exists: articles in site.yaml, categories.yaml, notices and changelog, teams in categories.yaml. */
function checkSite({ site, categories, notices, changes }: Surroundings, anchors: Anchors): Problem[] {
  const named = [
    ...[...site.popular, site.emergency, ...(site.scams === undefined ? [] : [site.scams])].map((id) => ({
      file: 'site.yaml',
      id,
    })),
    ...categories.flatMap(({ order }) => order.map((id) => ({ file: 'categories.yaml', id }))),
    ...notices.flatMap(({ id: notice, article: id }) =>
      id === undefined ? [] : [{ file: `notices (${notice})`, id }],
    ),
    ...changes.flatMap(({ id: change, article: id }) =>
      id === undefined ? [] : [{ file: `changelog (${change})`, id }],
    ),
  ]
  const remedy = 'Name articles by their file names without .md, or remove the entry.'
  const articles = named
    .filter(({ id }) => !anchors.has(id))
    .map(({ file, id }) => problem(file, 1, 'article', `names "${id}", which is no article`, remedy))
  const teams = site.teams.map((team) => team.id)
  const strayTeams = categories
    .filter(({ team }) => !teams.includes(team))
    .map(({ id, team }) =>
      problem(
        'categories.yaml',
        1,
        'team',
        `"${id}" names the unknown team "${team}"`,
        `Use one of: ${teams.join(', ')}.`,
      ),
    )
  return [...articles, ...strayTeams]
}

type Anchors = ReadonlyMap<string, ReadonlyMap<Locale, ReadonlySet<string>>>

function anchorsByArticle(articles: readonly ParsedArticle[]): Anchors {
  const anchors = new Map<string, Map<Locale, Set<string>>>()
  for (const { source, tree } of articles) {
    const byLocale = anchors.get(source.id) ?? new Map<Locale, Set<string>>()
    byLocale.set(source.locale, new Set(splitSections(tree).map((section) => section.id)))
    anchors.set(source.id, byLocale)
  }
  return anchors
}

function checkDuplicates(articles: readonly ParsedArticle[]): Problem[] {
  const first = new Map<string, string>()
  return articles.flatMap(({ source }) => {
    const key = `${source.locale}/${source.id}`
    const other = first.get(key)
    first.set(key, other ?? source.file)
    if (!other) return []
    const remedy = 'File names are addresses and must be unique within a locale: rename one.'
    return [problem(source.file, 1, 'unique-id', `has the same file name as ${other}`, remedy)]
  })
}

function checkPlace({ source }: ParsedArticle, around: Surroundings): Problem[] {
  const { category, team } = source.frontMatter
  const problems: Problem[] = []
  if (!around.categories.some((known) => known.id === category)) {
    const known = around.categories.map((c) => c.id).join(', ')
    problems.push(
      problem(
        source.file,
        1,
        'category',
        `names the unknown category "${category}"`,
        `Use one of: ${known}.`,
      ),
    )
  } else if (around.folderOf(source.file) !== category) {
    const remedy = `Move the file to the folder "${category}", or correct the category.`
    problems.push(
      problem(
        source.file,
        1,
        'category',
        `lies in "${around.folderOf(source.file)}" but says "${category}"`,
        remedy,
      ),
    )
  }
  if (!around.site.teams.some((known) => known.id === team)) {
    const known = around.site.teams.map((t) => t.id).join(', ')
    problems.push(
      problem(source.file, 1, 'team', `names the unknown team "${team}"`, `Use one of: ${known}.`),
    )
  }
  return problems
}

function checkRelated({ source }: ParsedArticle, anchors: Anchors): Problem[] {
  return source.frontMatter.related
    .filter((id) => !anchors.has(id) || id === source.id)
    .map((id) => {
      const remedy = 'List file names (without .md) of other articles.'
      return problem(source.file, 1, 'related', `"${id}" is no other article`, remedy)
    })
}

function checkReferences(article: ParsedArticle, anchors: Anchors, media: ReadonlySet<string>): Problem[] {
  const { source } = article
  return article.references.flatMap(({ kind, target, anchor, line }) => {
    if (kind === 'media' && !media.has(target)) {
      return [
        problem(
          source.file,
          line,
          'media',
          `the picture "${target}" does not exist`,
          'Put it into content/media or correct the name.',
        ),
      ]
    }
    if (kind !== 'article') return []
    const known = anchors.get(target === '' ? source.id : target)
    if (!known) {
      return [
        problem(
          source.file,
          line,
          'link',
          `there is no article "${target}"`,
          'Correct the file name in the link.',
        ),
      ]
    }
    const sections = known.get(source.locale) ?? [...known.values()][0]
    if (anchor === '' || sections?.has(anchor)) return []
    const remedy = `Use one of: ${[...(sections ?? [])].filter((id) => id !== '').join(', ')}.`
    return [
      problem(
        source.file,
        line,
        'anchor',
        `there is no section "${anchor}" in "${target || source.id}"`,
        remedy,
      ),
    ]
  })
}

/** An article with steps shows a picture, and one about funds warns. */
function checkHowTo({ source, tree, references }: ParsedArticle): Problem[] {
  const problems: Problem[] = []
  const line = source.lineOffset + 1
  const hasSteps = tree.children.some((node) => node.type === 'list' && node.ordered === true)
  if (hasSteps && !references.some((reference) => reference.kind === 'media')) {
    const remedy = 'Draw one SVG, put it into content/media and show it after the steps.'
    problems.push(problem(source.file, line, 'illustration', 'has steps but no picture', remedy))
  }
  const warns = source.body.includes('> [!WARNING]') || source.body.includes('> [!CAUTION]')
  if (source.frontMatter.risk === 'funds' && !warns) {
    const remedy = 'Add a "> [!WARNING]" block near the top: what can be lost, and how not to.'
    problems.push(problem(source.file, line, 'warning', 'is about funds at risk but has no warning', remedy))
  }
  return problems
}

/** Nobody is left at the end of an article without a way to a person. */
function checkHandover({ source, tree }: ParsedArticle): Problem[] {
  const last = splitSections(tree).at(-1)
  if (last && last.id !== '' && leadsToForm(last)) return []
  const line = (last?.blocks[0]?.position?.start.line ?? 1) + source.lineOffset
  const remedy =
    'End with a section ("Still stuck …") that says what to prepare and links [the form](/contact/).'
  return [problem(source.file, line, 'handover', 'does not end with a way to the contact form', remedy)]
}

function problem(file: string, line: number, rule: string, message: string, remedy: string): Problem {
  return { file, line, rule, message, remedy }
}
