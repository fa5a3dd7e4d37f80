// What the figures should reach, on the test questions, in Chinese and in English each.
import type { FigureName, Figures } from './figures.ts'

export interface Target {
  readonly figure: FigureName
  readonly name: string
  /** The least it may be; the most for figures that are better when lower. */
  readonly bound: number
  readonly isAtMost: boolean
}

export const TARGET_GROUPS = ['zh', 'en'] as const

export const TARGETS: readonly Target[] = [
  { figure: 'accuracy1', name: 'Right article first', bound: 0.9, isAtMost: false },
  { figure: 'accuracy3', name: 'Right article in the first three', bound: 0.97, isAtMost: false },
  { figure: 'precision', name: 'Answers that are right', bound: 0.95, isAtMost: false },
  { figure: 'coverage', name: 'Answerable questions answered right', bound: 0.8, isAtMost: false },
  { figure: 'falseAnswers', name: 'False answers to out-of-scope questions', bound: 0.03, isAtMost: true },
  { figure: 'escalated', name: 'Must-escalate questions that reach a person', bound: 0.97, isAtMost: false },
  { figure: 'ece', name: 'Calibration error', bound: 0.05, isAtMost: true },
]

/** Distance to the target in points: 0 or more if it is reached, NaN if there is nothing to measure. */
export function lead({ figure, bound, isAtMost }: Target, figures: Figures): number {
  const value = figures[figure]
  return (isAtMost ? bound - value : value - bound) * 100
}

/** Rounding must not turn 0.8999… of 90 % into a miss. */
export function isMet(target: Target, figures: Figures): boolean {
  return lead(target, figures) >= -1e-9
}
