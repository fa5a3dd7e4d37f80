// Measures of retrieval and confidence over plain numbers, as the field defines them.

/** Share of true values; NaN for none. */
export function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length
}

/** Position of the first expected article, from 0; -1 if it is not there. */
export function rankOf(ranked: readonly string[], expected: readonly string[]): number {
  return ranked.findIndex((article) => expected.includes(article))
}

/**
 * Mean reciprocal rank of the first right one (Voorhees, "The TREC-8 Question Answering Track Report", 1999).
 * @param ranks from 0, -1 for not found.
 */
export function meanReciprocalRank(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length
}

/** The value below which the given share of values lies, by the nearest rank; NaN for none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** One answer that could be given: how sure, and whether it would be right. */
export interface Scored {
  readonly score: number
  readonly isRight: boolean
}

/**
 * Probability that a right one scores above a wrong one, ties half: the area under the ROC curve by ranks
 * (Hanley & McNeil, "The meaning and use of the area under a ROC curve", 1982). NaN if there is only one kind.
 */
export function auroc(items: readonly Scored[]): number {
  const sorted = items.toSorted((a, b) => a.score - b.score)
  let rights = 0
  let rankSum = 0
  for (let start = 0; start < sorted.length;) {
    let end = start
    let tiedRights = 0
    for (; end < sorted.length && sorted[end]?.score === sorted[start]?.score; end++) {
      if (sorted[end]?.isRight) tiedRights++
    }
    rights += tiedRights
    rankSum += ((start + 1 + end) / 2) * tiedRights
    start = end
  }
  return (rankSum - (rights * (rights + 1)) / 2) / (rights * (sorted.length - rights))
}

export const BINS = 10

/** A bin of a reliability diagram: confidences from `from` (inclusive) to the next bin. */
export interface Bin {
  readonly from: number
  readonly count: number
  /** NaN for an empty bin, as is `right`. */
  readonly meanConfidence: number
  /** Share that is right. */
  readonly right: number
}

/**
 * Ten bins of equal width; a confidence of 1 belongs to the last (DeGroot & Fienberg, "The comparison and evaluation
 * of forecasters", 1983; drawn as a reliability diagram by Niculescu-Mizil & Caruana 2005).
 */
export function reliability(items: readonly Scored[]): Bin[] {
  const byBin = Map.groupBy(items, ({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)))
  return Array.from({ length: BINS }, (_, bin): Bin => {
    const held = byBin.get(bin) ?? []
    const sum = held.reduce((total, { score }) => total + score, 0)
    return {
      from: bin / BINS,
      count: held.length,
      meanConfidence: sum / held.length,
      right: share(held.map(({ isRight }) => isRight)),
    }
  })
}

/**
 * Expected calibration error: how far confidence and share of right ones lie apart, averaged over the bins by their
 * counts (Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015).
 */
export function calibrationError(items: readonly Scored[]): number {
  if (items.length === 0) return Number.NaN
  return reliability(items)
    .filter(({ count }) => count > 0)
    .reduce((sum, bin) => sum + (bin.count / items.length) * Math.abs(bin.meanConfidence - bin.right), 0)
}

/** What answering everything from one confidence upwards gives. */
export interface RiskPoint {
  readonly bar: number
  readonly answered: number
  /** Right answers as a share of all that could be answered. */
  readonly coverage: number
  /** Share of the answers that are wrong. */
  readonly risk: number
}

/**
 * The risk–coverage curve, one point for each distinct confidence, the highest first (El-Yaniv & Wiener, "On the
 * foundations of noise-free selective classification", JMLR 2010). Theirs counts every answer as covered; here only
 * right ones are, so that a point reads like the figures of the same name.
 * @param total how many could be answered.
 */
export function riskCoverage(items: readonly Scored[], total: number): RiskPoint[] {
  const sorted = items.toSorted((a, b) => b.score - a.score)
  const points: RiskPoint[] = []
  let right = 0
  sorted.forEach(({ score, isRight }, index) => {
    if (isRight) right++
    const answered = index + 1
    if (sorted[answered]?.score === score) return // one bar cannot part what scores alike
    points.push({ bar: score, answered, coverage: right / total, risk: (answered - right) / answered })
  })
  return points
}

/**
 * Largest coverage that keeps the given precision by moving one bar (Geifman & El-Yaniv, "Selective classification
 * for deep neural networks", 2017, without their guarantee); 0 if no bar does.
 */
export function coverageAt(precision: number, items: readonly Scored[], total: number): number {
  if (total === 0) return Number.NaN
  const kept = riskCoverage(items, total).filter(({ risk }) => risk <= 1 - precision + 1e-9)
  return kept.reduce((best, { coverage }) => Math.max(best, coverage), 0)
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/** 95 % interval of a share (Wilson, "Probable inference, the law of succession, and statistical inference", 1927). */
export function wilson(part: number, count: number): Interval {
  const z = 1.96
  const denominator = 1 + z ** 2 / count
  const middle = (part + z ** 2 / (2 * count)) / denominator
  const half = (z * Math.sqrt((part * (1 - part)) / count + z ** 2 / (4 * count ** 2))) / denominator
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
