// The index as one value, and its manifest: what was built, from what, by what.
import { z } from 'zod'
import type { Intent } from '../articles/phrasings.ts'
import type { Term } from '../articles/site.ts'
import { CLASSIFIER } from '../config.ts'
import { type Bm25Index, type Bm25Scores, createBm25, createScores } from './bm25.ts'
import type { Classifier } from './classifier.ts'
import { classOf, createEntries, type Entry, type EntryKind, type Searchable, toDocument } from './entry.ts'
import { createTokenizer, TOKENIZER_VERSION, type Tokenizer, wordsOf } from './text.ts'
import { examplesFrom, hasEnoughToTrust, trainClassifier } from './train-classifier.ts'
import type { Vectors } from './vectors.ts'

/** Raise it when the files of an index change their shape. */
export const INDEX_FORMAT = 5

export const manifestSchema = z.strictObject({
  format: z.literal(INDEX_FORMAT),
  tokenizer: z.literal(TOKENIZER_VERSION),
  /** Settings that the classifier was trained with. */
  classifier: z.literal(JSON.stringify(CLASSIFIER)),
  /** SHA-256 over all files the index was built from. */
  content: z.string(),
  /** Absent if the index was built without a model: words only. */
  embedder: z.strictObject({ id: z.string(), dimensions: z.number().int() }).optional(),
  entries: z.number().int(),
  articles: z.number().int(),
  passages: z.number().int(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The entries of one article in all languages, or of one intent. */
export interface Group {
  /** Position among the classes of the classifier; -1 if it does not know this group. */
  readonly classNumber: number
  /** Article id; '' for an intent. */
  readonly article: string
  readonly intent: Intent | undefined
  /** Numbers of its entries, all and by kind. */
  readonly members: Uint32Array
  readonly byKind: Readonly<Record<EntryKind, Uint32Array>>
}

/** What an index knows beside its articles. */
export interface IndexKnowledge {
  /** Trusted if it has learnt from many wordings, learning if from few; none if there is no classifier. */
  readonly classifier: 'trusted' | 'learning' | 'none'
  readonly hasIntents: boolean
}

/** An error message as it would stand in the words of a question. */
export interface QuotedError {
  /** Number of the entry. */
  readonly id: number
  /** {@link wordsOf} it; in Chinese, which has no borders between words, without the spaces around it. */
  readonly words: string
}

export interface SearchIndex {
  readonly entries: readonly Entry[]
  readonly groups: readonly Group[]
  /** Number of the group of each entry. */
  readonly groupOf: Uint32Array
  /** How many entries belong to articles; they stand first, intents after them. */
  readonly articleEntries: number
  /** The entries that are literal error messages. */
  readonly errors: readonly QuotedError[]
  /** Median number of entries of an article. */
  readonly typicalSize: number
  /** Room for the figures of one question: nothing may be awaited between filling and reading it. */
  readonly room: { readonly dense: Float32Array; readonly words: Bm25Scores; readonly fused: Float32Array }
  readonly tokenizer: Tokenizer
  readonly lexical: Bm25Index
  /** Absent without a model: words only. */
  readonly vectors: Vectors | undefined
  /** Absent where there are too few wordings to learn from, or too many articles to tell apart. */
  readonly classifier: Classifier | undefined
  readonly knowledge: IndexKnowledge
}

function knowledgeOf({ classifier, entries }: Pick<SearchIndex, 'classifier' | 'entries'>): IndexKnowledge {
  const learnt = hasEnoughToTrust(entries) ? 'trusted' : 'learning'
  return {
    classifier: classifier ? learnt : 'none',
    hasIntents: entries.some(({ intent }) => intent !== undefined),
  }
}

function sortOut(entries: readonly Entry[], ids: readonly number[]): Group['byKind'] {
  const of = (kind: EntryKind): Uint32Array =>
    Uint32Array.from(ids.filter((id) => entries[id]?.kind === kind))
  return {
    title: of('title'),
    question: of('question'),
    error: of('error'),
    phrasing: of('phrasing'),
    heading: of('heading'),
    passage: of('passage'),
    intent: of('intent'),
  }
}

/** An index from its parts; `vectors` and `lexical` hold one row or document per entry. */
export function assembleIndex(
  parts: Pick<SearchIndex, 'entries' | 'tokenizer' | 'lexical' | 'vectors' | 'classifier'>,
): SearchIndex {
  const keys = parts.entries.map(classOf)
  const numbers = new Map([...new Set(keys)].map((key, number) => [key, number]))
  const groupOf = Uint32Array.from(keys, (key) => numbers.get(key) ?? 0)
  const members = Map.groupBy(parts.entries.keys(), (id) => groupOf[id] ?? 0)
  const classNumbers = new Map(parts.classifier?.classes.map((name, number) => [name, number]))
  const groups = [...members.values()].map((ids): Group => {
    const { article = '', intent } = parts.entries[ids[0] ?? 0] ?? {}
    const classNumber = classNumbers.get(classOf({ article, ...(intent ? { intent } : {}) })) ?? -1
    return {
      classNumber,
      article,
      intent,
      members: Uint32Array.from(ids),
      byKind: sortOut(parts.entries, ids),
    }
  })
  const sizes = groups.filter(({ intent }) => !intent).map((group) => group.members.length)
  const typicalSize = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0
  const errors = parts.entries.flatMap(({ kind, text }, id) =>
    kind === 'error' ? [{ id, words: toQuote(text) }] : [],
  )
  const count = parts.entries.length
  const room = { dense: new Float32Array(count), words: createScores(count), fused: new Float32Array(count) }
  const articleEntries = parts.entries.filter(({ article }) => article !== '').length
  const knowledge = knowledgeOf(parts)
  return { ...parts, knowledge, room, groups, groupOf, typicalSize, articleEntries, errors }
}

function toQuote(error: string): string {
  const words = wordsOf(error)
  return /\p{Script=Han}/u.test(error) ? words.trim() : words
}

/** Builds the index in memory. Vectors have one row per entry of {@link createEntries}. */
export function createSearchIndex(
  corpus: Searchable,
  glossary: readonly Term[],
  vectors?: Vectors,
): SearchIndex {
  const entries = createEntries(corpus)
  if (vectors && entries.length !== vectors.count) {
    throw new RangeError(`Expected one vector for each of ${entries.length} entries, got ${vectors.count}.`)
  }
  const tokenizer = createTokenizer(glossary)
  const lexical = createBm25(entries.map(toDocument), tokenizer)
  const classifier = trainClassifier(examplesFrom(entries), tokenizer)
  return assembleIndex({ entries, tokenizer, lexical, vectors, classifier })
}
