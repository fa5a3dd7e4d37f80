// How soon a new ticket has to be seen, and by whom.
import type { Priority } from '../config.ts'
import { hasWeakDoubt, priorityOf } from '../guard/cues.ts'
import type { TicketRequest } from './ticket.ts'

export interface TriageOptions {
  /** Team per category id, from content/categories.yaml. */
  readonly categoryTeams: Readonly<Record<string, string>>
}

export interface Triage {
  readonly priority: Priority
  readonly team: string
}

/** Category and team for stolen funds and exposed keys. */
const SECURITY = 'security'
/** Category and team for what nobody else takes. */
const SUPPORT = 'support'
/** Categories about money on its way, where "it is stuck" says enough. */
const MONEY_TOPICS: readonly string[] = ['transfers', 'tokens']

/**
 * Stolen funds and exposed keys are urgent and go to the security team; missing or failed transfers, wrong networks and
 * frozen accounts are high; a case filed under security is at least high; the rest is normal. Cases other than urgent
 * ones go to their category's team.
 */
export function triage(request: TicketRequest, { categoryTeams }: TriageOptions): Triage {
  const teamOf = (category: string, otherwise: string): string =>
    (Object.hasOwn(categoryTeams, category) ? categoryTeams[category] : undefined) ?? otherwise
  const priority = urgencyOf(request)
  if (priority === 'urgent') return { priority, team: teamOf(SECURITY, SECURITY) }
  return { priority, team: teamOf(request.topic, teamOf(SUPPORT, SUPPORT)) }
}

function urgencyOf(request: TicketRequest): Priority {
  const text = [request.subject, request.message, request.when, request.tried, request.outcome]
    .filter((part) => part !== undefined)
    .join('\n')
  const byWords = priorityOf(text)
  if (byWords !== 'normal') return byWords
  const isPressing =
    request.topic === SECURITY || (MONEY_TOPICS.includes(request.topic) && hasWeakDoubt(text))
  return isPressing ? 'high' : 'normal'
}
