// The interface strings of the page scripts: one file per locale, fetched with the first of them that speaks.
import { createHash } from 'node:crypto'
import type { Locale } from '../config.ts'
import { EXCHANGE_STRINGS } from '../fragments/reply.ts'
import { SECRET_STRINGS } from '../fragments/secret-warning.ts'
import { VERIFIER_STRINGS } from '../fragments/verifier.ts'
import { stringsFor } from '../i18n/strings.ts'
import type { StringKey } from '../i18n/translate.ts'

export const SCRIPT_STRINGS: readonly StringKey[] = [
  ...SECRET_STRINGS,
  ...EXCHANGE_STRINGS,
  ...VERIFIER_STRINGS,
  'offline.now',
  'offline.newer',
  'offline.reload',
  'searchBox.loading',
  'searchBox.offline',
  'searchBox.suggestions',
  'searchBox.count.one',
  'searchBox.count.other',
  'searchBox.none',
  'searchBox.recent',
  'searchBox.forget',
  'searchBox.ask',
  'searchBox.all',
  'search.empty',
  'search.didYouMean',
  'search.filter',
  'search.all',
  'search.topics',
  'search.nearTopics',
  'search.count.one',
  'search.count.other',
  'search.none',
  'search.noneHint',
  'search.notThere',
  'search.ask',
  'search.person',
  'article.linkCopied',
  'article.linkCopyFailed',
  'article.zoomIn',
  'article.zoomOut',
  'article.zoomClose',
  'term.more',
  'troubleshooter.question',
  'troubleshooter.result',
  'troubleshooter.given',
  'troubleshooter.change',
  'troubleshooter.back',
  'troubleshooter.restart',
  'support.open',
  'support.closed',
  'support.due',
  'ask.pending',
  'ask.failed',
  'ask.retry',
  'ask.again',
  'error.rate-limited',
  'form.sending',
  'form.draftKept',
  'form.charactersLeft',
  'ticket.copied',
  'ticket.copyFailed',
  'glossary.count.one',
  'glossary.count.other',
  'glossary.none',
]

/** Where Astro puts what is named after its content: servers let browsers keep that for good. */
export const ASSETS = '_astro'

export interface StringsFile {
  readonly json: string
  readonly hash: string
  /** Address on the site. */
  readonly path: string
}

export function stringsFile(locale: Locale): StringsFile {
  const strings = stringsFor(locale)
  const json = JSON.stringify(
    Object.fromEntries([...new Set(SCRIPT_STRINGS)].map((key) => [key, strings[key]])),
  )
  const hash = createHash('sha256').update(json).digest('hex').slice(0, 8)
  return { json, hash, path: `/${ASSETS}/strings.${locale}.${hash}.json` }
}
