// Question → articles, best first: lexical and dense scores of every entry, fused on absolute scales.
import type { Intent } from '../articles/phrasings.ts'
import { type Locale, RETRIEVAL, type RetrievalOptions } from '../config.ts'
import { classify } from './classifier.ts'
import type { EntryKind } from './entry.ts'
import { bestScored, type EntryScore } from './entry-score.ts'
import { scoreBm25 } from './bm25.ts'
import { rankSections, type ScoredPhrasings } from './rank-sections.ts'
import type { Group, SearchIndex } from './search-index.ts'
import { wordsOf } from './text.ts'
import { similarities } from './vectors.ts'
import { insertInto, shareVotes } from './votes.ts'

/** Share of the entries nearest to the query that belong to an article or intent, by single rankers, 0–1. */
export interface Votes {
  /** By dense similarity; 0 without a model. */
  readonly meaning: number
  /** By lexical score. */
  readonly words: number
}

/** An article found, with the evidence for it. */
export interface Hit {
  readonly article: string
  readonly score: number
  /** Best title, question, error or phrasing. */
  readonly whole: EntryScore
  /** Best passage in any language; in the reader's own language it names the section to show. */
  readonly passage: EntryScore
  /** Best sections first, each as its best passage with the section's own score, in the language shown to the reader. */
  readonly sections: readonly EntryScore[]
  readonly votes: Votes
  /** The classifier's probability of this article; 0 if it does not know it. */
  readonly classProbability: number
}

/** How much the query resembles what people write that no article answers; on the scale of {@link Hit.score}. */
export type IntentScores = Readonly<Partial<Record<Intent, number>>>

export interface Retrieval {
  /** Articles, best first. */
  readonly hits: readonly Hit[]
  readonly intents: IntentScores
  readonly intentVotes: Readonly<Partial<Record<Intent, Votes>>>
  /** The classifier's probability of each intent; 0 without a classifier. */
  readonly intentClasses: IntentScores
}

export interface Query {
  /** In Simplified Chinese if Chinese. */
  readonly text: string
  /** Absent without a model: words alone decide. */
  readonly vector: Float32Array | undefined
  readonly locale: Locale
}

/** Figures of all entries, by entry. */
interface Scores {
  readonly dense: Float32Array
  readonly lexical: Float32Array
  readonly coverage: Float32Array
  readonly fused: Float32Array
  /** Probability by group. */
  readonly classes: Float32Array
}

/** Every article that shares anything with the query, best first, and every intent. */
export function retrieve(index: SearchIndex, query: Query, options: RetrievalOptions = RETRIEVAL): Retrieval {
  const scores = scoreEntries(index, query, options)
  const votesOf = countVotes(index, scores, options.voters)
  const hits = rankArticles(index, scores, options).map(({ number, score }) =>
    toHit(
      index,
      scores,
      {
        group: groupAt(index, number),
        score,
        votes: votesOf(number),
        classProbability: scores.classes[number] ?? 0,
      },
      query.locale,
    ),
  )
  return {
    hits,
    intents: scoreIntents(index, scores, options),
    intentVotes: byIntent(index, votesOf),
    intentClasses: byIntent(index, (number) => scores.classes[number] ?? 0),
  }
}

/** @returns the votes of a group, by its number. */
function countVotes(
  { groupOf }: SearchIndex,
  { dense, lexical }: Scores,
  voters: number,
): (number: number) => Votes {
  const [meaning, words] = [dense, lexical].map((by) => shareVotes(by, (id) => groupOf[id] ?? 0, voters))
  return (number) => ({ meaning: meaning?.get(number) ?? 0, words: words?.get(number) ?? 0 })
}

/** A figure of each intent's group, by the intent's name. */
function byIntent<Figure>(
  { groups }: SearchIndex,
  figureOf: (number: number) => Figure,
): Partial<Record<Intent, Figure>> {
  return Object.fromEntries(
    groups.flatMap(({ intent }, number) => (intent ? [[intent, figureOf(number)]] : [])),
  )
}

