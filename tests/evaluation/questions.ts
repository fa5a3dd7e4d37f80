// The labelled questions: what people ask, and what should come of it.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { LOCALES } from '../../src/config.ts'

const questionSchema = z.strictObject({
  id: z.string(),
  /** Paraphrases of one situation share a family; a family lies wholly in one split. */
  family: z.string(),
  split: z.enum(['dev', 'test']),
  locale: z.enum(LOCALES),
  /** answerable: an article answers it. escalate: a person has to. foreign: not our field. small-talk: no question. */
  kind: z.enum(['answerable', 'escalate', 'foreign', 'small-talk']),
  /** Ids of the articles that answer; empty unless answerable. */
  expect: z.array(z.string()),
  question: z.string().min(1),
})
export type LabelledQuestion = z.infer<typeof questionSchema>

/** @throws if a line is not a labelled question. */
export async function readQuestions(file: string): Promise<LabelledQuestion[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.map((line) => questionSchema.parse(JSON.parse(line)))
}
