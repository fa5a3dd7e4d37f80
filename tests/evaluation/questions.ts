// The labelled questions: what people ask, and what should come of it.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { INTENTS } from '../../src/articles/phrasings.ts'
import { LOCALES } from '../../src/config.ts'

export const SPLITS = ['dev', 'test'] as const
export type Split = (typeof SPLITS)[number]

export const KINDS = ['answerable', 'escalate', 'foreign', 'small-talk'] as const
export type QuestionKind = (typeof KINDS)[number]

const questionSchema = z.strictObject({
  id: z.string(),
  /** Paraphrases of one situation share a family; a family lies wholly in one split. */
  family: z.string(),
  split: z.enum(SPLITS),
  locale: z.enum(LOCALES),
  /** answerable: an article answers it. escalate: a person has to. foreign: not our field. small-talk: no question. */
  kind: z.enum(KINDS),
  /** With 'escalate': why a person has to. Needed of dev questions, to fit by. */
  intent: z.enum(INTENTS).optional(),
  /** Ids of the articles that answer; with 'escalate', of the self-help that belongs beside the form. */
  expect: z.array(z.string()),
  question: z.string().min(1),
  /** Language of the question ("es", "ja", …) where it is neither Chinese nor English. */
  language: z.string().optional(),
  /** Accepted places of the answer, "article-id#english-anchor"; "article-id#" is the introduction. */
  sections: z.array(z.string().regex(/^[a-z0-9-]+#[^\s#]*$/)).optional(),
})
export type LabelledQuestion = z.infer<typeof questionSchema>

/** @throws if a line is not a labelled question. */
export async function readQuestions(file: string): Promise<LabelledQuestion[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.map((line) => questionSchema.parse(JSON.parse(line)))
}
