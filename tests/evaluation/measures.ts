// Figures of retrieval and confidence, as the field defines them.

/** Share of true values; NaN for none. */
export function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length
}

/** Position of the first expected article, from 0; -1 if it is not there. */
export function rankOf(ranked: readonly string[], expected: readonly string[]): number {
  return ranked.findIndex((article) => expected.includes(article))
}

/** Mean reciprocal rank. @param ranks from 0, -1 for not found. */
export function meanReciprocalRank(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length
}

export interface Scored {
  readonly score: number
  readonly isRight: boolean
}

/**
 * Probability that a right one scores above a wrong one, ties half: the area under the ROC curve by ranks
 * (Hanley & McNeil 1982). NaN if there is only one kind.
 */
export function auroc(items: readonly Scored[]): number {
  const sorted = items.toSorted((a, b) => a.score - b.score)
  const rights = sorted.filter(({ isRight }) => isRight).length
  let rankSum = 0
  for (let start = 0; start < sorted.length;) {
    let end = start
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end++
    const averageRank = (start + 1 + end) / 2
    rankSum += averageRank * sorted.slice(start, end).filter(({ isRight }) => isRight).length
    start = end
  }
  return (rankSum - (rights * (rights + 1)) / 2) / (rights * (sorted.length - rights))
}

/** Expected calibration error over ten equal bins (Naeini, Cooper & Hauskrecht 2015). */
export function calibrationError(items: readonly Scored[]): number {
  const bins = Map.groupBy(items, ({ score }) => Math.min(9, Math.floor(score * 10)))
  const errors = [...bins.values()].map((bin) => {
    const confidence = bin.reduce((sum, { score }) => sum + score, 0) / bin.length
    return (bin.length / items.length) * Math.abs(confidence - share(bin.map(({ isRight }) => isRight)))
  })
  return errors.reduce((sum, error) => sum + error, 0)
}

/** Largest share of `total` that can be answered with at least the given precision by moving one bar. */
export function coverageAt(precision: number, items: readonly Scored[], total: number): number {
  let right = 0
  let best = 0
  items
    .toSorted((a, b) => b.score - a.score)
    .forEach(({ isRight }, index) => {
      if (isRight) right++
      if (right / (index + 1) >= precision) best = Math.max(best, right)
    })
  return best / total
}
