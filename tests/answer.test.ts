// From a question to a reply: what is decided, what is quoted, what is never said.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Article, Section } from '../src/articles/article.ts'
import { type Corpus, findArticle } from '../src/articles/corpus.ts'
import { ask, detectLocale, judge } from '../src/answer/ask.ts'
import { compose } from '../src/answer/compose.ts'
import type { Verdict } from '../src/answer/decide.ts'
import { isAboutProduct, isAccountSpecific, smallTalkOf, wantsPerson } from '../src/answer/intent.ts'
import { type Reply, replySchema } from '../src/answer/reply.ts'
import { articleUrl } from '../src/articles/urls.ts'
import { ANSWER, LIMITS, type Locale, LOCALES } from '../src/config.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import type { Hit } from '../src/search/retrieve.ts'
import { createDeps, type FakeDeps } from './fixtures/ask.ts'
import { articleFile, readSample } from './fixtures/content.ts'
import { hitOn } from './fixtures/hits.ts'

const PHRASE = `${'abandon '.repeat(11)}about`
const NOW = new Date('2026-03-02T09:00:00Z')
const EXTRA = {
  'notices/outage.yaml':
    'id: outage\nlevel: warning\nfrom: "2026-03-01T00:00:00.000Z"\nuntil: "2026-03-03T00:00:00.000Z"\ntext: { zh-CN: 网络拥堵, en: The network is busy }\narticle: gas-fees\n',
}

let corpus: Corpus
let deps: FakeDeps

beforeAll(async () => {
  corpus = (await readSample(EXTRA)).corpus
  deps = createDeps(corpus, NOW)
})

function articleIn(locale: Locale, id: string, from = corpus): Article {
  const found = findArticle(from.articles, id, locale)
  if (!found) throw new Error(`The test content has no ${id}.`)
  return found.article
}

const quoteOf = (
  verdict: Verdict,
  hits: readonly Hit[],
  changes: Partial<Parameters<typeof compose>[0]> = {},
) =>
  compose({
    corpus,
    question: 'question',
    locale: 'en',
    verdict,
    confidence: 0.9,
    hits,
    now: NOW,
    ...changes,
  })