/** What the classifier makes of the question, by group. */
function classifyGroups({ classifier, groups, tokenizer }: SearchIndex, text: string): Float32Array {
  if (!classifier) return new Float32Array(groups.length)
  const probabilities = classify(classifier, text, tokenizer)
  return Float32Array.from(groups, ({ classNumber }) => probabilities[classNumber] ?? 0)
}

function groupAt({ groups }: SearchIndex, number: number): Group {
  const group = groups[number]
  if (!group) throw new RangeError(`The index has no group ${number}.`)
  return group
}

function scoreEntries(index: SearchIndex, query: Query, options: RetrievalOptions): Scores {
  const count = index.entries.length
  const { vectors } = index
  const { dense, fused, words } = index.room
  if (vectors && query.vector) similarities(vectors, query.vector, dense)
  else dense.fill(0)
  const { scores: lexical, coverage } = scoreBm25(index.lexical, query.text, words)
  const denseShare = vectors && query.vector ? options.denseShare : 0
  for (let id = 0; id < count; id++) {
    const similarity = toShare(dense[id] ?? 0)
    dense[id] = similarity
    fused[id] = denseShare * similarity + (1 - denseShare) * (lexical[id] ?? 0)
  }
  markQuotedErrors(index, query.text, { lexical, fused })
  return { dense, lexical, coverage, fused, classes: classifyGroups(index, query.text) }
}

/**
 * A cosine similarity as a share: negative ones are 0, and what quantising made a little longer than 1 is 1. Reckoned
 * without a branch, because which sign comes next cannot be foreseen: with Math.min and Math.max it takes five times as long.
 */
function toShare(cosine: number): number {
  return (1 + Math.abs(cosine) - Math.abs(cosine - 1)) / 2
}

/** An error message that stands in the question word for word is as near as an entry can be. */
function markQuotedErrors(
  { errors }: SearchIndex,
  text: string,
  { lexical, fused }: Pick<Scores, 'lexical' | 'fused'>,
): void {
  const asked = wordsOf(text)
  for (const { id, words } of errors) {
    if ((lexical[id] ?? 0) > 0 && asked.includes(words)) fused[id] = 1
  }
}

interface Ranked {
  /** Number of the group. */
  readonly number: number
  readonly score: number
}

/**
 * The best articles, by score and then by id. An article's score is at most that of its best entry and what was learnt, so articles are
 * looked at in that order, and no further than any could still be among the best.
 */
function rankArticles(index: SearchIndex, { fused, classes }: Scores, options: RetrievalOptions): Ranked[] {
  const { groups } = index
  const withLearnt = (score: number, number: number): number =>
    addLearnt(score, classes[number] ?? 0, options)
  const bounds = bestOfEach(index, fused).map((best, number) => best && withLearnt(best, number))
  const order = Uint32Array.from(groups.keys())
    .filter((number) => groups[number]?.intent === undefined && (bounds[number] ?? 0) > 0)
    .sort((a, b) => (bounds[b] ?? 0) - (bounds[a] ?? 0))
  const ranked: Ranked[] = []
  const compare = (a: Ranked, b: Ranked): number =>
    b.score - a.score || compareIds(groupAt(index, a.number).article, groupAt(index, b.number).article)
  for (const number of order) {
    const last = ranked[options.limit - 1]
    if (last && last.score > (bounds[number] ?? 0)) break
    const score = withLearnt(pool(groupAt(index, number), fused, poolFor(index, options)), number)
    ranked.push({ number, score })
    ranked.sort(compare)
    ranked.length = Math.min(ranked.length, options.limit)
  }
  return ranked
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : 1
}

/** Score of the best entry of each group. */
function bestOfEach({ groups, groupOf }: SearchIndex, fused: Float32Array): Float32Array {
  const best = new Float32Array(groups.length)
  for (let id = 0; id < fused.length; id++) {
    const group = groupOf[id] ?? 0
    const value = fused[id] ?? 0
    if (value > (best[group] ?? 0)) best[group] = value
  }
  return best
}

