// Fragments escape whatever people and articles bring; markup comes from templates alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reply } from '../src/answer/reply.ts'
import type { Ticket } from '../src/desk/ticket.ts'
import { renderFeedback } from '../src/fragments/feedback.ts'
import { escapeHtml } from '../src/articles/escape.ts'
import { html, raw, sitePath } from '../src/fragments/html.ts'
import { renderNotices } from '../src/fragments/notices.ts'
import { EXCHANGE_STRINGS, renderConversation, renderExchange } from '../src/fragments/reply.ts'
import { renderSearch } from '../src/fragments/search.ts'
import { renderTicket } from '../src/fragments/ticket.ts'
import { renderTicketForm } from '../src/fragments/ticket-form.ts'
import { formatDate, formatInstant, plural } from '../src/fragments/words.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate } from '../src/i18n/translate.ts'

const t = createTranslate(stringsFor('en'))

/** Text that tries to become markup, mixed with any other text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '<',
        '>',
        '&',
        '</p>',
        '"><script>x()</script>',
        "' onload='x()",
        '<!--/slot:form-->',
        '\n',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => `${parts.join('')}x`) // never empty: what is missing may rightly leave its element out

/** Tags and attribute names of a piece of HTML in order; what stands in text and attribute values does not count. */
function skeleton(markup: string): string {
  const tags = markup.match(/<!--|<\/?[a-z][^\s>/]*(?:"[^"]*"|'[^']*'|[^"'>])*>/gi) ?? []
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '').replace(/\s+/g, ' ')).join('')
}

function ticketWith(text: string): Ticket {
  const at = '2026-11-22T03:05:00.000Z'
  return {
    code: text,
    status: 'open',
    priority: 'normal',
    team: text,
    topic: text,
    subject: text,
    locale: 'en',
    createdAt: at,
    updatedAt: at,
    firstReplyDueAt: at,
    events: [{ at, author: 'requester', kind: 'message', text }],
  }
}

function replyWith(text: string): Reply {
  const link = { article: text, title: text, section: text, url: `/${text}`, locale: 'zh-CN' } as const
  return {
    id: '2b7d0b1e-6f6e-4b1a-9d2e-0c5e6f7a8b9c',
    decision: 'answer',
    confidence: 1,
    locale: 'en',
    message: text,
    answer: { markdown: text, html: '<p>quoted</p>' },
    citations: [{ ...link, quote: text, reviewed: '2026-11-15', version: text }],
    choices: [link],
    escalation: {
      reason: 'low-confidence',
      explanation: text,
      priority: 'normal',
      url: `/${text}`,
      draft: { topic: text, subject: text, message: text, articles: [] },
    },
    related: [link],
    explorers: [{ label: text, url: `https://scan.example/tx/${text}` }],
    notices: [{ level: text, text, url: `/${text}` }],
    contactUrl: `/${text}`,
    tookMs: 1,
  }
}

const FRAGMENTS: Readonly<Record<string, (text: string) => string>> = {
  search: (text) => {
    const place = {
      article: text,
      title: text,
      section: text,
      category: 'keys',
      url: text,
      excerpt: `${text}${text}`,
      more: [{ section: text, url: text, marks: [[0, text.length]] as [number, number][] }],
    }
    const result = { ...place, locale: 'zh-CN', marks: [[0, text.length]] } as const
    return renderSearch(
      {
        query: `q${text}`,
        results: [{ ...result, marks: [[0, text.length]] }],
        locale: 'en',
        didYouMean: text,
        titles: { keys: text },
      },
      t,
    )
  },
  'search without results': (text) =>
    renderSearch(
      { query: `q${text}`, results: [], categories: ['keys'], locale: 'en', titles: { keys: text } },
      t,
    ),
  conversation: (text) =>
    renderConversation({ question: `q${text}`, reply: replyWith(text), locale: 'en' }, t),
  'question alone': (text) => renderConversation({ question: text, locale: 'en' }, t),
  'ticket form': (text) =>
    renderTicketForm(
      {
        values: {
          topic: text,
          subject: text,
          message: text,
          address: text,
          mail: text,
          articles: ['a', `b${text}`],
        },
        errors: { subject: text, form: text, [`x${text}`]: text },
        locale: 'en',
        topics: [{ id: `t${text}`, title: text }],
        action: text,
        articleTitles: { a: text },
      },
      t,
    ),
  ticket: (text) =>
    renderTicket(
      {
        ticket: ticketWith(text),
        isNew: true,
        link: `https://h.example/?key=${text}`,
        problem: text,
        locale: 'en',
        teams: {},
        timezone: 'UTC',
      },
      t,
    ),
  feedback: (text) => renderFeedback({ target: { article: text }, locale: 'en' }, t),
  notices: (text) =>
    renderNotices({ notices: [{ level: text, text, url: text, from: text, until: text }] }, t),
}

