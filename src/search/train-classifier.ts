// Wordings with their article or intent → classifier.
import { CLASSIFIER } from '../config.ts'
import { bucketsOf, type Classifier, softmax, type SparseVector, toSparse } from './classifier.ts'
import { classOf, type Entry, type EntryKind } from './entry.ts'
import { createRandom } from './random.ts'
import type { Tokenizer } from './text.ts'
import { quantise } from './vectors.ts'

/** A text and the class it belongs to. */
export interface Example {
  readonly text: string
  readonly className: string
}

/** Of the order in which texts are learnt. */
const SEED = 7

/** Short texts that say what an article or intent is about; passages say too much of everything. */
const LEARNT = new Set<EntryKind>(['title', 'question', 'error', 'phrasing', 'heading', 'intent'])
/** Those that people wrote as they ask: a class needs some. */
const WORDINGS = new Set<EntryKind>(['question', 'phrasing', 'intent'])

/** What can be learnt from: all short texts of articles and intents that have enough wordings. Empty if it would not do. */
export function examplesFrom(entries: readonly Entry[]): Example[] {
  const { leastWordings, mostClasses } = CLASSIFIER
  const learnt = new Set(
    [...countWordings(entries)].flatMap(([name, count]) => (count >= leastWordings ? [name] : [])),
  )
  if (learnt.size < 2 || learnt.size > mostClasses) return []
  return entries
    .filter((entry) => LEARNT.has(entry.kind) && learnt.has(classOf(entry)))
    .map((entry) => ({ text: entry.text, className: classOf(entry) }))
}

/** How many wordings each class has. */
function countWordings(entries: readonly Entry[]): Map<string, number> {
  const wordings = new Map<string, number>()
  for (const entry of entries) {
    if (WORDINGS.has(entry.kind)) wordings.set(classOf(entry), (wordings.get(classOf(entry)) ?? 0) + 1)
  }
  return wordings
}

/**
 * Whether articles have so many wordings (their median) that a classifier learnt from them is evidence. From a few it
 * still ranks articles better than none; but then it takes chance words for signs, and is sure of what it never saw.
 */
export function hasEnoughToTrust(entries: readonly Entry[]): boolean {
  const counts = [...countWordings(entries.filter(({ intent }) => !intent)).values()].sort((a, b) => a - b)
  return (counts[Math.floor(counts.length / 2)] ?? 0) >= CLASSIFIER.trustedWordings
}

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's step sizes (Duchi, Hazan & Singer 2011,
 * "Adaptive subgradient methods") and an L2 penalty: without it, what is learnt of people's chance words is believed too
 * much. Deterministic.
 * @returns undefined without examples.
 */
export function trainClassifier(examples: readonly Example[], tokenizer: Tokenizer): Classifier | undefined {
  if (examples.length === 0) return undefined
  const classes = [...new Set(examples.map(({ className }) => className))]
  const buckets = examples.map(({ text }) => bucketsOf(text, tokenizer))
  const known = learnRarity(buckets)
  const numbers = new Map(classes.map((name, number) => [name, number]))
  const texts = buckets.map((held, i) => ({
    ...toSparse(held, known),
    label: numbers.get(examples[i]?.className ?? '') ?? 0,
  }))
  const weights = descend(texts, known.rarity.length, classes.length)
  return { classes, ...known, ...quantiseRows(weights, classes.length) }
}

/** N-grams that occur in two texts or more, and how rare each is: what occurs once cannot be told from chance. */
function learnRarity(texts: readonly (readonly number[])[]): Pick<Classifier, 'rowOf' | 'rarity'> {
  const counts = new Uint32Array(CLASSIFIER.buckets)
  for (const buckets of texts) for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1
  const rowOf = new Int32Array(CLASSIFIER.buckets)
  const rarity: number[] = []
  counts.forEach((count, bucket) => {
    if (count > 1) rowOf[bucket] = rarity.push(Math.log(1 + texts.length / count))
  })
  return { rowOf, rarity: Float32Array.from(rarity) }
}

interface Labelled extends SparseVector {
  readonly label: number
}

function descend(texts: readonly Labelled[], rows: number, classes: number): Float32Array {
  const weights = new Float32Array(rows * classes)
  const squares = new Float32Array(rows * classes).fill(1e-6)
  const order = Uint32Array.from(texts.keys())
  const random = createRandom(SEED)
  const sums = new Float32Array(classes)
  for (let epoch = 0; epoch < CLASSIFIER.epochs; epoch++) {
    shuffle(order, random)
    for (const number of order) {
      const text = texts[number]
      if (!text) continue
      addUp(sums, text, weights)
      softmax(sums)
      sums[text.label] = (sums[text.label] ?? 0) - 1
      step(sums, text, weights, squares)
    }
  }
  return weights
}

function addUp(sums: Float32Array, { rows, values }: SparseVector, weights: Float32Array): void {
  sums.fill(0)
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] ?? 0) * sums.length
    const value = values[i] ?? 0
    for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + value * (weights[start + c] ?? 0)
  }
}

function step(
  errors: Float32Array,
  { rows, values }: SparseVector,
  weights: Float32Array,
  squares: Float32Array,
): void {
  const { rate, penalty } = CLASSIFIER
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] ?? 0) * errors.length
    const value = values[i] ?? 0
    for (let c = 0; c < errors.length; c++) {
      const weight = weights[start + c] ?? 0
      const slope = (errors[c] ?? 0) * value + penalty * weight
      const square = (squares[start + c] ?? 0) + slope * slope
      squares[start + c] = square
      weights[start + c] = weight - (rate * slope) / Math.sqrt(square)
    }
  }
}

/** One scale a row, as vectors have it. */
function quantiseRows(weights: Float32Array, classes: number): Pick<Classifier, 'scales' | 'weights'> {
  const scales = new Float32Array(weights.length / classes)
  const rounded = new Int8Array(weights.length)
  scales.forEach((_, row) => {
    const { values, scale } = quantise(weights.subarray(row * classes, (row + 1) * classes))
    scales[row] = scale
    rounded.set(values, row * classes)
  })
  return { scales, weights: rounded }
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
}
