// npm run evaluate: how well questions are answered, on labelled questions.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { EMBEDDER, RETRIEVAL } from '../src/config.ts'
import { createEmbedder, type Embedder } from '../src/search/embedder.node.ts'
import type { Library } from '../src/server/app.ts'
import { ablate } from '../tests/evaluation/ablations.ts'
import { measureBench, openBench } from '../tests/evaluation/bench.ts'
import { fitConfidence } from '../tests/evaluation/fit-run.ts'
import { checkGate, formatGate, readGate } from '../tests/evaluation/gate.ts'
import { formatAblations, formatErrors, formatRun } from '../tests/evaluation/print.ts'
import { readQuestions, SPLITS, type Split } from '../tests/evaluation/questions.ts'
import { writeRecorded } from '../tests/evaluation/recorded.ts'
import { formatReport } from '../tests/evaluation/report.ts'
import { type Run, run } from '../tests/evaluation/run.ts'
import { aheadOf, RANKERS } from '../tests/evaluation/side-by-side.ts'
import { formatTable, percent } from '../tests/evaluation/table.ts'
import { runCommand } from './command.ts'
import { openLibrary } from './library.ts'
import { CONTENT_DIR, DIST_DIR, ROOT } from './paths.ts'

const USAGE = `Usage: npm run evaluate -- [options]

Asks every labelled question of tests/evaluation/questions.jsonl, prints how the replies fare by language, and writes
dist/evaluation/report.html, which draws it.
  --split SPLIT   which questions: dev, test (default; nothing is tuned on them) or all
  --errors        list the questions that went wrong
  --ablate        print what the parts contribute: the figures without each of them
  --record        keep this run in tests/evaluation/recorded/; later runs say what they gained and lost against it
  --gate          the dev questions against tests/evaluation/gate.json: prints what fell, and exits 1 if anything did
  --fit           fit the confidence on the dev questions first and write src/answer/calibration.json
  --bench FOLDER  retrieval on another set instead: a folder with articles.json and tests.jsonl; may be repeated
  --help          this text

The figures are defined in tests/evaluation/figures.ts, and once more in the report.
`

const QUESTIONS = join(ROOT, 'tests/evaluation/questions.jsonl')
const say = (text: string): void => void process.stdout.write(text)

await runCommand(main)

async function main(): Promise<void> {
  const options = readOptions()
  if (options.help) return say(USAGE)
  if (options.bench.length > 0) return bench(options.bench)
  const splits = splitsOf(options)
  if (options.fit) return fit(process.argv.slice(2))
  const library = await openLibrary()
  const plain = await run(library, await readQuestions(QUESTIONS), splits)
  const ablations = options.ablate ? await ablateAll(library, plain) : []
  const done = { ...plain, ablations }
  const report = await writeReport(library, done)
  if (options.gate) await gate(done)
  else say(formatRun(done))
  if (options.errors) say(`\n${formatErrors(done.evaluated)}`)
  if (options.ablate) say(`\n${formatAblations(ablations)}`)
  if (options.record) await record(done)
  say(`\nReport: ${relative(process.cwd(), report)}\n`)
}

type Options = ReturnType<typeof readOptions>

function readOptions() {
  const { values } = parseArgs({
    options: {
      split: { type: 'string' },
      errors: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      fit: { type: 'boolean', default: false },
      bench: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}

function splitsOf({ split, gate }: Options): readonly Split[] {
  const wanted = split ?? (gate ? 'dev' : 'test')
  if (gate && wanted !== 'dev')
    throw wrongUse(`--gate looks at the dev questions; leave out --split ${wanted}.`)
  if (wanted === 'all') return SPLITS
  const known = SPLITS.find((name) => name === wanted)
  if (!known) throw wrongUse(`--split has to be dev, test or all; got "${wanted}".`)
  return [known]
}

/** Told as Node tells of options it does not know: one line, without a stack. */
function wrongUse(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' })
}

/** The calibration is read when the program starts, so what was asked for beside --fit runs in a new one. */
async function fit(args: readonly string[]): Promise<void> {
  const dev = (await readQuestions(QUESTIONS)).filter(({ split }) => split === 'dev')
  say(
    `${await fitConfidence(await openLibrary(), await loadEmbedder(), dev, join(ROOT, 'src/answer/calibration.json'))}\n`,
  )
  const rest = args.filter((arg) => arg !== '--fit')
  const { status } = spawnSync(process.execPath, [import.meta.filename, ...rest], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}

async function ablateAll(library: Library, { evaluated }: Run) {
  return ablate(
    library,
    await loadEmbedder(),
    evaluated.map(({ question }) => question),
  )
}

function loadEmbedder(): Promise<Embedder> {
  return createEmbedder(EMBEDDER, ROOT)
}

async function gate(done: Run): Promise<void> {
  const thresholds = await readGate()
  const falls = checkGate({ thresholds, ...done })
  say(formatGate(thresholds, falls))
  if (falls.length > 0) process.exitCode = 1
}

async function record(done: Run): Promise<void> {
  const files = await writeRecorded(done.evaluated)
  say(`\nRecorded: ${files.map((file) => relative(process.cwd(), file)).join(', ')}\n`)
}

async function writeReport({ corpus, manifest }: Library, done: Run): Promise<string> {
  const folder = join(DIST_DIR, 'evaluation')
  const file = join(folder, 'report.html')
  await mkdir(folder, { recursive: true })
  await writeFile(
    file,
    formatReport({
      run: done,
      corpus,
      model: manifest.embedder?.id ?? 'none, words alone',
      when: new Date(),
    }),
  )
  return file
}

/** The same retrieval over other people's articles and questions: words alone, meaning alone, and both. */
async function bench(folders: readonly string[]): Promise<void> {
  const missing = folders.find((folder) => !existsSync(join(folder, 'articles.json')))
  if (missing) throw wrongUse(`--bench has to name folders with an articles.json; ${missing} has none.`)
  const { corpus } = await readSoundCorpus(CONTENT_DIR)
  const embedder = await loadEmbedder()
  for (const folder of folders) {
    const set = await openBench(folder, embedder, corpus.glossary)
    const rows = RANKERS.map(([ranker, options]) => ({
      ranker,
      ...measureBench(set, { ...RETRIEVAL, ...options }),
    }))
    const table = formatTable([
      ['', 'acc@1', 'acc@3', 'MRR', 'AUROC'],
      ...rows.map(({ ranker, accuracy1, accuracy3, mrr, auroc }) => [
        ranker,
        percent(accuracy1),
        percent(accuracy3),
        mrr.toFixed(3),
        percent(auroc),
      ]),
    ])
    say(`${folder}: ${set.questions.length} questions\n${table}${aheadOf(rows)}\n\n`)
  }
}
