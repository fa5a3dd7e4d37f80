// Terms of the glossary in an article's page: the first time one appears it links to its entry. Works on a copy of the
// HTML, so that what replies quote and cite stays as it was written.
import { escapeHtml } from './escape.ts'

export const GLOSSARY_LINKS = {
  /** Terms linked in one article at most. More: more help, and more underlines to read past. */
  most: 6,
  /**
   * Terms that are not linked: everyday words, and those that mostly mean something else in a sentence ("network" for
   * the phone's). Linked, they would use up the places of the words that people do look up.
   */
  everyday: [
    'wallet',
    'address',
    'password',
    'account',
    'balance',
    'transaction',
    'token',
    'network',
    'confirmation',
    'scam',
    'support-agent',
    'ticket',
    'service-hours',
    'refund',
    'qr-code',
    'screenshot',
    'tax-report',
  ],
} as const

const EVERYDAY: ReadonlySet<string> = new Set(GLOSSARY_LINKS.everyday)

/** A term as it is written in the language of an article. */
export interface LocalTerm {
  readonly id: string
  /** What people call it; the first is its name. Only the name is linked, the others keep it out of longer words. */
  readonly forms: readonly string[]
  readonly definition: string | undefined
}

export interface LinkedTerm {
  readonly id: string
  readonly name: string
  readonly definition: string
}

export interface GlossaryLinks {
  /** The given pieces of HTML with links in them. */
  readonly html: readonly string[]
  /** What was linked, in order of appearance. */
  readonly terms: readonly LinkedTerm[]
}

interface Form {
  readonly term: LocalTerm
  readonly isName: boolean
}

/** Links the first occurrence of each term in the plain text of paragraphs, list items and table cells. */
export function linkGlossary(
  pieces: readonly string[],
  terms: readonly LocalTerm[],
  urlOf: (id: string) => string,
): GlossaryLinks {
  const forms = formsOf(terms)
  const pattern = patternOf([...forms.keys()])
  const linked = new Map<string, LinkedTerm>()
  const link = (text: string): string =>
    text.replace(pattern, (words) => {
      const form = forms.get(words.toLowerCase())
      const term = form?.isName && linked.size < GLOSSARY_LINKS.most ? form.term : undefined
      if (term?.definition === undefined || linked.has(term.id)) return words
      linked.set(term.id, { id: term.id, name: term.forms[0] ?? words, definition: term.definition })
      const url = escapeHtml(urlOf(term.id))
      return `<a class="term" href="${url}" aria-describedby="hc-term-${term.id}">${words}</a>`
    })
  return { html: pieces.map((piece) => mapText(piece, link)), terms: [...linked.values()] }
}

/**
 * By what stands in a text, in lower case: the names that may be linked, with their English plurals, and the longer
 * forms that a name is part of. All other forms would only cost time.
 */
function formsOf(terms: readonly LocalTerm[]): Map<string, Form> {
  const linkable = terms.filter(({ id, definition }) => definition !== undefined && !EVERYDAY.has(id))
  const names = linkable.flatMap((term) =>
    namesOf(term).map((name) => [name, { term, isName: true }] as const),
  )
  const longer = terms.flatMap((term) =>
    term.forms
      .map((form) => form.toLowerCase())
      .filter((form) => names.some(([name]) => form.length > name.length && form.includes(name)))
      .map((form) => [form, { term, isName: false }] as const),
  )
  return new Map<string, Form>([...longer, ...names])
}

function namesOf({ forms: [first] }: LocalTerm): string[] {
  const name = first?.toLowerCase() ?? ''
  if (name === '') return []
  return /[a-z]$/.test(name) ? [name, `${name}s`] : [name]
}

/** The longest form wins, so that a "hardware wallet" is no "wallet". Latin words count as a whole only. */
function patternOf(forms: readonly string[]): RegExp {
  const bounded = forms
    .toSorted((a, b) => b.length - a.length)
    .map((form) => {
      const words = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const start = /^[a-z0-9]/.test(form) ? '(?<![\\p{Script=Latin}\\d])' : ''
      const end = /[a-z0-9]$/.test(form) ? '(?![\\p{Script=Latin}\\d])' : ''
      return `${start}${words}${end}`
    })
  return bounded.length === 0 ? /(?!)/u : new RegExp(bounded.join('|'), 'giu')
}

/** Tags and the text between them. Enough for our own serialiser's output, whose tags always close and nest. */
const TOKENS = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+/g
const VOID = new Set(['img', 'br', 'hr', 'input'])
const PLAIN = new Set(['p', 'li', 'td'])
/** Text with a meaning of its own: links, literal code, names of buttons (bold), headings, captions, table heads. */
const APART = new Set(['a', 'code', 'pre', 'strong', 'th', 'figcaption', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Applies `change` to plain text; everything else stays byte for byte. */
function mapText(html: string, change: (text: string) => string): string {
  const open: { readonly isPlain: boolean; readonly isApart: boolean }[] = []
  return html.replace(TOKENS, (token: string, slash?: string, name?: string, attributes = '') => {
    const around = open.at(-1) ?? { isPlain: false, isApart: false }
    if (name === undefined) return around.isPlain && !around.isApart ? change(token) : token
    if (slash === '/') open.pop()
    else if (!VOID.has(name)) {
      open.push({
        isPlain: around.isPlain || PLAIN.has(name),
        isApart: around.isApart || APART.has(name) || attributes.includes('alert-title'),
      })
    }
    return token
  })
}
