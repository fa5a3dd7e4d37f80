// Which of several owners the best of many scores belong to.

/** Keeps the highest values, in descending order: `value` takes its place if it is among them. */
export function insertInto(best: Float32Array, value: number): void {
  if (value <= (best[best.length - 1] ?? 0)) return
  let at = best.length - 1
  while (at > 0 && (best[at - 1] ?? 0) < value) {
    best[at] = best[at - 1] ?? 0
    at--
  }
  best[at] = value
}

/**
 * The highest scores vote for their owners; higher ones count more.
 * @param voters how many vote; all that are level with the last of them do.
 * @returns shares by owner, which sum to 1; empty if every score is 0.
 */
export function shareVotes(
  scores: Float32Array,
  ownerOf: (position: number) => number,
  voters: number,
): Map<number, number> {
  const best = new Float32Array(voters)
  // All that were among the highest so far: few of many, since what comes later has more to surpass.
  const candidates: number[] = []
  let least = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0
    if (score < least || score === 0) continue
    candidates.push(i)
    insertInto(best, score)
    least = best[voters - 1] ?? 0
  }
  const elected = candidates.filter((i) => (scores[i] ?? 0) >= least)
  const total = elected.reduce((sum, i) => sum + (scores[i] ?? 0), 0)
  const votes = new Map<number, number>()
  for (const i of elected) {
    const owner = ownerOf(i)
    votes.set(owner, (votes.get(owner) ?? 0) + (scores[i] ?? 0) / total)
  }
  return votes
}
