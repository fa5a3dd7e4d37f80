// npm run embedder: train the bundled embedder from scratch, export it, verify it.
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSoundCorpus } from '../../src/articles/read.node.ts'
import { runCommand } from '../command.ts'
import { CONTENT_DIR, ROOT } from '../paths.ts'
import { createEncode } from './bags.ts'
import { readPairs } from './base-pairs.ts'
import { createDomain, splitQuestions } from './domain.ts'
import { exportModel } from './export.ts'
import { measureHeldOut } from './measure.ts'
import { createRandom } from './random.ts'
import { RECIPE } from './recipe.ts'
import { createTrainer, type Trainer } from './train.ts'
import { verifyModel } from './verify.ts'

const MODEL_DIR = join(ROOT, 'src/search/model')

const USAGE = `Usage: npm run embedder -- --data FOLDER [--base FILE] [--out FOLDER]

Trains the bundled embedder from random numbers: first on general pairs, then on the wallet questions of
content/phrasings and content/intents.yaml mixed with them. Exports it and verifies that it loads. About ten minutes
on two cores. scripts/embedder/recipe.ts holds what can be turned, src/search/model/README.md the model card.
  --base  table of the first phase, which no article changes: used if the file exists, else trained and kept there
  --data  folder with the general pairs: <kind>.tsv.gz, lines of "source TAB text TAB text"
  --out   where the model goes (default: ./src/search/model, which then has to be committed)
`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      base: { type: 'string' },
      out: { type: 'string', default: MODEL_DIR },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return say(USAGE)
  if (values.data === undefined || !existsSync(values.data))
    throw new TypeError(`--data has to name an existing folder; got ${values.data ?? 'nothing'}. See --help.`)
  await train({ dataDir: resolve(values.data), outDir: resolve(values.out), baseFile: values.base })
}

interface TrainingFiles {
  readonly dataDir: string
  readonly outDir: string
  readonly baseFile: string | undefined
}

async function train({ dataDir, outDir, baseFile }: TrainingFiles): Promise<void> {
  const started = performance.now()
  const readJson = async (file: string) => JSON.parse(await readFile(join(MODEL_DIR, file), 'utf8'))
  const tokenizer = await readJson('tokenizer.json')
  const encode = createEncode(tokenizer, await readJson('tokenizer_config.json'))
  const random = createRandom(RECIPE.seed)
  say('Reading pairs')
  const kinds = await readPairs(dataDir, encode, say)
  const { corpus } = await readSoundCorpus(CONTENT_DIR)
  const questions = splitQuestions(corpus)
  say(`${questions.train.length} wallet questions to train on, ${questions.heldOut.length} held out`)
  const trainer = await createTrainer({ tokens: tokenizer.model.vocab.length, kinds, random, say })
  const tell = (phase: string): void => {
    const { articleBySection, articleByWording } = measureHeldOut(trainer.table, corpus, questions, encode)
    say(
      `${phase}: held-out questions, right article by nearest section ${percent(articleBySection)}, by nearest wording ${percent(articleByWording)}`,
    )
  }
  await trainBase(trainer, baseFile)
  tell('After the base phase')
  await trainer.trainDomain(createDomain(corpus, questions.train, encode))
  tell('After the domain phase')
  await exportModel(trainer.table, MODEL_DIR, outDir, random)
  const texts = questions.heldOut.map(({ text }) => text)
  const { agreement, p50, p99, megabytes } = await verifyModel(outDir, trainer.table, texts, encode)
  say(
    `Verified: cosine with the table ≥ ${agreement.toFixed(4)}, ${p50.toFixed(2)} ms a question (p99 ${p99.toFixed(2)}), ${megabytes.toFixed(1)} MB`,
  )
  say(`Written to ${outDir} in ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`)
  say('Next: npm run evaluate -- --fit, and the figures of the model card.')
}

async function trainBase(trainer: Trainer, file: string | undefined): Promise<void> {
  const { values } = trainer.table
  if (file === undefined || !existsSync(file)) {
    await trainer.trainBase()
    if (file !== undefined) await writeFile(file, values)
    return
  }
  const bytes = await readFile(file)
  if (bytes.length !== values.byteLength)
    throw new Error(`Expected ${values.byteLength} bytes of a table in ${file}, got ${bytes.length}.`)
  values.set(new Float32Array(bytes.buffer, bytes.byteOffset, values.length))
  say(`First phase taken from ${file}`)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

await runCommand(main)
