// How people ask is read beside the articles, checked all at once, and becomes entries of the index.
import { describe, expect, test } from 'vitest'
import { formatProblem, type Problem } from '../src/articles/article.ts'
import { INTENTS } from '../src/articles/phrasings.ts'
import { ContentError, readSoundCorpus } from '../src/articles/read.node.ts'
import { createEntries } from '../src/search/entry.ts'
import { type Files, NEEDS, readSample, SAMPLE, writeFiles } from './fixtures/content.ts'

const FILE = 'phrasings/gas-fees.yaml'

async function problemsWith(changes: Files): Promise<readonly Problem[]> {
  return (await readSample({ ...NEEDS, ...changes })).problems
}

describe('needs', () => {
  test('of the sample have no problems, and a content folder needs none', async () => {
    expect((await problemsWith({})).map(formatProblem)).toEqual([])
    expect((await readSample()).corpus).toMatchObject({ needs: [], intents: [] })
  })

  test('name their article, the section that answers, and every wording by its language', async () => {
    const { needs } = (await readSample(NEEDS)).corpus
    expect(needs.map(({ article, section, need }) => [article, section, need])).toEqual([
      ['export-key', 0, 'take the account to another wallet'],
      ['export-key', 3, 'the option cannot be tapped'],
      ['gas-fees', 2, 'pay less'],
    ])
    expect(needs[1]?.wordings).toEqual([
      { locale: 'zh-CN', text: '按钮是灰色的点不动' },
      { locale: 'zh-CN', text: '选项点了没有反应' },
      { locale: 'en', text: 'the button is greyed out' },
      { locale: 'en', text: 'nothing happens when i tap it' },
    ])
  })

  test('of no article name what they are', async () => {
    const { intents } = (await readSample(NEEDS)).corpus
    expect(intents.map(({ intent }) => intent)).toEqual([...INTENTS])
    expect(intents[4]?.wordings).toContainEqual({ locale: 'en', text: 'will it rain tomorrow' })
  })

  test('name sections by the Chinese article where there is no English one', async () => {
    const { corpus, problems } = await readSample({
      'phrasings/watch-only.yaml':
        '- { need: add one, section: 怎样添加观察账户, zh-CN: [想盯着别人的地址], en: [watch an address] }\n',
    })
    expect(problems).toEqual([])
    expect(corpus.needs).toEqual([expect.objectContaining({ article: 'watch-only', section: 1 })])
  })

  test('become entries: phrasings of their article and section, intents of none', async () => {
    const { corpus } = await readSample(NEEDS)
    const entries = createEntries(corpus)
    expect(
      entries
        .filter(({ kind }) => kind === 'phrasing')
        .map(({ article, locale, section, text }) => [article, locale, section, text]),
    ).toEqual(
      expect.arrayContaining([
        ['export-key', 'en', 3, 'the button is greyed out'],
        ['export-key', 'zh-CN', 3, '选项点了没有反应'],
        ['export-key', 'en', 0, 'i want to use this account in some other program'],
        ['gas-fees', 'zh-CN', 2, '每次都扣好多'],
      ]),
    )
    const wordings = [...corpus.needs, ...corpus.intents].flatMap((need) => need.wordings)
    const phrased = entries.filter(({ kind }) => kind === 'phrasing' || kind === 'intent')
    expect(phrased.map(({ text }) => text).sort()).toEqual(wordings.map(({ text }) => text).sort())
    for (const { kind, article, intent } of entries) {
      expect(article === '').toBe(kind === 'intent')
      expect(intent !== undefined).toBe(kind === 'intent')
    }
  })
})

