// Text → terms. One tokenizer for index and query, in browser and server, so both cut alike.
import { stemmer } from 'stemmer'
import type { Term } from '../articles/site.ts'

/** Part of every index manifest: raise it when the same text would give other terms. */
export const TOKENIZER_VERSION = 1

/** NFKC (full-width → half-width), lower case, invisible characters removed. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
}

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
}

/** A Latin or digit word (stemmed), or one Chinese, Japanese or Korean character. */
interface Unit {
  readonly text: string
  readonly isHan: boolean
  /** True if nothing stood between this unit and the one before. */
  readonly joined: boolean
}

const UNIT = /(\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|([\p{L}\p{N}]+(?:['’][\p{L}]+)?)/gu
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
export function createTokenizer(glossary: readonly Term[]): Tokenizer {
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
  }
}

function unitsOf(text: string): Unit[] {
  const units: Unit[] = []
  let end = -1
  for (const match of normalise(text).matchAll(UNIT)) {
    for (const part of match[0].matchAll(WORD_PART)) {
      const start = match.index + part.index
      const isHan = match[1] !== undefined || /\p{Script=Han}/u.test(part[0])
      units.push({ text: isHan ? part[0] : stem(part[0]), isHan, joined: start === end })
      end = start + part[0].length
    }
  }
  return units
}

/** Porter's stemmer for English words; anything with a digit or an accent stays as it is. */
function stem(word: string): string {
  const bare = word.replace(/['’]s?$|['’]/g, '')
  return /^[a-z]{3,}$/.test(bare) ? stemmer(bare) : bare
}

function buildTrie(glossary: readonly Term[]): TrieNode {
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
