// Asking, where no rule of words decides: what the question resembles, other languages, emergencies, explorers, no model.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AskDeps, ask, judge } from '../src/answer/ask.ts'
import { calibrationName, calibrations, OUTCOMES, probabilitiesOf } from '../src/answer/confidence.ts'
import { type Reply, replySchema } from '../src/answer/reply.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { isFundsAtRisk } from '../src/guard/cues.ts'
import { isAccountSpecific, wantsPerson } from '../src/answer/intent.ts'
import { type Locale, LOCALES } from '../src/config.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createDeps, withoutModel } from './fixtures/ask.ts'
import { EXPLORERS, NEEDS, readSample } from './fixtures/content.ts'

const NOW = new Date('2026-03-02T09:00:00Z')

let corpus: Corpus
let deps: AskDeps
let wordsDeps: AskDeps
beforeAll(async () => {
  const result = await readSample({ ...NEEDS, ...EXPLORERS })
  expect(result.problems).toEqual([])
  corpus = result.corpus
  deps = createDeps(corpus, NOW)
  wordsDeps = withoutModel(deps)
})

const WAYS = [
  ['with a model', () => deps],
  ['without a model', () => wordsDeps],
] as const

async function reasonFor(question: string, given: AskDeps = deps): Promise<string | undefined> {
  const { decision, escalation } = await ask(given, { question })
  return escalation ? escalation.reason : decision
}

describe.each(WAYS)('what resembles a case for people goes to one, %s', (_, given) => {
  test.each([
    ['check the status of my payout please', 'account-specific'],
    ['please check the payout status', 'account-specific'],
    ['帮我查一下提现进度', 'account-specific'],
    ['幫我查一下我的提現進度', 'account-specific'],
    ['is anybody from the staff reading this', 'person-requested'],
    ['有没有工作人员在看啊', 'person-requested'],
    ['a payment left that nobody here made', 'funds-at-risk'],
    ['余额自己跑出去了一大截', 'funds-at-risk'],
  ])('“%s”: %s', async (question, reason) => {
    // No rule of words recognises these: only what they resemble does.
    expect([isFundsAtRisk, wantsPerson, isAccountSpecific].some((rule) => rule(question))).toBe(false)
    const reply = await ask(given(), { question })
    expect(reply).toMatchObject({ decision: 'escalate', escalation: { reason } })
    expect(reply.message).toContain(
      stringsFor(reply.locale)[`replyReason.${reply.escalation?.reason ?? 'low-confidence'}`],
    )
    const isTheft = reason === 'funds-at-risk'
    expect(reply.escalation?.priority).toBe(isTheft ? 'urgent' : 'normal')
    if (isTheft)
      expect(new Set(reply.citations.map(({ article }) => article))).toEqual(new Set(['stolen-funds']))
  })

  test.each([
    ['will it rain tomorrow', 'decline'],
    ['牛肉面怎么做', 'decline'],
    ['sing a song for me', 'decline'],
    ['?', 'decline'],
  ])('and nothing else does: “%s” leads to %s', async (question, decision) => {
    const reply = await ask(given(), { question })
    expect(reply).toMatchObject({ decision, citations: [], related: [] })
  })

  test('and what an article answers is answered, however people put it', async () => {
    for (const [question, article] of [
      ['the button is greyed out', 'export-key'],
      ['how do i export my private key', 'export-key'],
      ['手续费为什么这么高', 'gas-fees'],
      ['Incorrect password', 'export-key'],
    ]) {
      const reply = await ask(given(), { question: question ?? '' })
      expect(reply, question).toMatchObject({ decision: 'answer' })
      expect(
        reply.citations.map((citation) => citation.article),
        question,
      ).toContain(article)
    }
  })
})

describe('a question in another language', () => {
  test.each([
    '¿Cómo puedo recuperar mi cartera?',
    'Comment récupérer mon portefeuille ?',
    'Wie kann ich meine Wallet wiederherstellen?',
    'Как восстановить кошелёк?',
    'كيف أستعيد محفظتي؟',
    'ウォレットを復元するにはどうすればいいですか',
    '지갑을 어떻게 복구하나요?',
  ])('goes to a person with an honest word, and no article is quoted: %s', async (question) => {
    for (const given of [deps, wordsDeps]) {
      const reply = await ask(given, { question })
      expect(reply).toMatchObject({
        decision: 'escalate',
        citations: [],
        locale: expect.stringMatching(/^(?:en|zh-..)$/),
      })
      expect(reply.answer).toBeUndefined()
      expect(reply.escalation).toMatchObject({ reason: 'other-language', priority: 'normal' })
      expect(reply.escalation?.draft.message).toBe(question)
      expect(reply.message).toBe(stringsFor(reply.locale)['replyReason.other-language'])
    }
  })

  test('is judged after what is urgent, which needs no language', async () => {
    expect(await reasonFor(`me robaron, mi frase es ${'abandon '.repeat(11)}about`)).toBe('secret-shared')
    expect(await reasonFor('ayuda por favor, my coins were stolen, no puedo hacer nada')).toBe(
      'funds-at-risk',
    )
  })

  test('is not one that names a foreign friend', async () => {
    expect(await reasonFor('how do i export my private key to José García de la Cruz')).not.toBe(
      'other-language',
    )
    expect(await reasonFor('我朋友叫 Владимир，怎么导出私钥')).not.toBe('other-language')
  })
})

