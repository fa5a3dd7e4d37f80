// The stop beside a field that holds a secret: what was seen, that nothing was sent, what to do now. Where only the
// person can know whether 64 characters are a transaction hash or a private key, it asks.
import { replaceSecrets, type Secret, type SecretKind } from '../guard/secret-finder.ts'
import { pageTranslate } from './page-strings.ts'
import type { FoundInForm, TextField } from './secret-guard.ts'

export interface Stop extends FoundInForm {
  /** Called when the person has said that it is a hash: sends what was held back. */
  readonly onCleared?: () => void
  /** Whether the focus goes to the stop: after sending, never while somebody types. */
  readonly hasFocus?: boolean
}

const t = pageTranslate()

/** Shows a stop beside a field, in place of any other of its form, and blocks sending. Shown once, however often called. */
export function showStop(stop: Stop): void {
  const { field, secrets, hasFocus = false } = stop
  const kinds = [...new Set(secrets.map(({ kind }) => kind))]
  const isUnclear = kinds.length > 0 && kinds.every((kind) => kind === 'hash-or-key')
  const sign = [field.id || field.name, ...kinds].join(' ')
  const shown = document.querySelector<HTMLElement>('.secret-warning')
  if (shown?.dataset['sign'] === sign && !stop.onCleared) return
  if (field.form) hideStop(field.form)
  const box = isUnclear ? questionBox(stop) : stopBox(stop, kinds)
  box.dataset['sign'] = sign
  placeAfter(field, box)
  field.setAttribute('aria-invalid', 'true')
  describe(field, box.id)
  if (field.form) blockSending(field.form)
  if (hasFocus) box.focus()
}

/** Takes the stop of a form away and lets it be sent. */
export function hideStop(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<TextField>('[aria-invalid][data-stopped]')) {
    field.removeAttribute('aria-invalid')
    const before = field.dataset['stopped'] ?? ''
    if (before === '') field.removeAttribute('aria-describedby')
    else field.setAttribute('aria-describedby', before)
    delete field.dataset['stopped']
  }
  for (const box of document.querySelectorAll('.secret-warning')) box.remove()
  for (const button of submitters(form)) button.removeAttribute('aria-disabled')
}

function stopBox({ field, secrets }: Stop, kinds: readonly SecretKind[]): HTMLElement {
  const box = createBox('alert', 'secret.title')
  const seen = kinds.filter((kind) => kind !== 'hash-or-key')
  for (const kind of seen.length > 0 ? seen : (['recovery-phrase'] as const)) {
    const key = kinds.length === 0 ? 'secret.spread' : (`secret.saw.${kind}` as const)
    box.append(paragraph(t(key), 'secret-seen'))
  }
  box.append(paragraph(t('secret.nothing')), paragraph(t('secret.blocked')))
  const actions = row()
  if (secrets.length > 0)
    actions.append(button(t('secret.remove'), 'button', () => removeFrom(field, secrets)))
  box.append(actions, elsewhere())
  return box
}

/** What to do if it was typed somewhere else: first things first, in the open, with the article behind it. */
function elsewhere(): HTMLElement {
  const part = document.createElement('div')
  part.className = 'secret-elsewhere'
  part.append(paragraph(t('secret.elsewhere'), 'secret-seen'), paragraph(t('secret.elsewhereText')))
  const url = document.body.dataset['emergency']
  if (url) {
    const link = document.createElement('a')
    link.href = url
    link.textContent = t('secret.emergency')
    part.append(link)
  }
  return part
}

function questionBox(stop: Stop): HTMLElement {
  const box = createBox('group', 'secret.unclear.title')
  const text = paragraph(t('secret.unclear.text'))
  text.id = `${box.id}-text`
  box.setAttribute('aria-describedby', text.id)
  const actions = row()
  actions.append(
    button(t('secret.unclear.hash'), 'button button-quiet', () => nameHash(stop)),
    button(t('secret.unclear.key'), 'button button-quiet', () => treatAsKey(stop)),
    button(t('secret.unclear.unsure'), 'button button-quiet', () => treatAsKey(stop)),
  )
  box.append(text, actions)
  announce(`${t('secret.unclear.title')} ${t('secret.unclear.text')}`)
  return box
}

/** Writes the word for it before each hash, so that page and server can see what the person has said. */
function nameHash({ field, secrets, onCleared }: Stop): void {
  let end = 0
  const parts = secrets.flatMap((secret) => {
    const before = field.value.slice(end, secret.start)
    end = secret.end
    return [before, `${t('secret.hashWord')} `, field.value.slice(secret.start, secret.end)]
  })
  field.value = parts.join('') + field.value.slice(end)
  settle(field, '')
  onCleared?.()
}

function treatAsKey(stop: Stop): void {
  const secrets = stop.secrets.map((secret): Secret => ({ ...secret, kind: 'private-key' }))
  showStop({ ...stop, secrets, hasFocus: true })
}

function removeFrom(field: TextField, secrets: readonly Secret[]): void {
  field.value = replaceSecrets(field.value, secrets, '')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim()
  settle(field, t('secret.isRemoved'))
}

/** After a change that a button made: lets go, tells the page's other scripts, and gives the field the focus. */
function settle(field: TextField, words: string): void {
  if (field.form) hideStop(field.form)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
  if (words !== '') announce(words)
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

function describe(field: TextField, id: string): void {
  const before = field.getAttribute('aria-describedby') ?? ''
  field.dataset['stopped'] = before
  field.setAttribute('aria-describedby', `${before} ${id}`.trim())
}

/** Not `disabled`, which would drop the focus of whoever just pressed it; pressing it again shows the stop again. */
function blockSending(form: HTMLFormElement): void {
  for (const submitter of submitters(form)) submitter.setAttribute('aria-disabled', 'true')
}

function submitters(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('button:not([type=button])')]
}

function paragraph(text: string, className = ''): HTMLElement {
  const element = document.createElement('p')
  if (className !== '') element.className = className
  element.textContent = text
  return element
}

function row(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'secret-actions'
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
