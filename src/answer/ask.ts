// The main path: question → guard → retrieve → confidence → decide → compose → reply.
import type { Corpus } from '../articles/corpus.ts'
import type { Locale } from '../config.ts'
import { isFundsAtRisk } from '../guard/cues.ts'
import { redactSecrets } from '../guard/secrets.ts'
import { isTraditional, toSimplified } from '../i18n/traditional.ts'
import { retrieve } from '../search/retrieve.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { compose } from './compose.ts'
import { confidenceOf, featuresOf } from './confidence.ts'
import { decide, type Evidence, type Verdict } from './decide.ts'
import { isAboutProduct, isAccountSpecific, smallTalkOf, wantsPerson } from './intent.ts'
import type { Reply } from './reply.ts'

export interface AskDeps {
  readonly corpus: Corpus
  readonly index: SearchIndex
  /** Unit vector of a question. */
  readonly embed: (text: string) => Promise<Float32Array>
  readonly now: () => Date
}

export interface Question {
  readonly question: string
  /** The reader's language; that of the question if absent. */
  readonly locale?: Locale | undefined
}

/** Answers a question from the articles, or says who can. Never throws for anything a person typed. */
export async function ask(
  deps: AskDeps,
  { question, locale = detectLocale(question) }: Question,
): Promise<Reply> {
  const started = performance.now()
  const safe = redactSecrets(question)
  const { evidence, verdict } = await judge(deps, safe.text, locale, safe.found.length > 0)
  const { confidence, hits } = evidence
  const body = compose({
    corpus: deps.corpus,
    question: safe.text,
    locale,
    verdict,
    confidence,
    hits,
    now: deps.now(),
  })
  return { id: crypto.randomUUID(), ...body, tookMs: Math.round((performance.now() - started) * 10) / 10 }
}

/** Everything known about a question, and what follows from it. The evaluation looks at both. */
export async function judge(
  deps: AskDeps,
  question: string,
  locale: Locale,
  hasSecret = false,
): Promise<{ evidence: Evidence; verdict: Verdict }> {
  const text = toSimplified(question)
  const hits = retrieve(deps.index, { text, vector: await deps.embed(text), locale })
  const termIds = deps.index.tokenizer.termIds(text)
  const evidence: Evidence = {
    hasSecret,
    smallTalk: smallTalkOf(text),
    isFundsAtRisk: isFundsAtRisk(text),
    wantsPerson: wantsPerson(text),
    isAccountSpecific: isAccountSpecific(text),
    isAboutWallets: termIds.length > 0 || isAboutProduct(text),
    confidence: hits.length > 0 ? confidenceOf(featuresOf(hits, termIds)) : 0,
    hits,
  }
  return { evidence, verdict: decide(evidence) }
}

/** Chinese with any character that has a simplified form is zh-TW, other Chinese zh-CN, the rest English. */
export function detectLocale(text: string): Locale {
  if (!/\p{Script=Han}/u.test(text)) return 'en'
  return isTraditional(text) ? 'zh-TW' : 'zh-CN'
}
