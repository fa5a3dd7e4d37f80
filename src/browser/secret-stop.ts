// The stop beside a field that holds a secret: what was seen, that nothing was sent, what to do now. Where only the
// person can know whether 64 characters are a transaction hash or a private key, it asks.
import { replaceSecrets, type Secret, type SecretKind } from '../guard/secret-finder.ts'
import { pageTranslate } from './page-strings.ts'
import { findInField, findInForm, type FoundInForm, type TextField } from './secret-fields.ts'

export interface Stop extends FoundInForm {
  /** Called when the person has said that it is a hash: sends what was held back. */
  readonly onCleared?: () => void
  /** Whether the focus goes to the stop: after sending, never while somebody types. */
  readonly hasFocus?: boolean
}

/** A stop as it stands on the page. */
interface Shown {
  readonly box: HTMLElement
  readonly field: TextField
  /** What tells it from another: a stop that would look the same is not announced again. */
  readonly sign: string
  /** What the field was described by before. */
  readonly description: string | null
}

const t = pageTranslate()
const shown = new WeakMap<HTMLFormElement, Shown>()

/** Shows a stop beside a field, in place of any other of its form, and blocks sending. Shown once, however often called. */
export function showStop(form: HTMLFormElement, stop: Stop): void {
  const { field, secrets, hasFocus = false } = stop
  const kinds = [...new Set(secrets.map(({ kind }) => kind))]
  const isUnclear = kinds.length > 0 && kinds.every((kind) => kind === 'hash-or-key')
  const sign = [field.id || field.name, ...kinds].join(' ')
  if (shown.get(form)?.sign === sign && !hasFocus) return
  hideStop(form)
  const box = isUnclear ? questionBox(form, stop) : stopBox(form, field, kinds)
  const description = field.getAttribute('aria-describedby')
  shown.set(form, { box, field, sign, description })
  placeAfter(field, box)
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', `${description ?? ''} ${box.id}-title`.trim())
  for (const submitter of submitters(form)) holdBack(submitter, `${box.id}-title`)
  if (hasFocus) lead(box)
}

/** Moves the focus to the stop, from its title on: one that is taller than the window would show its end. */
function lead(box: HTMLElement): void {
  box.focus({ preventScroll: true })
  box.scrollIntoView({ block: box.offsetHeight > innerHeight / 2 ? 'start' : 'nearest' })
}

/** Takes the stop of a form away and lets it be sent. */
export function hideStop(form: HTMLFormElement): void {
  const before = shown.get(form)
  if (!before) return
  const { box, field, description } = before
  shown.delete(form)
  box.remove()
  field.removeAttribute('aria-invalid')
  if (description === null) field.removeAttribute('aria-describedby')
  else field.setAttribute('aria-describedby', description)
  for (const submitter of submitters(form)) letGo(submitter)
}

/** Not `disabled`, which would drop the focus of whoever just pressed it; pressing it again leads to the stop. */
function holdBack(submitter: HTMLElement, why: string): void {
  submitter.setAttribute('aria-disabled', 'true')
  submitter.setAttribute('aria-describedby', why)
  submitter.dataset['held'] = ''
}

function letGo(submitter: HTMLElement): void {
  submitter.removeAttribute('aria-disabled')
  submitter.removeAttribute('aria-describedby')
  delete submitter.dataset['held']
}

function submitters(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('button:not([type=button])')]
}

function stopBox(form: HTMLFormElement, field: TextField, kinds: readonly SecretKind[]): HTMLElement {
  const box = createBox('alert', 'secret.title')
  box.append(...whatWasSeen(kinds), paragraph(t('secret.nothing')), paragraph(t('secret.blocked')))
  // Words spread over several fields are for the person to find: the guard knows only that they belong together.
  if (kinds.length > 0)
    box.append(row(button(t('secret.remove'), 'button', () => void removeFrom(form, field))))
  box.append(elsewhere(kinds))
  return box
}

function whatWasSeen(kinds: readonly SecretKind[]): HTMLElement[] {
  if (kinds.length === 0) return [paragraph(t('secret.spread'), 'secret-seen')]
  const known = kinds.filter((kind) => kind !== 'hash-or-key')
  return known.map((kind) => paragraph(t(`secret.saw.${kind}`), 'secret-seen'))
}

