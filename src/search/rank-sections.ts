// Scores of an article's entries → its sections, best first.
import { type Locale, RETRIEVAL } from '../config.ts'
import { bestScored, type EntryScore } from './entry-score.ts'
import { shareVotes } from './votes.ts'

/**
 * Sections in the language the reader will see: their own, else the one the article has. Ranked by text, heading, the
 * nearest phrasing and how many of the nearer phrasings are this section's: a short text that repeats the question's
 * words is often about the exception; its heading and how people ask for it say so.
 */
export function rankSections(
  passages: readonly EntryScore[],
  headings: readonly EntryScore[],
  phrasings: readonly EntryScore[],
  locale: Locale,
): EntryScore[] {
  const written = locale === 'en' ? 'en' : 'zh-CN'
  const own = passages.filter(({ entry }) => entry.locale === written)
  const shown = own.length > 0 ? own : passages
  const { headingShare, phrasingShare, sectionVote } = RETRIEVAL
  const nearest = nearestBySection(phrasings)
  const votes = shareVotes(
    Float32Array.from(phrasings, ({ score }) => score),
    (i) => phrasings[i]?.entry.section ?? 0,
    RETRIEVAL.sectionVoters,
  )
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
function nearestBySection(phrasings: readonly EntryScore[]): Map<number, number> {
  const nearest = new Map<number, number>()
  for (const { entry, score } of phrasings) {
    if (score > (nearest.get(entry.section) ?? 0)) nearest.set(entry.section, score)
  }
  return nearest
}
