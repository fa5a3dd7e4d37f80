// What search engines are told about a page, in the words of schema.org: only what a reader sees on it.
import type { Article, Section } from './article.ts'
import type { Contact } from './site.ts'

/** A node of schema.org's vocabulary. */
export interface Thing {
  readonly '@type': string
  readonly [property: string]: unknown
}

export interface Crumb {
  readonly name: string
  readonly url: string
}

/** The way down to a page, outermost first; the page itself is the last. */
export function breadcrumbList(crumbs: readonly Crumb[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, url }, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      item: url,
    })),
  }
}

/**
 * The steps of an article; several lists become sections of the whole.
 * @returns undefined if the article has no list of at least two steps.
 */
export function howTo(article: Article): Thing | undefined {
  const lists = article.sections.filter(({ steps, isHandover }) => steps.length > 1 && !isHandover)
  const [only] = lists
  if (!only) return undefined
  return {
    '@type': 'HowTo',
    name: article.title,
    description: article.description,
    inLanguage: article.locale,
    step: lists.length === 1 ? stepsOf(only) : lists.map((section) => sectionOf(section, article)),
  }
}

function sectionOf(section: Section, article: Article): Thing {
  return {
    '@type': 'HowToSection',
    name: section.heading || article.title,
    itemListElement: stepsOf(section),
  }
}

function stepsOf({ steps }: Section): Thing[] {
  return steps.map((text) => ({ '@type': 'HowToStep', text }))
}

/** A heading that asks. */
const QUESTION = /[?？]\s*$/

/**
 * The sections whose headings are questions. The `questions` of the front matter are no part of the page and stay out.
 * @returns undefined with fewer than two: one question does not make a page of questions.
 */
export function faqPage(article: Article): Thing | undefined {
  const asked = article.sections.filter(({ heading, text }) => QUESTION.test(heading) && text.trim() !== '')
  if (asked.length < 2) return undefined
  return {
    '@type': 'FAQPage',
    inLanguage: article.locale,
    mainEntity: asked.map(({ heading, text }) => ({
      '@type': 'Question',
      name: heading,
      acceptedAnswer: { '@type': 'Answer', text },
    })),
  }
}

export interface OrganizationFacts {
  readonly name: string
  readonly url: string
  readonly logo: string
  readonly contacts: readonly Contact[]
  readonly languages: readonly string[]
}

/** Profiles that are the organisation's own; a mail address or a phone number is a way to reach it instead. */
const PROFILES: readonly Contact['kind'][] = ['site', 'social', 'community', 'app', 'repository']

/** Who stands behind the site, with its official contacts and no others. */
export function organization({ name, url, logo, contacts, languages }: OrganizationFacts): Thing {
  const profiles = contacts.flatMap((contact) =>
    PROFILES.includes(contact.kind) && contact.url !== undefined ? [contact.url] : [],
  )
  const points = contacts.flatMap(({ kind, value }) => {
    if (kind !== 'mail' && kind !== 'phone') return []
    const way = kind === 'mail' ? { email: value } : { telephone: value }
    return [
      { '@type': 'ContactPoint', contactType: 'customer support', ...way, availableLanguage: languages },
    ]
  })
  return {
    '@type': 'Organization',
    name,
    url,
    logo,
    ...(profiles.length > 0 ? { sameAs: profiles } : {}),
    ...(points.length > 0 ? { contactPoint: points } : {}),
  }
}

/** Several things as one JSON-LD document that may stand inside a script element. */
export function toJsonLd(things: readonly Thing[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replaceAll('<', '\\u003c')
}
