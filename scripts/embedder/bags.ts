// Token ids of many texts, packed: millions of small arrays would not fit.
import { Tokenizer } from '@huggingface/tokenizers'

/** Texts as bags of token ids: bag i is `ids[offsets[i] … offsets[i + 1])`. */
export interface Bags {
  readonly ids: Uint16Array
  readonly offsets: Uint32Array
}

export type Encode = (text: string, maxTokens: number) => number[]

/** Characters of a text looked at for each token wanted; longer texts cost time and change nothing. */
const CHARACTERS_PER_TOKEN = 12
/** Remembered words; Latin words repeat, long Chinese runs rarely do. */
const REMEMBERED = 600_000

/**
 * Ids as the shipped tokenizer gives them, without special tokens. Words are remembered, which makes it several times
 * faster than encoding whole texts.
 */
export function createEncode(tokenizerJson: object, tokenizerConfig: object): Encode {
  const tokenizer = new Tokenizer(tokenizerJson, tokenizerConfig)
  const { normalizer, pre_tokenizer: preTokenizer } = tokenizer
  if (!normalizer || !preTokenizer) throw new Error('tokenizer.json needs a normalizer and a pre-tokenizer.')
  const seen = new Map<string, readonly number[]>()
  const encodeWord = (word: string): readonly number[] => {
    const known = seen.get(word)
    if (known) return known
    const tokens = tokenizer.model?.encode([word]) ?? []
    const ids = tokens.map((token) => tokenizer.token_to_id(token) ?? 0)
    if (seen.size < REMEMBERED && word.length < 24) seen.set(word, ids)
    return ids
  }
  return (text, maxTokens) => {
    const ids: number[] = []
    for (const word of preTokenizer.pre_tokenize(
      normalizer.normalize(text.slice(0, maxTokens * CHARACTERS_PER_TOKEN)),
    )) {
      for (const id of encodeWord(word)) if (id !== 0) ids.push(id)
      if (ids.length >= maxTokens) return ids.slice(0, maxTokens)
    }
    return ids
  }
}

export function packBags(rows: readonly (readonly number[])[]): Bags {
  const offsets = new Uint32Array(rows.length + 1)
  rows.forEach((row, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + row.length
  })
  const ids = new Uint16Array(offsets[rows.length] ?? 0)
  rows.forEach((row, index) => {
    ids.set(row, offsets[index] ?? 0)
  })
  return { ids, offsets }
}

/** Some of the bags, in the order asked for. */
export function takeBags({ ids, offsets }: Bags, rows: ArrayLike<number>): Bags {
  const chosen = new Uint32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    chosen[i + 1] = (chosen[i] ?? 0) + (offsets[row + 1] ?? 0) - (offsets[row] ?? 0)
  }
  const taken = new Uint16Array(chosen[rows.length] ?? 0)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    taken.set(ids.subarray(offsets[row], offsets[row + 1]), chosen[i])
  }
  return { ids: taken, offsets: chosen }
}

export function countBags({ offsets }: Bags): number {
  return offsets.length - 1
}
