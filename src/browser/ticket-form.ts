// The form to a person: keeps a draft, counts characters near the limit, is sent once.
import { loadDraft, saveDraft } from './draft.ts'
import { pageTranslate } from './page-strings.ts'
import { textFields } from './secret-fields.ts'
import { holdsSecret } from './secret-guard.ts'
import { submitOnce } from './submit-once.ts'

const FORM = {
  /** Milliseconds without a key press before the draft is kept. */
  draftPause: 400,
  /** The counter appears when less than this share of the limit is left. */
  counterShare: 0.2,
} as const

const t = pageTranslate()

attach()

function attach(): void {
  const form = document.querySelector<HTMLFormElement>('[data-ticket-form]')
  if (!form) return
  restoreDraft(form)
  let typing: number | undefined
  form.addEventListener('input', () => {
    clearTimeout(typing)
    typing = window.setTimeout(() => void keepDraft(form), FORM.draftPause)
  })
  for (const field of textFields(form)) countCharacters(field)
  submitOnce(form, t('form.sending'))
}

/** Only into an empty form: what the server brings (a question, errors to mend) is newer. */
function restoreDraft(form: HTMLFormElement): void {
  const fields = textFields(form)
  if (document.getElementById('hc-errors') || fields.some((field) => field.value !== '')) return
  const draft = loadDraft()
  for (const field of fields) field.value = draft[field.name] ?? ''
  const topic = form.querySelector('select')
  if (topic && topic.value === '') topic.value = draft[topic.name] ?? ''
}

async function keepDraft(form: HTMLFormElement): Promise<void> {
  const fields = textFields(form)
  // A secret is not written anywhere, not even here.
  if (await holdsSecret(fields.map((field) => field.value).join('\n'))) return
  const topic = form.querySelector('select')
  saveDraft({
    ...Object.fromEntries(fields.map((field) => [field.name, field.value])),
    ...(topic ? { [topic.name]: topic.value } : {}),
  })
  sayDraftIsKept(form)
}

/** Once, below the button: people who are interrupted should know that they may come back. */
function sayDraftIsKept(form: HTMLFormElement): void {
  if (form.querySelector('.draft-kept')) return
  const note = document.createElement('p')
  note.className = 'hint draft-kept'
  note.textContent = t('form.draftKept')
  form.append(note)
}

function countCharacters(field: HTMLInputElement | HTMLTextAreaElement): void {
  const limit = field.maxLength
  if (limit <= 0) return
  const counter = document.createElement('p')
  counter.className = 'hint counter'
  counter.hidden = true
  field.after(counter)
  field.addEventListener('input', () => {
    const left = limit - field.value.length
    counter.hidden = left > limit * FORM.counterShare
    counter.textContent = t('form.charactersLeft', { count: left })
  })
}
