// Evidence → decision. Rules about people come first, then confidence against the bars.
import { ANSWER } from '../config.ts'
import type { Hit } from '../search/retrieve.ts'
import type { SmallTalk } from './intent.ts'
import type { EscalationReason } from './reply.ts'

export interface Evidence {
  /** The question held a recovery phrase or key, removed before anything else saw it. */
  readonly hasSecret: boolean
  readonly smallTalk: SmallTalk | undefined
  readonly isFundsAtRisk: boolean
  readonly wantsPerson: boolean
  readonly isAccountSpecific: boolean
  /** Names something of wallets or of this product. */
  readonly isAboutWallets: boolean
  readonly confidence: number
  /** Best first. */
  readonly hits: readonly Hit[]
}

export type Verdict =
  | { readonly decision: 'answer' }
  | { readonly decision: 'clarify'; readonly choices: readonly Hit[] }
  | { readonly decision: 'decline'; readonly smallTalk: SmallTalk | undefined }
  | { readonly decision: 'escalate'; readonly reason: EscalationReason }

/** A person's safety or wish decides before any score; below the bar nothing is answered. */
export function decide(evidence: Evidence): Verdict {
  if (evidence.hasSecret) return { decision: 'escalate', reason: 'secret-shared' }
  if (evidence.smallTalk) return { decision: 'decline', smallTalk: evidence.smallTalk }
  if (evidence.isFundsAtRisk) return { decision: 'escalate', reason: 'funds-at-risk' }
  if (evidence.wantsPerson) return { decision: 'escalate', reason: 'person-requested' }
  if (evidence.isAccountSpecific) return { decision: 'escalate', reason: 'account-specific' }
  if (evidence.confidence >= ANSWER.answerBar) return { decision: 'answer' }
  const choices = closestOf(evidence.hits, ANSWER.choices)
  if (evidence.confidence >= ANSWER.clarifyBar && choices.length > 1) return { decision: 'clarify', choices }
  if (!evidence.isAboutWallets && evidence.confidence < ANSWER.declineBar)
    return { decision: 'decline', smallTalk: undefined }
  return { decision: 'escalate', reason: 'low-confidence' }
}

/** Articles close enough to the first to be meant instead, at most `most`. */
export function closestOf(hits: readonly Hit[], most: number): Hit[] {
  const best = hits[0]?.score ?? 0
  return hits.filter((hit) => hit.score >= best * ANSWER.choiceShare).slice(0, most)
}
