// The front matter of an article: its schema, and the problems an editor is told about.
import { z } from 'zod'
import { troubleshooterSchema } from './troubleshooter.ts'

const line = z.string().trim().min(1)
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a file name in lower case, words joined by hyphens')

/** YAML reads an unquoted date as a string with the core schema, so both spellings arrive as text. */
const date = z.iso.date('must be a date such as 2026-11-15')

export const frontMatterSchema = z.strictObject({
  title: line.max(80),
  description: line.min(20).max(200),
  category: slug,
  questions: z
    .array(line)
    .min(5, 'needs at least 5 questions, as people type them')
    .max(12, 'takes at most 12 questions'),
  errors: z.array(line),
  updated: date,
  reviewed: date,
  team: slug,
  risk: z.enum(['funds', 'account', 'general']),
  related: z.array(slug),
  troubleshooter: troubleshooterSchema.optional(),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

const REMEDIES: Readonly<Record<string, string>> = {
  title: 'Write the name people use for the matter, at most 80 characters.',
  description: 'Say in one sentence of 20–200 characters what the reader will find.',
  category: 'Use the id of a category from categories.yaml.',
  questions: 'List 5–12 questions, worded as people type them, one per line under "questions:".',
  errors: 'List literal error strings, or write "errors: []".',
  updated: 'Write the date as YYYY-MM-DD.',
  reviewed: 'Write the date as YYYY-MM-DD.',
  team: 'Use the id of a team from site.yaml.',
  risk: 'Write one of funds, account, general.',
  related: 'List ids (file names without .md) of other articles, or write "related: []".',
  troubleshooter:
    'Lead every answer on with "next: <question id>", or end it with "advice:" and "see:" (a section or "contact"); lead to each question but the first exactly once.',
}

/** What to do about a field that does not fit. */
export function remedyFor(field: string): string {
  return (
    REMEDIES[field] ??
    `Remove "${field}", or check its spelling: the fields are ${Object.keys(REMEDIES).join(', ')}.`
  )
}
