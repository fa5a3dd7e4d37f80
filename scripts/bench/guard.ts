// node scripts/bench/guard.ts: how many secrets the guard catches, how many ordinary messages it stops, what it costs.
import { parseArgs } from 'node:util'
import { findSecrets, fullLexicon } from '../../src/guard/secrets.ts'
import { HOSTILE, repeatTo } from '../../tests/guard-hostile.ts'
import { createDice, makeSecret } from '../../tests/guard-secrets.ts'
import { makeOrdinary, readSentences } from '../../tests/guard-sentences.ts'
import { runCommand } from '../command.ts'
import { CONTENT_DIR } from '../paths.ts'

const USAGE = `Usage: node scripts/bench/guard.ts [--secrets N] [--messages N] [--seed N] [--show]

Measures the guard on made-up secrets in noisy sentences of five languages, on ordinary messages, and on hostile text.
  --secrets   secrets to make (default 200000)
  --messages  ordinary messages to make, beside all sentences of the content (default 200000)
  --seed      another number makes others (default 1)
  --show      prints every secret missed and every message stopped
`

const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      secrets: { type: 'string', default: '200000' },
      messages: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const [secrets, messages, seed] = [values.secrets, values.messages, values.seed].map(toCount)
  const started = performance.now()
  fullLexicon()
  print(`word lists as tables   ${(performance.now() - started).toFixed(0)} ms, once`)
  measureSecrets(secrets ?? 0, seed ?? 0, values.show)
  await measureMessages(messages ?? 0, seed ?? 0, values.show)
  measureHostile()
}

function toCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0) throw new Error(`"${text}" is no whole number. See --help.`)
  return count
}

function measureSecrets(count: number, seed: number, isShown: boolean): void {
  const dice = createDice(seed)
  const missed = new Map<string, number>()
  let total = 0
  for (let i = 0; i < count; i++) {
    const { kind, text } = makeSecret(dice)
    if (findSecrets(text).length > 0) continue
    total++
    missed.set(kind, (missed.get(kind) ?? 0) + 1)
    if (isShown) print(`missed  ${kind}: ${JSON.stringify(text)}`)
  }
  print(
    `secrets caught         ${count - total} of ${count} (${((100 * (count - total)) / count).toFixed(3)} %)`,
  )
  const worst = [...missed].sort((a, b) => b[1] - a[1]).slice(0, 12)
  for (const [kind, times] of worst) print(`  missed ${String(times).padStart(4)}  ${kind}`)
}

async function measureMessages(count: number, seed: number, isShown: boolean): Promise<void> {
  const texts = [...(await readSentences(CONTENT_DIR)), ...makeOrdinary(seed, count)]
  const started = performance.now()
  const stopped = texts.filter((text) => findSecrets(text).length > 0)
  const each = ((performance.now() - started) * 1_000) / texts.length
  const share = ((10_000 * stopped.length) / texts.length).toFixed(2)
  print(
    `ordinary stopped       ${stopped.length} of ${texts.length} (${share} in 10,000), ${each.toFixed(0)} µs each`,
  )
  if (isShown) for (const text of stopped) print(`stopped  ${JSON.stringify(text)}`)
}

/** The best of several rounds: what else the machine does is not the guard's. */
function measureHostile(): void {
  const ROUNDS = 9
  const times = Object.entries(HOSTILE).map(([name, piece]) => {
    const text = repeatTo(piece, 1_000_000)
    const rounds = Array.from({ length: ROUNDS }, () => {
      const started = performance.now()
      findSecrets(text)
      return performance.now() - started
    })
    return { name, ms: Math.min(...rounds) }
  })
  print('1 MB of hostile text')
  for (const { name, ms } of times.sort((a, b) => b.ms - a.ms))
    print(`  ${ms.toFixed(1).padStart(6)} ms  ${name}`)
}

await runCommand(main)
