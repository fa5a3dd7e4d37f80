// Training: a base phase on general pairs, then a phase that mixes in the wallet questions.
import { type Bags, takeBags } from './bags.ts'
import type { PairKind } from './base-pairs.ts'
import { type Contest, type Contrast, createContrast, pairwise } from './contrast.ts'
import type { Domain } from './domain.ts'
import type { Random } from './random.ts'
import { RECIPE } from './recipe.ts'
import { createOptimiser, createTable, type Optimiser, pool, type Table } from './table.ts'

/** One step's texts: bags that search, bags to be found, and which belongs to which. */
export interface Batch extends Pick<Contest, 'target' | 'mask' | 'isSymmetric'> {
  readonly name: string
  readonly rows: Bags
  readonly columns: Bags
}

export interface TrainOptions {
  readonly tokens: number
  readonly kinds: readonly PairKind[]
  readonly random: Random
  readonly say: (line: string) => void
}

interface Phase {
  readonly name: string
  readonly steps: number
  readonly rate: number
  readonly next: () => Batch
}

export interface Trainer {
  readonly table: Table
  /** General meaning, from random vectors. */
  readonly trainBase: () => Promise<void>
  /** The wallet questions, mixed with general pairs. */
  readonly trainDomain: (domain: Domain) => Promise<void>
}

/** Share of a phase in which the rate rises from zero; then it falls to zero in a line. */
const WARM_UP = 0.05

export async function createTrainer({ tokens, kinds, random, say }: TrainOptions): Promise<Trainer> {
  const { dimensions, base, domain: recipe } = RECIPE
  const table = createTable(tokens, dimensions, random)
  const contrast = await createContrast()
  const run = (phase: Phase): Promise<void> =>
    runPhase(phase, { table, contrast, optimiser: createOptimiser(table), say })
  return {
    table,
    trainBase: () =>
      run({ name: 'base', steps: base.steps, rate: base.rate, next: baseBatches(kinds, base.batch, random) }),
    trainDomain: async (domain) => {
      const before = table.values.slice()
      const general = baseBatches(kinds, base.batch, random)
      const next = (): Batch =>
        random.uniform() < recipe.share ? domain.next(recipe.batch, random) : general()
      await run({ name: 'domain', steps: recipe.steps, rate: recipe.rate, next })
      before.forEach((value, i) => {
        table.values[i] = recipe.blend * (table.values[i] ?? 0) + (1 - recipe.blend) * value
      })
    },
  }
}

interface Machine {
  readonly table: Table
  readonly contrast: Contrast
  readonly optimiser: Optimiser
  readonly say: (line: string) => void
}

async function runPhase({ name, steps, rate, next }: Phase, machine: Machine): Promise<void> {
  const { table, contrast, optimiser, say } = machine
  const started = performance.now()
  const losses = new Map<string, number>()
  for (let step = 1; step <= steps; step++) {
    const batch = next()
    const rows = pool(table, batch.rows)
    const columns = pool(table, batch.columns)
    const slopes = await contrast({ ...batch, rows: rows.unit, columns: columns.unit })
    optimiser.collect(batch.rows, rows, slopes.rows)
    optimiser.collect(batch.columns, columns, slopes.columns)
    const left = 1 - (step - 1) / steps
    optimiser.step(rate * Math.min(1, step / (WARM_UP * steps)) * left)
    losses.set(batch.name, 0.9 * (losses.get(batch.name) ?? slopes.loss) + 0.1 * slopes.loss)
    if (step % 100 === 0 || step === steps) say(progressOf(name, step, steps, started, losses))
  }
}

function progressOf(
  name: string,
  step: number,
  steps: number,
  started: number,
  losses: ReadonlyMap<string, number>,
): string {
  const seconds = (performance.now() - started) / 1000
  const left = Math.round((seconds / step) * (steps - step))
  const shown = [...losses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, loss]) => `${kind} ${loss.toFixed(2)}`)
  return `  ${name} ${step}/${steps}, ${Math.round(seconds)} s, ${left} s left; loss: ${shown.join(', ')}`
}

/** Batches of one kind each, kinds drawn by weight, every pair of a kind once before any comes again. */
function baseBatches(kinds: readonly PairKind[], size: number, random: Random): () => Batch {
  const order = new Map(kinds.map((kind) => [kind, random.permutation(kind.count)]))
  const position = new Map<PairKind, number>()
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0)
  const relation = pairwise(size)
  const draw = (): PairKind => {
    let left = random.uniform() * total
    for (const kind of kinds) {
      left -= kind.weight
      if (left < 0) return kind
    }
    throw new Error('There are no pairs to train on.')
  }
  return () => {
    const kind = draw()
    let from = position.get(kind) ?? 0
    if (from + size > kind.count) {
      order.set(kind, random.permutation(kind.count))
      from = 0
    }
    position.set(kind, from + size)
    const chosen = order.get(kind)?.subarray(from, from + size) ?? []
    return {
      name: kind.name,
      rows: takeBags(kind.first, chosen),
      columns: takeBags(kind.second, chosen),
      ...relation,
      isSymmetric: true,
    }
  }
}