describe('an answer', () => {
  const ANSWERED: Verdict = { decision: 'answer' }
  const EXPORT_STEPS = 2

  test.each(LOCALES)('quotes the article and cites sections of its page, in %s', (locale) => {
    for (const id of ['export-key', 'gas-fees', 'stolen-funds', 'watch-only']) {
      const article = articleIn(locale, id)
      for (const section of article.sections.keys()) {
        const body = quoteOf(ANSWERED, [hitOn(id, 0.9, [section, 0])], { locale })
        expect(body.citations.length).toBeGreaterThan(0)
        for (const { quote, url, version, reviewed, section: heading } of body.citations) {
          const cited = article.sections.find(
            (candidate) => articleUrl(article.locale, id, candidate.id) === url,
          )
          expect(cited, url).toBeDefined()
          expect(cited?.heading).toBe(heading)
          expect(cited?.markdown).toContain(quote)
          expect(quote).not.toBe('')
          expect(body.answer?.markdown).toContain(quote)
          expect([version, reviewed]).toEqual([article.version, article.reviewed])
        }
      }
    }
  })

  test('holds nothing but headings and quotes', () => {
    const { answer, citations } = quoteOf(ANSWERED, [hitOn('gas-fees', 0.9, [1, 2])])
    const parts = citations.map(({ section, quote }) => (section ? `### ${section}\n\n${quote}` : quote))
    expect(answer?.markdown).toBe(parts.join('\n\n'))
  })

  test('shows the warning first where funds are at risk', () => {
    const { answer, citations } = quoteOf(ANSWERED, [hitOn('export-key', 0.9, [EXPORT_STEPS])])
    expect(citations.map(({ section }) => section)).toEqual(['', 'Export the key on a phone'])
    expect(citations[0]?.quote).toMatch(/^> \[!WARNING\]\n> Whoever sees a private key/)
    expect(answer?.html.indexOf('alert-warning')).toBeGreaterThanOrEqual(0)
    expect(answer?.html.indexOf('alert-warning')).toBeLessThan(answer?.html.indexOf('<ol>') ?? -1)
    expect(quoteOf(ANSWERED, [hitOn('gas-fees', 0.9, [2])]).citations).toHaveLength(1)
  })

  describe('quotes the article’s main steps', () => {
    const STEPS = 'Export the key on a phone'
    const step = (share: number): number => 0.8 * (1 - share)
    const cited = (sections: readonly number[], distance: number, from = corpus) =>
      quoteOf(ANSWERED, [hitOn('export-key', 0.8, sections, distance)], { corpus: from })
        .citations.map(({ section }) => section)
        .filter(Boolean)

    test('after the best section where they are about as near, else not', () => {
      const near = step(ANSWER.mainStepsShare)
      expect(cited([1, EXPORT_STEPS], near - 0.01)).toEqual(['Before you start', STEPS])
      expect(cited([1, EXPORT_STEPS], near + 0.01)).toEqual(['Before you start'])
      expect(cited([1], 0)).toEqual(['Before you start'])
      expect(cited([EXPORT_STEPS, 1], 0.01)).toEqual([STEPS])
    })

    test('after the introduction, however far they are', () => {
      expect(cited([0, EXPORT_STEPS], 0.5)).toEqual([STEPS])
      expect(cited([0], 0)).toEqual([STEPS])
    })

    test('never in place of other steps that are nearer', () => {
      const special = withSections((section, index) =>
        index === 3 ? { ...section, steps: ['Look.'] } : section,
      )
      expect(cited([3, EXPORT_STEPS], 0.01, special)).toEqual(['If the export option is missing'])
      expect(cited([EXPORT_STEPS, 3], 0.01, special)).toEqual([STEPS])
    })
  })

  test('puts no warning first where no funds are at risk', () => {
    const calm: Corpus = { ...corpus, articles: corpus.articles.map((a) => ({ ...a, risk: 'general' })) }
    const { citations } = quoteOf(ANSWERED, [hitOn('export-key', 0.9, [EXPORT_STEPS])], { corpus: calm })
    expect(citations.map(({ section }) => section)).toEqual(['Export the key on a phone'])
  })

  test('never quotes the section that hands over to a person', () => {
    for (const id of ['export-key', 'gas-fees']) {
      const last = articleIn('en', id).sections.length - 1
      for (const sections of [[last], [last, 0], [last, 1], [last, 2]]) {
        const { answer } = quoteOf(ANSWERED, [hitOn(id, 0.9, sections)])
        expect(answer?.markdown).not.toContain('Still stuck')
        expect(answer?.html).not.toContain('Still stuck')
      }
    }
  })

  test('never quotes a hand-over section, even if it is the only one with steps', async () => {
    const body =
      'Write to us.\n\n![x](../../../media/stolen-funds.svg)\n\n## Still stuck\n\n1. Open the [form](/contact/).\n2. Send it.\n'
    const result = await readSample({ 'articles/en/keys/only-form.md': articleFile({}, body) })
    expect(result.problems).toEqual([])
    const last = articleIn('en', 'only-form', result.corpus).sections.length - 1
    const reply = quoteOf(ANSWERED, [hitOn('only-form', 0.9, [last])], { corpus: result.corpus })
    expect(reply.answer?.markdown).not.toContain('Send it')
  })

  test('says so if the article stands in another language', () => {
    const { message, citations } = quoteOf(ANSWERED, [hitOn('watch-only', 0.9, [1])])
    expect(message).toContain('观察账户')
    expect(message).toContain(stringsFor('en')['reply.otherLanguage'].replace('{language}', '简体中文'))
    expect(citations[0]?.locale).toBe('zh-CN')
    const own = quoteOf(ANSWERED, [hitOn('watch-only', 0.9, [1])], { locale: 'zh-TW' })
    expect(own.message).not.toContain('简体中文')
    expect(own.citations[0]?.locale).toBe('zh-TW')
  })

  test('lists related articles, the notices that stand, and the way to a person', () => {
    const body = quoteOf(ANSWERED, [hitOn('export-key', 0.9, [1])], { locale: 'zh-TW' })
    expect(body.related.map(({ article, url }) => [article, url])).toEqual([
      ['gas-fees', '/zh-TW/articles/gas-fees/'],
      ['stolen-funds', '/zh-TW/articles/stolen-funds/'],
    ])
    expect(body.notices).toEqual([{ level: 'warning', text: '網路擁堵', url: '/zh-TW/articles/gas-fees/' }])
    expect(body.contactUrl).toBe('/zh-TW/contact/')
    expect(
      quoteOf(ANSWERED, [hitOn('gas-fees', 1)], { now: new Date('2026-03-04T00:00:00Z') }).notices,
    ).toEqual([])
  })

  test('escapes headings in its HTML', () => {
    const renamed = withSections((section, index) =>
      index === 1 ? { ...section, heading: 'a <b> & "c"' } : section,
    )
    const { answer } = quoteOf(ANSWERED, [hitOn('export-key', 0.9, [1])], { corpus: renamed })
    expect(answer?.html).toMatch(/>a &lt;b&gt; &amp; &quot;c&quot;<\/a><\/h\d>/)
  })

  function withSections(change: (section: Section, index: number) => Section): Corpus {
    return { ...corpus, articles: corpus.articles.map((a) => ({ ...a, sections: a.sections.map(change) })) }
  }
})

