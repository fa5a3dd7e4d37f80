// content/phrasings/*.yaml and content/intents.yaml → needs, with every problem an editor can mend.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Article, Problem } from './article.ts'
import {
  type ArticleNeed,
  type IntentNeed,
  intentsSchema,
  type PhrasingsFile,
  phrasingsSchema,
  wordingsOf,
} from './phrasings.ts'
import { checkYaml } from './yaml.node.ts'

export interface Needs {
  readonly needs: readonly ArticleNeed[]
  readonly intents: readonly IntentNeed[]
  readonly problems: readonly Problem[]
}

/** Reads both; neither has to exist. */
export async function readNeeds(contentDir: string, articles: readonly Article[]): Promise<Needs> {
  const files = await readPhrasings(contentDir)
  const resolved = files.map(({ file, id, entries }) => resolveNeeds({ file, id, entries }, articles))
  const { intents, problems } = await readIntents(contentDir)
  const needs = resolved.flatMap((result) => result.needs)
  return {
    needs,
    intents,
    problems: [
      ...files.flatMap((file) => file.problems),
      ...resolved.flatMap((result) => result.problems),
      ...problems,
      ...checkTwice(needs, intents),
    ],
  }
}

interface PhrasingsSource {
  readonly file: string
  /** Id of the article. */
  readonly id: string
  readonly entries: PhrasingsFile
}

async function readPhrasings(
  contentDir: string,
): Promise<(PhrasingsSource & { readonly problems: readonly Problem[] })[]> {
  const folder = join(contentDir, 'phrasings')
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = `phrasings/${name}`
      const text = await readFile(join(folder, name), 'utf8')
      const { value, problems } = checkYaml(phrasingsSchema, { file, text })
      return { file, id: basename(name, '.yaml'), entries: value ?? [], problems }
    }),
  )
}

async function readIntents(contentDir: string): Promise<Pick<Needs, 'intents' | 'problems'>> {
  const file = join(contentDir, 'intents.yaml')
  if (!existsSync(file)) return { intents: [], problems: [] }
  const source = { file: 'intents.yaml', text: await readFile(file, 'utf8') }
  const { value = [], problems } = checkYaml(intentsSchema, source)
  const intents = value.map((entry) => ({
    intent: entry.intent,
    need: entry.need,
    wordings: wordingsOf(entry),
  }))
  return { intents, problems }
}

/** Anchors → positions. Sections of a need are named by the English article and stand in the same order in every language. */
function resolveNeeds(
  { file, id, entries }: PhrasingsSource,
  articles: readonly Article[],
): { readonly needs: ArticleNeed[]; readonly problems: Problem[] } {
  const of = articles.filter((article) => article.id === id)
  const article = of.find(({ locale }) => locale === 'en') ?? of[0]
  if (!article) {
    const remedy = 'Name the file after an article (its file name with .yaml), or remove it.'
    return { needs: [], problems: [problem(file, `there is no article "${id}"`, remedy)] }
  }
  const problems: Problem[] = []
  const needs = entries.flatMap((entry): ArticleNeed[] => {
    const section = article.sections.findIndex((candidate) => candidate.id === (entry.section ?? ''))
    if (section < 0 || article.sections[section]?.isHandover) {
      const anchors = article.sections.filter((s) => s.id !== '' && !s.isHandover).map((s) => s.id)
      const remedy = `Use one of: ${anchors.join(', ')}; or leave "section" out.`
      const message = `"${entry.need}" names "${entry.section}", which is no section that answers in ${article.file}`
      problems.push(problem(file, message, remedy))
      return []
    }
    return [{ article: id, section, need: entry.need, wordings: wordingsOf(entry) }]
  })
  return { needs, problems }
}

/** The same wording in two places would pull both ways. */
function checkTwice(needs: readonly ArticleNeed[], intents: readonly IntentNeed[]): Problem[] {
  const all = [
    ...needs.map((need) => ({ ...need, file: `phrasings/${need.article}.yaml` })),
    ...intents.map((need) => ({ ...need, file: 'intents.yaml' })),
  ]
  const first = new Map<string, string>()
  return all.flatMap(({ file, need, wordings }) =>
    wordings.flatMap(({ text }) => {
      const key = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
      const place = `"${need}" in ${file}`
      const other = key === '' ? undefined : first.get(key)
      if (other === undefined) {
        first.set(key, place)
        return []
      }
      return [
        problem(
          file,
          `"${text}" stands under "${need}" and again under ${other}`,
          'Keep it where it is answered.',
        ),
      ]
    }),
  )
}

function problem(file: string, message: string, remedy: string): Problem {
  return { file, line: 1, rule: 'phrasing', message, remedy }
}
