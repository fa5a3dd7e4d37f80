// A help centre of thousands of articles, made of the sentences of the real ones: what a question costs there.
import type { Article } from '../../src/articles/article.ts'
import type { Corpus } from '../../src/articles/corpus.ts'
import { WRITTEN_LOCALES } from '../../src/config.ts'
import { createEntries } from '../../src/search/entry.ts'
import { createSearchIndex } from '../../src/search/search-index.ts'
import { loadVectors } from '../../src/search/vectors.ts'
import type { Library } from '../../src/server/app.ts'
import { createRandom, type Random } from '../embedder/random.ts'

/** Invented words that tell the articles apart, as names of products do; few of them are frequent. */
const NAMES = 30_000
const SYLLABLES = [
  'ba',
  'ko',
  'mi',
  'ra',
  'tex',
  'zu',
  'lo',
  'ven',
  'dra',
  'pi',
  'sol',
  'na',
  'quo',
  'ter',
  'fi',
  'gan',
]
/** Share of the sentences that get such a word. */
const NAMED_SHARE = 0.6
/** Largest share of a component in a made-up vector of 256: about that of a real one. */
const SCALE_OF_VECTORS = 0.002

/**
 * The library filled up to `count` articles, as many in each written language. Vectors are random numbers: what their
 * comparison costs does not depend on what they mean.
 */
export function enlarge(library: Library, count: number): Library {
  const random = createRandom(11)
  const names = Array.from({ length: NAMES }, () =>
    Array.from({ length: 3 }, () => SYLLABLES[random.below(SYLLABLES.length)]).join(''),
  )
  const articles = WRITTEN_LOCALES.flatMap((locale) => {
    const real = library.corpus.articles.filter((article) => article.locale === locale)
    const made = Array.from(
      { length: Math.max(0, count / WRITTEN_LOCALES.length - real.length) },
      (_, number) => {
        const model = real[number % real.length]
        if (!model) throw new Error(`There is no article in ${locale} to go by.`)
        return rewrite(model, number, names, random)
      },
    )
    return [...real, ...made]
  })
  const corpus: Corpus = { ...library.corpus, articles }
  const dimensions = library.manifest.embedder?.dimensions ?? 1
  const entries = createEntries(corpus).length
  const vectors = loadVectors(randomRows(entries, dimensions, random), entries, dimensions)
  return { ...library, corpus, index: createSearchIndex(corpus, corpus.glossary, vectors) }
}

/** The same article about something else: a name in most sentences. */
function rewrite(model: Article, number: number, names: readonly string[], random: Random): Article {
  const vary = (text: string): string =>
    text.replace(/[。.!?！？\n]/g, (end) => {
      // Low positions far more often, as words of a language are.
      const name = names[Math.floor(NAMES ** random.uniform()) - 1] ?? ''
      return random.uniform() < NAMED_SHARE ? ` ${name}${end}` : end
    })
  return {
    ...model,
    id: `${model.id}-${number}`,
    title: `${model.title} ${names[random.below(NAMES)]}`,
    questions: model.questions.map((question) => vary(`${question}.`)),
    sections: model.sections.map((section) => ({ ...section, text: vary(section.text) })),
  }
}

/** Scales, then int8 values, as {@link loadVectors} reads them. */
function randomRows(count: number, dimensions: number, random: Random): Uint8Array {
  const bytes = new Uint8Array(count * (4 + dimensions))
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < count; row++) view.setFloat32(row * 4, SCALE_OF_VECTORS, true)
  for (let i = count * 4; i < bytes.length; i++) bytes[i] = random.below(256)
  return bytes
}
