// The channels page's slot: a field to paste a contact into, and the verdict on it.
import type { ContactVerdict } from '../answer/check-contacts.ts'
import { pageUrl } from '../articles/urls.ts'
import { LIMITS, type Locale } from '../config.ts'
import type { StringKey, Translate } from '../i18n/translate.ts'
import { html, raw } from './html.ts'
import { type Advice, CHECK_STRINGS, renderVerdicts, VERDICT_STRINGS } from './verdict.ts'

export interface VerifierData {
  readonly query: string
  /** Of the query's contacts; absent if nothing was asked. */
  readonly verdicts?: readonly ContactVerdict[] | undefined
  /** The query held a secret, which has been removed. */
  readonly hasSecret?: boolean
  readonly advice: Advice
  readonly locale: Locale
}

/** Strings that the page's script asks for. */
export const VERIFIER_STRINGS: readonly StringKey[] = [
  ...VERDICT_STRINGS,
  ...CHECK_STRINGS,
  'verify.empty',
  'verify.none',
  'verify.noneText',
  'verify.secret',
]

/** Form and verdict. */
export function renderVerifier(data: VerifierData, t: Translate): string {
  const { query, locale } = data
  return html`<form class="verifier-form" action="${pageUrl(locale, 'channels')}" method="get" data-verifier>
      <label class="label" for="hc-contact">${t('verify.label')}</label>
      <p class="hint" id="hc-contact-hint">${t('verify.hint')}</p>
      <div class="verifier-row">
        <textarea
          id="hc-contact"
          name="q"
          rows="2"
          maxlength="${LIMITS.contact}"
          required
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          translate="no"
          aria-describedby="hc-contact-hint"
        >
${query}</textarea>
        <button class="button button-large" type="submit">${t('verify.submit')}</button>
      </div>
      <p class="hint verifier-local" hidden>${t('verify.local')}</p>
    </form>
    <div id="hc-verdicts" tabindex="-1">${raw(renderOutcome(data, t))}</div>
    <p class="visually-hidden" id="hc-verifier-status" role="status"></p>`.markup
}

/** What stands below the form; the page's script replaces only this. */
export function renderOutcome({ verdicts, hasSecret, advice, locale }: VerifierData, t: Translate): string {
  if (hasSecret)
    return html`<div class="alert alert-caution" role="alert"><p>${t('verify.secret')}</p><p><a href="${advice.emergency}">${t('verify.nextEmergency')}</a></p></div>`
      .markup
  if (verdicts === undefined) return ''
  if (verdicts.length > 0) return renderVerdicts({ verdicts, advice, locale }, t)
  return html`<div class="verdict verdict-none">
    <p class="verdict-word"><strong>${t('verify.none')}</strong></p>
    <p>${t('verify.noneText')}</p>
  </div>`.markup
}

/** The same for those who hear it: each verdict in a sentence. */
export function sayOutcome(verdicts: readonly ContactVerdict[], t: Translate): string {
  if (verdicts.length === 0) return `${t('verify.none')}. ${t('verify.noneText')}`
  return verdicts.map(({ message }) => message).join(' ')
}