describe('other replies', () => {
  test('offer each choice with title, section and address in the reader’s language', () => {
    const hits = [hitOn('export-key', 0.6, [2]), hitOn('gas-fees', 0.5, [1]), hitOn('watch-only', 0.5, [1])]
    const body = quoteOf({ decision: 'clarify', choices: hits }, hits, { locale: 'en' })
    expect(body.choices?.map(({ section, url }) => [section, url])).toEqual([
      ['Export the key on a phone', '/en/articles/export-key/#export-the-key-on-a-phone'],
      ['Why a fee is due', '/en/articles/gas-fees/#why-a-fee-is-due'],
      ['怎样添加观察账户', `/en/articles/watch-only/#${encodeURIComponent('怎样添加观察账户')}`],
    ])
    expect(body.answer).toBeUndefined()
    expect(body.citations).toEqual([])
  })

  test.each([
    ['greeting', 'reply.greeting'],
    ['thanks', 'reply.thanks'],
    ['identity', 'reply.identity'],
    ['banter', 'reply.decline'],
    [undefined, 'reply.decline'],
  ] as const)('to %s are a plain sentence without articles', (smallTalk, key) => {
    const body = quoteOf({ decision: 'decline', smallTalk }, [hitOn('gas-fees', 0.9)])
    expect(body.message).toBe(stringsFor('en')[key])
    expect([body.citations, body.related, body.answer, body.escalation]).toEqual([
      [],
      [],
      undefined,
      undefined,
    ])
  })

  test('that hand over carry the draft in the address of the form', () => {
    const question = 'Why is the fee so high & who gets it? 100% “unfair” #1'
    const verdict: Verdict = { decision: 'escalate', reason: 'person-requested' }
    const { escalation } = quoteOf(verdict, [hitOn('gas-fees', 0.9, [1])], { question })
    expect(escalation).toMatchObject({ reason: 'person-requested', priority: 'normal' })
    expect(escalation?.draft).toEqual({
      topic: 'transfers',
      subject: question,
      message: question,
      articles: ['gas-fees'],
    })
    const url = new URL(escalation?.url ?? '', 'https://help.example.com')
    expect(url.pathname).toBe('/en/contact/')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      topic: 'transfers',
      question,
      article: 'gas-fees',
    })
  })

  test.each(['funds-at-risk', 'secret-shared'] as const)(
    'to %s are urgent and show the emergency steps, whatever was found',
    (reason) => {
      const body = quoteOf({ decision: 'escalate', reason }, [hitOn('gas-fees', 0.2)], { confidence: 0.1 })
      expect(body.escalation?.priority).toBe('urgent')
      expect(new Set(body.citations.map(({ article }) => article))).toEqual(new Set(['stolen-funds']))
      expect(body.citations[0]?.quote).toMatch(/^> \[!CAUTION\]/)
      expect(body.answer?.markdown).toContain('Create a new wallet')
      expect(body.message.startsWith(stringsFor('en')[`replyReason.${reason}`])).toBe(true)
      expect(quoteOf({ decision: 'escalate', reason }, []).answer?.markdown).toContain('Create a new wallet')
    },
  )

  test('to funds-at-risk show the article that surely tells what happened, with the emergency steps a tap away', () => {
    const verdict: Verdict = { decision: 'escalate', reason: 'funds-at-risk' }
    const hits = [hitOn('gas-fees', 0.9, [1])]
    const sure = quoteOf(verdict, hits, { confidence: ANSWER.sureBar })
    expect(sure.citations.map(({ article }) => article)).toEqual(['gas-fees'])
    expect(sure.related[0]?.article).toBe('stolen-funds')
    expect(sure.escalation?.priority).toBe('urgent')
    const unsure = quoteOf(verdict, hits, { confidence: ANSWER.sureBar - 0.01 })
    expect(unsure.citations[0]?.article).toBe('stolen-funds')
    expect(
      quoteOf({ ...verdict, reason: 'secret-shared' }, hits, { confidence: 1 }).citations[0]?.article,
    ).toBe('stolen-funds')
  })

  test.each(['person-requested', 'account-specific'] as const)(
    'to %s show an article only if it surely fits',
    (reason) => {
      const hits = [hitOn('gas-fees', 0.9, [1])]
      const sure = quoteOf({ decision: 'escalate', reason }, hits, { confidence: ANSWER.answerBar })
      const unsure = quoteOf({ decision: 'escalate', reason }, hits, { confidence: ANSWER.answerBar - 0.01 })
      expect(sure.citations).toHaveLength(1)
      expect([unsure.answer, unsure.citations, unsure.escalation?.draft.topic]).toEqual([
        undefined,
        [],
        'other',
      ])
      expect(unsure.related.map(({ article }) => article)).toEqual(['gas-fees'])
    },
  )

  test('that found nothing sure say what was looked for, cut at the limit', () => {
    const verdict: Verdict = { decision: 'escalate', reason: 'low-confidence' }
    const question = `  line one\n\n${'币'.repeat(ANSWER.echo * 2)}👍  `
    const some = quoteOf(verdict, [hitOn('gas-fees', 0.2)], { question })
    const echo = `line one ${'币'.repeat(ANSWER.echo - 'line one '.length - 1)}…`
    expect([...echo]).toHaveLength(ANSWER.echo)
    expect(some.message).toContain(`“${echo}”`)
    expect(some.message).not.toContain('币'.repeat(ANSWER.echo))
    expect(some.escalation?.draft).toMatchObject({ subject: echo, message: question, topic: 'other' })
    expect(some.citations).toEqual([])
    const exact = '币'.repeat(ANSWER.echo)
    expect(quoteOf(verdict, [], { question: exact }).message).toContain(`“${exact}”`)
    expect(quoteOf(verdict, [], { question: '👍'.repeat(200) }).message.isWellFormed()).toBe(true)
  })

  test('repeat a question as it is, not as a template', () => {
    const verdict: Verdict = { decision: 'escalate', reason: 'low-confidence' }
    expect(quoteOf(verdict, [], { question: '{question} $& $1 {language}' }).message).toContain(
      '“{question} $& $1 {language}”',
    )
  })
})

