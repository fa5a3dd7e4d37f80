// What was searched for lately: kept on this device only, and never what may be a secret or somebody's address.
import { holdsSecret } from './secret-guard.ts'

const KEY = 'hc-searches'
/** The switch of reading-history.ts: who turned that off wants none of this either. */
const HISTORY_KEY = 'hc-history'

const RECENT = {
  /** Searches kept and shown. */
  limit: 5,
  /** A longer text is a story rather than a search, and more likely to hold something private. */
  longest: 60,
} as const

/** Latest first; none where storage is refused. */
export function recentSearches(): string[] {
  try {
    if (isTurnedOff()) localStorage.removeItem(KEY)
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string').slice(0, RECENT.limit) : []
  } catch {
    return []
  }
}

/** Keeps a search, unless it should not stand anywhere. */
export async function rememberSearch(query: string): Promise<void> {
  const text = query.trim()
  if (text === '' || text.length > RECENT.longest || isReference(text) || (await holdsSecret(text))) return
  try {
    if (isTurnedOff()) return
    const others = recentSearches().filter((other) => other !== text)
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, RECENT.limit)))
  } catch (error) {
    console.warn('The search is not remembered.', error)
  }
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(KEY)
  } catch (error) {
    console.warn('The searches could not be forgotten.', error)
  }
}

/** An address, a hash or a mail address says whose device it is; several words in a row may be part of a phrase. */
function isReference(text: string): boolean {
  return /[0-9A-Za-z]{20}|@/.test(text) || text.split(/\s+/).length > 8
}

function isTurnedOff(): boolean {
  const history = JSON.parse(localStorage.getItem(HISTORY_KEY) ?? '{}') as { readonly off?: unknown } | null
  return history?.off === true
}
