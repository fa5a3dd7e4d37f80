// Text → which article or intent it belongs to, learnt from how people put their questions: the third ranker.
import { CLASSIFIER } from '../config.ts'
import { normalise, type Tokenizer } from './text.ts'

/**
 * Multinomial logistic regression over hashed n-grams. Where retrieval asks which single text a question is like, this
 * weighs every word against all articles at once: it learns that “fee” alone says little and “never left” a lot.
 */
export interface Classifier {
  /** What can be said of a text: `article ID` or the name of an intent. */
  readonly classes: readonly string[]
  /** Row of each bucket, plus one; 0 for buckets that were not learnt. */
  readonly rowOf: Int32Array
  /** Per row: how much rarer than common its n-grams are. */
  readonly rarity: Float32Array
  /** Per row: weight × scale is what it says for a class. */
  readonly scales: Float32Array
  /** Rows of one weight per class. */
  readonly weights: Int8Array
}

/** An n-gram vector of length 1. */
export interface SparseVector {
  readonly rows: Int32Array
  readonly values: Float32Array
}

/**
 * Buckets of a text's n-grams, each once: terms as the lexical index has them, pairs of words, pieces of words (three to
 * five letters, so that a typing slip costs a few pieces only), and one and three Chinese characters. Hashed, so that no
 * vocabulary has to be kept (Weinberger et al. 2009, "Feature hashing for large scale multitask learning"; pieces as in
 * Bojanowski et al. 2017, "Enriching word vectors with subword information").
 */
export function bucketsOf(text: string, tokenizer: Tokenizer): number[] {
  const buckets = new Set<number>()
  const add = (kind: string, part: string): void => void buckets.add(bucketOf(`${kind} ${part}`))
  for (const term of tokenizer.index(text)) add('term', term)
  const words = normalise(text).match(/[\p{Script=Latin}\p{N}']+|\p{Script=Han}+/gu) ?? []
  words.forEach((word, i) => {
    if (i > 0) add('pair', `${words[i - 1]} ${word}`)
    if (/\p{Script=Han}/u.test(word)) addPieces([...word], [1, 3], (piece) => add('han', piece))
    else addPieces([...`<${word}>`], [3, 4, 5], (piece) => add('part', piece))
  })
  return [...buckets]
}

function addPieces(
  letters: readonly string[],
  lengths: readonly number[],
  add: (piece: string) => void,
): void {
  for (const length of lengths) {
    for (let start = 0; start + length <= letters.length; start++) {
      add(letters.slice(start, start + length).join(''))
    }
  }
}

/**
 * FNV-1a over UTF-16 code units; the guard has its own, since neither may import the other.
 * @see https://datatracker.ietf.org/doc/draft-eastlake-fnv/
 */
function bucketOf(gram: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < gram.length; i++) hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % CLASSIFIER.buckets
}

/** The n-grams that were learnt, weighed by rarity. */
export function toSparse(
  buckets: readonly number[],
  { rowOf, rarity }: Pick<Classifier, 'rowOf' | 'rarity'>,
): SparseVector {
  const rows = Int32Array.from(buckets.map((bucket) => (rowOf[bucket] ?? 0) - 1).filter((row) => row >= 0))
  const values = Float32Array.from(rows, (row) => rarity[row] ?? 0)
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
  return { rows, values: values.map((value) => value / length) }
}

/** Probability of each class; they sum to 1. */
export function classify(classifier: Classifier, text: string, tokenizer: Tokenizer): Float32Array {
  const { classes, scales, weights } = classifier
  const { rows, values } = toSparse(bucketsOf(text, tokenizer), classifier)
  const sums = new Float32Array(classes.length)
  rows.forEach((row, i) => {
    const scale = (values[i] ?? 0) * (scales[row] ?? 0)
    const start = row * classes.length
    for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + scale * (weights[start + c] ?? 0)
  })
  return softmax(sums)
}

/** In place: sums → probabilities. */
export function softmax(sums: Float32Array): Float32Array {
  let most = Number.NEGATIVE_INFINITY
  for (const sum of sums) most = Math.max(most, sum)
  let total = 0
  for (let c = 0; c < sums.length; c++) {
    const power = Math.exp((sums[c] ?? 0) - most)
    sums[c] = power
    total += power
  }
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) / total
  return sums
}
