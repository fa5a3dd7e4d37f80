// What training gained on wallet questions that it did not see: the right section or need among all.
import type { Corpus } from '../../src/articles/corpus.ts'
import { createEntries, textToEmbed } from '../../src/search/entry.ts'
import { type Bags, type Encode, packBags } from './bags.ts'
import type { Question } from './domain.ts'
import { RECIPE } from './recipe.ts'
import { pool, type Table } from './table.ts'

export interface Gain {
  /** Share of the held-out wordings whose nearest section, in either language, belongs to the right article. */
  readonly articleBySection: number
  /** Share whose nearest training wording belongs to the right article or intent. */
  readonly articleByWording: number
}

/** Accuracy@1 by meaning alone. */
export function measureHeldOut(
  table: Table,
  corpus: Corpus,
  questions: { readonly train: readonly Question[]; readonly heldOut: readonly Question[] },
  encode: Encode,
): Gain {
  const passages = createEntries(corpus).filter(({ kind }) => kind === 'passage')
  const bagsOf = (texts: readonly string[], most: number): Bags =>
    packBags(texts.map((text) => encode(text, most)))
  const { first, second } = RECIPE.maxTokens
  const asked = pool(
    table,
    bagsOf(
      questions.heldOut.map(({ text }) => text),
      first,
    ),
  ).unit
  const sections = pool(table, bagsOf(passages.map(textToEmbed), second)).unit
  const wordings = pool(
    table,
    bagsOf(
      questions.train.map(({ text }) => text),
      first,
    ),
  ).unit
  const { dimensions } = table
  const share = (
    targets: Float32Array,
    articleOf: (target: number) => string | undefined,
    counts: (question: Question) => boolean,
  ): number => {
    const rows = questions.heldOut.flatMap((question, row) => (counts(question) ? [{ question, row }] : []))
    const right = rows.filter(
      ({ question, row }) =>
        articleOf(nearest(asked.subarray(row * dimensions, (row + 1) * dimensions), targets)) ===
        question.article,
    )
    return right.length / rows.length
  }
  return {
    articleBySection: share(
      sections,
      (target) => passages[target]?.article,
      (question) => question.section !== undefined,
    ),
    articleByWording: share(
      wordings,
      (target) => questions.train[target]?.article,
      () => true,
    ),
  }
}

/** Number of the target with the largest dot product. */
function nearest(query: Float32Array, targets: Float32Array): number {
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let target = 0; target < targets.length / query.length; target++) {
    let sum = 0
    for (let d = 0; d < query.length; d++) sum += (query[d] ?? 0) * (targets[target * query.length + d] ?? 0)
    if (sum > most) {
      most = sum
      best = target
    }
  }
  return best
}
