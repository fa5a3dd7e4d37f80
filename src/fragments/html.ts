// Markup with escaping by default: every value put into an `html` template is escaped unless it is markup itself.

import { escapeHtml } from '../articles/escape.ts'

/** A piece of markup that is safe to send as it is. Made by `html` and `raw` only. */
export interface Html {
  readonly markup: string
}

export type HtmlValue = Html | readonly Html[] | string | number | false | null | undefined

/** Markup that comes from our own pipeline (sanitised article HTML, icons). Never text a person typed. */
export function raw(markup: string): Html {
  return { markup }
}

/**
 * Template tag: strings and numbers are escaped, `Html` and lists of it are inserted,
 * `false`, `null` and `undefined` leave nothing. Attribute values must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = strings.map((text, i) => unindent(text) + (i < values.length ? toMarkup(values[i]) : ''))
  return { markup: parts.join('') }
}

/**
 * An address for `href` and `action`: only paths of this site pass, so neither `javascript:` nor a foreign
 * host can get into a link, whatever a reply or a draft carries.
 */
export function sitePath(url: string): string {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so both count as an attempt to leave.
  return /^\/(?![/\\])[^\s\\]*$/.test(url) ? url : '#'
}

/** An attribute without a value, present or absent: `html`<input${flag('required', yes)}>``. */
export function flag(name: string, isSet: boolean): Html {
  return { markup: isSet ? ` ${name}` : '' }
}

/** The source's indentation is for its readers; one line break is all that a browser needs of it. */
function unindent(text: string): string {
  return text.replace(/\n\s+/g, '\n')
}

function toMarkup(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map((piece) => piece.markup).join('')
}
