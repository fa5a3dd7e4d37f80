import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../src/search/entry.ts'
import type { EntryScore } from '../src/search/entry-score.ts'
import { rankSections } from '../src/search/rank-sections.ts'
import { insertInto, shareVotes } from '../src/search/votes.ts'

describe('votes', () => {
  test('are shared by the highest scores alone, in proportion', () => {
    const scores = Float32Array.of(0.5, 0.1, 0.25, 0.25, 0.2)
    const votes = shareVotes(scores, (i) => i % 2, 3)
    expect(votes.get(0)).toBeCloseTo(0.75, 5)
    expect(votes.get(1)).toBeCloseTo(0.25, 5)
  })

  test('count all that are level with the last of them', () => {
    expect([...shareVotes(Float32Array.of(0.5, 0.5, 0.5), (i) => i, 2).keys()]).toEqual([0, 1, 2])
  })

  test('are none where nothing scores', () => {
    expect(shareVotes(new Float32Array(5), () => 1, 3).size).toBe(0)
    expect(shareVotes(new Float32Array(), () => 1, 3).size).toBe(0)
  })

  test('keep the highest values in order, whatever comes (property)', () => {
    const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (all, most) => {
        const best = new Float32Array(most)
        for (const value of all) insertInto(best, value)
        const sorted = all.toSorted((a, b) => b - a).slice(0, most)
        expect([...best]).toEqual([...sorted, ...new Array<number>(most - sorted.length).fill(0)])
      }),
    )
  })
})

describe('the sections of an article', () => {
  const scored = (kind: Entry['kind'], section: number, score: number): EntryScore => ({
    entry: { article: 'fees', locale: 'en', kind, section, title: '', heading: '', text: '' },
    dense: 0,
    lexical: 0,
    coverage: 0,
    score,
  })
  const phrasings = (...all: readonly (readonly [section: number, score: number])[]) => ({
    scores: Float32Array.from(all, ([, score]) => score),
    sectionOf: (position: number): number => all[position]?.[0] ?? 0,
  })
  const passages = [scored('passage', 0, 0.5), scored('passage', 1, 0.48), scored('passage', 2, 0.2)]

  test('come by text and heading where nobody has worded a need', () => {
    const order = rankSections(passages, [scored('heading', 1, 0.4)], phrasings(), 'en')
    expect(order.map(({ entry }) => entry.section)).toEqual([1, 0, 2])
  })

  test('are led by the one that most of the nearer wordings belong to, not by one chance likeness', () => {
    const wordings = phrasings([0, 0.6], ...Array.from({ length: 6 }, () => [1, 0.55] as const))
    expect(rankSections(passages, [], wordings, 'en')[0]?.entry.section).toBe(1)
  })
})
