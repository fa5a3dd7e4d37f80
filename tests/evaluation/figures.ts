// Evaluated questions → figures, each with its definition; with intervals where asked for.
import { type Evaluated, type Found, type Outcome, outcomeOf } from './evaluated.ts'
import {
  auroc,
  calibrationError,
  coverageAt,
  meanReciprocalRank,
  rankOf,
  type Scored,
  share,
} from './measures.ts'

/** A figure that is a share of questions, so that one can say which questions made it. */
export interface Ratio {
  readonly label: string
  readonly meaning: string
  /** Better when lower. */
  readonly isBad?: true
  /** What is looked at. */
  readonly among: (outcome: Outcome) => boolean
  /** What is counted of it. */
  readonly counts: (outcome: Outcome) => boolean
}

const isKind =
  (kind: Outcome['question']['kind']) =>
  ({ question }: Outcome): boolean =>
    question.kind === kind
const isAnswerable = isKind('answerable')
/** Steps are quoted, as the answer or beside the form: after a theft people need both, and wrong ones harm alike. */
const isAnswered = ({ isShown }: Outcome): boolean => isShown

/**
 * Nothing here may be answered: other fields, small talk, and questions that go to a person and have no article. A
 * question that goes to a person but has self-help (stolen funds) is left to the escalation figure.
 */
function isOutOfScope({ question }: Outcome): boolean {
  return question.kind !== 'answerable' && question.expect.length === 0
}

export const RATIOS = {
  // Success@k of retrieval, whatever is decided (Manning, Raghavan & Schütze, "Introduction to Information
  // Retrieval", 2008, ch. 8; Voorhees 1999 for question answering).
  accuracy1: {
    label: 'acc@1',
    meaning: 'Answerable questions whose first article is one that answers.',
    among: isAnswerable,
    counts: ({ rank }) => rank === 0,
  },
  accuracy3: {
    label: 'acc@3',
    meaning: 'Answerable questions with an article that answers among the first three.',
    among: isAnswerable,
    counts: ({ rank }) => rank >= 0 && rank < 3,
  },
  // As accuracy@1 one level down, where an article was right: a reply quotes one section.
  section: {
    label: 'section',
    meaning: 'Answers whose best section is one the labels accept, where sections are labelled.',
    among: (outcome) => outcome.decision === 'answer' && (outcome.question.sections?.length ?? 0) > 0,
    counts: ({ question, section }) => section !== undefined && question.sections?.includes(section) === true,
  },
  // Selective classification (El-Yaniv & Wiener, JMLR 2010; Geifman & El-Yaniv 2017): an answer is given or withheld.
  answered: {
    label: 'answered',
    meaning: 'Answerable questions that get an answer, right or wrong.',
    among: isAnswerable,
    counts: isAnswered,
  },
  // One minus the selective risk. Over every answer given: one to a question that has none is as wrong as a wrong
  // article. For answerable questions alone it is coverage ÷ answered.
  precision: {
    label: 'precision',
    meaning: 'Answers that quote an article which answers, of all answers given to any question.',
    among: isAnswered,
    counts: ({ isShownRight }) => isShownRight,
  },
  // Right answers only: covering a question wrongly helps nobody, and raises the figure above it.
  coverage: {
    label: 'coverage',
    meaning: 'Answerable questions that get an answer with an article that answers.',
    among: isAnswerable,
    counts: ({ isShownRight }) => isShownRight,
  },
  // One minus the out-of-scope recall of Larson et al., "An evaluation dataset for intent classification and
  // out-of-scope prediction", EMNLP 2019.
  falseAnswers: {
    label: 'false answers',
    meaning:
      'Out-of-scope questions that are answered: other fields, small talk, and what no article covers.',
    isBad: true,
    among: isOutOfScope,
    counts: isAnswered,
  },
  // Recall of the class "to a person" (Manning et al., §8.3).
  escalated: {
    label: 'escalated',
    meaning: 'Questions a person has to see that are handed to one.',
    among: isKind('escalate'),
    counts: ({ decision }) => decision === 'escalate',
  },
  declined: {
    label: 'declined',
    meaning: 'Questions of other fields that are declined; the rest go to a person or get a choice.',
    among: isKind('foreign'),
    counts: ({ decision }) => decision === 'decline',
  },
  smallTalk: {
    label: 'small talk',
    meaning: 'Small talk that gets a friendly line instead of an article or a form.',
    among: isKind('small-talk'),
    counts: ({ decision }) => decision === 'decline',
  },
} as const satisfies Readonly<Record<string, Ratio>>
export type RatioName = keyof typeof RATIOS

