// Recovery phrases in English: stretches of words that nearly all stand on the BIP-39 list.
import { validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { MOST_CHECKSUMS, PHRASE_LENGTHS, type Span } from './phrase.ts'

const WORDS: ReadonlySet<string> = new Set(wordlist)
/** Words looked at together, and how many of them must be on the list (90 % of 12, so one typing slip passes). */
const WINDOW = 12
const FEWEST_HITS = 11
const LONGEST = PHRASE_LENGTHS[0]
/**
 * Random words hardly ever repeat (fewer than 10 different ones among 12: 1 phrase in 100,000); ordinary text that happens
 * to use list words does ("live agent, live chat, real person, real human"). With fewer, the checksum decides.
 */
const FEWEST_DIFFERENT = 10
/** Longest gap between two words of one phrase, white space aside: room for "第12个：" or "12) | ". */
const LONGEST_GAP = 12
/** The list's longest word has 8 letters; longer tokens need no look-up. */
const LONGEST_WORD = 8

interface Word extends Span {
  /** The list's word, undefined if it is not on the list. */
  readonly listed: string | undefined
  /** False if too much stands between this word and the one before. */
  readonly isJoined: boolean
}

/**
 * English recovery phrases in width-folded text, however numbered, separated or capitalised.
 * Takes time linear in the text's length.
 */
export function findEnglishPhrases(text: string): Span[] {
  const budget = { checksums: MOST_CHECKSUMS }
  return joinedWords(text).flatMap((words) => findIn(words, budget))
}

function findIn(words: readonly Word[], budget: { checksums: number }): Span[] {
  const isInside = new Uint8Array(words.length)
  /** How often each list word stands in the window, and how many do. */
  const counts = new Map<string, number>()
  let hits = 0
  const count = (word: Word | undefined, step: 1 | -1): void => {
    if (word?.listed === undefined) return
    hits += step
    const left = (counts.get(word.listed) ?? 0) + step
    if (left > 0) counts.set(word.listed, left)
    else counts.delete(word.listed)
  }
  for (const [i, word] of words.entries()) {
    count(word, 1)
    if (i >= WINDOW) count(words[i - WINDOW], -1)
    if (i < WINDOW - 1 || hits < FEWEST_HITS) continue
    const length = counts.size >= FEWEST_DIFFERENT ? WINDOW : lengthEndingAt(words, i, budget)
    isInside.fill(1, i + 1 - length, i + 1)
  }
  return stretchesOf(words, isInside)
}

/** Number of words of the phrase with a valid checksum that ends with the word at `last`; 0 if there is none. */
function lengthEndingAt(words: readonly Word[], last: number, budget: { checksums: number }): number {
  const found = PHRASE_LENGTHS.find((length) => {
    if (last + 1 < length) return false
    const phrase = words.slice(last + 1 - length, last + 1)
    if (phrase.some((word) => word.listed === undefined)) return false
    if (budget.checksums <= 0) return true
    budget.checksums--
    return validateMnemonic(phrase.map((word) => word.listed).join(' '), wordlist)
  })
  return found ?? 0
}

/** What is marked, from the first listed word to the last, with the listed words next to it: they are likely part of it. */
function stretchesOf(words: readonly Word[], isInside: Uint8Array): Span[] {
  const found: Span[] = []
  const isListed = (i: number): boolean => words[i]?.listed !== undefined
  for (let i = isInside.indexOf(1); i >= 0;) {
    const next = isInside.indexOf(0, i)
    const end = next < 0 ? words.length : next
    let first = i
    let last = end - 1
    while (!isListed(first)) first++
    while (!isListed(last)) last--
    while (i - first < LONGEST && isListed(first - 1)) first--
    while (last - end < LONGEST && isListed(last + 1)) last++
    found.push({ start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 })
    i = isInside.indexOf(1, end)
  }
  return found
}

/** Words in order, parted where too much stands between two of them. */
function joinedWords(text: string): Word[][] {
  const groups: Word[][] = []
  for (const word of wordsOf(text)) {
    if (word.isJoined) groups.at(-1)?.push(word)
    else groups.push([word])
  }
  return groups
}

function wordsOf(text: string): Word[] {
  let end = -1
  return [...text.matchAll(/[A-Za-z]+/g)].map((match) => {
    const letters = match[0].toLowerCase()
    const listed = letters.length <= LONGEST_WORD && WORDS.has(letters) ? letters : undefined
    const isJoined = end >= 0 && marksIn(text, end, match.index) <= LONGEST_GAP
    end = match.index + letters.length
    return { start: match.index, end, listed, isJoined }
  })
}

function marksIn(text: string, start: number, end: number): number {
  let marks = 0
  for (let i = start; i < end && marks <= LONGEST_GAP; i++) if (text.charCodeAt(i) > 0x20) marks++
  return marks
}
