// Fitting the confidence: multinomial logistic regression on labelled questions.
import { type Calibration, FEATURES, type Features, type Outcome, OUTCOMES, softmax } from './confidence.ts'

export interface Example {
  readonly features: Features
  readonly outcome: Outcome
}

/** Steps of gradient descent; the loss is convex and settles well before. */
const STEPS = 4_000
const RATE = 0.5
/** L2 penalty per example: keeps weights sane on a few hundred questions. */
const PENALTY = 0.02

/**
 * Multinomial logistic regression over standardised features by full-batch gradient descent with an L2 penalty
 * (Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", §4.4). Deterministic.
 * @param fittedOn hash of the examples' source, kept with the result.
 */
export function fitCalibration(examples: readonly Example[], fittedOn: string): Calibration {
  const mean = mapFeatures((name) => average(examples.map(({ features }) => features[name])))
  const deviation = mapFeatures((name) => {
    const variance = average(examples.map(({ features }) => (features[name] - mean[name]) ** 2))
    // Rounded first: a feature that never varies may seem to by the last digit.
    return round(Math.sqrt(variance)) || 1
  })
  const rows = examples.map(({ features, outcome }) => ({
    x: [1, ...FEATURES.map((name) => (features[name] - mean[name]) / deviation[name])],
    y: OUTCOMES.indexOf(outcome),
  }))
  const weights = descend(rows, OUTCOMES.length)
  const outcomes = OUTCOMES.map((outcome, i) => {
    const [bias = 0, ...slopes] = weights[i] ?? []
    return [
      outcome,
      { bias: round(bias), weight: mapFeatures((name) => slopes[FEATURES.indexOf(name)] ?? 0) },
    ]
  })
  return { mean, deviation, outcomes: Object.fromEntries(outcomes), fittedOn }
}

interface Row {
  /** 1 for the bias, then the features. */
  readonly x: readonly number[]
  readonly y: number
}

/** Weights per class, the bias first. */
function descend(rows: readonly Row[], classes: number): number[][] {
  const width = rows[0]?.x.length ?? 0
  const weights = Array.from({ length: classes }, () => new Array<number>(width).fill(0))
  for (let step = 0; step < STEPS; step++) {
    const slopes = weights.map(() => new Array<number>(width).fill(0))
    for (const { x, y } of rows) {
      softmax(weights.map((weight) => dot(weight, x))).forEach((probability, i) => {
        addScaled(slopes[i] ?? [], x, probability - (i === y ? 1 : 0))
      })
    }
    weights.forEach((weight, i) => {
      for (let j = 0; j < width; j++) {
        const decay = j === 0 ? 0 : PENALTY * (weight[j] ?? 0)
        weight[j] = (weight[j] ?? 0) - RATE * ((slopes[i]?.[j] ?? 0) / rows.length + decay)
      }
    })
  }
  return weights
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(target: number[], source: readonly number[], scale: number): void {
  for (let i = 0; i < source.length; i++) target[i] = (target[i] ?? 0) + scale * (source[i] ?? 0)
}

function mapFeatures(of: (name: (typeof FEATURES)[number]) => number): Features {
  return Object.fromEntries(FEATURES.map((name) => [name, round(of(name))])) as Features
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Six digits: the same file on every processor. */
function round(value: number): number {
  return Number(value.toFixed(6))
}
