// The privacy page's text: content/privacy/<locale>.md, written as an article is but with less front matter.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WRITTEN_LOCALES, type WrittenLocale } from '../config.ts'
import type { Problem } from './article.ts'
import { type FrontMatter, frontMatterSchema } from './front-matter.ts'
import { type ParsedArticle, parseArticle } from './parse-article.ts'
import { checkYaml, splitFrontMatter } from './yaml.node.ts'

const privacySchema = frontMatterSchema.pick({ title: true, description: true, updated: true })
/** What only articles say of themselves. */
const NO_ARTICLE: Pick<FrontMatter, 'category' | 'questions' | 'errors' | 'team' | 'risk' | 'related'> = {
  category: '',
  questions: [],
  errors: [],
  team: '',
  risk: 'general',
  related: [],
}
const REMEDY = 'Begin the file with "---", the fields title, description and updated (YYYY-MM-DD), and "---".'

interface PrivacyText {
  /** Absent if the front matter cannot be used. */
  readonly text?: ParsedArticle
  readonly problems: readonly Problem[]
}

/** The text in every language that has one; without the folder there is none. */
export async function readPrivacy(contentDir: string): Promise<PrivacyText[]> {
  const written = WRITTEN_LOCALES.filter((locale) => existsSync(join(contentDir, fileOf(locale))))
  return Promise.all(
    written.map(async (locale) =>
      parsePrivacy(locale, await readFile(join(contentDir, fileOf(locale)), 'utf8')),
    ),
  )
}

function fileOf(locale: WrittenLocale): string {
  return `privacy/${locale}.md`
}

function parsePrivacy(locale: WrittenLocale, content: string): PrivacyText {
  const file = fileOf(locale)
  const split = splitFrontMatter(content)
  if (!split.hasFrontMatter) {
    const message = 'has no YAML front matter'
    return { problems: [{ file, line: 1, rule: 'front-matter', message, remedy: REMEDY }] }
  }
  const source = { file, text: split.frontMatter, lineOffset: 1, remedyFor: () => REMEDY }
  const { value, problems } = checkYaml(privacySchema, source)
  if (!value) return { problems }
  const text = parseArticle({
    file,
    id: 'privacy',
    locale,
    version: createHash('sha256').update(content).digest('hex').slice(0, 16),
    frontMatter: { ...value, ...NO_ARTICLE, reviewed: value.updated },
    body: split.body,
    lineOffset: split.bodyLineOffset,
  })
  return { text, problems: [...problems, ...text.problems] }
}
