// content/ on disk → Corpus. The one reader, for pages, index and checks alike.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { DERIVED_LOCALES, type Locale, WRITTEN_LOCALES } from '../config.ts'
import { stringsFor } from '../i18n/strings.ts'
import { toTraditional } from '../i18n/traditional.ts'
import type { Article, Problem } from './article.ts'
import { checkArticles } from './check.ts'
import { checkPromises, type Placed } from './check-promises.ts'
import type { Corpus } from './corpus.ts'
import { frontMatterSchema, remedyFor } from './front-matter.ts'
import { type Media, readMedia } from './media.node.ts'
import { readNeeds } from './phrasings.node.ts'
import { type ArticleSource, assembleArticle, type ParsedArticle, parseArticle } from './parse-article.ts'
import { readPrivacy } from './privacy.node.ts'
import { categoriesSchema, changeSchema, glossarySchema, noticeSchema, siteSchema } from './site.ts'
import { mediaUrl } from './urls.ts'
import { checkYaml, splitFrontMatter, yamlTexts } from './yaml.node.ts'

export interface ReadResult {
  readonly corpus: Corpus
  readonly media: readonly Media[]
  /** Everything that is wrong in all files; a build stops if there is any. */
  readonly problems: readonly Problem[]
}

/** Content that cannot be used: carries every problem found. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(`The content has ${problems.length} problem${problems.length === 1 ? '' : 's'}.`)
    this.problems = problems
  }
}

/**
 * Reads and checks the whole content folder.
 * @throws {ContentError} if site.yaml, categories.yaml or glossary.yaml itself cannot be used; problems of articles are returned.
 */
export async function readCorpus(contentDir: string): Promise<ReadResult> {
  const [site, { categories }, { terms: glossary }] = await Promise.all([
    readYaml(contentDir, 'site.yaml', siteSchema),
    readYaml(contentDir, 'categories.yaml', categoriesSchema),
    readYaml(contentDir, 'glossary.yaml', glossarySchema),
  ])
  const notices = await readFolder(contentDir, 'notices', noticeSchema)
  const changes = await readFolder(contentDir, 'changelog', changeSchema)
  const { media, problems: mediaProblems } = await readMedia(contentDir)
  const sources = await readSources(contentDir)
  const parsed = sources.sources.map((source) => parseArticle(source))
  const localise = (text: ParsedArticle): Article[] => [assemble(text, media), ...derive(text.source, media)]
  const articles = parsed.flatMap(localise)
  const privacy = await readPrivacy(contentDir)
  const { needs, intents, problems: needProblems } = await readNeeds(contentDir, articles)
  const problems = [
    ...sources.problems,
    ...parsed.flatMap((article) => article.problems),
    ...checkArticles(parsed, {
      site,
      categories,
      notices: notices.values,
      changes: changes.values,
      media: new Set(media.map(({ file }) => file)),
      folderOf: (file) => file.split('/').at(-2) ?? '',
    }),
    ...checkPromises(
      site,
      [...parsed, ...privacy.flatMap(({ text }) => text ?? [])],
      await readYamlTexts(contentDir),
    ),
    ...notices.problems,
    ...changes.problems,
    ...privacy.flatMap(({ problems: found }) => found),
    ...mediaProblems,
    ...needProblems,
  ]
  const corpus = {
    site,
    categories,
    glossary,
    notices: notices.values,
    changes: changes.values.toSorted((a, b) => b.date.localeCompare(a.date) || a.id.localeCompare(b.id)),
    privacy: privacy.flatMap(({ text }) => (text ? localise(text) : [])),
    articles,
    needs,
    intents,
  }
  return { corpus, media, problems }
}

/** As {@link readCorpus}, but any problem is an error. */
export async function readSoundCorpus(contentDir: string): Promise<ReadResult> {
  const result = await readCorpus(contentDir)
  if (result.problems.length > 0) throw new ContentError(result.problems)
  return result
}

