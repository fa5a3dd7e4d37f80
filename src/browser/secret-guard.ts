// Secrets never leave the browser: no form of any page is sent with one in it. What it takes to tell and to say so is
// loaded with the first text that is long enough.
import { findInField, findInForm, findInText, isTooShort, type TextField } from './secret-fields.ts'
import { use } from './use.ts'

/** Milliseconds without a key press before what was typed is checked. */
const TYPING_PAUSE = 300

const cleared = new WeakSet<HTMLFormElement>()
const stopped = new WeakSet<HTMLFormElement>()

/** Whether a text holds a secret, or may hold one. @throws if the check cannot be loaded */
export async function holdsSecret(text: string): Promise<boolean> {
  return (await findInText(text)).length > 0
}

/** Says at a form that it was not sent, because it could not be checked. */
let onUnchecked: (form: HTMLFormElement) => void

/** Checks what is typed as it is typed, and stops every form of the page on sending until that is done. */
export function guardForms(sayUnchecked: (form: HTMLFormElement) => void): void {
  onUnchecked = sayUnchecked
  document.addEventListener('submit', onSubmit, { capture: true })
  let typing: number | undefined
  document.addEventListener('input', ({ target }) => {
    const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
    if (!isField || !target.form) return
    const { form } = target
    clearTimeout(typing)
    // What was held back is let go as soon as it is gone.
    typing = window.setTimeout(() => void watch(form), stopped.has(form) ? 0 : TYPING_PAUSE)
  })
  // What was typed while this was on its way, or stands there from the start.
  for (const form of document.forms) if (!isTooShort(form)) void watch(form)
  void cleanAddress()
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
  stopped.add(form)
  showStop(form, found)
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || cleared.delete(form) || isTooShort(form)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  void checkAndSend(form, event.submitter)
}

async function checkAndSend(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  try {
    const found = await findInForm(form)
    if (!found) {
      if (stopped.delete(form)) (await use(() => import('./secret-stop.ts'))).hideStop(form)
      cleared.add(form)
      form.requestSubmit(submitter)
      return
    }
    const { showStop } = await use(() => import('./secret-stop.ts'))
    stopped.add(form)
    showStop(form, { ...found, onCleared: () => void checkAndSend(form, submitter), hasFocus: true })
  } catch (error) {
    // Nothing goes out unchecked. What keeps the check from loading keeps most forms from being sent, too.
    console.warn('The check for secrets could not be loaded, so nothing was sent.', error)
    onUnchecked(form)
  }
}

/** Says beside a field that what stands in it was not sent, and why; for scripts that send without a form. */
export function warnAt(field: TextField): void {
  const { form } = field
  if (!form) return
  void findInField(field).then(async (secrets) => {
    const { showStop } = await use(() => import('./secret-stop.ts'))
    stopped.add(form)
    showStop(form, { field, secrets })
  })
}

/** A link may bring a secret as its query. Here it goes from the address, so that history and bookmarks keep none of it. */
async function cleanAddress(): Promise<void> {
  const asked = [...new URLSearchParams(location.search)].filter(([name]) => /^(?:q|question)$/.test(name))
  const isSecret = await holdsSecret(asked.map(([, text]) => text).join('\n')).catch(() => false)
  if (!isSecret) return
  history.replaceState(history.state, '', location.pathname)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.search = ''
}
