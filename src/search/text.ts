// Text → terms. One tokenizer for index and query, in browser and server, so both cut alike.
import { stemmer } from 'stemmer'
import type { Term } from '../articles/site.ts'

/** Part of every index manifest: raise it when the same text would give other terms. */
export const TOKENIZER_VERSION = 2

/** NFKC (full-width → half-width), lower case, invisible characters removed. */
export function normalise(text: string): string {
  // NFKC makes three characters of an ellipsis; as a space it keeps the places of all that follows.
  return text
    .replaceAll('…', ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
}

/** Letters and digits only, with a space at each border, so that part of a word does not match; Chinese has no borders. */
export function wordsOf(text: string): string {
  const spaced = normalise(text).replace(/\p{Script=Han}+/gu, ' $& ')
  return ` ${spaced.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** The wordings of a glossary term. */
export type GlossaryNames = Pick<Term, 'id' | 'zh-CN' | 'en'>

export interface Tokenizer {
  /**
   * Terms of a text to be indexed: English stems, character bigrams of Chinese, and one `#id` for each glossary term,
   * whatever its wording or language.
   */
  readonly index: (text: string) => string[]
  /** Terms of a query: as `index`, but words covered by a glossary term count once, as that term. */
  readonly query: (text: string) => string[]
  /** Ids of the glossary terms in a text, each once. */
  readonly termIds: (text: string) => string[]
  /** Where any of the terms stands in a text: [start, end) character offsets, in order, not overlapping. */
  readonly marks: (text: string, terms: ReadonlySet<string>) => [number, number][]
}

/** A Latin or digit word (stemmed), or one Chinese, Japanese or Korean character. */
interface Unit {
  readonly text: string
  readonly isHan: boolean
  /** True if nothing stood between this unit and the one before. */
  readonly joined: boolean
  /** Character offsets in the normalised text. */
  readonly start: number
  readonly end: number
}

const UNIT =
  /(\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|([\p{L}\p{N}]+(?:['’][\p{L}]+)?)/gu
const WORD_PART = /\p{Script=Han}|[^\p{Script=Han}]+/gu

interface TrieNode {
  readonly next: Map<string, TrieNode>
  id?: string
}

/**
 * A tokenizer that knows the glossary. Chinese is cut into overlapping pairs of characters: measured on Chinese
 * questions they find more than a dictionary segmenter, whose cut differs between browsers and tears field words
 * apart; the glossary brings back the words that matter, as units and across languages.
 */
export function createTokenizer(glossary: readonly GlossaryNames[]): Tokenizer {
  const trie = buildTrie(glossary)
  return {
    index: (text) => {
      const units = unitsOf(text)
      return [...termsOf(units, []), ...matchesIn(units, trie).map((match) => `#${match.id}`)]
    },
    query: (text) => {
      const units = unitsOf(text)
      const matches = matchesIn(units, trie)
      return [...termsOf(units, matches), ...matches.map((match) => `#${match.id}`)]
    },
    termIds: (text) => [...new Set(matchesIn(unitsOf(text), trie).map((match) => match.id))],
    marks: (text, terms) => {
      if (!keepsOffsets(text)) return []
      const units = unitsOf(text)
      const glossary = matchesIn(units, trie).filter((match) => terms.has(`#${match.id}`))
      const covered = new Set(glossary.flatMap(({ start, end }) => units.slice(start, end)))
      const marked = units.filter((unit, index) => covered.has(unit) || isMarked(units, index, terms))
      return joinSpans(marked)
    },
  }
}

/** Normalising may change lengths (ﬁ → fi); then offsets would point astray, and no mark is the honest answer. */
function keepsOffsets(text: string): boolean {
  const isKept = (part: string): boolean => normalise(part).length === part.length
  return isKept(text) && [...text].every(isKept)
}

/** A word is marked by its own term, a character by a pair it belongs to. */
function isMarked(units: readonly Unit[], index: number, terms: ReadonlySet<string>): boolean {
  const unit = units[index]
  if (!unit) return false
  if (terms.has(unit.text)) return true
  const next = units[index + 1]
  const previous = units[index - 1]
  return (
    unit.isHan &&
    ((next?.joined === true && terms.has(unit.text + next.text)) ||
      (unit.joined && previous !== undefined && terms.has(previous.text + unit.text)))
  )
}

function joinSpans(units: readonly Unit[]): [number, number][] {
  const spans: [number, number][] = []
  for (const { start, end } of units) {
    const last = spans.at(-1)
    if (last && last[1] === start) last[1] = end
    else spans.push([start, end])
  }
  return spans
}

function unitsOf(text: string): Unit[] {
  const units: Unit[] = []
  let end = -1
  for (const match of normalise(text).matchAll(UNIT)) {
    for (const part of match[0].matchAll(WORD_PART)) {
      const start = match.index + part.index
      const isHan = match[1] !== undefined || /\p{Script=Han}/u.test(part[0])
      const joined = start === end
      end = start + part[0].length
      units.push({ text: isHan ? part[0] : stem(part[0]), isHan, joined, start, end })
    }
  }
  return units.flatMap(spellOutDollars)
}

/**
 * Chinese writers call USDT “u”: 转100u, 提u, 这些u. A letter u beside a number or a Chinese character is that token; in
 * English text it is a short “you” and stays one.
 */
function spellOutDollars(unit: Unit, index: number, units: readonly Unit[]): Unit[] {
  const amount = /^(\d+)u$/.exec(unit.text)?.[1]
  if (amount !== undefined) {
    const border = unit.start + amount.length
    return [
      { ...unit, text: amount, end: border },
      { ...unit, text: 'usdt', joined: true, start: border },
    ]
  }
  if (unit.text !== 'u') return [unit]
  const next = units[index + 1]
  const isBesideChinese =
    (unit.joined && units[index - 1]?.isHan === true) || (next?.joined === true && next.isHan)
  return [isBesideChinese ? { ...unit, text: 'usdt' } : unit]
}

/** Porter's stemmer for English words; anything with a digit or an accent stays as it is. */
function stem(word: string): string {
  const bare = word.replace(/['’]s?$|['’]/g, '')
  return /^[a-z]{3,}$/.test(bare) ? stemmer(bare) : bare
}

function buildTrie(glossary: readonly GlossaryNames[]): TrieNode {
  const root: TrieNode = { next: new Map() }
  for (const term of glossary) {
    for (const name of [...term['zh-CN'], ...term.en]) {
      let node = root
      for (const unit of unitsOf(name)) {
        const next = node.next.get(unit.text) ?? { next: new Map() }
        node.next.set(unit.text, next)
        node = next
      }
      if (node !== root) node.id ??= term.id
    }
  }
  return root
}

interface Match {
  readonly id: string
  readonly start: number
  readonly end: number
}

/** Longest glossary matches, left to right, not overlapping. */
function matchesIn(units: readonly Unit[], trie: TrieNode): Match[] {
  const matches: Match[] = []
  for (let start = 0; start < units.length; start++) {
    const match = longestMatch(units, start, trie)
    if (!match) continue
    matches.push(match)
    start = match.end - 1
  }
  return matches
}

function longestMatch(units: readonly Unit[], start: number, trie: TrieNode): Match | undefined {
  let node: TrieNode | undefined = trie
  let found: Match | undefined
  for (let end = start; end < units.length; end++) {
    node = node.next.get(units[end]?.text ?? '')
    if (!node) return found
    if (node.id !== undefined) found = { id: node.id, start, end: end + 1 }
  }
  return found
}

/** Stems and bigrams of the units outside the given matches. */
function termsOf(units: readonly Unit[], covered: readonly Match[]): string[] {
  const terms: string[] = []
  let from = 0
  for (const { start, end } of [...covered, { start: units.length, end: units.length }]) {
    addTerms(terms, units.slice(from, start))
    from = end
  }
  return terms
}

function addTerms(terms: string[], units: readonly Unit[]): void {
  units.forEach((unit, index) => {
    if (!unit.isHan) {
      terms.push(unit.text)
      return
    }
    const next = units[index + 1]
    const previous = units[index - 1]
    const pairsWithNext = next?.isHan === true && next.joined
    const pairedBefore = previous?.isHan === true && unit.joined
    if (pairsWithNext) terms.push(unit.text + next.text)
    else if (!pairedBefore) terms.push(unit.text)
  })
}
