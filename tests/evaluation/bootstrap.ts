// How far a figure could move had other situations been asked about: the bootstrap over families of questions.
import { createRandom } from '../../src/search/random.ts'
import type { Evaluated } from './evaluated.ts'
import type { Interval } from './measures.ts'

const RESAMPLES = 1_000

/**
 * 95 % percentile intervals (Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, §13.3). Whole families are
 * drawn with replacement, not questions: paraphrases of one situation succeed and fail together, and drawing them one
 * by one would make the intervals too narrow (Field & Welsh, "Bootstrapping clustered data", 2007).
 * The calibration error is biased upwards by resampling, as by few questions: read the lower end of its interval.
 * Seeded: equal outcomes give equal intervals.
 */
export function bootstrap<Name extends string>(
  evaluated: readonly Evaluated[],
  measure: (sample: readonly Evaluated[]) => Readonly<Record<Name, number>>,
  { resamples = RESAMPLES, seed = 1 }: { readonly resamples?: number; readonly seed?: number } = {},
): Partial<Record<Name, Interval>> {
  const families = [...Map.groupBy(evaluated, ({ question }) => question.family).values()]
  const random = createRandom(seed)
  const drawn = Array.from({ length: resamples }, () =>
    measure(families.flatMap(() => families[Math.floor(random() * families.length)] ?? [])),
  )
  const names = Object.keys(drawn[0] ?? {}) as Name[]
  return Object.fromEntries(
    names.flatMap((name) => {
      const interval = middle(drawn.map((figures) => figures[name]))
      return interval ? [[name, interval]] : []
    }),
  ) as Partial<Record<Name, Interval>>
}

/** The middle 95 % of the values; samples without anything to measure are left out. */
function middle(values: readonly number[]): Interval | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const low = sorted[Math.floor(sorted.length * 0.025)]
  const high = sorted[Math.ceil(sorted.length * 0.975) - 1]
  return low === undefined || high === undefined ? undefined : { low, high }
}
