// The groups that figures are given for: by the language people write in, and all together.
import type { LabelledQuestion } from './questions.ts'

export const GROUPS = ['zh', 'zh-CN', 'zh-TW', 'en', 'other languages', 'all'] as const
export type Group = (typeof GROUPS)[number]

/** Questions in other languages carry the locale "en", the interface such readers get, and are counted apart. */
export function isIn(group: Group, { locale, language }: LabelledQuestion): boolean {
  if (group === 'all') return true
  if (language !== undefined) return group === 'other languages'
  return group === 'zh' ? locale !== 'en' : locale === group
}

export function groupOf<T extends { readonly question: LabelledQuestion }>(
  group: Group,
  items: readonly T[],
): T[] {
  return items.filter(({ question }) => isIn(group, question))
}
