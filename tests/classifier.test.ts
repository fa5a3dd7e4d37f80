import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLASSIFIER } from '../src/config.ts'
import { loadClassifier, serialiseClassifier } from '../src/search/classifier-bytes.ts'
import { bucketsOf, type Classifier, classify } from '../src/search/classifier.ts'
import type { Entry } from '../src/search/entry.ts'
import { createTokenizer } from '../src/search/text.ts'
import {
  type Example,
  examplesFrom,
  hasEnoughToTrust,
  trainClassifier,
} from '../src/search/train-classifier.ts'

const tokenizer = createTokenizer([])

const FEES = [
  'why is the fee so high',
  'network fee too expensive',
  '手续费为什么这么贵',
  '矿工费太高了',
  'lower the fee',
]
const KEYS = [
  'export my private key',
  'where is the private key',
  '怎么导出私钥',
  '私钥在哪里看',
  'show the key',
]
const examples: Example[] = [
  ...FEES.map((text) => ({ text, className: 'article fees' })),
  ...KEYS.map((text) => ({ text, className: 'article keys' })),
]

function trained(of: readonly Example[] = examples): Classifier {
  const classifier = trainClassifier(of, tokenizer)
  if (!classifier) throw new Error('Nothing was learnt.')
  return classifier
}

function likeliest(classifier: Classifier, text: string): string | undefined {
  const probabilities = classify(classifier, text, tokenizer)
  return classifier.classes[probabilities.indexOf(Math.max(...probabilities))]
}

describe('a classifier', () => {
  test('tells new wordings apart, in either language and with typing slips', () => {
    const classifier = trained()
    for (const text of ['such an expensive network', '费用太贵', 'netwrk feee']) {
      expect(likeliest(classifier, text), text).toBe('article fees')
    }
    for (const text of ['privat key exprt', '在哪里看我的私钥', 'how to show it as a key']) {
      expect(likeliest(classifier, text), text).toBe('article keys')
    }
  })

  test('gives probabilities of any text that sum to 1 (property)', () => {
    const classifier = trained()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const probabilities = [...classify(classifier, text, tokenizer)]
        expect(probabilities.every((value) => value >= 0 && value <= 1)).toBe(true)
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
      }),
    )
  })

  test('favours no class where it knows no part of the text', () => {
    expect([...classify(trained(), 'zzzz 魑魅', tokenizer)]).toEqual([0.5, 0.5])
  })

  test('is the same whenever it learns from the same', () => {
    expect(serialiseClassifier(trained())).toEqual(serialiseClassifier(trained()))
  })

  test('comes back from its bytes as it was', () => {
    const classifier = trained()
    expect(loadClassifier(serialiseClassifier(classifier))).toEqual(classifier)
    expect(loadClassifier(serialiseClassifier(undefined))).toBeUndefined()
  })

  test('is refused when its bytes are cut short or too long', () => {
    const bytes = serialiseClassifier(trained())
    expect(() => loadClassifier(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError)
    expect(() => loadClassifier(Uint8Array.from([...bytes, 0]))).toThrow(RangeError)
    expect(() => loadClassifier(bytes.subarray(0, 9))).toThrow()
  })

  test('hashes n-grams into its buckets, each once', () => {
    const buckets = bucketsOf('fee fee fee', tokenizer)
    expect(new Set(buckets).size).toBe(buckets.length)
    expect(buckets.every((bucket) => bucket >= 0 && bucket < CLASSIFIER.buckets)).toBe(true)
  })
})

describe('what is learnt from', () => {
  const blank = { locale: 'en', section: 0, title: '', heading: '' } as const
  const entries = (article: string, kind: Entry['kind'], count: number): Entry[] =>
    Array.from({ length: count }, (_, i) => ({ ...blank, article, kind, text: `${article} ${kind} ${i}` }))

  test('is every short text of articles with enough wordings, and no passage', () => {
    const { leastWordings } = CLASSIFIER
    const all = [
      ...entries('a', 'phrasing', leastWordings),
      ...entries('a', 'heading', 2),
      ...entries('a', 'passage', 9),
      ...entries('b', 'question', leastWordings),
      ...entries('c', 'question', leastWordings - 1),
      ...entries('c', 'heading', 9),
    ]
    const learnt = examplesFrom(all)
    expect(learnt).toHaveLength(2 * leastWordings + 2)
    expect(new Set(learnt.map(({ className }) => className))).toEqual(new Set(['article a', 'article b']))
  })

  test('is evidence once half of the articles have many wordings, however many the intents have', () => {
    const { trustedWordings } = CLASSIFIER
    const intent = entries('', 'intent', 500).map((entry): Entry => ({ ...entry, intent: 'foreign' }))
    const few = [...entries('a', 'phrasing', trustedWordings), ...entries('b', 'question', 5), ...intent]
    expect(hasEnoughToTrust([...few, ...entries('c', 'question', trustedWordings - 1)])).toBe(false)
    expect(hasEnoughToTrust([...few, ...entries('c', 'question', trustedWordings)])).toBe(true)
    expect(hasEnoughToTrust(intent)).toBe(false)
  })

  test('is nothing where there is one article, or more than can be told apart', () => {
    expect(examplesFrom(entries('a', 'phrasing', 50))).toEqual([])
    const many = Array.from({ length: CLASSIFIER.mostClasses + 1 }, (_, i) =>
      entries(`a${i}`, 'phrasing', CLASSIFIER.leastWordings),
    )
    expect(examplesFrom(many.flat())).toEqual([])
    expect(trainClassifier([], tokenizer)).toBeUndefined()
  })
})
