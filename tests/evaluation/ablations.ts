// What each part contributes: the figures without it. The confidence stays as fitted with everything in place.
import { type AskDeps, judge } from '../../src/answer/ask.ts'
import { decide } from '../../src/answer/decide.ts'
import type { Corpus } from '../../src/articles/corpus.ts'
import type { Embedder } from '../../src/search/embedder.node.ts'
import { type Evaluated, evaluateAll } from './evaluated.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { LabelledQuestion } from './questions.ts'
import { createReindex, withoutPhrasings } from './reindex.ts'
import { withoutClassifier, withRetrieval } from './side-by-side.ts'

export interface Ablation {
  readonly name: string
  readonly figures: Figures
}

export async function ablate(
  deps: AskDeps,
  embedder: Embedder,
  questions: readonly LabelledQuestion[],
): Promise<Ablation[]> {
  const { corpus } = deps
  const reindex = createReindex(deps, embedder)
  const variants: readonly (readonly [string, () => Promise<Evaluated[]>])[] = [
    ['everything', () => evaluateAll(deps, questions)],
    ['no dense', () => evaluateAll(withRetrieval(deps, { denseShare: 0 }), questions)],
    ['no lexical', () => evaluateAll(withRetrieval(deps, { denseShare: 1 }), questions)],
    ['no classifier', () => evaluateAll(withoutClassifier(deps), questions)],
    ['no glossary', async () => evaluateAll(await reindex({ ...corpus, glossary: [] }), questions)],
    ['no phrasings', async () => evaluateAll(await reindex(withoutPhrasings(corpus)), questions)],
    ['no sample questions', async () => evaluateAll(await reindex(withoutSamples(corpus)), questions)],
    ['no calibration', () => evaluateUncalibrated(deps, questions)],
    ['no intents', async () => evaluateAll(await reindex({ ...corpus, intents: [] }), questions)],
  ]
  const ablations: Ablation[] = []
  for (const [name, evaluated] of variants) ablations.push({ name, figures: figuresOf(await evaluated()) })
  return ablations
}

/** Neither the phrasings beside the articles nor the questions in their front matter. */
function withoutSamples(corpus: Corpus): Corpus {
  const articles = corpus.articles.map((article) => ({ ...article, questions: [] }))
  return { ...withoutPhrasings(corpus), articles }
}

/** The raw retrieval score in the place of the confidence, against the same bars. */
async function evaluateUncalibrated(
  deps: AskDeps,
  questions: readonly LabelledQuestion[],
): Promise<Evaluated[]> {
  const evaluated = await evaluateAll(deps, questions)
  const changed: Evaluated[] = []
  for (const one of evaluated) {
    const { evidence } = await judge(deps, one.question.question, one.question.locale)
    const probabilities = { first: one.score, choice: 0, case: 0, gap: 1 - one.score, foreign: 0 }
    const verdict = decide({ ...evidence, probabilities })
    changed.push({
      ...one,
      confidence: one.score,
      decision: verdict.decision,
      reason: verdict.decision === 'escalate' ? verdict.reason : undefined,
      shown: verdict.decision === 'answer' ? one.ranked[0] : undefined,
    })
  }
  return changed
}
