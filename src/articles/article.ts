// What an article is once it has been read. Plain data, the same for pages, index and replies.
import type { Locale } from '../config.ts'
import type { Troubleshooter } from './troubleshooter.ts'

export type Risk = 'funds' | 'account' | 'general'
export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution'

/** A GitHub-style alert (`> [!WARNING]`) as it stands in the article. */
export interface Alert {
  readonly kind: AlertKind
  readonly markdown: string
  readonly html: string
}

/** A heading with what stands below it up to the next heading. The text before the first heading has id and heading ''. */
export interface Section {
  /** Anchor on the article's page (github-slugger of the heading); '' for the introduction. */
  readonly id: string
  readonly heading: string
  /** 2–6; 1 for the introduction. */
  readonly depth: number
  /** Headings above this one, outermost first, without the article's title. */
  readonly path: readonly string[]
  /** The article's own Markdown, links resolved to site addresses, without the heading line. */
  readonly markdown: string
  /** Sanitised HTML of `markdown`. */
  readonly html: string
  /** Plain text, one block a line; pictures contribute nothing. */
  readonly text: string
  /** Plain text of every item of the section's ordered lists. */
  readonly steps: readonly string[]
  readonly alerts: readonly Alert[]
  /** True for the closing section that leads to the contact form: shown on the page, no answer by itself. */
  readonly isHandover: boolean
}

export interface Article {
  /** File name without extension; the same in every locale. */
  readonly id: string
  /** Language of the text. */
  readonly locale: Locale
  readonly category: string
  readonly title: string
  readonly description: string
  /** The question as people phrase it; indexed as entries of their own. */
  readonly questions: readonly string[]
  /** Literal error strings. */
  readonly errors: readonly string[]
  /** ISO dates. */
  readonly updated: string
  readonly reviewed: string
  readonly team: string
  readonly risk: Risk
  readonly related: readonly string[]
  readonly sections: readonly Section[]
  /** Questions that lead a reader to the section that fits; shown on the page, not searched. */
  readonly troubleshooter?: Troubleshooter | undefined
  /** First 16 hex digits of SHA-256 over the source file. */
  readonly version: string
  /** Path of the source file, relative to the content folder. */
  readonly file: string
}

/** A problem an editor can mend, collected rather than thrown. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly message: string
  readonly remedy: string
}

/** `file:line rule message → remedy`, one line. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} ${problem.rule} ${problem.message} → ${problem.remedy}`
}