test.each(LOCALES)(
  'the article for emergencies comes with a form and its first steps: %s',
  async (locale) => {
    // Its own title, in which no rule sees a theft that happened.
    for (const question of ['the first hour after a theft', '第一个小时，最初几分钟']) {
      expect(isFundsAtRisk(question)).toBe(false)
      const { evidence } = await judge(deps, question, locale)
      expect(evidence.hits[0]?.article).toBe('stolen-funds')
      const reply = await ask(deps, { question, locale })
      expect(reply.escalation, question).toMatchObject({ reason: 'funds-at-risk', priority: 'urgent' })
      expect(reply.answer?.markdown).toMatch(/Create a new wallet|新建钱包|新建錢包/)
      expect(reply.citations[0]?.quote).toMatch(/^> \[!CAUTION\]/)
    }
  },
)

describe('explorers', () => {
  const HEX = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
  const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
  const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
  const BITCOIN = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
  const SIGNATURE = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'

  const explorersFor = async (question: string, locale: Locale = 'en'): Promise<Reply['explorers']> =>
    (await ask(deps, { question, locale })).explorers

  test.each([
    ['an address', `why is nothing at ${TRON}`, [['Tron Scan', `https://tron.example/#/address/${TRON}`]]],
    ['an address alone', TRON, [['Tron Scan', `https://tron.example/#/address/${TRON}`]]],
    [
      'a hash with 0x, on every explorer of its kind',
      `转账 0x${HEX} 一直没到`,
      [
        ['Main Scan (Ethereum)', `https://main.example/tx/0x${HEX}`],
        ['Base Scan (Base)', `https://base.example/tx/0x${HEX}`],
      ],
    ],
    [
      'the network that is named first',
      `sent on Base to ${EVM}`,
      [
        ['Base Scan (Base)', `https://base.example/address/${EVM}`],
        ['Main Scan (Ethereum)', `https://main.example/address/${EVM}`],
      ],
    ],
    [
      'a bare hash whose chain is named',
      `波场转账 ${HEX}`,
      [['Tron Scan', `https://tron.example/#/transaction/${HEX}`]],
    ],
    [
      'a signature that is called one',
      `solana tx ${SIGNATURE} failed`,
      [['Sol Scan', `https://sol.example/tx/${SIGNATURE}`]],
    ],
    [
      'a signature in the address of an explorer',
      `https://solscan.io/tx/${SIGNATURE}`,
      [['Sol Scan', `https://sol.example/tx/${SIGNATURE}`]],
    ],
  ] as const)('are linked for %s', async (_, question, links) => {
    expect((await explorersFor(question)).map(({ label, url }) => [label, url])).toEqual(links)
  })

  test.each([
    ['what may be a key', HEX],
    ['what may be a key, in a sentence', `i wrote down ${HEX} and now my wallet is gone`],
    ['what may be a key of Solana', SIGNATURE],
    ['what may be a key of Solana, in a sentence', `我的 Solana 钱包 ${SIGNATURE} 打不开`],
    ['what is called a key', `my private key is 0x${HEX}`],
    ['what is called a key of Solana', `my solana private key is ${SIGNATURE}, the transaction failed`],
    ['a chain without explorers', `BTC ${BITCOIN}`],
    ['a mistyped address', TRON.replace('R7', 'R8')],
    ['words and numbers', 'why does my transfer 20240131123456 not arrive'],
  ])('are not linked for %s', async (_, question) => {
    expect(await explorersFor(question)).toEqual([])
  })

  test('come with every kind of reply, in every language', async () => {
    for (const [question, decision] of [
      ['how do i export my private key', 'answer'],
      ['will it rain tomorrow', 'decline'],
      ['my coins were stolen', 'escalate'],
    ]) {
      for (const locale of LOCALES) {
        const reply = await ask(deps, { question: `${question} ${TRON}`, locale })
        expect(
          reply.explorers.map(({ label }) => label),
          `${decision} ${locale}`,
        ).toEqual(['Tron Scan'])
        expect(replySchema.parse(reply)).toEqual(reply)
      }
    }
  })

  test('are those of site.yaml and no others', async () => {
    const bare = createDeps((await readSample(NEEDS)).corpus, NOW)
    for (const question of [TRON, `0x${HEX}`, `solana tx ${SIGNATURE}`]) {
      expect((await ask(bare, { question })).explorers).toEqual([])
    }
  })

  test('lead where site.yaml says, whatever is typed around them (property)', async () => {
    const around = fc.oneof(
      fc.constantFrom(
        'https://evil.example/tx/',
        '<a href="',
        '{id}',
        '#',
        '?q=',
        '&',
        '\n',
        '$&',
        'Base',
        '波场',
      ),
      fc.string({ maxLength: 10 }),
    )
    const reference = fc.constantFrom(`0x${HEX}`, EVM, TRON, SIGNATURE, HEX)
    const hosts = corpus.site.explorers.map(({ address }) => new URL(address.replace('{id}', '')).host)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(around, reference), { maxLength: 6 }), async (parts) => {
        for (const { url } of await explorersFor(parts.join(' '))) {
          const { protocol, host, username, search } = new URL(url)
          expect([protocol, username, search]).toEqual(['https:', '', ''])
          expect(hosts).toContain(host)
        }
      }),
    )
  })

  test('do not change what is found: what a hash is counts, not its characters', async () => {
    const [one, other] = await Promise.all(
      [`0x${HEX}`, `0x${HEX.split('').reverse().join('')}`].map((hash) =>
        judge(deps, `why did ${hash} fail`, 'en'),
      ),
    )
    expect(other?.features).toEqual(one?.features)
    const told = await judge(deps, 'why did transaction hash fail', 'en')
    expect(one?.features).toEqual(told.features)
  })
})