/** What to do if it was typed somewhere else: first things first, in the open, with the article behind it. */
function elsewhere(kinds: readonly SecretKind[]): HTMLElement {
  const isPassword =
    kinds.length > 0 && kinds.every((kind) => kind === 'password' || kind === 'one-time-code')
  const part = document.createElement('div')
  part.className = 'secret-elsewhere'
  part.append(
    paragraph(t('secret.elsewhere'), 'secret-seen'),
    paragraph(t(isPassword ? 'secret.elsewherePassword' : 'secret.elsewhereText')),
  )
  const url = document.body.dataset['emergency']
  if (url) {
    const link = document.createElement('a')
    link.href = url
    link.textContent = t('secret.emergency')
    part.append(link)
  }
  return part
}

function questionBox(form: HTMLFormElement, stop: Stop): HTMLElement {
  const box = createBox('group', 'secret.unclear.title')
  const text = paragraph(t('secret.unclear.text'))
  text.id = `${box.id}-text`
  box.setAttribute('aria-describedby', text.id)
  const isKey = (): void => void treatAsKey(form, stop.field)
  box.append(
    text,
    row(
      button(t('secret.unclear.hash'), 'button button-quiet', () => void nameHash(form, stop)),
      button(t('secret.unclear.key'), 'button button-quiet', isKey),
      button(t('secret.unclear.unsure'), 'button button-quiet', isKey),
    ),
  )
  // With the focus it is read out anyhow.
  if (!stop.hasFocus) announce(`${t('secret.unclear.title')} ${t('secret.unclear.text')}`)
  return box
}

/** Writes the word for it before each hash, so that page and server can see what the person has said. */
async function nameHash(form: HTMLFormElement, { field, onCleared }: Stop): Promise<void> {
  let end = 0
  const parts = (await findInField(field)).flatMap((secret) => {
    const before = field.value.slice(end, secret.start)
    end = secret.end
    return [before, `${t('secret.hashWord')} `, field.value.slice(secret.start, secret.end)]
  })
  field.value = parts.join('') + field.value.slice(end)
  await settle(form, field, '')
  onCleared?.()
}

async function treatAsKey(form: HTMLFormElement, field: TextField): Promise<void> {
  const secrets = (await findInField(field)).map((secret): Secret => ({ ...secret, kind: 'private-key' }))
  showStop(form, { field, secrets, hasFocus: true })
}

/** Looked for anew: what was typed since the stop came has moved the secret. */
async function removeFrom(form: HTMLFormElement, field: TextField): Promise<void> {
  field.value = replaceSecrets(field.value, await findInField(field), '')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim()
  await settle(form, field, t('secret.isRemoved'))
}

/** After a change that a button made: lets go if nothing is left, tells the page's other scripts, moves the focus. */
async function settle(form: HTMLFormElement, field: TextField, words: string): Promise<void> {
  const left = await findInForm(form)
  if (left) showStop(form, { ...left, hasFocus: true })
  else {
    hideStop(form)
    field.focus()
    if (words !== '') announce(words)
  }
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

let count = 0

function createBox(role: 'alert' | 'group', title: 'secret.title' | 'secret.unclear.title'): HTMLElement {
  const box = document.createElement('div')
  box.id = `hc-secret-${++count}`
  box.className = `alert secret-warning ${role === 'alert' ? 'alert-caution' : 'alert-important'}`
  box.tabIndex = -1
  box.setAttribute('role', role)
  const heading = paragraph(t(title), 'alert-title')
  heading.id = `${box.id}-title`
  box.setAttribute('aria-labelledby', heading.id)
  box.append(heading)
  return box
}

function placeAfter(field: TextField, box: HTMLElement): void {
  const searchBox = field.closest('.search-box')
  if (searchBox) searchBox.append(box)
  // Inside a label, a press on a button would go to the field.
  else (field.closest('.search-form') ?? field.closest('label') ?? field).after(box)
}

function paragraph(text: string, className = ''): HTMLElement {
  const element = document.createElement('p')
  if (className !== '') element.className = className
  element.textContent = text
  return element
}

function row(...buttons: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('div')
  element.className = 'secret-actions'
  element.append(...buttons)
  return element
}

function button(text: string, className: string, onClick: () => void): HTMLElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.textContent = text
  element.addEventListener('click', onClick)
  return element
}

/** To screen readers, from a region that stands outside of what comes and goes. */
function announce(words: string): void {
  const id = 'hc-secret-status'
  const known = document.getElementById(id)
  const status = known ?? document.createElement('p')
  if (!known) {
    status.id = id
    status.className = 'visually-hidden'
    status.setAttribute('role', 'status')
    document.body.append(status)
  }
  // A region that has just come is read only if its words come later.
  window.setTimeout(() => {
    status.textContent = words
  }, 100)
}
