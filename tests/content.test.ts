// The content that is published: sound, complete in both languages, and its links lead somewhere.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Article, formatProblem } from '../src/articles/article.ts'
import { articlesFor, findArticle } from '../src/articles/corpus.ts'
import { splitPassages } from '../src/articles/passages.ts'
import { type ReadResult, readCorpus } from '../src/articles/read.node.ts'
import { INTENTS } from '../src/articles/phrasings.ts'
import { articleUrl, mediaUrl, pageUrl, SITE_PAGES } from '../src/articles/urls.ts'
import { type Locale, LOCALES, PASSAGE, WRITTEN_LOCALES } from '../src/config.ts'
import { findSecrets } from '../src/guard/secrets.ts'
import { toSimplified } from '../src/i18n/traditional.ts'
import { createTokenizer, normalise } from '../src/search/text.ts'

const CONTENT = join(dirname(dirname(fileURLToPath(import.meta.url))), 'content')

let content: ReadResult
let ids: string[]
beforeAll(async () => {
  content = await readCorpus(CONTENT)
  ids = [...new Set(content.corpus.articles.map(({ id }) => id))]
})

function articlesIn(locale: Locale): Article[] {
  return content.corpus.articles.filter((article) => article.locale === locale)
}

/** Each article of one locale with the same article in another. */
function pairs(one: Locale, other: Locale): [Article, Article][] {
  return articlesIn(one).map((article) => {
    const counterpart = articlesIn(other).find(({ id }) => id === article.id)
    if (!counterpart) throw new Error(`${article.id} does not exist in ${other}.`)
    return [article, counterpart]
  })
}

test('the content has no problems', () => {
  expect(content.problems.map(formatProblem)).toEqual([])
})

describe('articles', () => {
  test('cover at least 14 topics, each in every locale', () => {
    expect(ids.length).toBeGreaterThanOrEqual(14)
    for (const locale of LOCALES)
      expect(
        articlesIn(locale)
          .map(({ id }) => id)
          .sort(),
        locale,
      ).toEqual(ids.toSorted())
  })

  test('have as many sections, steps, alerts and questions’ worth of structure in both languages', () => {
    for (const [chinese, english] of pairs('zh-CN', 'en')) {
      const shape = (article: Article) =>
        article.sections.map(({ depth, steps, alerts, isHandover }) => [
          depth,
          steps.length,
          alerts.map(({ kind }) => kind),
          isHandover,
        ])
      expect(shape(chinese), chinese.id).toEqual(shape(english))
      for (const field of ['category', 'team', 'risk', 'related', 'updated', 'reviewed'] as const) {
        expect(chinese[field], `${chinese.id} ${field}`).toEqual(english[field])
      }
    }
  })

  test('carry 5 to 12 questions, none twice and none in two articles', () => {
    for (const locale of WRITTEN_LOCALES) {
      const seen = new Map<string, string>()
      for (const { id, questions } of articlesIn(locale)) {
        expect(questions.length, id).toBeGreaterThanOrEqual(5)
        expect(questions.length, id).toBeLessThanOrEqual(12)
        for (const question of questions) {
          expect(seen.get(normalise(question)), `${id}: ${question}`).toBeUndefined()
          seen.set(normalise(question), id)
        }
      }
    }
  })

  test('are written in the language they stand in', () => {
    for (const { id, title, sections } of articlesIn('en')) {
      expect([title, ...sections.map(({ heading }) => heading)].join(' '), id).not.toMatch(/\p{Script=Han}/u)
    }
    for (const { id, title, sections } of articlesIn('zh-CN')) {
      for (const words of [title, ...sections.slice(1).map(({ heading }) => heading)])
        expect(words, id).toMatch(/\p{Script=Han}/u)
    }
  })

  test('in Traditional Chinese keep the anchors and structure of the Simplified ones', () => {
    for (const [derived, source] of pairs('zh-TW', 'zh-CN')) {
      expect(derived.sections.map(({ id }) => id)).toEqual(source.sections.map(({ id }) => id))
      expect(derived.sections.map(({ steps }) => steps.length)).toEqual(
        source.sections.map(({ steps }) => steps.length),
      )
      expect(derived.title, derived.id).not.toMatch(/[钱账转钥词网络]/)
    }
  })

  test('have unique anchors, passages within the limit, and dates that make sense', () => {
    for (const article of content.corpus.articles) {
      const anchors = article.sections.map(({ id }) => id)
      expect(new Set(anchors).size, article.file).toBe(anchors.length)
      const passages = splitPassages(article)
      expect(passages.length).toBeGreaterThan(0)
      for (const { text } of passages) expect(text.length).toBeLessThanOrEqual(PASSAGE.maxLength)
      expect(article.reviewed >= article.updated, `${article.file}: reviewed before it was updated`).toBe(
        true,
      )
    }
  })

  test('end with the way to a person, and warn first where funds are at risk', () => {
    for (const { file, sections, risk } of content.corpus.articles) {
      expect(sections.map(({ isHandover }) => isHandover).indexOf(true), file).toBe(sections.length - 1)
      const dangers = sections[0]?.alerts.filter(({ kind }) => kind === 'warning' || kind === 'caution') ?? []
      if (risk === 'funds')
        expect(dangers.length, `${file}: no warning in its introduction`).toBeGreaterThan(0)
    }
  })

  test('hold no secret and ask for none to be sent', () => {
    for (const { file, sections } of content.corpus.articles) {
      for (const { markdown } of sections) expect(findSecrets(markdown.replaceAll('*', '')), file).toEqual([])
    }
  })
})

