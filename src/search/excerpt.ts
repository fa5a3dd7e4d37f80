// The piece of a passage that shows why it was found.
import { EXCERPT } from '../config.ts'
import type { Tokenizer } from './text.ts'

export interface Excerpt {
  readonly excerpt: string
  /** [start, end) offsets in `excerpt`. */
  readonly marks: [number, number][]
}

/** A stretch of the text around its first match; its beginning if nothing matches. */
export function excerptOf(text: string, terms: ReadonlySet<string>, tokenizer: Tokenizer): Excerpt {
  const line = text.replace(/\s+/g, ' ').trim()
  const marks = tokenizer.marks(line, terms)
  const length = /\p{Script=Han}/u.test(line) ? EXCERPT.hanLength : EXCERPT.latinLength
  const start = wholeCharacter(line, startOf(line, marks[0]?.[0] ?? 0, length))
  const end = endOf(line, start + length)
  const lead = start > 0 ? '…' : ''
  const excerpt = lead + line.slice(start, end) + (end < line.length ? '…' : '')
  const shift = lead.length - start
  return {
    excerpt,
    marks: marks
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]): [number, number] => [from + shift, to + shift]),
  }
}

/** Some context before the match, from a sentence or word border where one is near. */
function startOf(line: string, match: number, length: number): number {
  if (match < length / 2) return 0
  const from = match - Math.floor(length / 3)
  const border = /[。！？；，,.!?;:：\s]/g
  border.lastIndex = from
  const found = border.exec(line)
  return found && found.index < match ? found.index + 1 : from
}

/** Past the second half of a surrogate pair. */
function wholeCharacter(line: string, at: number): number {
  return isInsideCharacter(line, at) ? at + 1 : at
}

/** Never inside a surrogate pair, nor inside a Latin word that is not endless. */
function endOf(line: string, end: number): number {
  if (end >= line.length) return line.length
  let at = end
  while (at > 0 && end - at < 20 && (/\w/.test(line[at] ?? ' ') || isInsideCharacter(line, at))) at--
  return isInsideCharacter(line, at) ? at - 1 : at
}

function isInsideCharacter(line: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(line[at] ?? ' ')
}
