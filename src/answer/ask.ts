// The main path: question → guard → retrieve → confidence → decide → compose → reply.
import type { Corpus } from '../articles/corpus.ts'
import type { Locale, RetrievalOptions } from '../config.ts'
import { isFundsAtRisk } from '../guard/cues.ts'
import { REMOVED } from '../guard/secret-finder.ts'
import { redactSecrets } from '../guard/secrets.ts'
import { stringsFor } from '../i18n/strings.ts'
import { isTraditional, toSimplified } from '../i18n/traditional.ts'
import { unknownShare } from '../search/bm25.ts'
import { stripReferences } from '../search/references.ts'
import { retrieve } from '../search/retrieve.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { compose, type ComposeInput, type ReplyBody } from './compose.ts'
import {
  calibrationName,
  calibrations,
  type Features,
  featuresOf,
  type Probabilities,
  probabilitiesOf,
} from './confidence.ts'
import { decide, type Evidence, type Verdict } from './decide.ts'
import { isOtherLanguage } from './language.ts'
import { isAboutProduct, isAccountSpecific, smallTalkOf, wantsPerson } from './intent.ts'
import type { Reply } from './reply.ts'
import { type Defect, verifyReply } from './verify.ts'

export interface AskDeps {
  readonly corpus: Corpus
  readonly index: SearchIndex
  /** Unit vector of a question; absent without a model: words alone decide. */
  readonly embed: ((text: string) => Promise<Float32Array>) | undefined
  readonly now: () => Date
  /** Told when a reply was withheld because something in it is in no article: a fault of ours, to be mended. */
  readonly onDefects?: (defects: readonly Defect[]) => void
  /** Other than the configured options; the evaluation compares. */
  readonly retrieval?: RetrievalOptions
}

export interface Judgement {
  readonly evidence: Evidence
  /** What the probabilities rest on; undefined if nothing at all was found. */
  readonly features: Features | undefined
  readonly verdict: Verdict
}

/** Nothing in common with any article: surely no answer. */
const NOTHING_FOUND: Probabilities = { first: 0, choice: 0, case: 0, gap: 0.5, foreign: 0.5 }

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
  // Whoever removed one before left the mark of it.
  const hasSecret = safe.text.includes(REMOVED)
  const { evidence, verdict } = await judge(deps, safe.text, locale, hasSecret)
  const input: ComposeInput = {
    corpus: deps.corpus,
    question: safe.text,
    locale,
    verdict,
    confidence: evidence.probabilities.first,
    hits: evidence.hits,
    now: deps.now(),
  }
  const body = verified(compose(input), input, deps.onDefects)
  return { id: crypto.randomUUID(), ...body, tookMs: Math.round((performance.now() - started) * 10) / 10 }
}

/** The reply as composed if nothing in it is invented, else the way to a person, which is looked at as closely. */
function verified(body: ReplyBody, input: ComposeInput, onDefects: AskDeps['onDefects']): ReplyBody {
  const defects = verifyReply(body, input)
  if (defects.length === 0) return body
  onDefects?.(defects)
  const wayOut = compose({ ...input, hits: [], verdict: { decision: 'escalate', reason: 'low-confidence' } })
  if (verifyReply(wayOut, input).length === 0) return wayOut
  // The fault lies in what every reply carries: only what is surely ours is left.
  const { contacts: _, advice: __, ...rest } = wayOut
  const message = stringsFor(input.locale)['replyReason.low-confidence']
  return { ...rest, message, explorers: [], notices: [], related: [] }
}

/** Everything known about a question, and what follows from it. The evaluation looks at both. */
export async function judge(
  deps: AskDeps,
  question: string,
  locale: Locale,
  hasSecret = false,
): Promise<Judgement> {
  // Hashes and addresses are noise to retrieval; what they are is not.
  const text = toSimplified(stripReferences(question))
  const { index, corpus, retrieval } = deps
  const vector = await deps.embed?.(text)
  const found = retrieve(index, { text, vector, locale }, retrieval)
  const words = {
    termIds: index.tokenizer.termIds(text),
    unknownShare: unknownShare(index.lexical, text, index.articleEntries),
  }
  const features = found.hits.length > 0 ? featuresOf(found, words) : undefined
  const calibration = calibrations[calibrationName({ ...index.knowledge, hasMeaning: vector !== undefined })]
  const evidence: Evidence = {
    ...found,
    hasSecret,
    smallTalk: smallTalkOf(text),
    isFundsAtRisk: isFundsAtRisk(text),
    wantsPerson: wantsPerson(text),
    isAccountSpecific: isAccountSpecific(text),
    isOtherLanguage: isOtherLanguage(question),
    isAboutWallets: words.termIds.length > 0 || isAboutProduct(text),
    emergency: corpus.site.emergency,
    probabilities: features ? probabilitiesOf(features, calibration) : NOTHING_FOUND,
  }
  return { evidence, features, verdict: decide(evidence) }
}

/** Chinese with any character that has a simplified form is zh-TW, other Chinese zh-CN, the rest English. */
export function detectLocale(text: string): Locale {
  if (!/\p{Script=Han}/u.test(text)) return 'en'
  return isTraditional(text) ? 'zh-TW' : 'zh-CN'
}
