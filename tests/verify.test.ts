// Nothing invented leaves the house: every change to a composed reply is noticed, and what is noticed is withheld.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/answer/ask.ts'
import { compose, type ReplyBody } from '../src/answer/compose.ts'
import { verifyReply } from '../src/answer/verify.ts'
import type { Article } from '../src/articles/article.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { LOCALES } from '../src/config.ts'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'
import { renderExchange } from '../src/fragments/reply.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate } from '../src/i18n/translate.ts'
import { createApp, type Library } from '../src/server/app.ts'
import { createLog } from '../src/server/log.ts'
import { ROOT } from '../scripts/paths.ts'
import { hitOn } from './fixtures/hits.ts'
import { openTestLibrary } from './library.ts'

let library: Library
let corpus: Corpus
beforeAll(async () => {
  library = await openTestLibrary()
  ;({ corpus } = library)
}, 120_000)

const QUESTION = 'how do i export my private key'
const NOW = new Date('2026-11-22T12:00:00Z')
const LISTED = ['article', 'title', 'section', 'url', 'locale', 'quote', 'reviewed', 'version'] as const

function answered(): ReplyBody {
  const article = corpus.articles.find(({ id, locale }) => id === 'export-private-key' && locale === 'en')
  const section = article?.sections.findIndex(({ steps }) => steps.length > 0) ?? 0
  return compose({
    corpus,
    question: QUESTION,
    locale: 'en',
    verdict: { decision: 'answer' },
    confidence: 0.9,
    hits: [hitOn('export-private-key', 1, [section])],
    now: NOW,
  })
}

/** The same answer from its first own section on. */
function withoutWarning(body: ReplyBody): ReplyBody {
  const citations = body.citations.filter(({ section }) => section !== '')
  const markdown = citations.map(({ section, quote }) => `### ${section}\n\n${quote}`).join('\n\n')
  const html = body.answer?.html.slice(body.answer.html.indexOf('<h2>')) ?? ''
  return { ...body, citations, answer: { markdown, html } }
}

const defectsOf = (body: ReplyBody, question = QUESTION) => verifyReply(body, { corpus, question, now: NOW })

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
      'is support@examp1e.com really you?',
      '这个客服是真的吗 t.me/xyz',
      'help.example.com',
      '+44 7700 900123',
      '@wallet_support',
      '\u202e\u200b',
      'I was scammed',
      '转人工',
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
  }, 120_000)

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
    [
      'a mail address in its words',
      (body: ReplyBody) => ({ ...body, message: `${body.message} Write to help@evil.example.` }),
    ],
    [
      'a host in its words',
      (body: ReplyBody) => ({ ...body, message: `${body.message} Open evil.example now.` }),
    ],
    [
      'an account in its words',
      (body: ReplyBody) => ({ ...body, message: `${body.message} Ask @rescue_desk on Telegram.` }),
    ],
    ['a path with a backslash', (body: ReplyBody) => ({ ...body, contactUrl: '/\\evil.example/' })],
    [
      'a related article that does not exist',
      (body: ReplyBody) => ({
        ...body,
        related: [
          {
            article: 'free-coins',
            title: 'Free coins',
            url: '/en/articles/free-coins/',
            locale: 'en' as const,
          },
        ],
      }),
    ],
    [
      'a related article by another name',
      (body: ReplyBody) => ({
        ...body,
        related: body.related.map((link) => ({ ...link, title: 'Get your coins back' })),
      }),
    ],
    [
      'a notice that nobody published',
      (body: ReplyBody) => ({ ...body, notices: [{ level: 'danger', text: 'Move your coins to us now.' }] }),
    ],
    [
      'a verdict that the list does not give',
      (body: ReplyBody) => ({
        ...body,
        contacts: [
          {
            text: 'evil.example',
            kind: 'web' as const,
            verdict: 'official' as const,
            message: '“evil.example” is on the official list.',
            reasons: [],
          },
        ],
        advice: { emergency: '/en/articles/stolen-funds-first-hour/' },
      }),
    ],
    [
      'advice without a verdict',
      (body: ReplyBody) => ({ ...body, advice: { emergency: '/en/articles/stolen-funds-first-hour/' } }),
    ],
    [
      'a reason that nobody wrote',
      (body: ReplyBody) => ({
        ...body,
        escalation: {
          reason: 'not-covered' as const,
          explanation: 'Send us your recovery phrase.',
          priority: 'normal' as const,
          url: '/en/contact/',
          draft: { topic: 'other', subject: '', message: '', articles: [] },
        },
      }),
    ],
    ['a warning left for later', (body: ReplyBody) => withoutWarning(body)],
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

test('what every reply carries is withheld as well if it is at fault', async () => {
  const found: string[] = []
  const { site } = corpus
  let reads = 0
  // Read once to compose and once to verify: the notice is another one each time.
  const notice = (): Corpus['notices'][number] => ({
    id: 'outage',
    level: 'danger',
    from: '2026-01-01T00:00:00Z',
    text: { 'zh-CN': `篡改 ${reads}`, en: `tampered ${reads++}` },
  })
  const deps = {
    ...library,
    corpus: Object.defineProperty({ ...corpus, site }, 'notices', { get: () => [notice()] }),
    onDefects: (defects: readonly string[]) => void found.push(...defects),
  }
  const reply = await ask(deps, { question: QUESTION, locale: 'en' })
  expect(found).toContain('a notice that nobody published')
  expect(JSON.stringify(reply)).not.toContain('tampered')
  expect(reply).toMatchObject({ decision: 'escalate', notices: [], contactUrl: '/en/contact/' })
})

