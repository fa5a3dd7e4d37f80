// The index as one value, and its manifest: what was built, from what, by what.
import { z } from 'zod'
import type { Term } from '../articles/site.ts'
import { createEntries, type Entry, toDocument } from './entry.ts'
import { createLexical, type LexicalIndex } from './lexical.ts'
import { createTokenizer, TOKENIZER_VERSION, type Tokenizer } from './text.ts'
import type { Vectors } from './vectors.ts'
import type { Article } from '../articles/article.ts'

/** Raise it when the files of an index change their shape. */
export const INDEX_FORMAT = 2

export const manifestSchema = z.strictObject({
  format: z.literal(INDEX_FORMAT),
  tokenizer: z.literal(TOKENIZER_VERSION),
  /** SHA-256 over all files the index was built from. */
  content: z.string(),
  embedder: z.strictObject({ id: z.string(), dimensions: z.number().int() }),
  entries: z.number().int(),
  articles: z.number().int(),
  passages: z.number().int(),
})
export type Manifest = z.infer<typeof manifestSchema>

export interface SearchIndex {
  readonly entries: readonly Entry[]
  readonly tokenizer: Tokenizer
  readonly lexical: LexicalIndex
  readonly vectors: Vectors
}

/** Builds the index in memory. Vectors have one row per entry of {@link createEntries}. */
export function createSearchIndex(
  articles: readonly Article[],
  glossary: readonly Term[],
  vectors: Vectors,
): SearchIndex {
  const entries = createEntries(articles)
  if (entries.length !== vectors.count) {
    throw new RangeError(`Expected one vector for each of ${entries.length} entries, got ${vectors.count}.`)
  }
  const tokenizer = createTokenizer(glossary)
  return { entries, tokenizer, lexical: createLexical(entries.map(toDocument), tokenizer), vectors }
}