async function readYaml<T>(contentDir: string, file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(join(contentDir, file), 'utf8')
  const { value, problems } = checkYaml(schema, { file, text })
  if (value === undefined) throw new ContentError(problems)
  return value
}

/** Every YAML file of a folder, checked. A folder that is not there is empty. */
async function readFolder<T>(
  contentDir: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<{ readonly values: readonly T[]; readonly problems: readonly Problem[] }> {
  const folder = join(contentDir, name)
  const files = existsSync(folder)
    ? (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
    : []
  const checked = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8')
      return checkYaml(schema, { file: `${name}/${file}`, text })
    }),
  )
  return {
    values: checked.flatMap(({ value }) => value ?? []),
    problems: checked.flatMap(({ problems }) => problems),
  }
}

/** Texts of all YAML files that readers see; phrasings and intents are what people write, not we. */
async function readYamlTexts(contentDir: string): Promise<Placed[]> {
  const folders = ['', 'notices', 'changelog'].filter((name) => existsSync(join(contentDir, name)))
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(contentDir, folder)))
        .filter((name) => name.endsWith('.yaml') && name !== 'intents.yaml')
        .sort()
        .map((name) => (folder === '' ? name : `${folder}/${name}`)),
    ),
  )
  const texts = await Promise.all(
    files.flat().map(async (file) => {
      const source = await readFile(join(contentDir, file), 'utf8')
      return yamlTexts(source).map(({ line, text }) => ({ file, line, text }))
    }),
  )
  return texts.flat()
}

async function readSources(contentDir: string): Promise<{ sources: ArticleSource[]; problems: Problem[] }> {
  const sources: ArticleSource[] = []
  const problems: Problem[] = []
  for (const locale of WRITTEN_LOCALES) {
    const folder = join(contentDir, 'articles', locale)
    if (!existsSync(folder)) continue
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.md')).sort()
    for (const name of files) {
      const file = `articles/${locale}/${name.replaceAll('\\', '/')}`
      const result = readSource(file, locale, await readFile(join(contentDir, file), 'utf8'))
      problems.push(...result.problems)
      if (result.source) sources.push(result.source)
    }
  }
  return { sources, problems }
}

function readSource(
  file: string,
  locale: Locale,
  text: string,
): { source?: ArticleSource; problems: readonly Problem[] } {
  const split = splitFrontMatter(text)
  if (!split.hasFrontMatter) {
    const remedy = 'Start the file with "---", the YAML fields, and "---"; other languages are not read.'
    return {
      problems: [{ file, line: 1, rule: 'front-matter', message: 'has no YAML front matter', remedy }],
    }
  }
  const { value, problems, lineOf } = checkYaml(frontMatterSchema, {
    file,
    text: split.frontMatter,
    lineOffset: 1,
    remedyFor,
  })
  if (!value) return { problems }
  const version = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const id = basename(file, '.md')
  return {
    source: {
      file,
      id,
      locale,
      version,
      frontMatter: value,
      body: split.body,
      lineOffset: split.bodyLineOffset,
      lineOf,
    },
    problems,
  }
}

function assemble(
  parsed: ParsedArticle,
  media: readonly Media[],
  locale: Locale = parsed.source.locale,
): Article {
  const isDerived = locale !== parsed.source.locale
  const strings = stringsFor(locale)
  return assembleArticle(parsed, {
    locale,
    convert: isDerived ? toTraditional : (text) => text,
    alertTitle: (kind) => strings[`alert.${kind}`],
    enlargeLabel: strings['article.enlarge'],
    imageSize: (url) => {
      const found = media.find(({ file }) => mediaUrl(file) === url)
      return found && { width: found.width, height: found.height }
    },
  })
}

function derive(source: ArticleSource, media: readonly Media[]): Article[] {
  const derived = Object.entries(DERIVED_LOCALES) as [Locale, Locale][]
  return derived
    .filter(([, from]) => from === source.locale)
    .map(([locale]) => assemble(parseArticle(source, locale), media, locale))
}
