// Nothing invented leaves the house: every change to a composed reply is noticed, and what is noticed is withheld.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/answer/ask.ts'
import { compose, type ReplyBody } from '../src/answer/compose.ts'
import { verifyReply } from '../src/answer/verify.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { LOCALES } from '../src/config.ts'
import type { Library } from '../src/server/app.ts'
import { openTestLibrary } from './library.ts'

let library: Library
let corpus: Corpus
beforeAll(async () => {
  library = await openTestLibrary()
  ;({ corpus } = library)
})

const QUESTION = 'how do i export my private key'
const LISTED = ['article', 'title', 'section', 'url', 'locale', 'quote', 'reviewed', 'version'] as const

function answered(): ReplyBody {
  const article = corpus.articles.find(({ id, locale }) => id === 'export-private-key' && locale === 'en')
  const section = article?.sections.findIndex(({ steps }) => steps.length > 0) ?? 0
  const entry = {
    article: 'export-private-key',
    locale: 'en',
    kind: 'passage',
    section,
    title: '',
    heading: '',
    text: '',
  } as const
  const scored = { entry, dense: 1, lexical: 1, coverage: 1, score: 1 }
  const hit = {
    article: entry.article,
    score: 1,
    whole: scored,
    passage: scored,
    sections: [scored],
    votes: 1,
  }
  return compose({
    corpus,
    question: QUESTION,
    locale: 'en',
    verdict: { decision: 'answer' },
    confidence: 0.9,
    hits: [hit],
    now: new Date(),
  })
}
const defectsOf = (body: ReplyBody, question = QUESTION) => verifyReply(body, { corpus, question })

describe('a composed reply', () => {
  test('has no defects, whatever is asked, in any language', async () => {
    const parts = fc.constantFrom(
      'transfer failed',
      '助记词',
      'fee',
      '私钥导出',
      'stuck',
      'refund',
      'hello',
      'weather',
      '轉帳',
      'swap',
      'https://evil.example/x',
      '0x52908400098527886E0F7030069857D2E4169EE7',
      '12.5 USDT',
      'staking',
      '<b>',
      '`',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(parts, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...LOCALES),
        async (words, locale) => {
          const found: string[] = []
          const onDefects = (defects: readonly string[]): void => void found.push(...defects)
          await ask({ ...library, onDefects }, { question: words.join(' '), locale })
          expect(found).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  test('is found out by any change to what it quotes or cites', () => {
    const body = answered()
    expect(defectsOf(body)).toEqual([])
    const text = fc.string({ minLength: 1, maxLength: 5 }).filter((added) => added.trim() !== '')
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom(...LISTED), text, (which, at, field, added) => {
        const citations = body.citations.map((citation, i) => {
          if (i !== which % body.citations.length) return citation
          const value = citation[field] ?? ''
          const cut = at % (value.length + 1)
          return { ...citation, [field]: value.slice(0, cut) + added + value.slice(cut) }
        })
        expect(defectsOf({ ...body, citations })).not.toEqual([])
      }),
    )
  })

  test('is found out by any change to the answer', () => {
    const body = answered()
    const { answer } = body
    if (!answer) throw new Error('The reply has no answer.')
    fc.assert(
      fc.property(
        fc.constantFrom('markdown' as const, 'html' as const),
        fc.nat(),
        fc.string({ minLength: 1 }),
        (form, at, added) => {
          const value = answer[form]
          const cut = at % (value.length + 1)
          const changed = { ...answer, [form]: value.slice(0, cut) + added + value.slice(cut) }
          expect(defectsOf({ ...body, answer: changed })).not.toEqual([])
        },
      ),
    )
  })

  test.each([
    ['an answer without citations', (body: ReplyBody) => ({ ...body, citations: [] })],
    ['citations without an answer', ({ answer: _, ...body }: ReplyBody) => body],
    ['a citation left out', (body: ReplyBody) => ({ ...body, citations: body.citations.slice(1) })],
    ['a link away', (body: ReplyBody) => ({ ...body, contactUrl: 'https://evil.example/' })],
    ['a link without a scheme', (body: ReplyBody) => ({ ...body, contactUrl: '//evil.example/' })],
    ['a script', (body: ReplyBody) => ({ ...body, contactUrl: 'javascript:alert(1)' })],
    [
      'an explorer nobody asked for',
      (body: ReplyBody) => ({ ...body, explorers: [{ label: 'x', url: 'https://etherscan.io/tx/0xabc' }] }),
    ],
    ['a number of its own', (body: ReplyBody) => ({ ...body, message: `${body.message} Call 5550100.` })],
    [
      'a link in its words',
      (body: ReplyBody) => ({ ...body, message: `${body.message} https://evil.example` }),
    ],
    [
      'an address in its words',
      (body: ReplyBody) => ({
        ...body,
        message: `${body.message} 0x52908400098527886E0F7030069857D2E4169EE7`,
      }),
    ],
  ])('is found out by %s', (_, change) => {
    expect(defectsOf(change(answered()) as ReplyBody)).not.toEqual([])
  })
})

test('a reply with a defect is withheld: a person is offered, and the fault is told', async () => {
  const found: string[] = []
  const articles = corpus.articles.map((article) => ({
    ...article,
    sections: article.sections.map((section) => ({ ...section, html: `${section.html}<p>tampered</p>` })),
  }))
  const getter = { ...corpus, articles: corpus.articles }
  let reads = 0
  // The corpus changes between composing and verifying, as a fault of ours might make it.
  Object.defineProperty(getter, 'articles', { get: () => (reads++ < 1 ? articles : corpus.articles) })
  const deps = {
    ...library,
    corpus: getter,
    onDefects: (defects: readonly string[]) => void found.push(...defects),
  }
  const reply = await ask(deps, { question: QUESTION, locale: 'en' })
  expect(found.length).toBeGreaterThan(0)
  expect(reply).toMatchObject({ decision: 'escalate', citations: [] })
  expect(reply.answer).toBeUndefined()
  expect(JSON.stringify(reply)).not.toContain('tampered')
})