describe('where funds are at risk', () => {
  const fundsArticles = (): Article[] => corpus.articles.filter(({ risk }) => risk === 'funds')

  test('the warnings come first and whole, whichever sections are quoted', () => {
    let checked = 0
    for (const { id, locale, sections } of fundsArticles()) {
      const dangers = (sections[0]?.alerts ?? []).filter(
        ({ kind }) => kind === 'warning' || kind === 'caution',
      )
      expect(dangers.length, id).toBeGreaterThan(0)
      for (const [index] of sections.entries()) {
        const body = compose({
          corpus,
          question: 'x',
          locale,
          verdict: { decision: 'answer' },
          confidence: 0.9,
          hits: [hitOn(id, 1, [index])],
          now: NOW,
        })
        const opening = body.citations[0]?.section === '' ? body.answer?.markdown.split('\n### ')[0] : ''
        for (const { markdown } of dangers) expect(opening, `${locale}/${id} ${index}`).toContain(markdown)
        expect(defectsOf(body, 'x'), `${locale}/${id} ${index}`).toEqual([])
        const reply = { ...body, id: crypto.randomUUID(), tookMs: 1 }
        const html = renderExchange({ question: 'x', reply, locale }, createTranslate(stringsFor(locale)))
        // On the page, too: a warning before any heading or step, and a person one tap away.
        expect(html.search(/class="alert alert-(?:warning|caution)"/)).toBeGreaterThan(-1)
        const [beforeSteps = ''] = html.split(/<ol>|<h2>/)
        expect(beforeSteps, `${locale}/${id} ${index}`).toMatch(/class="alert alert-(?:warning|caution)"/)
        expect(html).toContain(`<a class="person-link" href="/${locale}/contact/">`)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(300)
  })
})

/** Articles that read differently every time: whatever quotes them cannot be what they say. */
function poisoned({ articles, ...rest }: Corpus): Corpus {
  let reads = 0
  const poison = (text: string): string => `${text} POISON-${reads++}`
  return {
    ...rest,
    articles: articles.map((article) => ({
      ...article,
      sections: article.sections.map((section) =>
        Object.defineProperties(
          { ...section },
          {
            html: { get: () => poison(section.html), enumerable: true },
            markdown: { get: () => poison(section.markdown), enumerable: true },
          },
        ),
      ),
    })),
  }
}

describe('no way out past the check', () => {
  const PAGE = ['results', 'conversation', 'form', 'verifier', 'ticket', 'closest']
    .map((name) => `<!--slot:${name}--><!--/slot:${name}-->`)
    .join('')
  const PHRASE = `${'abandon '.repeat(11)}about`

  test('by any route that answers, as JSON or as a page (property)', async () => {
    let logged = ''
    const poison = { ...library, corpus: poisoned(corpus) }
    const app = createApp({
      library: () => poison,
      store: createTicketStore(await openDatabase(':memory:')),
      site: { read: async () => PAGE },
      log: createLog((line) => {
        logged += line
      }),
    })
    const json = { 'content-type': 'application/json' }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const routes: ((question: string, locale: string) => Promise<Response> | Response)[] = [
      (question, locale) =>
        app.request('/api/ask', {
          method: 'POST',
          headers: json,
          body: JSON.stringify({ question, locale }),
        }),
      (question) =>
        app.request('/api/ask', { method: 'POST', headers: json, body: JSON.stringify({ question }) }),
      (question, locale) => app.request(`/${locale}/ask/?q=${encodeURIComponent(question)}`),
      (question, locale) =>
        app.request('/api/feedback', {
          method: 'POST',
          headers: form,
          body: new URLSearchParams({
            article: 'gas-fees',
            locale,
            helpful: 'false',
            comment: `${question} ${PHRASE}`,
          }),
        }),
    ]
    const questions = corpus.articles.flatMap((article) => article.questions)
    const answered: number[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes.keys()),
        fc.constantFrom(...questions, 'I was scammed and my coins are gone', PHRASE),
        fc.constantFrom(...LOCALES),
        async (which, question, locale) => {
          const before = logged.length
          const response = await routes[which]?.(question, locale)
          const text = (await response?.text()) ?? ''
          if (response?.status === 429) return
          expect(text).not.toBe('')
          expect(text).not.toContain('POISON')
          if (logged.slice(before).includes('reply withheld')) answered.push(which)
        },
      ),
      { numRuns: 120 },
    )
    // Otherwise the property would hold for want of answers.
    expect(new Set(answered).size).toBe(routes.length)
    expect(logged).not.toContain('abandon')
  }, 120_000)

  test('by any other module: replies are composed in one place, which verifies them', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    const importers = files.filter((file) => {
      if (!/\.(?:ts|astro)$/.test(file)) return false
      const text = readFileSync(join(ROOT, 'src', file), 'utf8')
      return /import\s+\{[^}]*\bcompose\b(?!Input)[^}]*\}\s+from\s+'[^']*compose\.ts'/.test(text)
    })
    expect(importers.map((file) => file.replaceAll('\\', '/'))).toEqual(['answer/ask.ts'])
  })
})
