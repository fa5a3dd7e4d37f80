// The same help centre with other content, to see what that changes.
import type { AskDeps } from '../../src/answer/ask.ts'
import type { Corpus } from '../../src/articles/corpus.ts'
import type { Embedder } from '../../src/search/embedder.node.ts'
import { createEntries, textToEmbed } from '../../src/search/entry.ts'
import { createSearchIndex, type SearchIndex } from '../../src/search/search-index.ts'
import { type QuantisedVector, quantise, stackVectors } from '../../src/search/vectors.ts'

/** A help centre that has just begun: articles with the questions of their front matter, and nobody's wordings. */
export function withoutPhrasings(corpus: Corpus): Corpus {
  return { ...corpus, needs: [] }
}

/** Builds an index of a changed corpus in memory; texts are embedded once for all variants. */
export function createReindex(deps: AskDeps, embedder: Embedder): (corpus: Corpus) => Promise<AskDeps> {
  const known = new Map<string, QuantisedVector>()
  const embed = async (text: string): Promise<QuantisedVector> => {
    const row = known.get(text) ?? quantise(await embedder.embedPassage(text))
    known.set(text, row)
    return row
  }
  return async (corpus) => {
    const rows: QuantisedVector[] = []
    for (const entry of createEntries(corpus)) rows.push(await embed(textToEmbed(entry)))
    const vectors = stackVectors(rows, embedder.dimensions)
    const index: SearchIndex = createSearchIndex(corpus, corpus.glossary, vectors)
    return { ...deps, corpus, index }
  }
}
