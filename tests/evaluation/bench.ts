// FAQ-shaped question sets that were not written for this project: a folder with articles.json and tests.jsonl.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Article } from '../../src/articles/article.ts'
import { assembleArticle, parseArticle } from '../../src/articles/parse-article.ts'
import type { Term } from '../../src/articles/site.ts'
import type { Locale, RetrievalOptions } from '../../src/config.ts'
import type { Embedder } from '../../src/search/embedder.node.ts'
import { createEntries, textToEmbed } from '../../src/search/entry.ts'
import { retrieve } from '../../src/search/retrieve.ts'
import { createSearchIndex, type SearchIndex } from '../../src/search/search-index.ts'
import { quantise, stackVectors } from '../../src/search/vectors.ts'
import { auroc, meanReciprocalRank, rankOf, share } from './measures.ts'

const articlesSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    lang: z.string(),
    category: z.string(),
    questions: z.array(z.string()),
    body: z.string(),
  }),
)
const testSchema = z.object({
  id: z.string(),
  question: z.string(),
  lang: z.string(),
  /** Empty: no article answers. */
  expect: z.array(z.string()),
})

export interface BenchSet {
  readonly index: SearchIndex
  readonly questions: readonly {
    readonly text: string
    readonly vector: Float32Array
    readonly locale: Locale
    readonly expect: readonly string[]
  }[]
}

/** Reads a folder, indexes its articles and embeds its questions. */
export async function openBench(
  folder: string,
  embedder: Embedder,
  glossary: readonly Term[],
): Promise<BenchSet> {
  const articles = articlesSchema.parse(JSON.parse(await readFile(join(folder, 'articles.json'), 'utf8')))
  const tests = (await readFile(join(folder, 'tests.jsonl'), 'utf8')).trim().split('\n')
  const parsed = articles.map(toArticle)
  const searchable = { articles: parsed, needs: [], intents: [] }
  const vectors = []
  for (const entry of createEntries(searchable))
    vectors.push(quantise(await embedder.embedPassage(textToEmbed(entry))))
  const index = createSearchIndex(searchable, glossary, stackVectors(vectors, embedder.dimensions))
  const questions = []
  for (const line of tests) {
    const { question, lang, expect } = testSchema.parse(JSON.parse(line))
    const vector = await embedder.embedQuery(question)
    questions.push({ text: question, vector, locale: localeOf(lang), expect })
  }
  return { index, questions }
}

function localeOf(lang: string): Locale {
  return lang.startsWith('zh') ? 'zh-CN' : 'en'
}

function toArticle({
  id,
  title,
  lang,
  category,
  questions,
  body,
}: z.infer<typeof articlesSchema>[number]): Article {
  const locale = localeOf(lang)
  const date = '2026-01-01'
  const frontMatter = { title, description: title, category, questions, errors: [], related: [] }
  const source = {
    id,
    locale,
    file: `${id}.md`,
    version: '',
    body,
    lineOffset: 0,
    frontMatter: { ...frontMatter, updated: date, reviewed: date, team: '', risk: 'general' as const },
  }
  return assembleArticle(parseArticle(source), {
    locale,
    convert: (text) => text,
    alertTitle: (kind) => kind,
    enlargeLabel: '',
    imageSize: () => undefined,
  })
}

export interface BenchFigures {
  readonly accuracy1: number
  readonly accuracy3: number
  readonly mrr: number
  /** Questions with an answer against those without, by the score of the first hit; NaN if all have one. */
  readonly auroc: number
}

export function measureBench({ index, questions }: BenchSet, options: RetrievalOptions): BenchFigures {
  const outcomes = questions.map(({ text, vector, locale, expect }) => {
    const { hits } = retrieve(index, { text, vector, locale }, options)
    const rank = rankOf(
      hits.map(({ article }) => article),
      expect,
    )
    return { rank, isAnswerable: expect.length > 0, score: hits[0]?.score ?? 0 }
  })
  const ranks = outcomes.filter(({ isAnswerable }) => isAnswerable).map(({ rank }) => rank)
  return {
    accuracy1: share(ranks.map((rank) => rank === 0)),
    accuracy3: share(ranks.map((rank) => rank >= 0 && rank < 3)),
    mrr: meanReciprocalRank(ranks),
    auroc: auroc(outcomes.map(({ score, isAnswerable }) => ({ score, isRight: isAnswerable }))),
  }
}
