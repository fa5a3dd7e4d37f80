// Troubleshooters: trees that hold together, one shape in every language, plain nested text, and answers for the form.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { formatProblem } from '../src/articles/article.ts'
import { articlesWithTroubleshooter } from '../src/articles/corpus.ts'
import { readCorpus } from '../src/articles/read.node.ts'
import {
  answersBefore,
  assembleTroubleshooter,
  stepName,
  type Troubleshooter,
  type WrittenTroubleshooter,
} from '../src/articles/troubleshooter.ts'
import { LOCALES } from '../src/config.ts'
import { describeAnswers, renderTroubleshooter } from '../src/fragments/troubleshooter.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate } from '../src/i18n/translate.ts'
import { createEntries } from '../src/search/entry.ts'
import { articleFile, articleOf, BODY_LINE, HANDOVER, readSample } from './fixtures/content.ts'

const CONTENT = join(dirname(dirname(fileURLToPath(import.meta.url))), 'content')
const t = createTranslate(stringsFor('en'))
const EN = 'articles/en/keys/new.md'
const ZH = 'articles/zh-CN/keys/new.md'
const BODY = '\nIntroduction.\n\n## First part\n\nText.\n'
const BODY_ZH = '\n介绍。\n\n## 第一部分\n\n文字。\n\n## 还没解决\n\n用[表单](/contact/)。\n'

const TREE: WrittenTroubleshooter = [
  {
    id: 'start',
    question: 'Is there a hash?',
    answers: [
      { answer: 'Yes', next: 'status' },
      { answer: 'No', advice: 'Nothing was sent.', see: '#first-part' },
    ],
  },
  {
    id: 'status',
    question: 'Which status <b>?',
    answers: [
      { answer: 'Pending', advice: 'Wait.', see: 'gas-fees.md#lower-the-fee' },
      { answer: 'Other', advice: 'Ask.', see: 'contact' },
    ],
  },
]
const [START, STATUS] = TREE
const tree: Troubleshooter = assembleTroubleshooter(TREE, (text) => text)

async function problemsOf(troubleshooter: unknown): Promise<string[]> {
  const { problems } = await readSample({ [EN]: articleFile({ troubleshooter }, BODY + HANDOVER) })
  return problems.map(formatProblem)
}

describe('a troubleshooter in the front matter', () => {
  test('is read, converted and left out of what is searched', async () => {
    const withTree = await readSample({ [EN]: articleFile({ troubleshooter: TREE }, BODY + HANDOVER) })
    const without = await readSample({ [EN]: articleFile({}, BODY + HANDOVER) })
    expect(withTree.problems).toEqual([])
    expect(articleOf(withTree, 'new').troubleshooter).toEqual(tree)
    expect(createEntries(withTree.corpus)).toEqual(createEntries(without.corpus))
    expect(articlesWithTroubleshooter(withTree.corpus, 'en').map(({ article }) => article.id)).toEqual([
      'new',
    ])
  })

  test.each([
    [
      'an answer without a conclusion',
      [START, { ...STATUS, answers: [{ answer: 'A' }, { answer: 'B' }] }],
      'has no conclusion',
    ],
    ['a question that nothing leads to', [...TREE, { ...STATUS, id: 'lost' }], 'no answer leads to "lost"'],
    [
      'an unknown question',
      [{ ...START, answers: [{ answer: 'A', next: 'x' }, ...(START?.answers ?? [])] }, STATUS],
      'leads to the unknown question "x"',
    ],
    [
      'a loop',
      [START, { ...STATUS, answers: [{ answer: 'A', next: 'start' }, ...(STATUS?.answers ?? [])] }],
      'which another answer leads to already',
    ],
    ['two questions of one id', [START, STATUS, STATUS], 'is the id of an earlier question'],
    [
      'both ways at once',
      [
        START,
        {
          ...STATUS,
          answers: [
            { answer: 'A', next: 'start', advice: 'B' },
            { answer: 'C', advice: 'D', see: 'contact' },
          ],
        },
      ],
      'to another question and to a conclusion',
    ],
    [
      'an address outside',
      [
        START,
        {
          ...STATUS,
          answers: [
            { answer: 'A', advice: 'B', see: 'https://x.example' },
            { answer: 'C', advice: 'D', see: 'contact' },
          ],
        },
      ],
      'must be "#section"',
    ],
  ])('with %s is a problem that names line and remedy', async (_name, troubleshooter, message) => {
    const problems = await problemsOf(troubleshooter)
    const line = BODY_LINE - 1
    expect(problems.join('\n')).toContain(message)
    expect(problems.every((text) => text.startsWith(`${EN}:${line} schema`))).toBe(true)
    expect(problems.join('\n')).toContain('Lead every answer on')
  })

  test.each(['#nowhere', 'gas-fees.md#nowhere', 'nothing.md'])(
    'that points to %s is a problem',
    async (see) => {
      const answers = [{ answer: 'A', advice: 'B', see }, ...(STATUS?.answers ?? [])]
      const problems = await problemsOf([START, { ...STATUS, answers }])
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(/there is no (section "nowhere"|article "nothing")/)
    },
  )

  test('has one shape in every language', async () => {
    const zh = [
      START,
      {
        ...STATUS,
        answers: [
          { answer: '等', advice: '等待。', see: 'gas-fees.md#怎样少付手续费' },
          { answer: '其他', advice: '问。', see: 'contact' },
        ],
      },
    ]
    const first = {
      ...START,
      answers: [
        { answer: '是', next: 'status' },
        { answer: '否', advice: '没有发出。', see: '#第一部分' },
      ],
    }
    const en = articleFile({ troubleshooter: TREE }, BODY + HANDOVER)
    const same = await readSample({
      [EN]: en,
      [ZH]: articleFile({ troubleshooter: [first, zh[1]] }, BODY_ZH),
    })
    expect(same.problems.map(formatProblem)).toEqual([])
    const wrong = {
      ...first,
      answers: first.answers.map((answer) => (answer.see ? { ...answer, see: 'contact' } : answer)),
    }
    const other = await readSample({
      [EN]: en,
      [ZH]: articleFile({ troubleshooter: [wrong, zh[1]] }, BODY_ZH),
    })
    expect(other.problems.map(formatProblem).join()).toContain('asks otherwise than')
    const lacking = await readSample({ [EN]: en, [ZH]: articleFile({}, BODY_ZH) })
    expect(lacking.problems.map(formatProblem).join()).toContain('has no troubleshooter')
  })
})

