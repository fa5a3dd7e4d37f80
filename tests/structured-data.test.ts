// Structured data: the fields schema.org and search engines require, and nothing that the page does not show.
import { describe, expect, test } from 'vitest'
import {
  breadcrumbList,
  faqPage,
  howTo,
  organization,
  type Thing,
  toJsonLd,
} from '../src/articles/structured-data.ts'
import type { Article, Section } from '../src/articles/article.ts'
import { readCorpus } from '../src/articles/read.node.ts'
import { REQUIRED } from './fixtures/structured-data.ts'

/** What is missing from a thing and everything inside it. */
function problemsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['empty list'] : value.flatMap(problemsOf)
  if (typeof value === 'string') return value.trim() === '' ? ['empty text'] : []
  if (typeof value !== 'object' || value === null) return []
  const thing = value as Thing
  const required = REQUIRED[thing['@type']]
  if (!required) return [`unknown type ${thing['@type']}`]
  const missing = required.filter((name) => thing[name] === undefined)
  return [
    ...missing.map((name) => `${thing['@type']} lacks ${name}`),
    ...Object.values(thing).flatMap(problemsOf),
  ]
}

function section(changes: Partial<Section>): Section {
  return {
    id: 'a',
    heading: 'A',
    depth: 2,
    path: [],
    markdown: '',
    html: '',
    text: 'Text.',
    steps: [],
    alerts: [],
    isHandover: false,
    ...changes,
  }
}

function article(...sections: readonly Section[]): Article {
  return {
    id: 'x',
    locale: 'en',
    category: 'keys',
    title: 'Title',
    description: 'What it says.',
    questions: ['a question that is not on the page'],
    errors: [],
    updated: '2026-11-15',
    reviewed: '2026-11-15',
    team: 'wallet',
    risk: 'general',
    related: [],
    sections,
    version: '0',
    file: 'x.md',
  }
}

describe('steps', () => {
  test('of one list stand in the how-to itself', () => {
    const thing = howTo(article(section({ steps: ['Open it.', 'Close it.'] })))
    expect(problemsOf(thing)).toEqual([])
    expect(thing?.['step']).toEqual([
      { '@type': 'HowToStep', text: 'Open it.' },
      { '@type': 'HowToStep', text: 'Close it.' },
    ])
  })

  test('of several lists become sections with their headings', () => {
    const lists = [section({ steps: ['1', '2'] }), section({ heading: 'B', steps: ['3', '4'] })]
    const thing = howTo(article(...lists))
    expect(problemsOf(thing)).toEqual([])
    expect(thing?.['step']).toMatchObject([
      { '@type': 'HowToSection', name: 'A' },
      { '@type': 'HowToSection', name: 'B' },
    ])
  })

  test('are not claimed without a list, for a single step or for the way to a person', () => {
    const none = [section({}), section({ steps: ['1'] }), section({ steps: ['1', '2'], isHandover: true })]
    expect(howTo(article(...none))).toBeUndefined()
  })
})

describe('questions', () => {
  test('are headings that ask, with the text below them', () => {
    const thing = faqPage(
      article(section({ heading: 'Is it safe?' }), section({ heading: '安全吗？' }), section({})),
    )
    expect(problemsOf(thing)).toEqual([])
    expect(JSON.stringify(thing)).not.toContain('not on the page')
    expect(((thing?.['mainEntity'] ?? []) as Thing[]).map((question) => question['name'])).toEqual([
      'Is it safe?',
      '安全吗？',
    ])
  })

  test('are not claimed for fewer than two', () => {
    expect(faqPage(article(section({ heading: 'Is it safe?' }), section({})))).toBeUndefined()
  })
})

test('a breadcrumb list counts from one', () => {
  const thing = breadcrumbList([
    { name: 'Home', url: 'https://h.example/' },
    { name: 'Keys', url: 'https://h.example/keys/' },
  ])
  expect(problemsOf(thing)).toEqual([])
  expect((thing['itemListElement'] as Thing[]).map((item) => item['position'])).toEqual([1, 2])
})

test('an organisation names the official contacts and no others', async () => {
  const { corpus } = await readCorpus('content')
  const { contacts } = corpus.site
  const facts = { name: 'W', url: 'https://h.example/', logo: 'https://h.example/l.svg', languages: ['en'] }
  const thing = organization({ ...facts, contacts })
  expect(problemsOf(thing)).toEqual([])
  const urls = contacts.map(({ url }) => url)
  for (const url of thing['sameAs'] as string[]) expect(urls).toContain(url)
  expect(organization({ ...facts, contacts: [] })).not.toHaveProperty('sameAs')
})

test('all articles have structured data without gaps', async () => {
  const { corpus } = await readCorpus('content')
  const things = corpus.articles.flatMap((each) => [howTo(each) ?? [], faqPage(each) ?? []].flat())
  expect(things.length).toBeGreaterThan(10)
  expect(problemsOf(things)).toEqual([])
})

test('JSON-LD cannot end the script element it stands in', () => {
  const text = toJsonLd([{ '@type': 'Answer', text: '</script><script>alert(1)' }])
  expect(text).not.toContain('<')
  expect(JSON.parse(text)).toMatchObject({ '@context': 'https://schema.org' })
})
