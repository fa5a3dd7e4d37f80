// “Did you mean”: what nobody here writes, replaced by the nearest word or name that the articles use.
import type { GlossaryNames } from './text.ts'

export interface Spelling {
  /** Latin words as they are written, with the number of their uses. */
  readonly words: ReadonlyMap<string, number>
  /** Chinese names of the glossary, long enough for one wrong character to be told. */
  readonly names: readonly string[]
  /** Everything written, to see what is known. */
  readonly text: string
}

const SPELLING = {
  /** Shorter words have too many neighbours. */
  shortestWord: 4,
  /** From this length on, two slips are looked for. */
  twoSlips: 7,
  shortestName: 3,
  longestName: 6,
  /** What is written at least this many times as often may be meant: sample questions hold slips, too. */
  oftener: 10,
} as const

/** @param texts what the articles say, in one language; names and headings come first to mind, so they do here. */
export function createSpelling(texts: readonly string[], glossary: readonly GlossaryNames[]): Spelling {
  const text = texts.join('\n').toLowerCase()
  const words = new Map<string, number>()
  for (const [word] of text.matchAll(/[a-z]+/g)) words.set(word, (words.get(word) ?? 0) + 1)
  const { shortestName, longestName } = SPELLING
  const names = glossary
    .flatMap((term) => term['zh-CN'])
    .filter((name) => /^\p{Script=Han}+$/u.test(name))
    .filter(({ length }) => length >= shortestName && length <= longestName)
    // A name that no article uses would lead nowhere, and may be a slip itself.
    .filter((name) => text.includes(name))
  return { words, names, text }
}

/** The query as it may have been meant; undefined where every word is known or nothing is near. */
export function correctSpelling(spelling: Spelling, query: string): string | undefined {
  const corrected = correctNames(spelling, correctWords(spelling, query))
  return corrected === query ? undefined : corrected
}

function correctWords({ words }: Spelling, query: string): string {
  return query.replace(/(?<![\p{L}\p{N}])[a-z]+(?![\p{L}\p{N}])/giu, (word) => {
    const small = word.toLowerCase()
    return small.length < SPELLING.shortestWord ? word : (nearestWord(words, small) ?? word)
  })
}

/** The fewest slips away; of those the most used. Hardly anybody errs in the first letter. */
function nearestWord(words: ReadonlyMap<string, number>, word: string): string | undefined {
  const most = word.length < SPELLING.twoSlips ? 1 : 2
  const least = (words.get(word) ?? 0) * SPELLING.oftener
  let found: { name: string; slips: number; uses: number } | undefined
  for (const [name, uses] of words) {
    if (uses < least || name === word || name[0] !== word[0] || name.length < SPELLING.shortestWord) continue
    if (Math.abs(name.length - word.length) > most) continue
    const slips = slipsBetween(name, word)
    if (slips > most || (found && (slips > found.slips || (slips === found.slips && uses <= found.uses))))
      continue
    found = { name, slips, uses }
  }
  return found?.name
}

/** Optimal string alignment: letters added, left out, replaced, and neighbours swapped. */
export function slipsBetween(a: string, b: string): number {
  let [before, last] = [
    new Array<number>(b.length + 1).fill(0),
    Array.from({ length: b.length + 1 }, (_, i) => i),
  ]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Chinese input offers characters that sound alike: a stretch that hardly any article has, one character from a name. */
function correctNames({ names, text }: Spelling, query: string): string {
  for (const name of names) {
    if (query.includes(name)) continue
    for (let at = 0; at + name.length <= query.length; at++) {
      const stretch = query.slice(at, at + name.length)
      if (!/^\p{Script=Han}+$/u.test(stretch) || !isOneOff(stretch, name)) continue
      if (countIn(text, name) < countIn(text, stretch) * SPELLING.oftener) continue
      return query.slice(0, at) + name + query.slice(at + name.length)
    }
  }
  return query
}

function countIn(text: string, part: string): number {
  return text.split(part).length - 1
}

function isOneOff(stretch: string, name: string): boolean {
  let differing = 0
  for (let i = 0; i < name.length; i++) if (stretch[i] !== name[i]) differing++
  return differing === 1
}
