// The table of token vectors: mean of a bag's vectors, its gradient, and lazy Adam.
import { type Bags, countBags } from './bags.ts'
import type { Random } from './random.ts'

export interface Table {
  readonly tokens: number
  readonly dimensions: number
  /** Row-major, `tokens × dimensions`. */
  readonly values: Float32Array
}

/** Standard deviation of the first, random vectors. */
const SPREAD = 0.1

export function createTable(tokens: number, dimensions: number, random: Random): Table {
  const values = Float32Array.from({ length: tokens * dimensions }, () => random.normal() * SPREAD)
  return { tokens, dimensions, values }
}

/** Unit vectors of bags, and the length of each before it was made one. */
export interface Pooled {
  readonly unit: Float32Array
  readonly lengths: Float32Array
}

/** The mean of each bag's token vectors, as a unit vector; an empty bag stays zero. */
export function pool({ values, dimensions }: Table, { ids, offsets }: Bags): Pooled {
  const count = offsets.length - 1
  const unit = new Float32Array(count * dimensions)
  const lengths = new Float32Array(count)
  for (let bag = 0; bag < count; bag++) {
    const [from, to, at] = [offsets[bag] ?? 0, offsets[bag + 1] ?? 0, bag * dimensions]
    for (let i = from; i < to; i++) {
      const row = (ids[i] ?? 0) * dimensions
      for (let d = 0; d < dimensions; d++) unit[at + d] = (unit[at + d] ?? 0) + (values[row + d] ?? 0)
    }
    let sum = 0
    for (let d = 0; d < dimensions; d++) {
      const mean = (unit[at + d] ?? 0) / Math.max(1, to - from)
      unit[at + d] = mean
      sum += mean * mean
    }
    const length = Math.sqrt(sum) || 1
    lengths[bag] = length
    for (let d = 0; d < dimensions; d++) unit[at + d] = (unit[at + d] ?? 0) / length
  }
  return { unit, lengths }
}

export interface Optimiser {
  /** Adds what bags contribute to the gradient: `slopes` is the gradient of the loss by their unit vectors. */
  readonly collect: (bags: Bags, pooled: Pooled, slopes: Float32Array) => void
  /** Moves the collected rows and forgets the gradient. */
  readonly step: (rate: number) => void
}

const [DECAY_MEAN, DECAY_SQUARE, EPSILON] = [0.9, 0.999, 1e-8]

/** Adam (Kingma & Ba 2015), lazy: rows that a batch does not touch stay as they are. */
export function createOptimiser(table: Table): Optimiser {
  const { values, dimensions, tokens } = table
  const gradient = new Float32Array(values.length)
  const mean = new Float32Array(values.length)
  const square = new Float32Array(values.length)
  const isTouched = new Uint8Array(tokens)
  let touched: number[] = []
  let steps = 0
  return {
    collect: (bags, { unit, lengths }, slopes) => {
      const { ids, offsets } = bags
      const slope = new Float32Array(dimensions)
      for (let bag = 0; bag < countBags(bags); bag++) {
        const [from, to, at] = [offsets[bag] ?? 0, offsets[bag + 1] ?? 0, bag * dimensions]
        let along = 0
        for (let d = 0; d < dimensions; d++) along += (unit[at + d] ?? 0) * (slopes[at + d] ?? 0)
        const share = 1 / ((lengths[bag] ?? 1) * Math.max(1, to - from))
        for (let d = 0; d < dimensions; d++)
          slope[d] = ((slopes[at + d] ?? 0) - along * (unit[at + d] ?? 0)) * share
        for (let i = from; i < to; i++) {
          const id = ids[i] ?? 0
          if (isTouched[id] === 0) {
            isTouched[id] = 1
            touched.push(id)
          }
          const row = id * dimensions
          for (let d = 0; d < dimensions; d++) gradient[row + d] = (gradient[row + d] ?? 0) + (slope[d] ?? 0)
        }
      }
    },
    step: (rate) => {
      steps++
      const unbias = Math.sqrt(1 - DECAY_SQUARE ** steps) / (1 - DECAY_MEAN ** steps)
      for (const id of touched) {
        const row = id * dimensions
        for (let i = row; i < row + dimensions; i++) {
          const g = gradient[i] ?? 0
          const m = DECAY_MEAN * (mean[i] ?? 0) + (1 - DECAY_MEAN) * g
          const s = DECAY_SQUARE * (square[i] ?? 0) + (1 - DECAY_SQUARE) * g * g
          mean[i] = m
          square[i] = s
          values[i] = (values[i] ?? 0) - (rate * unbias * m) / (Math.sqrt(s) + EPSILON)
          gradient[i] = 0
        }
        isTouched[id] = 0
      }
      touched = []
    },
  }
}
