// A labelled question put to the main path: what was found, how sure, and what the reply does.
import { type AskDeps, ask, judge } from '../../src/answer/ask.ts'
import type { Decision, EscalationReason } from '../../src/answer/reply.ts'
import type { Corpus } from '../../src/articles/corpus.ts'
import { rankOf } from './measures.ts'
import type { LabelledQuestion } from './questions.ts'

/** What retrieval makes of a question. */
export interface Found {
  readonly question: LabelledQuestion
  /** Article ids, best first. */
  readonly ranked: readonly string[]
  /** Best section of the first article, "article-id#english-anchor"; undefined if nothing was found. */
  readonly section: string | undefined
  /** Retrieval score of the first article: orders, and is no probability. */
  readonly score: number
}

export interface Evaluated extends Found {
  readonly confidence: number
  readonly decision: Decision
  /** Why a person is offered; only with 'escalate'. */
  readonly reason: EscalationReason | undefined
  /** Article whose steps the reply quotes: that of an answer, or the self-help beside the form. */
  readonly shown: string | undefined
  /** What the whole reply took, in milliseconds. */
  readonly ms: number
}

export async function evaluateAll(
  deps: AskDeps,
  questions: readonly LabelledQuestion[],
): Promise<Evaluated[]> {
  const all: Evaluated[] = []
  for (const question of questions) all.push(await evaluate(deps, question))
  return all
}

/** Asks twice: `judge` tells what lies behind the reply, `ask` is what people get and what is timed. */
async function evaluate(deps: AskDeps, question: LabelledQuestion): Promise<Evaluated> {
  const found = await find(deps, question)
  const started = performance.now()
  const reply = await ask(deps, { question: question.question, locale: question.locale })
  const ms = performance.now() - started
  return {
    ...found,
    confidence: reply.confidence,
    decision: reply.decision,
    reason: reply.escalation?.reason,
    shown: reply.citations[0]?.article,
    ms,
  }
}

export async function find(deps: AskDeps, question: LabelledQuestion): Promise<Found> {
  const { evidence } = await judge(deps, question.question, question.locale)
  const [first] = evidence.hits
  return {
    question,
    ranked: evidence.hits.map((hit) => hit.article),
    section: first && placeOf(deps.corpus, first.article, first.sections[0]?.entry.section ?? 0),
    score: first?.score ?? 0,
  }
}

/** Sections stand in the same order in every language; labels name them by the English anchor. */
function placeOf({ articles }: Pick<Corpus, 'articles'>, id: string, section: number): string {
  const written = articles.filter((article) => article.id === id)
  const english = written.find(({ locale }) => locale === 'en') ?? written[0]
  return `${id}#${english?.sections[section]?.id ?? ''}`
}

/** What counts of one question; an earlier run is kept as these three. */
export interface Outcome {
  readonly question: LabelledQuestion
  /** Position of the first expected article, from 0; -1 if it was not found. */
  readonly rank: number
  readonly decision: Decision
  /** The reply quotes steps: as the answer, or beside the form. */
  readonly isShown: boolean
  /** They are those of an expected article. */
  readonly isShownRight: boolean
  /** Place of the quoted section; unknown of an earlier run. */
  readonly section?: string | undefined
}

export function outcomeOf({ question, ranked, decision, shown, section }: Evaluated): Outcome {
  return {
    question,
    rank: rankOf(ranked, question.expect),
    decision,
    isShown: shown !== undefined,
    isShownRight: shown !== undefined && question.expect.includes(shown),
    section,
  }
}

/**
 * True if the reply is one this kind of question should get. Of an answerable question that is the right steps, be it
 * beside the form: after a theft people need both.
 */
export function isFine(outcome: Outcome): boolean {
  const { kind } = outcome.question
  if (kind === 'answerable') return outcome.isShownRight
  return outcome.decision === (kind === 'escalate' ? 'escalate' : 'decline')
}
