// Sections → passages, the units of retrieval. Long sections are split on sentence borders with overlap.
import { PASSAGE } from '../config.ts'
import type { Article } from './article.ts'

export interface Passage {
  /** Position of the section in `article.sections`. */
  readonly section: number
  /** Headings above and of the section, outermost first, without the article's title. */
  readonly path: readonly string[]
  readonly text: string
}

/** Every passage of an article; the introduction carries the description as well. Empty sections yield none. */
export function splitPassages(article: Article): Passage[] {
  return article.sections.flatMap((section, index) => {
    const text = index === 0 ? `${article.description}\n${section.text}` : section.text
    const path = section.heading === '' ? section.path : [...section.path, section.heading]
    return splitText(text).map((part) => ({ section: index, path, text: part }))
  })
}

/**
 * Cuts text into parts of at most `maxLength` characters at sentence borders; each part but the first
 * starts with the last whole sentences of the one before, up to `overlap` characters.
 */
export function splitText(
  text: string,
  { maxLength, overlap }: { readonly maxLength: number; readonly overlap: number } = PASSAGE,
): string[] {
  if (text.trim() === '') return []
  if (text.length <= maxLength) return [text]
  const parts: string[] = []
  let current: string[] = []
  for (const sentence of sentencesOf(text, maxLength)) {
    if (current.length > 0 && lengthOf(current) + sentence.length > maxLength) {
      parts.push(current.join(''))
      current = tailOf(current, Math.min(overlap, maxLength - sentence.length))
    }
    current.push(sentence)
  }
  parts.push(current.join(''))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Sentences with their trailing space; one longer than `maxLength` is cut hard. */
function sentencesOf(text: string, maxLength: number): string[] {
  const sentences = text.match(/(?:[^。！？!?.\n]|\.(?!\s|$))*(?:[。！？!?\n]+|\.\s*|$)/g) ?? [text]
  const hardCut = new RegExp(`[\\s\\S]{1,${maxLength}}`, 'g')
  return sentences.filter((sentence) => sentence !== '').flatMap((sentence) => sentence.match(hardCut) ?? [])
}

function tailOf(sentences: readonly string[], room: number): string[] {
  const tail: string[] = []
  for (const sentence of sentences.toReversed()) {
    if (lengthOf(tail) + sentence.length > room) break
    tail.unshift(sentence)
  }
  return tail
}

function lengthOf(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + sentence.length, 0)
}
