// npm run bench: what a question costs, and our Chinese search against MiniSearch as it comes, in the same run.
import { parseArgs } from 'node:util'
import MiniSearch from 'minisearch'
import { ask } from '../../src/answer/ask.ts'
import { createBm25, createScores, scoreBm25 } from '../../src/search/bm25.ts'
import type { LexicalDocument } from '../../src/search/lexical.ts'
import { toDocument } from '../../src/search/entry.ts'
import type { Library } from '../../src/server/app.ts'
import { join } from 'node:path'
import { type LabelledQuestion, readQuestions } from '../../tests/evaluation/questions.ts'
import { runCommand } from '../command.ts'
import { openLibrary } from '../library.ts'
import { ROOT } from '../paths.ts'
import { enlarge } from './large.ts'

const ROUNDS = 5

async function bench(): Promise<void> {
  const { values } = parseArgs({ options: { articles: { type: 'string' } } })
  const library = await openLibrary()
  const questions = await readQuestions(join(ROOT, 'tests/evaluation/questions.jsonl'))
  const print = (name: string, times: readonly number[]): void => {
    process.stdout.write(
      `${name.padEnd(42)} p50 ${quantile(times, 0.5)} ms   p99 ${quantile(times, 0.99)} ms\n`,
    )
  }
  const { embed } = library
  if (embed) print('embed a question', await timeEach(questions, ({ question }) => embed(question)))
  else process.stdout.write(`no embedder, words only: ${library.wordsOnly ?? ''}\n`)
  print(
    'ask, all in one process',
    await timeEach(questions, ({ question, locale }) => ask(library, { question, locale })),
  )
  await compareSearch(library, questions, print)
  if (values.articles !== undefined) {
    const large = enlarge(library, Number(values.articles))
    const size = `${values.articles} articles, ${large.index.entries.length} entries`
    print(
      `ask, ${size}`,
      await timeEach(questions, ({ question, locale }) => ask(large, { question, locale })),
    )
  }
  process.stdout.write(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`)
}

/** The peer: MiniSearch with its defaults, except that words are joined by OR either way. */
async function compareSearch(
  library: Library,
  questions: readonly LabelledQuestion[],
  print: (name: string, times: readonly number[]) => void,
): Promise<void> {
  const ofArticles = library.index.entries.filter(({ kind }) => kind !== 'intent')
  const documents = ofArticles.map(toDocument)
  const ours = createBm25(documents, library.index.tokenizer)
  const room = createScores(documents.length)
  const peer = new MiniSearch<LexicalDocument>({ fields: ['title', 'heading', 'text'] })
  peer.addAll(documents)
  const asked = questions.filter(({ kind }) => kind === 'answerable')
  print('lexical search, ours', await timeEach(asked, ({ question }) => scoreBm25(ours, question, room)))
  print('lexical search, MiniSearch defaults', await timeEach(asked, ({ question }) => peer.search(question)))
  for (const locale of ['zh-CN', 'en'] as const) {
    const chosen = asked.filter((question) => question.locale === locale)
    const share = (find: (text: string) => number | undefined): string => {
      const right = chosen.filter(({ question, expect }) => {
        const id = find(question)
        return id !== undefined && expect.includes(ofArticles[id]?.article ?? '')
      })
      return `${((100 * right.length) / chosen.length).toFixed(1)} %`
    }
    const own = share((text) => {
      const { scores } = scoreBm25(ours, text, room)
      return scores.reduce((best, score, id) => (score > (scores[best] ?? 0) ? id : best), 0)
    })
    const theirs = share((text) => peer.search(text)[0]?.id as number | undefined)
    process.stdout.write(
      `first hit is the right article, words only, ${locale.padEnd(5)}  ours ${own}   MiniSearch defaults ${theirs}\n`,
    )
  }
}

async function timeEach<T>(items: readonly T[], run: (item: T) => unknown): Promise<number[]> {
  for (const item of items.slice(0, 50)) await run(item) // warm up
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const item of items) {
      const started = performance.now()
      await run(item)
      times.push(performance.now() - started)
    }
  }
  return times
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2).padStart(6)
}

const USAGE = `Usage: npm run bench -- [--articles N]

Times embedding, asking and searching over the labelled questions and compares our search with MiniSearch's defaults.
  --articles  ask also in a help centre filled up with made-up articles to so many, half in each language, for instance 5000
`

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(USAGE)
else await runCommand(bench)
