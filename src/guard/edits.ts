// How far two names are apart, and in what: the slips that impostors count on.

export type Edit = 'swapped' | 'doubled' | 'missing' | 'added' | 'changed'

/** Names longer than this are no names; the distance would only cost time. */
const LONGEST = 80

/**
 * Damerau–Levenshtein distance (optimal string alignment): letters added, left out, changed, or neighbours swapped,
 * each counting 1. Infinity for texts that are too long or too different in length to be taken for each other.
 */
export function distance(one: string, other: string, most = 3): number {
  if (Math.abs(one.length - other.length) > most || Math.max(one.length, other.length) > LONGEST)
    return Number.POSITIVE_INFINITY
  let [earlier, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1)]
      row.push(Math.min(...steps, isSwap ? at(earlier, j - 2) + 1 : Number.POSITIVE_INFINITY))
    }
    earlier = last
    last = row
  }
  return at(last, other.length)
}

/** Edits up to which a name of this length is taken for another; none for names so short that all are alike. */
export function mostEdits(length: number): number {
  if (length < 5) return 0
  return length < 8 ? 1 : 2
}

/** What makes `given` look like `genuine`; undefined if they are the same or too far apart. */
export function editBetween(given: string, genuine: string): Edit | undefined {
  const most = mostEdits(genuine.length)
  if (given === genuine || most === 0 || distance(given, genuine, most) > most) return undefined
  if (squeeze(given) === squeeze(genuine)) return 'doubled'
  if (given.length !== genuine.length) return given.length < genuine.length ? 'missing' : 'added'
  return [...given].sort().join('') === [...genuine].sort().join('') ? 'swapped' : 'changed'
}

/** Runs of one letter as a single one. */
function squeeze(name: string): string {
  return name.replace(/(.)\1+/gu, '$1')
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
