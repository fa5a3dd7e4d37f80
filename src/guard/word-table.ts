// Word lists as one hash table: a word's evidence, its languages and its places, found by the hash of its letters.
import { addToHash, HASH_START, hashOf } from './hash.ts'
import { readText } from './reading.ts'

/** An official BIP-39 list. @see https://github.com/bitcoin/bips/blob/master/bip-0039/bip-0039-wordlists.md */
export interface WordList {
  readonly words: readonly string[]
  /** One base-36 digit a word, see `scripts/guard-tables.ts`. */
  readonly weights: string
}

export interface WordTable {
  readonly languages: number
  /** Open addressing: hashes, and entries + 1 (0 for a free slot). */
  readonly hashes: Int32Array
  readonly slots: Uint16Array
  /** Of each entry: a bit for each language, and bits of evidence. */
  readonly masks: Uint8Array
  readonly weights: Int8Array
  /** Place of entry e on the list of language l: `places[e * languages + l]`. */
  readonly places: Uint16Array
  readonly shortest: number
  readonly longest: number
  /** One bit for each hash of the first {@link HEAD} letters: most text is told from words by them. */
  readonly heads: Uint8Array
  /** Hashes of the first four letters of longer words, which tell words of one list apart: some people keep only those. */
  readonly prefixes: ReadonlySet<number>
}

const SLOTS = 1 << 15
const HEADS = 1 << 16
export const HEAD = 3
/** Letters that identify a word of a list, BIP-39 says. */
export const PREFIX = 4
const WEIGHT_BASE = 4

export function createWordTable(lists: readonly WordList[]): WordTable {
  const folded = lists.map(({ words }) => words.map(foldWord))
  const entries = new Map<string, number>()
  for (const word of folded.flat()) if (!entries.has(word)) entries.set(word, entries.size)
  const lengths = [...entries.keys()].map((word) => word.length)
  const table = {
    languages: lists.length,
    hashes: new Int32Array(SLOTS),
    slots: new Uint16Array(SLOTS),
    masks: new Uint8Array(entries.size),
    weights: new Int8Array(entries.size).fill(0x7f),
    places: new Uint16Array(entries.size * lists.length),
    shortest: Math.min(...lengths),
    longest: Math.max(...lengths),
    heads: new Uint8Array(HEADS >> 3),
    prefixes: new Set(
      [...entries.keys()].filter((word) => word.length > PREFIX).map((word) => hashOf(word.slice(0, PREFIX))),
    ),
  }
  for (const [word, entry] of entries) insert(table, hashOf(word), entry)
  for (const word of entries.keys()) setHead(table.heads, hashOf(word.slice(0, HEAD)))
  for (const [language, words] of folded.entries()) {
    for (const [place, word] of words.entries()) {
      const entry = entries.get(word) ?? 0
      const weight = Number.parseInt(lists[language]?.weights.charAt(place) ?? '', 36) - WEIGHT_BASE
      table.masks[entry] = (table.masks[entry] ?? 0) | (1 << language)
      table.weights[entry] = Math.min(table.weights[entry] ?? 0, weight)
      table.places[entry * lists.length + language] = place
    }
  }
  return table
}

function foldWord(word: string): string {
  return String.fromCharCode(...readText(word.normalize('NFC')).codes)
}

function insert(table: Pick<WordTable, 'hashes' | 'slots'>, hash: number, entry: number): void {
  let slot = slotOf(hash)
  while (table.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
  table.hashes[slot] = hash
  table.slots[slot] = entry + 1
}

/** The entry of the word with a hash, -1 if there is none. */
export function findEntry({ hashes, slots }: WordTable, hash: number): number {
  let slot = slotOf(hash)
  for (;;) {
    const entry = slots[slot] ?? 0
    if (entry === 0 || hashes[slot] === hash) return entry - 1
    slot = (slot + 1) & (SLOTS - 1)
  }
}

/** Whether any word begins with letters of this hash; may be wrong now and then, never about a word. */
export function isHead({ heads }: WordTable, hash: number): boolean {
  const bit = headOf(hash)
  return (((heads[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
}

function setHead(heads: Uint8Array, hash: number): void {
  const bit = headOf(hash)
  heads[bit >> 3] = (heads[bit >> 3] ?? 0) | (1 << (bit & 7))
}

// FNV's high bits are its best mixed ones.
function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1)
}

function headOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (HEADS - 1)
}

/**
 * Whether a stretch is a word of one language with one slip: a letter too many, missing, wrong, or two swapped. Tries
 * them all, so it is for single tokens in places that matter.
 */
export function isMistypedWord(table: WordTable, language: number, letters: readonly number[]): boolean {
  if (letters.length < PREFIX || letters.length > table.longest + 1) return false
  const isWord = (hash: number, from: number): boolean => {
    let full = hash
    for (let i = from; i < letters.length; i++) full = addToHash(full, letters[i] ?? 0)
    return isOfLanguage(table, findEntry(table, full), language)
  }
  let before = HASH_START
  for (let i = 0; i <= letters.length; i++) {
    const letter = letters[i] ?? 0
    const next = letters[i + 1]
    if (i < letters.length && isWord(before, i + 1)) return true
    if (next !== undefined && isWord(addToHash(addToHash(before, next), letter), i + 2)) return true
    for (let other = 0x61; other <= 0x7a; other++) {
      const changed = addToHash(before, other)
      if (isWord(changed, i) || (i < letters.length && isWord(changed, i + 1))) return true
    }
    before = addToHash(before, letter)
  }
  return false
}

export function isOfLanguage({ masks }: WordTable, entry: number, language: number): boolean {
  return entry >= 0 && (((masks[entry] ?? 0) >> language) & 1) === 1
}
