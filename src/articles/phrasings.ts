// How people ask: phrasings beside the articles, and what people write that no article answers.
import { z } from 'zod'
import { WRITTEN_LOCALES, type WrittenLocale } from '../config.ts'
import { toSimplified } from '../i18n/traditional.ts'

const line = z.string().trim().min(1)
const lines = z.array(line).default([])
const wordings = { 'zh-CN': lines, 'zh-TW': lines, en: lines }

/** A file of content/phrasings: the situations in which people need one article. */
export const phrasingsSchema = z.array(
  z.strictObject({
    /** The situation in a few words, for editors. */
    need: line,
    /** Anchor of the section that answers, in the English article; absent if the article as a whole does. */
    section: z.string().optional(),
    ...wordings,
  }),
)
export type PhrasingsFile = z.infer<typeof phrasingsSchema>

/**
 * What a message is if no article answers it. account: a case of one's own. person: wants a human. theft: funds or keys
 * taken. uncovered: about wallets, but without an article. foreign: not our field. small-talk: no question at all.
 */
export const INTENTS = ['account', 'person', 'theft', 'uncovered', 'foreign', 'small-talk'] as const
export type Intent = (typeof INTENTS)[number]

/** content/intents.yaml. */
export const intentsSchema = z.array(z.strictObject({ intent: z.enum(INTENTS), need: line, ...wordings }))
export type IntentsFile = z.infer<typeof intentsSchema>

/** One wording, converted to Simplified Chinese as questions are: also of single characters that slipped in. */
export interface Wording {
  readonly locale: WrittenLocale
  readonly text: string
}

/** One situation and how people put it: for an article, or for no article but an intent. */
export interface Need {
  readonly need: string
  readonly wordings: readonly Wording[]
}

export interface ArticleNeed extends Need {
  readonly article: string
  /** Position of the section that answers; 0, the introduction, if the article as a whole does. */
  readonly section: number
}

export interface IntentNeed extends Need {
  readonly intent: Intent
}

/** All wordings of an entry of either file. */
export function wordingsOf(entry: Readonly<Record<'zh-CN' | 'zh-TW' | 'en', readonly string[]>>): Wording[] {
  return WRITTEN_LOCALES.flatMap((locale) => {
    const texts = locale === 'en' ? entry.en : [...entry['zh-CN'], ...entry['zh-TW']].map(toSimplified)
    return texts.map((text) => ({ locale, text }))
  })
}