describe('asking', () => {
  test('answers from the article, cited, in the language of the question', async () => {
    const reply = await ask(deps, { question: 'how do i export my private key' })
    expect(reply).toMatchObject({ decision: 'answer', locale: 'en' })
    expect(reply.citations[0]?.article).toBe('export-key')
    const chinese = await ask(deps, { question: '怎么导出私钥' })
    expect(chinese).toMatchObject({ decision: 'answer', locale: 'zh-CN' })
    const traditional = await ask(deps, { question: '怎麼匯出私鑰' })
    expect(traditional).toMatchObject({ decision: 'answer', locale: 'zh-TW' })
    expect(traditional.citations.at(-1)?.quote).toContain('開啟')
    const across = await ask(deps, { question: '怎么导出私钥', locale: 'en' })
    expect(across).toMatchObject({ decision: 'answer', locale: 'en' })
    expect(new Set(across.citations.map((citation) => citation.locale))).toEqual(new Set(['en']))
  })

  test.each([
    ['hello', 'decline', undefined],
    ['weather forecast tomorrow', 'decline', undefined],
    ['my coins were stolen', 'escalate', 'funds-at-risk'],
    ['我的币被盗了', 'escalate', 'funds-at-risk'],
    ['我的幣被盜了', 'escalate', 'funds-at-risk'],
    ['let me talk to a person', 'escalate', 'person-requested'],
    ['转人工', 'escalate', 'person-requested'],
    ['give me my money back', 'escalate', 'account-specific'],
    ['删除我的账户', 'escalate', 'account-specific'],
    ['刪除我的帳戶', 'escalate', 'account-specific'],
  ])('%s leads to %s', async (question, decision, reason) => {
    const reply = await ask(deps, { question })
    expect([reply.decision, reply.escalation?.reason]).toEqual([decision, reason])
  })

  test.each([
    ['as it is', PHRASE],
    ['in a sentence', `why can I not export my private key? my phrase is ${PHRASE}, please help`],
    [
      'numbered',
      PHRASE.split(' ')
        .map((word, i) => `${i + 1}. ${word}`)
        .join('\n'),
    ],
    ['in capitals', PHRASE.toUpperCase()],
  ])('never repeats a recovery phrase anywhere, written %s, nor embeds it', async (_, question) => {
    const before = deps.embedder.asked.length
    for (const locale of LOCALES) {
      const reply = await ask(deps, { question, locale })
      expect(JSON.stringify(reply).toLowerCase()).not.toContain('abandon')
      expect(decodeURIComponent(reply.escalation?.url ?? '').toLowerCase()).not.toContain('abandon')
      expect(reply.escalation).toMatchObject({ reason: 'secret-shared', priority: 'urgent' })
      expect(reply.message).toContain(stringsFor(locale)['replyReason.secret-shared'])
    }
    const embedded = deps.embedder.asked.slice(before)
    expect(embedded.length).toBeGreaterThan(0)
    expect(embedded.join('\n').toLowerCase()).not.toContain('abandon')
  })

  test('never throws and always replies by the schema, for any string (property)', async () => {
    const words = fc.constantFrom(
      'export',
      '私钥',
      'fee',
      '手續費',
      'stolen',
      '人工',
      'hi',
      PHRASE,
      '\u0000',
      '\uFEFF',
      '…',
      '{x}',
      '%',
      '<script>',
      '0x1',
    )
    const codes = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units))
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      codes,
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom<Locale | undefined>(undefined, ...LOCALES),
        async (question, locale) => {
          const reply = await ask(deps, { question, locale })
          expect(replySchema.parse(reply)).toEqual(reply)
          assertSound(reply)
          expect(JSON.stringify(reply)).not.toContain(PHRASE)
        },
      ),
      { numRuns: 200 },
    )
  })

  function assertSound(reply: Reply): void {
    expect(reply.message).not.toBe('')
    expect(reply.contactUrl).toBe(`/${reply.locale}/contact/`)
    expect(reply.answer === undefined).toBe(reply.citations.length === 0)
    expect(reply.escalation !== undefined).toBe(reply.decision === 'escalate')
    expect(reply.choices !== undefined).toBe(reply.decision === 'clarify')
    if (reply.choices) expect(reply.choices.length).toBeGreaterThanOrEqual(2)
    if (reply.choices) expect(reply.choices.length).toBeLessThanOrEqual(ANSWER.choices)
    for (const { article, locale, quote } of reply.citations) {
      const source = corpus.articles.find(
        (candidate) => candidate.id === article && candidate.locale === locale,
      )
      expect(
        source?.sections.some(({ markdown, isHandover }) => markdown.includes(quote) && !isHandover),
      ).toBe(true)
    }
  }

  test('gives each reply an id of its own and copes with the longest question', async () => {
    const replies = [await ask(deps, { question: 'fee' }), await ask(deps, { question: 'fee' })]
    expect(replies[0]?.id).not.toBe(replies[1]?.id)
    const long = await ask(deps, { question: '手续费'.repeat(LIMITS.question / 3) })
    expect(long.message.length).toBeLessThan(1_000)
  })

  test('judges a question in any script alike', async () => {
    const [simplified, traditional] = [
      await judge(deps, '怎么导出私钥', 'zh-CN'),
      await judge(deps, '怎麼匯出私鑰', 'zh-TW'),
    ]
    expect(traditional.evidence.hits.map(({ article }) => article)).toEqual(
      simplified.evidence.hits.map(({ article }) => article),
    )
    expect(traditional.features).toEqual(simplified.features)
    expect(traditional.evidence.probabilities).toEqual(simplified.evidence.probabilities)
  })
})