describe('fragments', () => {
  for (const [name, render] of Object.entries(FRAGMENTS)) {
    it(`gives ${name} the same tags and attributes whatever the text`, () => {
      const harmless = skeleton(render('word'))
      fc.assert(fc.property(hostile, (text) => skeleton(render(text)) === harmless))
    })
  }

  it('never shows again what was recognised as a secret', () => {
    const calm = replyWith('x')
    const escalation = calm.escalation && ({ ...calm.escalation, reason: 'secret-shared' } as const)
    const reply: Reply = { ...calm, escalation }
    expect(renderConversation({ question: 'my seed words', reply, locale: 'en' }, t)).not.toContain(
      'my seed words',
    )
  })

  it('always offers a person', () => {
    expect(renderConversation({ locale: 'en' }, t)).toContain('href="/en/contact/"')
    expect(
      renderExchange(
        { question: 'q', reply: { ...replyWith('x'), contactUrl: '/en/contact/' }, locale: 'en' },
        t,
      ),
    ).toContain('href="/en/contact/"')
  })

  it('links explorers as other people’s sites, and only where there are some', () => {
    const reply = replyWith('x')
    const shown = renderExchange({ question: 'q', reply, locale: 'en' }, t)
    expect(shown).toContain(t('ask.explorers'))
    expect(shown).toContain('<a href="https://scan.example/tx/x" rel="noopener noreferrer nofollow">x</a>')
    const without = renderExchange({ question: 'q', reply: { ...reply, explorers: [] }, locale: 'en' }, t)
    expect(without).not.toContain(t('ask.explorers'))
    expect(without).not.toContain('scan.example')
  })

  it('asks a page script only for the strings that the page carries', () => {
    const few = createTranslate(Object.fromEntries(EXCHANGE_STRINGS.map((key) => [key, t(key)])))
    expect(renderExchange({ question: 'q', reply: replyWith('x'), locale: 'en' }, few)).toContain('quoted')
  })

  it('marks the matches of an excerpt and skips offsets that overlap', () => {
    const result = {
      article: 'a',
      locale: 'en',
      title: 'A',
      section: '',
      category: 'c',
      url: '/a/',
      excerpt: 'gas & fee',
    } as const
    const page = (marks: [number, number][]): string =>
      renderSearch({ query: 'gas', results: [{ ...result, marks, more: [] }], locale: 'en', titles: {} }, t)
    expect(
      page([
        [0, 3],
        [6, 9],
      ]),
    ).toContain('<mark>gas</mark> &amp; <mark>fee</mark>')
    expect(
      page([
        [0, 3],
        [1, 5],
      ]),
    ).toContain('<mark>gas</mark> &amp; fee')
  })

  it('hands the key of the private link to the form that adds a message', () => {
    const link = 'https://h.example/en/ticket/?code=HC-1&key=a-b_c'
    const data = {
      ticket: ticketWith('x'),
      isNew: false,
      link,
      locale: 'en',
      teams: {},
      timezone: 'UTC',
    } as const
    expect(renderTicket(data, t)).toContain('name="key" value="a-b_c"')
  })

  it('keeps a line break with which a message starts', () => {
    const data = {
      values: { message: '\nhello' },
      errors: {},
      locale: 'en',
      topics: [],
      action: '/api/tickets',
    } as const
    expect(renderTicketForm(data, t)).toContain('>\n\nhello</textarea>')
  })
})

describe('html', () => {
  it('leaves no character of markup in a value', () => {
    fc.assert(fc.property(hostile, (text) => !/[<>"']/.test(html`${text}`.markup)))
  })

  it('escapes so that a browser reads the very text', () => {
    const read = (markup: string): string =>
      markup.replace(
        /&(lt|gt|quot|#39|amp);/g,
        (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
      )
    fc.assert(fc.property(hostile, (text) => read(escapeHtml(text)) === text))
  })

  it('inserts markup and lists of it, and leaves out what is not there', () => {
    expect(html`<p>${raw('<b>x</b>')}${[html`1`, html`2`]}${false}${undefined}${0}</p>`.markup).toBe(
      '<p><b>x</b>120</p>',
    )
  })

  it('lets only paths of this site into links', () => {
    expect(sitePath('/en/articles/x/#y')).toBe('/en/articles/x/#y')
    for (const url of [
      'javascript:x()',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil',
      '',
    ]) {
      expect(sitePath(url)).toBe('#')
    }
  })
})

describe('words', () => {
  it('says the time zone of an instant', () => {
    expect(formatInstant('2026-11-22T03:05:00.000Z', 'en', 'Asia/Singapore')).toBe(
      '22 November 2026, 11:05 (GMT+8)',
    )
    expect(formatInstant('2026-11-22T03:05:00.000Z', 'zh-CN', 'Asia/Singapore')).toBe(
      '2026年11月22日 11:05（GMT+8）',
    )
  })

  it('gives dates and numbers the form of the language', () => {
    expect(formatDate('2026-11-15', 'en')).toBe('15 November 2026')
    expect([plural(1, 'en'), plural(2, 'en'), plural(1, 'zh-CN')]).toEqual(['one', 'other', 'other'])
  })
})
