// HTML from pieces: what comes from questions or articles is escaped, what is already HTML says so.
import { escapeHtml } from '../../src/articles/escape.ts'

/** A piece of finished HTML. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | undefined | readonly (string | number | Html | undefined)[]

/** Tagged template: every value is escaped unless it is {@link Html} itself; lists are joined. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const filled = texts.map((text, index) => text + toHtml(parts[index]))
  return { html: filled.join('') }
}

function toHtml(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map(toHtml).join('')
}

/** Text that is already HTML, such as a style sheet written here. */
export function trusted(text: string): Html {
  return { html: text }
}
