// Scores of an article's entries → its sections, best first.
import { type Locale, RETRIEVAL } from '../config.ts'
import { bestScored, type EntryScore } from './entry-score.ts'
import { shareVotes } from './votes.ts'

/** What each way of asking for an article scores, and the section that answers it, by position. */
export interface ScoredPhrasings {
  readonly scores: Float32Array
  readonly sectionOf: (position: number) => number
}

/**
 * Sections in the language the reader will see: their own, else the one the article has. Ranked by text, heading, the
 * nearest phrasing and how many of the nearer phrasings are this section's: a short text that repeats the question's
 * words is often about the exception; its heading and how people ask for it say so.
 */
export function rankSections(
  passages: readonly EntryScore[],
  headings: readonly EntryScore[],
  phrasings: ScoredPhrasings,
  locale: Locale,
): EntryScore[] {
  const written = locale === 'en' ? 'en' : 'zh-CN'
  const own = passages.filter(({ entry }) => entry.locale === written)
  const shown = own.length > 0 ? own : passages
  const { headingShare, phrasingShare, sectionVote } = RETRIEVAL
  const nearest = nearestBySection(phrasings)
  const votes = shareVotes(phrasings.scores, phrasings.sectionOf, RETRIEVAL.sectionVoters)
  const rank = (passage: EntryScore): EntryScore => {
    const { section, locale: language } = passage.entry
    const heading = headings.find(({ entry }) => entry.section === section && entry.locale === language)
    const score =
      (1 - headingShare - phrasingShare) * passage.score +
      headingShare * (heading?.score ?? 0) +
      phrasingShare * (nearest.get(section) ?? 0)
    return { ...passage, score }
  }
  // Votes order, and are no part of the score: most sections get none, however near they are.
  const orderOf = ({ score, entry }: EntryScore): number =>
    score + sectionVote * (votes.get(entry.section) ?? 0)
  return [...Map.groupBy(shown, ({ entry }) => entry.section).values()]
    .map((parts) => rank(bestScored(parts)))
    .sort((a, b) => orderOf(b) - orderOf(a) || a.entry.section - b.entry.section)
}

/** Score of the best phrasing of each section. */
function nearestBySection({ scores, sectionOf }: ScoredPhrasings): Map<number, number> {
  const nearest = new Map<number, number>()
  for (let i = 0; i < scores.length; i++) {
    const section = sectionOf(i)
    const score = scores[i] ?? 0
    if (score > (nearest.get(section) ?? 0)) nearest.set(section, score)
  }
  return nearest
}
