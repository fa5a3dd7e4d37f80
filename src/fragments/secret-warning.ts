// What the server says where it removed a secret or refused it, and the words of the stop in the page.
import type { StringKey, Translate } from '../i18n/translate.ts'
import { html, sitePath } from './html.ts'

/** The article to act by: title and address. */
export interface EmergencyLink {
  readonly title: string
  readonly url: string
}

/** Strings of `browser/secret-stop.ts`; every page hands these to its scripts. */
export const SECRET_STRINGS = [
  'secret.title',
  'secret.saw.recovery-phrase',
  'secret.saw.private-key',
  'secret.saw.keystore',
  'secret.saw.password',
  'secret.saw.one-time-code',
  'secret.spread',
  'secret.nothing',
  'secret.blocked',
  'secret.remove',
  'secret.isRemoved',
  'secret.elsewhere',
  'secret.elsewhereText',
  'secret.elsewherePassword',
  'secret.emergency',
  'secret.unclear.title',
  'secret.unclear.text',
  'secret.unclear.hash',
  'secret.unclear.key',
  'secret.unclear.unsure',
  'secret.hashWord',
  'secret.unchecked',
] as const satisfies readonly StringKey[]

/** The warning above whatever else a page says. */
export function renderSecretWarning({ title, url }: EmergencyLink, t: Translate): string {
  return html`<div class="alert alert-caution" role="alert">
    <p class="alert-title">${t('secret.removedTitle')}</p>
    <p>${t('secret.warning')}</p>
    <p><a href="${sitePath(url)}">${title}</a></p>
  </div>`.markup
}
