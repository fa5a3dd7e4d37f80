// The decision tree in an article's front matter: its schema, the tree that pages show, and the way to a step.
import { z } from 'zod'

const line = z.string().trim().min(1)
const questionId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
/** `#section`, `article.md`, `article.md#section` or `contact`. */
const SEE = /^(?:(?:[\w./-]*\/)?([a-z0-9-]+)\.md)?(?:#(.+))?$/
const CONTACT = 'contact'

const answerSchema = z.strictObject({
  answer: line.max(120),
  next: questionId.optional(),
  advice: line.max(320).optional(),
  see: line
    .refine(
      (see) => see === CONTACT || SEE.test(see),
      'must be "#section", "article.md", "article.md#section" or "contact"',
    )
    .optional(),
})
const questionSchema = z.strictObject({
  id: questionId,
  question: line.max(160),
  answers: z.array(answerSchema).min(2, 'needs at least 2 answers').max(6, 'takes at most 6 answers'),
})
type WrittenAnswer = z.infer<typeof answerSchema>
type WrittenQuestion = z.infer<typeof questionSchema>

/** Questions as editors write them; the first is asked first. */
export const troubleshooterSchema = z
  .array(questionSchema)
  .min(2, 'needs at least 2 questions')
  .max(20, 'takes at most 20 questions')
  .superRefine((questions, context) => {
    for (const { path, message } of treeProblems(questions))
      context.addIssue({ code: 'custom', path: [...path], message })
  })
export type WrittenTroubleshooter = z.infer<typeof troubleshooterSchema>

interface TreeProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** Whatever keeps the questions from being one tree in which every way ends. */
function treeProblems(questions: readonly WrittenQuestion[]): TreeProblem[] {
  const ids = questions.map(({ id }) => id)
  const doubles = questions.flatMap(({ id }, i) =>
    ids.indexOf(id) < i
      ? [{ path: [i, 'id'], message: `"${id}" is the id of an earlier question, too` }]
      : [],
  )
  const answers = questions.flatMap((question, i) =>
    question.answers.flatMap((answer, j) => answerProblems(answer, [i, 'answers', j], ids)),
  )
  return [...doubles, ...answers, ...wayProblems(questions)]
}

function answerProblems(
  { next, advice, see }: WrittenAnswer,
  path: readonly (string | number)[],
  ids: readonly string[],
): TreeProblem[] {
  if (next !== undefined && (advice !== undefined || see !== undefined))
    return [{ path, message: 'leads to another question and to a conclusion' }]
  if (next !== undefined && !ids.includes(next))
    return [{ path: [...path, 'next'], message: `leads to the unknown question "${next}"` }]
  if (next !== undefined) return []
  if (advice === undefined && see === undefined) return [{ path, message: 'has no conclusion' }]
  if (advice === undefined) return [{ path, message: 'has a conclusion without "advice"' }]
  return see === undefined ? [{ path, message: 'has a conclusion without "see"' }] : []
}

/** Nested text has one place for each question, and so has the address that leads to it. */
function wayProblems(questions: readonly WrittenQuestion[]): TreeProblem[] {
  const [start] = questions
  const led = new Set(start ? [start.id] : [])
  const twice = questions.flatMap(({ answers }, i) =>
    answers.flatMap(({ next }, j) => {
      if (next === undefined) return []
      const isLed = led.has(next)
      led.add(next)
      const message = `leads to "${next}", which another answer leads to already`
      return isLed ? [{ path: [i, 'answers', j, 'next'], message }] : []
    }),
  )
  const reached = reachedFrom(questions)
  const lost = questions.flatMap(({ id }, i) =>
    reached.has(id) ? [] : [{ path: [i, 'id'], message: `no answer leads to "${id}"` }],
  )
  return [...twice, ...lost]
}

function reachedFrom(questions: readonly WrittenQuestion[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = questions.slice(0, 1).map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    const found = questions.find((question) => question.id === id)
    open.push(...(found?.answers.flatMap(({ next }) => next ?? []) ?? []))
  }
  return reached
}

/** Where an answer leads. */
export type Outcome =
  | { readonly kind: 'question'; readonly id: string }
  | {
      readonly kind: 'section'
      readonly advice: string
      /** Article id; '' for the article itself. */
      readonly article: string
      /** Anchor; '' for the article as a whole. */
      readonly section: string
    }
  | { readonly kind: 'contact'; readonly advice: string }

export interface TroubleshooterAnswer {
  readonly answer: string
  readonly outcome: Outcome
}

export interface TroubleshooterQuestion {
  readonly id: string
  readonly question: string
  readonly answers: readonly TroubleshooterAnswer[]
}

/** A sound tree; its first question is asked first, and every other is led to by exactly one answer. */
export type Troubleshooter = readonly TroubleshooterQuestion[]

/** The tree as pages show it. Anchors stay those of the written article. */
export function assembleTroubleshooter(
  written: WrittenTroubleshooter,
  convert: (text: string) => string,
): Troubleshooter {
  return written.map(({ id, question, answers }) => ({
    id,
    question: convert(question),
    answers: answers.map((answer) => ({
      answer: convert(answer.answer),
      outcome: outcomeOf(answer, convert),
    })),
  }))
}

function outcomeOf(
  { next, advice = '', see = '' }: WrittenAnswer,
  convert: (text: string) => string,
): Outcome {
  if (next !== undefined) return { kind: 'question', id: next }
  if (see === CONTACT) return { kind: 'contact', advice: convert(advice) }
  const [, article = '', section = ''] = SEE.exec(see) ?? []
  return { kind: 'section', advice: convert(advice), article, section }
}

/** The sections that a written tree points to, each with its place in the YAML. */
export function sectionsSeen(
  written: WrittenTroubleshooter,
): { readonly article: string; readonly section: string; readonly path: readonly (string | number)[] }[] {
  return written.flatMap(({ answers }, i) =>
    answers.flatMap(({ see }, j) => {
      if (see === undefined || see === CONTACT) return []
      const [, article = '', section = ''] = SEE.exec(see) ?? []
      return [{ article, section, path: ['troubleshooter', i, 'answers', j, 'see'] }]
    }),
  )
}

/** Name of a step in addresses: a question's id, or `<question>.<n>` for the conclusion of its n-th answer. */
export function stepName(question: string, answer?: number): string {
  return answer === undefined ? question : `${question}.${answer + 1}`
}

export interface AnsweredQuestion {
  readonly question: string
  readonly answer: string
}

/** What a reader was asked and answered on the way to a step; undefined if the tree has no such step. */
export function answersBefore(troubleshooter: Troubleshooter, step: string): AnsweredQuestion[] | undefined {
  const [id = '', number] = step.split('.')
  const question = troubleshooter.find((candidate) => candidate.id === id)
  if (!question) return undefined
  const answer = number === undefined ? undefined : question.answers[Number(number) - 1]
  if (number !== undefined && (!answer || answer.outcome.kind === 'question')) return undefined
  const own = answer ? [{ question: question.question, answer: answer.answer }] : []
  return [...answersToReach(troubleshooter, id), ...own]
}

function answersToReach(troubleshooter: Troubleshooter, id: string): AnsweredQuestion[] {
  for (const before of troubleshooter) {
    const taken = before.answers.find(({ outcome }) => outcome.kind === 'question' && outcome.id === id)
    if (taken)
      return [
        ...answersToReach(troubleshooter, before.id),
        { question: before.question, answer: taken.answer },
      ]
  }
  return []
}
