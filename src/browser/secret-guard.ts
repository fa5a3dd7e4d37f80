// Secrets never leave the browser: no form of any page is sent with one in it. What it takes to tell and to say so is
// loaded with the first text that is long enough.
import type { FieldHint, Secret } from '../guard/secret-finder.ts'
import { use } from './use.ts'

export type TextField = HTMLInputElement | HTMLTextAreaElement

/** The shortest secret with the word for it: "pin 1234". */
const SHORTEST = 8
/** Milliseconds without a key press before what was typed is checked. */
const TYPING_PAUSE = 300

/** Whether a text holds a secret, or may hold one. @throws if the check cannot be loaded */
export async function holdsSecret(text: string): Promise<boolean> {
  return (await findIn(text)).length > 0
}

/** @throws if the check cannot be loaded */
async function findIn(text: string, hint?: FieldHint): Promise<Secret[]> {
  if (text.trim().length < SHORTEST) return []
  const { checkText } = await import('./secret-check.ts')
  return checkText(text, hint)
}

/** The fields of a form in which people type. */
export function textFields(form: HTMLFormElement): TextField[] {
  const fields = form.querySelectorAll<TextField>('input, textarea')
  return [...fields].filter(
    (field) => !field.readOnly && !['hidden', 'checkbox', 'radio'].includes(field.type),
  )
}

const cleared = new WeakSet<HTMLFormElement>()
const stopped = new WeakSet<HTMLFormElement>()

/** Says at a form that it was not sent, because it could not be checked. */
let onUnchecked: (form: HTMLFormElement) => void

/** Checks what is typed as it is typed, and stops every form of the page on sending until that is done. */
export function guardForms(sayUnchecked: (form: HTMLFormElement) => void): void {
  onUnchecked = sayUnchecked
  document.addEventListener('submit', onSubmit, { capture: true })
  let typing: number | undefined
  document.addEventListener('input', ({ target }) => {
    if (!isTextField(target) || !target.form) return
    const { form } = target
    clearTimeout(typing)
    // What was held back is let go as soon as it is gone.
    typing = window.setTimeout(() => void watch(form), stopped.has(form) ? 0 : TYPING_PAUSE)
  })
}

function isTextField(target: EventTarget | null): target is TextField {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
}

/** While one types, whichever field it is by now: what cannot be checked at once is checked on sending. */
async function watch(form: HTMLFormElement): Promise<void> {
  const found = await findInForm(form).catch(() => undefined)
  if (!found && !stopped.has(form)) return
  const { showStop, hideStop } = await use(() => import('./secret-stop.ts'))
  if (!found) {
    hideStop(form)
    stopped.delete(form)
    return
  }
  showStop(found)
  stopped.add(form)
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || cleared.delete(form)) return
  // Words spread over several fields count together: a phrase may be typed in parts.
  if (joined(textFields(form)).trim().length < SHORTEST) return
  event.preventDefault()
  event.stopImmediatePropagation()
  void checkAndSend(form, event.submitter)
}

async function checkAndSend(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const send = (): void => {
    cleared.add(form)
    form.requestSubmit(submitter)
  }
  try {
    const found = await findInForm(form)
    if (!found) {
      if (stopped.delete(form)) (await use(() => import('./secret-stop.ts'))).hideStop(form)
      send()
      return
    }
    const { showStop } = await use(() => import('./secret-stop.ts'))
    stopped.add(form)
    showStop({ ...found, onCleared: () => void checkAndSend(form, submitter), hasFocus: true })
  } catch (error) {
    // Nothing goes out unchecked. What keeps the check from loading keeps most forms from being sent, too.
    console.warn('The check for secrets could not be loaded, so nothing was sent.', error)
    onUnchecked(form)
  }
}

export interface FoundInForm {
  readonly field: TextField
  /** Empty if the secret is spread over several fields. */
  readonly secrets: readonly Secret[]
}

async function findInForm(form: HTMLFormElement): Promise<FoundInForm | undefined> {
  const fields = textFields(form)
  for (const field of fields) {
    const secrets = await findIn(field.value, hintOf(field))
    if (secrets.length > 0) return { field, secrets }
  }
  const filled = fields.filter((field) => field.value !== '' && !hintOf(field).asksFor)
  const [first] = filled
  const isSpread = filled.length > 1 && (await findIn(joined(filled))).length > 0
  return first && isSpread ? { field: first, secrets: [] } : undefined
}

function hintOf(field: TextField): FieldHint {
  return { asksFor: field.dataset['asksFor'] === 'hash' ? 'hash' : undefined }
}

function joined(fields: readonly TextField[]): string {
  return fields.map((field) => field.value).join('\n')
}

/** Says beside a field that what stands in it was not sent, and why; for scripts that send without a form. */
export function warnAt(field: TextField): void {
  void findIn(field.value, hintOf(field)).then(async (secrets) => {
    const { showStop } = await use(() => import('./secret-stop.ts'))
    if (field.form) stopped.add(field.form)
    showStop({ field, secrets })
  })
}