function scoreIntents(
  index: SearchIndex,
  { fused, classes }: Scores,
  options: RetrievalOptions,
): IntentScores {
  return byIntent(index, (number) =>
    addLearnt(pool(groupAt(index, number), fused, poolFor(index, options)), classes[number] ?? 0, options),
  )
}

/** What the classifier says makes up for a share of what a score lacks of 1, so that none exceeds it. */
function addLearnt(score: number, probability: number, { classShare }: RetrievalOptions): number {
  return score + classShare * probability * (1 - score)
}

interface Depth {
  readonly entries: number
  readonly decay: number
}

/**
 * A group's score: the mean of its best entries, each counting a fixed share of the one before. One entry that happens
 * to share the question's words weighs less than several that agree, in either language.
 */
function pool({ members }: Group, fused: Float32Array, { entries, decay }: Depth): number {
  const most = Math.min(entries, members.length)
  const best = new Float32Array(most)
  for (let i = 0; i < members.length; i++) insertInto(best, fused[members[i] ?? 0] ?? 0)
  let sum = 0
  let total = 0
  let weight = 1
  for (const score of best) {
    sum += score * weight
    total += weight
    weight *= decay
  }
  return total === 0 ? 0 : sum / total
}

/** One depth for the whole index, so that its articles' scores compare. */
function poolFor({ typicalSize }: SearchIndex, { pools }: RetrievalOptions): Depth {
  const pool = pools.findLast(({ from }) => typicalSize >= from)
  if (!pool) throw new RangeError('RETRIEVAL.pools needs an entry with from: 0.')
  return pool
}

interface Found {
  readonly group: Group
  readonly score: number
  readonly votes: Votes
  readonly classProbability: number
}

function toHit(index: SearchIndex, scores: Scores, { group, ...found }: Found, locale: Locale): Hit {
  const { byKind } = group
  const scored = (kind: EntryKind): EntryScore[] =>
    Array.from(byKind[kind], (id) => entryScore(index, scores, id))
  // An article may have a thousand phrasings: only what is kept of them becomes an object.
  const best = (kind: EntryKind): EntryScore[] => {
    const id = bestOf(byKind[kind], scores.fused)
    return id === undefined ? [] : [entryScore(index, scores, id)]
  }
  const titles = scored('title')
  const passages = scored('passage')
  const phrasings: ScoredPhrasings = {
    scores: pick(byKind.phrasing, scores.fused),
    sectionOf: (position) => index.entries[byKind.phrasing[position] ?? 0]?.section ?? 0,
  }
  return {
    article: group.article,
    ...found,
    whole: bestScored([...titles, ...best('question'), ...best('error'), ...best('phrasing')]),
    passage: bestScored(passages),
    sections: rankSections(passages, [...titles, ...scored('heading')], phrasings, locale),
  }
}

/** The first id with the highest value; undefined without any. */
function bestOf(ids: Uint32Array, values: Float32Array): number | undefined {
  let best = ids[0]
  for (let i = 1; i < ids.length; i++) {
    if ((values[ids[i] ?? 0] ?? 0) > (values[best ?? 0] ?? 0)) best = ids[i]
  }
  return best
}

function pick(ids: Uint32Array, values: Float32Array): Float32Array {
  const picked = new Float32Array(ids.length)
  for (let i = 0; i < ids.length; i++) picked[i] = values[ids[i] ?? 0] ?? 0
  return picked
}

function entryScore(index: SearchIndex, scores: Scores, id: number): EntryScore {
  const entry = index.entries[id]
  if (!entry) throw new RangeError(`The index has no entry ${id}.`)
  return {
    entry,
    dense: scores.dense[id] ?? 0,
    lexical: scores.lexical[id] ?? 0,
    coverage: scores.coverage[id] ?? 0,
    score: scores.fused[id] ?? 0,
  }
}