/** Figures of ranks and confidences: no single question makes them. */
export const MEASURES = {
  // Voorhees 1999.
  mrr: {
    label: 'MRR',
    meaning: 'Mean of 1 / rank of the first article that answers; 0 where it is not found.',
  },
  // Hanley & McNeil 1982.
  auroc: { label: 'AUROC', meaning: 'Probability that a right first article is surer than a wrong one.' },
  // Geifman & El-Yaniv 2017.
  coverageAt95: {
    label: 'cov. at 95 %',
    meaning:
      'Largest coverage that one bar on the confidence reaches with 95 % of answers right, without rules.',
  },
  // Naeini, Cooper & Hauskrecht 2015.
  ece: {
    label: 'ECE',
    meaning: 'How far confidence and share of right ones lie apart, on average over ten bins.',
    isBad: true,
  },
} as const satisfies Readonly<Record<string, Pick<Ratio, 'label' | 'meaning' | 'isBad'>>>
export type MeasureName = keyof typeof MEASURES

export type FigureName = RatioName | MeasureName
export const FIGURES: Readonly<Record<FigureName, Pick<Ratio, 'label' | 'meaning' | 'isBad'>>> = {
  ...RATIOS,
  ...MEASURES,
}
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[]

/** NaN where there is nothing to measure. */
export type Figures = Readonly<Record<FigureName, number>>

export function figuresOf(evaluated: readonly Evaluated[]): Figures {
  const outcomes = evaluated.map(outcomeOf)
  const ratios = Object.entries<Ratio>(RATIOS).map(([name, ratio]) => [name, ratioOf(ratio, outcomes)])
  const scored = scoredOf(evaluated)
  return {
    ...(Object.fromEntries(ratios) as Record<RatioName, number>),
    mrr: meanReciprocalRank(outcomes.filter(isAnswerable).map(({ rank }) => rank)),
    auroc: auroc(scored),
    coverageAt95: coverageAt(0.95, scored, withArticle(evaluated)),
    ece: calibrationError(scored),
  }
}

function ratioOf({ among, counts }: Ratio, outcomes: readonly Outcome[]): number {
  return share(outcomes.filter(among).map(counts))
}

/**
 * What the confidence claims, "the first article answers this", and whether it does; of every question but small
 * talk, whatever rules decide, so that runs with other rules compare. Small talk has nothing to look up. What a person
 * has to see no article answers, even if one helps meanwhile.
 */
export function scoredOf(evaluated: readonly Evaluated[]): Scored[] {
  return scoredBy(evaluated, ({ confidence }) => confidence)
}

/** The same claim by another figure, such as the raw score. */
export function scoredBy<T extends Found>(found: readonly T[], scoreOf: (one: T) => number): Scored[] {
  return found
    .filter(({ question }) => question.kind !== 'small-talk')
    .map((one) => ({
      score: scoreOf(one),
      isRight: one.question.kind === 'answerable' && rankOf(one.ranked, one.question.expect) === 0,
    }))
}

/** How many of the questions behind {@link scoredOf} have an article that answers. */
export function withArticle(evaluated: readonly Evaluated[]): number {
  return evaluated.filter(({ question }) => question.kind === 'answerable').length
}
