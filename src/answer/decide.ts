// Evidence → decision. Rules about people come first, then probabilities against the bars.
import type { Intent } from '../articles/phrasings.ts'
import { ANSWER } from '../config.ts'
import type { Hit, IntentScores } from '../search/retrieve.ts'
import type { Probabilities } from './confidence.ts'
import type { SmallTalk } from './intent.ts'
import type { EscalationReason } from './reply.ts'

export interface Evidence {
  /** The question held a recovery phrase or key, removed before anything else saw it. */
  readonly hasSecret: boolean
  readonly smallTalk: SmallTalk | undefined
  readonly isFundsAtRisk: boolean
  readonly wantsPerson: boolean
  readonly isAccountSpecific: boolean
  /** Written in a language that no article is written in. */
  readonly isOtherLanguage: boolean
  /** Names something of wallets or of this product. */
  readonly isAboutWallets: boolean
  /** Id of the article for emergencies. */
  readonly emergency: string
  readonly probabilities: Probabilities
  /** Best first. */
  readonly hits: readonly Hit[]
  readonly intents: IntentScores
}

export type Verdict =
  | { readonly decision: 'answer' }
  | { readonly decision: 'clarify'; readonly choices: readonly Hit[] }
  | { readonly decision: 'decline'; readonly smallTalk: SmallTalk | undefined }
  | { readonly decision: 'escalate'; readonly reason: EscalationReason }

/** A person's safety or wish decides before any score; below the bar nothing is answered. */
export function decide(evidence: Evidence): Verdict {
  const { first, choice } = evidence.probabilities
  const reason = reasonForPerson(evidence)
  if (reason === 'secret-shared') return { decision: 'escalate', reason }
  if (evidence.smallTalk) return { decision: 'decline', smallTalk: evidence.smallTalk }
  if (reason) return { decision: 'escalate', reason }
  const isEmergency = ({ article }: Hit): boolean => article === evidence.emergency
  const [top, next] = evidence.hits
  if (first >= ANSWER.answerBar) {
    // Whoever reads this article now may be losing coins now: the form stands beside it.
    return top && isEmergency(top)
      ? { decision: 'escalate', reason: 'funds-at-risk' }
      : { decision: 'answer' }
  }
  const choices = closestOf(evidence.hits, ANSWER.choices)
  if (first + choice >= ANSWER.clarifyBar) {
    // Nor is that the moment to choose between articles.
    if ([top, next].some((hit) => hit && isEmergency(hit))) {
      return { decision: 'escalate', reason: 'funds-at-risk' }
    }
    if (choices.length > 1) return { decision: 'clarify', choices }
  }
  if (isOffTopic(evidence)) return { decision: 'decline', smallTalk: undefined }
  return { decision: 'escalate', reason: reasonBelowBar(evidence) }
}

/** Surely of another field, or more like one than like any article and without a word of ours. */
function isOffTopic(evidence: Evidence): boolean {
  const { foreign } = evidence.probabilities
  if (evidence.isAboutWallets) return foreign >= ANSWER.declineSureBar
  const leading = leadingIntent(evidence)
  return foreign >= ANSWER.declineBar || leading === 'foreign' || leading === 'small-talk'
}

function reasonBelowBar(evidence: Evidence): EscalationReason {
  if (evidence.probabilities.case >= 0.5) return PERSONAL[likeliestCase(evidence)]
  return leadingIntent(evidence) === 'uncovered' ? 'not-covered' : 'low-confidence'
}

/** What makes a person necessary whatever the articles say. */
function reasonForPerson(evidence: Evidence): EscalationReason | undefined {
  if (evidence.hasSecret) return 'secret-shared'
  if (evidence.isFundsAtRisk) return 'funds-at-risk'
  if (evidence.wantsPerson) return 'person-requested'
  // “Refund” and “frozen” are words of shops and of pizzas, too.
  const isSurelyForeign = evidence.probabilities.foreign >= ANSWER.declineSureBar
  if (evidence.isAccountSpecific && !isSurelyForeign) return 'account-specific'
  if (evidence.isOtherLanguage) return 'other-language'
  const intent = leadingIntent(evidence)
  return isPersonal(intent) && !isSurelyForeign ? PERSONAL[intent] : undefined
}

/** Intents that need a person. */
const PERSONAL = {
  theft: 'funds-at-risk',
  person: 'person-requested',
  account: 'account-specific',
} as const satisfies Partial<Record<Intent, EscalationReason>>
type PersonalIntent = keyof typeof PERSONAL

function isPersonal(intent: Intent | undefined): intent is PersonalIntent {
  return intent !== undefined && Object.hasOwn(PERSONAL, intent)
}

function likeliestCase({ intents }: Evidence): PersonalIntent {
  const ranked = (['account', 'person', 'theft'] as const).toSorted(
    (a, b) => (intents[b] ?? 0) - (intents[a] ?? 0),
  )
  return ranked[0] ?? 'account'
}

/** The intent that the question resembles clearly more than any article or other intent; undefined if there is none. */
function leadingIntent({ intents, hits }: Evidence): Intent | undefined {
  const ranked = (Object.entries(intents) as [Intent, number][]).sort(([, a], [, b]) => b - a)
  const [first] = ranked
  const article = hits[0]?.score ?? 0
  const least = Math.max(ANSWER.intentFloor, article * ANSWER.intentShare)
  return first && first[1] >= least ? first[0] : undefined
}

/** Articles close enough to the first to be meant instead, at most `most`. */
export function closestOf(hits: readonly Hit[], most: number): Hit[] {
  const best = hits[0]?.score ?? 0
  return hits.filter((hit) => hit.score >= best * ANSWER.choiceShare).slice(0, most)
}