test.each([
  ['hello', 'en'],
  ['', 'en'],
  ['转账失败', 'zh-CN'],
  ['轉帳失敗', 'zh-TW'],
  ['我的USDT没到', 'zh-CN'],
  ['我的USDT沒到', 'zh-TW'],
  ['只有一个币不见了，里面的余额呢', 'zh-CN'],
  ['keystore怎么导入，提示文件格式不对', 'zh-CN'],
  ['程序打不开', 'zh-CN'],
  ['在么？这笔还能撤么', 'zh-CN'],
  ['為什麼還沒到', 'zh-TW'],
] as const)('the language of “%s” is %s', (text, locale) => {
  expect(detectLocale(text)).toBe(locale)
})

describe('intent', () => {
  test.each([
    ['hi', 'greeting'],
    ['Hello there!', 'greeting'],
    ['你好', 'greeting'],
    ['在吗？', 'greeting'],
    ['有人在吗', 'greeting'],
    ['thanks so much', 'thanks'],
    ['Ok, thank you, bye', 'thanks'],
    ['谢谢你啊', 'thanks'],
    ['nvm, makes sense', 'thanks'],
    ['嗯嗯收到', 'thanks'],
    ['解决了，谢谢！', 'thanks'],
    ['who are you?', 'identity'],
    ['Hi, are you a bot', 'identity'],
    ['你是机器人吗', 'identity'],
    ['tell me a joke', 'banter'],
    ['讲个笑话', 'banter'],
    ['你真没用', 'banter'],
    ['ＨＥＬＬＯ', 'greeting'],
  ])('“%s” is small talk: %s', (text, kind) => {
    expect(smallTalkOf(text)).toBe(kind)
  })

  test.each([
    '',
    '?!',
    'hi, my transfer failed',
    '你好，转账失败了怎么办',
    '在吗？我的币不见了',
    'thanks but it still does not work',
    'who are you sending my coins to',
    '谢谢，但是还是没到账',
    'think',
    'nice wallet, no confirmations though',
    '没事了吗，币还没到',
    'okx deposit',
    'history',
    '早上转的账还没到',
    `hello ${'hello '.repeat(20)}`,
  ])('“%s” is none', (text) => {
    expect(smallTalkOf(text)).toBeUndefined()
  })

  test.each([
    ['转人工', true],
    ['我要找人工客服', true],
    ['有没有真人', true],
    ['人工', true],
    ['I want to talk to a real person', true],
    ['connect me to an agent please', true],
    ['human please', true],
    ['AGENT', true],
    ['how do i export my private key', false],
    ['怎么导出私钥', false],
    ['user agent string', false],
    ['人工智能是什么', false],
    ['someone asked me to talk to an agent, is it a scam', false],
    ['自称真人客服的人是骗子吗', false],
    ['person', false],
  ])('“%s” asks for a person: %s', (text, expected) => {
    expect(wantsPerson(text)).toBe(expected)
  })

  test.each([
    ['my account is frozen', true],
    ['I want a refund', true],
    ['where is my money', true],
    ['delete my account', true],
    ['账户被冻结了', true],
    ['我要退款', true],
    ['我要投诉', true],
    ['how do i export my private key', false],
    ['转账失败怎么办', false],
    ['how do i receive money', false],
    ['a mail about kyc: is it a scam', false],
    ['说要退款的短信是诈骗吗', false],
  ])('“%s” is about a case of one’s own: %s', (text, expected) => {
    expect(isAccountSpecific(text)).toBe(expected)
  })

  test.each([
    ['does the app have dark mode', true],
    ['which chain do you support', true],
    ['软件怎么升级', true],
    ['你们支持哪些币', true],
    ['what is the weather tomorrow', false],
    ['明天天气怎么样', false],
    ['write a poem about the sea', false],
    ['how to bake bread', false],
    ['happy birthday', false],
    ['推荐一部电影', false],
  ])('“%s” is about this product: %s', (text, expected) => {
    expect(isAboutProduct(text)).toBe(expected)
  })
})