describe('how people ask', () => {
  test('is written down for every article, in both languages, and for sections by name', () => {
    const { needs } = content.corpus
    for (const id of ids) {
      const own = needs.filter(({ article }) => article === id)
      const wordings = own.flatMap((need) => need.wordings)
      for (const locale of WRITTEN_LOCALES) {
        expect(
          wordings.filter((wording) => wording.locale === locale).length,
          `${id} ${locale}`,
        ).toBeGreaterThan(20)
      }
      expect(
        own.some(({ section }) => section > 0),
        id,
      ).toBe(true)
      expect(new Set(own.map(({ need }) => need)).size, id).toBe(own.length)
    }
  })

  test('is written down for what no article answers, in both languages', () => {
    for (const intent of INTENTS) {
      const wordings = content.corpus.intents.flatMap((need) => (need.intent === intent ? need.wordings : []))
      for (const locale of WRITTEN_LOCALES) {
        expect(wordings.filter((wording) => wording.locale === locale).length, intent).toBeGreaterThan(20)
      }
    }
  })

  test('holds no secret, in the script in which questions are matched', () => {
    const needs = [...content.corpus.needs, ...content.corpus.intents]
    for (const { need, wordings } of needs) {
      expect(wordings.length, need).toBeGreaterThan(0)
      for (const { text } of wordings) {
        expect(findSecrets(text), text).toEqual([])
        expect(toSimplified(text)).toBe(text)
      }
    }
  })
})

describe('addresses in the pages', () => {
  test('lead to pages, sections and pictures that exist', () => {
    const pictures = new Set(content.media.map(({ file }) => mediaUrl(file)))
    let checked = 0
    for (const locale of LOCALES) {
      const known = new Set<string>(SITE_PAGES.map((page) => pageUrl(locale, page)))
      for (const { article } of articlesFor(content.corpus, locale)) {
        for (const { id } of article.sections) known.add(articleUrl(locale, article.id, id))
      }
      for (const { file, sections } of articlesIn(locale)) {
        for (const [, kind, address = ''] of sections.flatMap(({ html }) => [
          ...html.matchAll(/\s(href|src)="([^"]*)"/g),
        ])) {
          checked++
          if (kind === 'src' || address.startsWith('/media/')) expect(pictures, file).toContain(address)
          else if (!/^(?:https|mailto):/.test(address)) expect(known, file).toContain(address)
        }
      }
    }
    expect(checked).toBeGreaterThan(100)
  })

  test('of pictures come with their size and a description', () => {
    let checked = 0
    for (const { file, sections } of content.corpus.articles) {
      for (const [tag] of sections.flatMap(({ html }) => [...html.matchAll(/<img[^>]*>/g)])) {
        checked++
        expect(tag, file).toMatch(/width="\d+"/)
        expect(tag, file).toMatch(/height="\d+"/)
        expect(tag, file).toMatch(/alt="[^"]{10,}"/)
      }
    }
    expect(checked).toBeGreaterThanOrEqual(ids.length)
  })

  test('of pictures are in the language of the article', () => {
    for (const { file, locale, sections } of content.corpus.articles) {
      for (const [, picture = ''] of sections.flatMap(({ html }) => [
        ...html.matchAll(/src="\/media\/([^"]*)"/g),
      ])) {
        const marked = /\.(en|zh-CN|zh-TW)\.svg$/.exec(picture)?.[1]
        if (marked) expect(marked, file).toBe(locale)
      }
    }
  })
})

describe('site, categories and glossary', () => {
  test('name teams and articles that exist, and every category has articles', () => {
    const { categories, site } = content.corpus
    const teams = site.teams.map(({ id }) => id)
    for (const category of categories) {
      expect(teams, category.id).toContain(category.team)
      for (const id of category.order)
        expect(findArticle(content.corpus.articles, id, 'en')?.article.category).toBe(category.id)
      expect(
        content.corpus.articles.some((article) => article.category === category.id),
        category.id,
      ).toBe(true)
    }
    for (const { article } of content.corpus.notices)
      if (article !== undefined) expect(ids).toContain(article)
    expect(new Set(categories.map(({ id }) => id)).size).toBe(categories.length)
  })

  test('list no article of the emergency kind without steps to take', () => {
    for (const locale of LOCALES) {
      const found = findArticle(content.corpus.articles, content.corpus.site.emergency, locale)
      expect(found?.isFallback).toBe(false)
      expect(found?.article.sections.some(({ steps, isHandover }) => steps.length > 1 && !isHandover)).toBe(
        true,
      )
    }
  })

  test('hold each form of a term once, under an id of its own', () => {
    const { glossary } = content.corpus
    expect(new Set(glossary.map(({ id }) => id)).size).toBe(glossary.length)
    const owners = new Map<string, string[]>()
    for (const term of glossary) {
      for (const form of [...term['zh-CN'], ...term.en]) {
        owners.set(normalise(form), [...(owners.get(normalise(form)) ?? []), term.id])
      }
    }
    expect([...owners].filter(([, terms]) => terms.length > 1)).toEqual([])
  })

  test('have terms that the tokenizer finds by every one of their forms', () => {
    const tokenizer = createTokenizer(content.corpus.glossary)
    const lost = content.corpus.glossary.flatMap((term) =>
      [...term['zh-CN'], ...term.en]
        .filter((form) => !tokenizer.termIds(form).includes(term.id))
        .map((form) => `${term.id}: ${form}`),
    )
    expect(lost).toEqual([])
  })
})
