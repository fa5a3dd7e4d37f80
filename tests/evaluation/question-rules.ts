// What the labelled questions have to keep to for the figures to mean something.
import type { Corpus } from '../../src/articles/corpus.ts'
import { toSimplified } from '../../src/i18n/traditional.ts'
import { normalise } from '../../src/search/text.ts'
import type { LabelledQuestion } from './questions.ts'

/** Families with questions in both splits: tuning on one half would show in the other. */
export function straddlingFamilies(questions: readonly LabelledQuestion[]): string[] {
  const families = Map.groupBy(questions, ({ family }) => family)
  return [...families]
    .filter(([, members]) => new Set(members.map(({ split }) => split)).size > 1)
    .map(([family, members]) => `${family}: ${members.map(({ id, split }) => `${id} ${split}`).join(', ')}`)
}

/** Values that occur more than once, with how often. */
export function repeated(values: readonly string[]): string[] {
  return [...Map.groupBy(values, (value) => value)]
    .filter(([, same]) => same.length > 1)
    .map(([value, same]) => `${value} ×${same.length}`)
}

/** Letters and digits alone, in Simplified Chinese and small: what is left when only the way of writing differs. */
export function coreOf(text: string): string {
  return normalise(toSimplified(text)).replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Questions that stand word for word in what retrieval is built from or the embedder was trained on. */
export function knownBeforehand(
  questions: readonly LabelledQuestion[],
  { needs, intents }: Pick<Corpus, 'needs' | 'intents'>,
): string[] {
  const places = new Map<string, string>()
  for (const { article, need, wordings } of needs) {
    for (const { text } of wordings) places.set(coreOf(text), `phrasings/${article}.yaml, "${need}"`)
  }
  for (const { intent, need, wordings } of intents) {
    for (const { text } of wordings) places.set(coreOf(text), `intents.yaml, ${intent}, "${need}"`)
  }
  return questions.flatMap(({ id, question }) => {
    const place = places.get(coreOf(question))
    return place === undefined ? [] : [`${id} "${question}" stands in content/${place}`]
  })
}

/** Labels that name an article or a section that does not exist. */
export function danglingLabels(
  questions: readonly LabelledQuestion[],
  { articles }: Pick<Corpus, 'articles'>,
): string[] {
  const english = articles.filter(({ locale }) => locale === 'en')
  const ids = new Set(english.map(({ id }) => id))
  const places = new Set(
    english.flatMap(({ id, sections }) =>
      sections.filter(({ isHandover }) => !isHandover).map((section) => `${id}#${section.id}`),
    ),
  )
  return questions.flatMap(({ id, expect, sections = [] }) => [
    ...expect
      .filter((article) => !ids.has(article))
      .map((article) => `${id}: there is no article "${article}"`),
    ...sections.filter((place) => !places.has(place)).map((place) => `${id}: there is no section "${place}"`),
  ])
}