describe('without a model', () => {
  const QUESTIONS = [
    'how do i export my private key',
    '怎麼匯出私鑰',
    'why is the fee so high',
    'where did my dog go',
    'will it rain tomorrow',
    'hello',
    '???',
  ]

  test('the probabilities are those of words alone', async () => {
    const { knowledge } = deps.index
    const byMeaning = calibrations[calibrationName({ ...knowledge, hasMeaning: true })]
    const byWords = calibrations[calibrationName({ ...knowledge, hasMeaning: false })]
    const differs: boolean[] = []
    for (const question of QUESTIONS) {
      for (const [given, own, other] of [
        [deps, byMeaning, byWords],
        [wordsDeps, byWords, byMeaning],
      ] as const) {
        const { features, evidence } = await judge(given, question, 'en')
        if (!features) continue
        expect(evidence.probabilities, question).toEqual(probabilitiesOf(features, own))
        differs.push(
          OUTCOMES.some((o) => probabilitiesOf(features, own)[o] !== probabilitiesOf(features, other)[o]),
        )
      }
    }
    expect(differs).toContain(true)
  })

  test('nothing is near by meaning, and what shares no word is no answer', async () => {
    for (const question of QUESTIONS) {
      const { features, evidence } = await judge(wordsDeps, question, 'en')
      if (features) expect([features.wholeDense, features.passageDense]).toEqual([0, 0])
      else {
        expect(evidence.hits).toEqual([])
        expect(evidence.probabilities.first + evidence.probabilities.choice).toBe(0)
      }
      expect(OUTCOMES.reduce((sum, outcome) => sum + evidence.probabilities[outcome], 0)).toBeCloseTo(1, 9)
    }
  })

  test.each(['zxqv', 'asdf qwer', '龘靐', '🤔'])(
    'what shares nothing with anything is nobody’s case: %s',
    async (question) => {
      const { evidence } = await judge(wordsDeps, question, 'en')
      expect([evidence.hits, new Set(Object.values(evidence.intents))]).toEqual([[], new Set([0])])
      expect(await reasonFor(question, wordsDeps)).toBe('decline')
    },
  )

  test('what rules of words recognise is recognised all the same', async () => {
    for (const [question, reason] of [
      ['我的币被盗了', 'funds-at-risk'],
      ['转人工', 'person-requested'],
      ['give me my money back', 'account-specific'],
      [`my phrase is ${'abandon '.repeat(11)}about`, 'secret-shared'],
      ['hello', 'decline'],
    ]) {
      expect(await reasonFor(question ?? '', wordsDeps), question).toBe(reason)
    }
  })

  test('every reply keeps to the schema, for any string (property)', async () => {
    const words = fc.constantFrom(
      'export',
      '私钥',
      'fee',
      '手續費',
      'greyed',
      '天气',
      'hola',
      '\u0000',
      '…',
      '0x1',
      '?',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (question) => {
        const reply = await ask(wordsDeps, { question })
        expect(replySchema.parse(reply)).toEqual(reply)
      }),
    )
  })
})
