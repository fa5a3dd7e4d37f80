// Fitting the confidence: logistic regression on labelled questions.
import { type Calibration, FEATURES, type Features } from './confidence.ts'

export interface Example {
  readonly features: Features
  /** True if the first article answers the question. */
  readonly isRight: boolean
}

/** Steps of gradient descent; the loss is convex and settles well before. */
const STEPS = 4_000
const RATE = 0.3
/** L2 penalty per example: keeps weights sane on a few hundred questions. */
const PENALTY = 0.01

/**
 * Logistic regression over standardised features by full-batch gradient descent with an L2 penalty
 * (Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", §4.4). Deterministic.
 * @param fittedOn hash of the examples' source, kept with the result.
 */
export function fitCalibration(examples: readonly Example[], fittedOn: string): Calibration {
  const mean = mapFeatures((name) => average(examples.map(({ features }) => features[name])))
  const deviation = mapFeatures((name) => {
    const variance = average(examples.map(({ features }) => (features[name] - mean[name]) ** 2))
    return Math.sqrt(variance) || 1
  })
  const rows = examples.map(({ features, isRight }) => ({
    x: FEATURES.map((name) => (features[name] - mean[name]) / deviation[name]),
    y: isRight ? 1 : 0,
  }))
  const weights = FEATURES.map(() => 0)
  let bias = 0
  for (let step = 0; step < STEPS; step++) {
    const slopes = FEATURES.map(() => 0)
    let biasSlope = 0
    for (const { x, y } of rows) {
      const sum = x.reduce((total, value, i) => total + value * (weights[i] ?? 0), bias)
      const error = 1 / (1 + Math.exp(-sum)) - y
      x.forEach((value, i) => {
        slopes[i] = (slopes[i] ?? 0) + error * value
      })
      biasSlope += error
    }
    weights.forEach((weight, i) => {
      weights[i] = weight - RATE * ((slopes[i] ?? 0) / rows.length + PENALTY * weight)
    })
    bias -= (RATE * biasSlope) / rows.length
  }
  const weight = mapFeatures((name) => weights[FEATURES.indexOf(name)] ?? 0)
  return { mean, deviation, weight, bias: round(bias), fittedOn }
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