describe('a troubleshooter on a page', () => {
  const html = renderTroubleshooter(
    {
      article: 'new',
      locale: 'en',
      troubleshooter: tree,
      titleOf: () => 'Network fees',
      headingOf: (_article, section) => (section === 'first-part' ? 'First part' : 'Lower the fee'),
    },
    t,
  )

  test('is nested text with an address for every step, escaped', () => {
    const ids = [...html.matchAll(/id="(hc-step-[^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual([
      'hc-step-start',
      'hc-step-status',
      'hc-step-status.1',
      'hc-step-status.2',
      'hc-step-start.2',
    ])
    expect(html.match(/<details>/g)).toHaveLength(4)
    expect(html).toContain('Which status &lt;b&gt;?')
    expect(html).not.toContain('style=')
  })

  test('ends each way with a section and with the form, which is told the step', () => {
    expect(html).toContain('href="#first-part"')
    expect(html).toContain('href="/en/articles/gas-fees/#lower-the-fee"')
    for (const step of ['start.2', 'status.1', 'status.2'])
      expect(html).toContain(`href="/en/contact/?article=new&amp;step=${step}#hc-form"`)
  })
})

describe('the answers given', () => {
  test('follow from the step alone', () => {
    expect(answersBefore(tree, 'start')).toEqual([])
    expect(answersBefore(tree, stepName('status', 1))).toEqual([
      { question: 'Is there a hash?', answer: 'Yes' },
      { question: 'Which status <b>?', answer: 'Other' },
    ])
  })

  test.each(['', 'nothing', 'start.1', 'start.9', 'status.x', '__proto__'])(
    'are unknown for the step "%s"',
    (step) => {
      expect(answersBefore(tree, step)).toBeUndefined()
      expect(describeAnswers({ title: 'T', troubleshooter: tree }, step, t)).toBeUndefined()
    },
  )

  test('begin the message to a person', () => {
    const described = describeAnswers({ title: 'Failed', troubleshooter: tree }, 'status.2', t)
    expect(described?.subject).toBe('Failed: Other')
    expect(described?.message).toContain('- Is there a hash? Yes\n- Which status <b>? Other')
  })
})

test('failed and pending transfers, missing tokens and forgotten passwords have one, in every language', async () => {
  const { corpus } = await readCorpus(CONTENT)
  for (const locale of LOCALES) {
    const found = articlesWithTroubleshooter(corpus, locale).map(({ article }) => article)
    expect(found.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['failed-transfer', 'pending-transfer', 'missing-tokens', 'forgotten-password']),
    )
    for (const { troubleshooter = [], id } of found) {
      expect(troubleshooter.length, id).toBeGreaterThanOrEqual(4)
      const outcomes = troubleshooter.flatMap(({ answers }) => answers.map(({ outcome }) => outcome.kind))
      expect(outcomes, id).toContain('contact')
    }
  }
})
