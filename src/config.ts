/**
 * Every tunable in one place: unit, default, effect. Values that an operator sets per installation
 * come from the environment instead (see `src/server/environment.ts`).
 */

/** Interface languages. A new one needs a strings file in `src/i18n/` (or a derivation below). */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Locales that nobody writes: their text is converted from the source locale at build time. */
export const DERIVED_LOCALES: Readonly<Partial<Record<Locale, Locale>>> = { 'zh-TW': 'zh-CN' }

/** Locales that editors write, in the order in which a missing translation falls back. */
export const WRITTEN_LOCALES = ['zh-CN', 'en'] as const satisfies readonly Locale[]

export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
}

/** The languages in which text is indexed; zh-TW questions are matched as zh-CN. */
export type WrittenLocale = (typeof WRITTEN_LOCALES)[number]

export const PASSAGE = {
  /** Longest passage, in characters of plain text. Longer sections are split on sentence borders. */
  maxLength: 900,
  /** Characters of the previous part repeated at the start of the next, so no sentence loses its context. */
  overlap: 120,
} as const

/** What a person may send. Beyond a limit the request is refused with 400 or 413, never cut silently. */
export const LIMITS = {
  /** Longest question, in characters. */
  question: 2_000,
  /** Longest search query, in characters. */
  query: 200,
  /** Largest request body, in bytes. */
  bodyBytes: 64 * 1024,
  /** Largest body of a ticket, in bytes: its longest texts in Chinese, nine bytes a character as a form sends them. */
  ticketBytes: 256 * 1024,
  /** Longest ticket message, in characters. */
  ticketMessage: 5_000,
  /** Longest single-line ticket field, in characters. */
  ticketLine: 200,
  /** Longest feedback comment, in characters. */
  feedbackComment: 1_000,
} as const

/** Requests one client address may make: `points` per `seconds`. Over it the answer is 429 with Retry-After. */
export const RATE_LIMITS = {
  ask: { points: 60, seconds: 60 },
  search: { points: 240, seconds: 60 },
  ticket: { points: 10, seconds: 600 },
  ticketRead: { points: 60, seconds: 60 },
  feedback: { points: 20, seconds: 600 },
} as const

/** Reasons offered with "not helpful", in the order shown. */
export const FEEDBACK_REASONS = ['unclear', 'outdated', 'did-not-work', 'other-question'] as const
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number]

/** How soon a case has to be seen; hours per priority stand in content/site.yaml. */
export const PRIORITIES = ['urgent', 'high', 'normal'] as const
export type Priority = (typeof PRIORITIES)[number]

export const LEXICAL = {
  /** BM25 term saturation (unitless). Higher: repeated words count more. */
  k: 1.2,
  /** BM25 length normalisation, 0–1. Higher: long texts count less. */
  b: 0.75,
  /** How much a match in a field counts. */
  boost: { title: 2, heading: 1.5, text: 1 },
  /** Edit distance allowed for unknown Latin words, as a share of their length. */
  fuzzy: 0.2,
  /** What a match with a typing slip counts against an exact one, 0–1. */
  fuzzyWeight: 0.6,
  /** What a match of a word's beginning counts against the whole word, 0–1. */
  prefixWeight: 0.6,
} as const

export interface EmbedderConfig {
  /** Folder in this repository (starts with "./") or a model id of a hub, e.g. "Xenova/multilingual-e5-small". */
  readonly model: string
  /** Precision of the weights to load, as transformers.js names it. */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4'
  /** How token vectors become one vector. */
  readonly pooling: 'mean' | 'cls'
  /** Text the model wants before a question and before a passage ("query: ", "passage: " for E5). */
  readonly queryPrefix: string
  readonly passagePrefix: string
  /** Where hub models are fetched from; only used for a hub model. */
  readonly host: string
}

/** The model behind the embedding index. Changing it rebuilds the index on the next start. */
export const EMBEDDER: EmbedderConfig = {
  model: './src/search/model',
  dtype: 'q8',
  pooling: 'mean',
  queryPrefix: '',
  passagePrefix: '',
  host: 'https://huggingface.co/',
}

export interface RetrievalOptions {
  readonly denseShare: number
  readonly kindWeight: Readonly<Record<'title' | 'question' | 'error' | 'heading' | 'passage', number>>
  readonly headingShare: number
  readonly entries: number
  readonly decay: number
  readonly limit: number
}

export const RETRIEVAL: RetrievalOptions = {
  /** Share of the embedding in the fused score, 0–1; the rest is lexical. */
  denseShare: 0.5,
  /** What a match counts by the kind of entry it is with, 0–1. */
  kindWeight: { title: 1, question: 1, error: 1, heading: 1, passage: 1 },
  /** Share of a section's heading in its rank among the sections of an article, 0–1; the rest is its text. */
  headingShare: 0.5,
  /** How many of an article's best entries make its score. More: articles that agree with the question throughout. */
  entries: 6,
  /** What each of them counts against the one before, 0–1. Lower: the single best entry decides. */
  decay: 0.5,
  /** Articles returned at most. */
  limit: 8,
}

export const ANSWER = {
  /** Confidence from which an article is quoted as the answer, 0–1. Higher: fewer wrong answers, more forms. */
  answerBar: 0.8,
  /** Confidence from which the closest articles are offered to choose from, 0–1; below it a person is offered. */
  clarifyBar: 0.45,
  /** A question without any word of the field is declined only below this confidence, 0–1; else it goes to a person. */
  declineBar: 0.15,
  /** An article is a choice if it scores at least this share of the best one. */
  choiceShare: 0.7,
  /** Choices offered at most. */
  choices: 4,
  /** Related or closest articles listed at most. */
  related: 3,
  /**
   * The article's main steps (its first section with steps) are quoted after a best section without steps of its own,
   * if they score at least this share of it, 0–1. Lower: more answers that say what to do.
   */
  mainStepsShare: 0.5,
  /** Characters of the question repeated in a message. */
  echo: 80,
} as const

export const EXCERPT = {
  /** Characters of text shown with a search result. */
  hanLength: 70,
  latinLength: 150,
} as const

export const SEARCH = {
  /** Results returned at most. */
  limit: 20,
  /** Suggestions under the search box at most. */
  suggestions: 6,
  /** A result needs at least this share of the best one's score, 0–1. Higher: fewer, surer results. */
  floorShare: 0.35,
  /** A result by meaning alone (no shared word) needs at least this similarity, 0–1. */
  denseFloor: 0.35,
} as const
