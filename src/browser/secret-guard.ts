// Recovery phrases and private keys never leave the browser: no form of any page is sent with one in it.
import { pageTranslate } from './page-strings.ts'

/**
 * Whether a text is worth the full check, whose word lists are loaded only then. A recovery phrase has 12 words or
 * more (Chinese ones may stand without spaces), a private key is one long run of letters and digits.
 */
function mayHoldSecret(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han >= 12 || /[0-9A-Za-z]{40}/.test(text) || text.split(/[\s,，、;；.。]+/u).length >= 12
}

/** Whether a text holds a recovery phrase or a private key. */
export async function holdsSecret(text: string): Promise<boolean> {
  if (!mayHoldSecret(text)) return false
  const { findSecrets } = await import('../guard/secrets.ts')
  return findSecrets(text).length > 0
}

type TextField = HTMLInputElement | HTMLTextAreaElement

/** The fields of a form in which people type. */
export function textFields(form: HTMLFormElement): TextField[] {
  const fields = form.querySelectorAll<TextField>('input, textarea')
  return [...fields].filter(
    (field) => !field.readOnly && !['hidden', 'checkbox', 'radio'].includes(field.type),
  )
}

const cleared = new WeakSet<HTMLFormElement>()

/**
 * Stops every form of the page on sending, checks what was typed, and sends it on or says why not.
 * If the check cannot be loaded the form is sent: the server checks everything again.
 */
export function guardForms(): void {
  document.addEventListener('submit', onSubmit, { capture: true })
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return
  if (cleared.delete(form)) return
  const fields = textFields(form)
  for (const field of fields) clearWarning(field)
  // Words spread over several fields count together: a phrase may be typed in parts.
  if (!mayHoldSecret(fields.map((field) => field.value).join('\n'))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  void checkAndSend(form, fields, event.submitter)
}

async function checkAndSend(
  form: HTMLFormElement,
  fields: readonly TextField[],
  submitter: HTMLElement | null,
): Promise<void> {
  const field = await fieldWithSecret(fields).catch((error: unknown) => {
    console.warn('The check for secrets could not be loaded; the server makes it.', error)
    return undefined
  })
  if (field) {
    warnAt(field)
    return
  }
  cleared.add(form)
  form.requestSubmit(submitter)
}

async function fieldWithSecret(fields: readonly TextField[]): Promise<TextField | undefined> {
  for (const field of fields) if (await holdsSecret(field.value)) return field
  const isSpread = await holdsSecret(fields.map((field) => field.value).join('\n'))
  return isSpread ? fields.find((field) => field.value !== '') : undefined
}

/** Says beside a field that what stands in it was not sent, and why. */
export function warnAt(field: TextField): void {
  const t = pageTranslate()
  clearWarning(field)
  const warning = document.createElement('div')
  warning.className = 'alert alert-caution secret-warning'
  warning.id = `${field.id || 'hc-field'}-secret`
  warning.setAttribute('role', 'alert')
  const title = document.createElement('p')
  title.className = 'alert-title'
  title.textContent = t('secret.title')
  const text = document.createElement('p')
  text.textContent = t('secret.blocked')
  warning.append(title, text)
  const box = field.closest('.search-box')
  if (box) box.append(warning)
  else (field.closest('.search-form') ?? field).after(warning)
  field.setAttribute('aria-invalid', 'true')
  field.addEventListener('input', () => clearWarning(field), { once: true })
  field.focus()
}

function clearWarning(field: TextField): void {
  const id = `${field.id || 'hc-field'}-secret`
  if (!document.getElementById(id)) return
  document.getElementById(id)?.remove()
  field.removeAttribute('aria-invalid')
}
