// The wallet questions as batches: question → section, question → heading, question → another wording of the same need.
import type { Corpus } from '../../src/articles/corpus.ts'
import type { WrittenLocale } from '../../src/config.ts'
import { createEntries, type Entry, textToEmbed } from '../../src/search/entry.ts'
import { type Bags, type Encode, packBags, takeBags } from './bags.ts'
import { relate } from './contrast.ts'
import type { Random } from './random.ts'
import { RECIPE } from './recipe.ts'
import type { Batch } from './train.ts'

export interface Domain {
  /** A batch of wallet questions with all sections of a language, or other wordings, to choose from. */
  readonly next: (size: number, random: Random) => Batch
}

/** A wording with the place that answers it. */
export interface Question {
  readonly text: string
  /** Number of its need among all needs. */
  readonly need: number
  /** Article id, or the intent of a need that no article answers. */
  readonly article: string
  /** Position of the section; undefined if no article answers. */
  readonly section: number | undefined
}

/** All wordings; every Nth need of each article (and intent) is held out. */
export function splitQuestions(corpus: Corpus): { train: Question[]; heldOut: Question[] } {
  const train: Question[] = []
  const heldOut: Question[] = []
  const needs = [
    ...corpus.needs.map(({ article, section, wordings }) => ({ article, section, wordings })),
    ...corpus.intents.map(({ intent, wordings }) => ({
      article: `#${intent}`,
      section: undefined,
      wordings,
    })),
  ]
  needs.forEach(({ article, section, wordings }, need) => {
    const part = need % RECIPE.heldOutEvery === RECIPE.heldOutEvery - 1 ? heldOut : train
    part.push(...wordings.map(({ text }) => ({ text, need, article, section })))
  })
  return { train, heldOut }
}

interface Targets {
  readonly entries: readonly Entry[]
  readonly bags: Bags
}

/**
 * Batches over the training wordings. Sections stand all at once in the columns, so that the sections next door, the
 * hardest wrong answers, are always among them.
 */
export function createDomain(corpus: Corpus, questions: readonly Question[], encode: Encode): Domain {
  const { maxTokens } = RECIPE
  const bags = packBags(questions.map(({ text }) => encode(text, maxTokens.first)))
  const answered = questions.flatMap(({ section }, index) => (section === undefined ? [] : [index]))
  const byNeed = Map.groupBy(questions.keys(), (index) => questions[index]?.need ?? 0)
  const paired = [...questions.keys()].filter(
    (index) => (byNeed.get(questions[index]?.need ?? -1)?.length ?? 0) > 1,
  )
  const targets = (kinds: readonly Entry['kind'][], locale: WrittenLocale): Targets => {
    const entries = createEntries(corpus).filter(
      (entry) => entry.locale === locale && kinds.includes(entry.kind),
    )
    return { entries, bags: packBags(entries.map((entry) => encode(textToEmbed(entry), maxTokens.second))) }
  }
  const choices = (['zh-CN', 'en'] as const).flatMap((locale) => [
    { name: 'sections', ...targets(['passage'], locale) },
    { name: 'headings', ...targets(['title', 'heading'], locale) },
  ])
  const toTargets = (
    size: number,
    random: Random,
    { name, entries, bags: columns }: (typeof choices)[number],
  ): Batch => {
    const chosen = sample(answered, size, random)
    const relation = relate(chosen.length, entries.length, (row, column) =>
      fits(questions[chosen[row] ?? 0], entries[column]),
    )
    return { name, rows: takeBags(bags, chosen), columns, ...relation, isSymmetric: false }
  }
  const toWordings = (size: number, random: Random): Batch => {
    const chosen = sample(paired, size, random)
    const partners = chosen.map((index) => {
      const others = (byNeed.get(questions[index]?.need ?? -1) ?? []).filter((other) => other !== index)
      return others[random.below(others.length)] ?? index
    })
    const relation = relate(chosen.length, partners.length, (row, column) =>
      agrees(questions[chosen[row] ?? 0], questions[partners[column] ?? 0]),
    )
    return {
      name: 'wordings',
      rows: takeBags(bags, chosen),
      columns: takeBags(bags, partners),
      ...relation,
      isSymmetric: true,
    }
  }
  return {
    next: (size, random) => {
      const choice = choices[random.below(choices.length * 2)]
      return choice ? toTargets(size, random, choice) : toWordings(size, random)
    },
  }
}

/** The section that answers is right; others of its article are no mistake if the article as a whole answers. */
function fits(question: Question | undefined, entry: Entry | undefined): 'right' | 'wrong' | 'ignored' {
  if (question?.article !== entry?.article) return 'wrong'
  if (question?.section === entry?.section) return 'right'
  return question?.section === 0 ? 'ignored' : 'wrong'
}

/** Wordings of the same need are right, of the same section (or intent) no mistake. */
function agrees(a: Question | undefined, b: Question | undefined): 'right' | 'wrong' | 'ignored' {
  if (a?.need === b?.need) return 'right'
  return a?.article === b?.article && a?.section === b?.section ? 'ignored' : 'wrong'
}

function sample(from: readonly number[], size: number, random: Random): number[] {
  const order = random.permutation(from.length)
  return Array.from(order.subarray(0, size), (position) => from[position] ?? 0)
}