describe('problems of needs', () => {
  test.each([
    [
      'an article that is not there',
      { 'phrasings/no-such.yaml': '- { need: a, en: [something] }\n' },
      ['phrasings/no-such.yaml', 'phrasing', '"no-such"', 'after an article'],
    ],
    [
      'a section that is not there',
      { [FILE]: '- { need: pay less, section: no-such, en: [it costs a lot] }\n' },
      [FILE, 'phrasing', '"no-such"', 'why-a-fee-is-due, lower-the-fee'],
    ],
    [
      'a section of another language',
      { [FILE]: '- { need: pay less, section: 怎样少付手续费, en: [it costs a lot] }\n' },
      [FILE, 'phrasing', '怎样少付手续费', 'lower-the-fee'],
    ],
    [
      'the closing section',
      { [FILE]: '- { need: pay less, section: still-stuck, en: [it costs a lot] }\n' },
      [FILE, 'phrasing', '"still-stuck"', 'leave "section" out'],
    ],
    ['an unknown key', { [FILE]: '- { need: a, en: [b], fr: [c] }\n' }, [FILE, 'schema', '"fr"', '']],
    ['a need without a name', { [FILE]: '- { en: [b] }\n' }, [FILE, 'schema', 'need', '']],
    ['an empty wording', { [FILE]: '- { need: a, en: [b, " "] }\n' }, [FILE, 'schema', 'en.1', '']],
    ['a wording that is no text', { [FILE]: '- { need: a, en: [12] }\n' }, [FILE, 'schema', 'en.0', '']],
    ['one need instead of a list', { [FILE]: 'need: a\nen: [b]\n' }, [FILE, 'schema', 'array', '']],
    ['a mistake in the YAML', { [FILE]: '- need: a\n  en: [open\n' }, [FILE, 'yaml', '', 'quotes']],
    [
      'an intent that is none',
      { 'intents.yaml': '- { intent: greed, need: a, en: [b] }\n' },
      ['intents.yaml', 'schema', 'intent', ''],
    ],
    [
      'a section of an intent',
      { 'intents.yaml': '- { intent: person, need: a, section: b, en: [c] }\n' },
      ['intents.yaml', 'schema', '"section"', ''],
    ],
    [
      'a mistake in the YAML of intents',
      { 'intents.yaml': '- intent: "person\n' },
      ['intents.yaml', 'yaml', '', 'quotes'],
    ],
  ] as const)('name %s and what to do', async (_, changes, [file, rule, message, remedy]) => {
    const problems = await problemsWith(changes)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) {
      expect(problem).toMatchObject({ file, rule })
      expect(problem.line).toBeGreaterThanOrEqual(1)
      expect(problem.remedy).not.toBe('')
    }
    expect(problems[0]?.message).toContain(message)
    expect(problems[0]?.remedy).toContain(remedy)
    expect(formatProblem(problems[0] as Problem)).toMatch(/^\S+:\d+ [\w-]+ .+ → .+$/)
  })

  test('of the form come with their line', async () => {
    const text = '# how people ask\n- need: a\n  en: [b]\n- need: c\n  en:\n    - d\n    - 5\n'
    expect(await problemsWith({ [FILE]: text })).toEqual([expect.objectContaining({ file: FILE, line: 7 })])
  })

  test('leave out what is wrong and keep the rest', async () => {
    const { corpus } = await readSample({
      [FILE]:
        '- { need: a, section: no-such, en: [one] }\n- { need: b, section: lower-the-fee, en: [two] }\n',
    })
    expect(corpus.needs).toEqual([expect.objectContaining({ need: 'b', section: 2 })])
  })

  test.each([
    ['in the same need', '- { need: a, en: [too dear, Too dear!] }\n', ''],
    ['in two needs', '- { need: a, en: [too dear] }\n- { need: b, en: ["too, dear?"] }\n', ''],
    ['in two languages', '- { need: a, zh-CN: [太贵 了], zh-TW: [太貴了！] }\n', ''],
    ['in two files', '- { need: a, en: [The button is greyed OUT] }\n', 'phrasings/export-key.yaml'],
    ['in the intents', '- { need: a, zh-CN: [明天会下雨吗？] }\n', FILE],
  ])('name a wording that stands twice %s', async (_, text, other) => {
    const problems = await problemsWith({ [FILE]: text })
    expect(problems).toEqual([
      expect.objectContaining({ rule: 'phrasing', message: expect.stringContaining('again') }),
    ])
    expect(problems[0]?.message).toContain(other)
    expect(problems[0]?.remedy).toContain('Keep it')
  })

  test('do not arise from wordings of which nothing but marks is the same', async () => {
    expect(
      await problemsWith({ [FILE]: '- { need: a, en: ["?", "!?"] }\n- { need: b, en: ["…"] }\n' }),
    ).toEqual([])
  })

  test('of all files come at once, beside those of the articles, and stop a sound reading', async () => {
    const files = {
      ...SAMPLE,
      ...NEEDS,
      [FILE]: '- { need: a, section: no-such, en: [one] }\n- { need: b, en: [the button is greyed out] }\n',
      'phrasings/no-such.yaml': '- { need: a, en: [something] }\n',
      'phrasings/stolen-funds.yaml': '- need: a\n  en: [open\n',
      'intents.yaml': '- { intent: greed, need: a, en: [b] }\n',
      'articles/en/keys/new.md': '',
    }
    const root = await writeFiles(files)
    const error = await readSoundCorpus(root).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ContentError)
    const places = (error as ContentError).problems.map(({ file, rule }) => `${file} ${rule}`)
    expect([...new Set(places)].sort()).toEqual([
      'articles/en/keys/new.md front-matter',
      'intents.yaml schema',
      'phrasings/gas-fees.yaml phrasing',
      'phrasings/no-such.yaml phrasing',
      'phrasings/stolen-funds.yaml yaml',
    ])
    expect(places.filter((place) => place === 'phrasings/gas-fees.yaml phrasing')).toHaveLength(2)
  })
})
