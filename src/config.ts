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
  /** Longest text whose contacts are checked, in characters: a short message with all its links. */
  contact: 500,
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
  contacts: { points: 120, seconds: 60 },
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
  /**
   * Folder in this repository ("./…") or anywhere ("/…") with config.json, tokenizer.json and onnx/, or a model id of a
   * hub, e.g. "Xenova/multilingual-e5-small".
   */
  readonly model: string
  /** Precision of the weights to load, as transformers.js names it. */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4'
  /** How token vectors become one vector. */
  readonly pooling: 'mean' | 'cls'
  /** Text the model wants before a question and before a passage ("query: ", "passage: " for E5). */
  readonly queryPrefix: string
  readonly passagePrefix: string
  /** Where hub models are fetched from: the hub, or a mirror of it. Not used for a folder. */
  readonly host: string
  /** Folder in which fetched models are kept, relative to the repository. Not used for a folder. */
  readonly cache: string
  /**
   * 'required': without the model nothing starts. 'optional': if it cannot be loaded, questions are matched by their
   * words alone; the start-up line and /api/health say so, and more questions go to a person.
   */
  readonly need: 'required' | 'optional'
}

/**
 * The model behind the embedding index. Changing it rebuilds the index on the next start; then run
 * `npm run evaluate -- --fit`, because another model's similarities mean something else. For E5, for instance:
 * model 'Xenova/multilingual-e5-small', queryPrefix 'query: ', passagePrefix 'passage: '.
 */
export const EMBEDDER: EmbedderConfig = {
  model: './src/search/model',
  dtype: 'q8',
  pooling: 'mean',
  queryPrefix: '',
  passagePrefix: '',
  host: 'https://huggingface.co/',
  cache: '.cache/models',
  need: 'required',
}

export interface RetrievalOptions {
  readonly denseShare: number
  readonly classShare: number
  readonly headingShare: number
  readonly phrasingShare: number
  readonly sectionVote: number
  readonly sectionVoters: number
  readonly voters: number
  readonly pools: readonly { readonly from: number; readonly entries: number; readonly decay: number }[]
  readonly limit: number
}

export const RETRIEVAL: RetrievalOptions = {
  /** Share of the embedding in the fused score, 0–1; the rest is lexical. */
  denseShare: 0.35,
  /** The share of what an article's (or intent's) score lacks of 1 that the classifier's full certainty makes up for, 0–1. Higher: what was learnt outweighs what is written. */
  classShare: 0.2,
  /** Share of a section's heading in its rank among the sections of an article, 0–1; the rest is its text. */
  headingShare: 0.25,
  /** Share of the phrasing nearest to the question in the same rank, 0–1. */
  phrasingShare: 0.4,
  /** What a section gains in the order of sections by the share of the nearer phrasings that is its own, 0–1. Higher: how people ask outweighs text and heading. */
  sectionVote: 0.2,
  /** How many of an article's phrasings vote for their section: those nearest to the question. */
  sectionVoters: 20,
  /**
   * Entries nearest to the question, by meaning and by words each, that vote for their article or intent; shares of votes
   * are evidence, not rank. More: steadier, and less about the very nearest.
   */
  voters: 30,
  /**
   * How many of an article's best entries make its score, and what each counts against the one before (0–1). Deeper:
   * articles that agree with the question throughout; shallower: the single best entry decides. An index whose articles
   * have `from` entries or more (their median), as with many phrasings, is pooled more deeply.
   */
  pools: [
    { from: 0, entries: 6, decay: 0.5 },
    { from: 60, entries: 15, decay: 0.9 },
  ],
  /** Articles returned at most. */
  limit: 8,
}

export const CLASSIFIER = {
  /** Buckets that n-grams are hashed into. More: fewer share one, larger files while learning. */
  buckets: 262_144,
  /** An article or intent is learnt from this many wordings on. */
  leastWordings: 5,
  /** Its probabilities count as evidence for the confidence if articles have this many wordings (their median). Lower: surer answers on less. */
  trustedWordings: 100,
  /** With more articles than this nothing is learnt: time and file grow with texts × articles. */
  mostClasses: 200,
  /** Passes over all wordings. More: nearer to them, slower builds. */
  epochs: 5,
  /** Step size of a pass. */
  rate: 0.3,
  /** L2 penalty on every weight a step touches. Higher: less sure, less misled by single words. */
  penalty: 0.001,
} as const

export const ANSWER = {
  /** Confidence from which an article is quoted as the answer, 0–1. Higher: fewer wrong answers, more forms. */
  answerBar: 0.78,
  /** Probability that one of the closest articles answers from which they are offered to choose from, 0–1. */
  clarifyBar: 0.77,
  /** Confidence from which an article is quoted in an emergency in the place of the one for emergencies, which is linked, 0–1. */
  sureBar: 0.9,
  /** Probability of another field from which a question without any word of ours is declined, 0–1; else a person is offered. */
  declineBar: 0.5,
  /** The same for a question that does use a word of ours, such as “wallet” for one of leather. */
  declineSureBar: 0.9,
  /**
   * A question that resembles what needs a person (one's own case, a theft, the wish for a human) at least this many
   * times as much as the best article goes to a person. Lower: more forms.
   */
  intentShare: 1,
  /** Below this score the resemblance is chance: gibberish resembles everything a little. */
  intentFloor: 0.1,
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
  /** A result by meaning alone (no shared word) needs at least this mean similarity of its nearest entries, 0–1. Of gibberish 99 % stay below 0.47. */
  denseFloor: 0.47,
  /** Further sections listed under a result at most. */
  moreSections: 2,
  /** A further section needs at least this share of the best one's score, 0–1. */
  sectionShare: 0.6,
} as const

/** Search in the browser, in which the index has to be small: what it keeps of an article, and how it ranks. */
export const BROWSER_SEARCH = {
  /** Words kept of each article's text beside its names. More: finds more, a larger file. */
  words: 45,
  /** Letters that such a word needs. */
  shortestWord: 3,
  /** A word that more than this share of the articles use tells nothing, 0–1. */
  commonShare: 0.25,
  /** How many of an article's best entries make its score, and what each counts against the one before, 0–1. */
  entries: 6,
  decay: 0.7,
  /** What a section's words count against title and sample questions, 0–1. */
  sectionShare: 0.7,
} as const

/** Transaction hashes and addresses in what people paste, and the links offered for them. */
export const REFERENCES = {
  /**
   * Characters before and after a hash or address in which names of chains tell where it belongs. More: names further
   * away count, and sooner those of a neighbour.
   */
  reach: 80,
  /**
   * Tokens of a fitting form decoded and checked in one text; the rest passes unread. The longest ticket message has
   * room for fewer addresses, so only hostile text meets it. Lower: less work on such text.
   */
  candidates: 200,
  /**
   * Characters outside of camelCase words that a token without a sound checksum needs, as a share of its length, 0–1.
   * Random ones have about half. Higher: fewer long names taken for an address, more addresses missed (one in 10⁵ here).
   */
  oddShare: 0.1,
  /** Explorer links offered at most. */
  links: 3,
} as const
