// Fields in which people type, and what in them may be a secret. The check itself is loaded with the first text that is
// long enough to hold one.
import type { FieldHint, Secret } from '../guard/secret-finder.ts'

export type TextField = HTMLInputElement | HTMLTextAreaElement

export interface FoundInForm {
  readonly field: TextField
  /** Empty if the secret is spread over several fields. */
  readonly secrets: readonly Secret[]
}

/** The shortest secret with the word for it: "pin 1234". */
const SHORTEST = 8

/** The fields of a form in which people type. */
export function textFields(form: HTMLFormElement): TextField[] {
  const fields = form.querySelectorAll<TextField>('input, textarea')
  return [...fields].filter(
    (field) => !field.readOnly && !['hidden', 'checkbox', 'radio'].includes(field.type),
  )
}

/** Whether what stands in a form is too short for any secret. */
export function isTooShort(form: HTMLFormElement): boolean {
  return joined(textFields(form)).trim().length < SHORTEST
}

/** The secrets in a text. @throws if the check cannot be loaded */
export async function findInText(text: string, hint?: FieldHint): Promise<Secret[]> {
  if (text.trim().length < SHORTEST) return []
  const { checkText } = await import('./secret-check.ts')
  return checkText(text, hint)
}

/** The secrets in a field, minding what it asks for. @throws if the check cannot be loaded */
export async function findInField(field: TextField): Promise<Secret[]> {
  return findInText(field.value, { asksFor: asksForHash(field) ? 'hash' : undefined })
}

/**
 * The first field of a form that holds a secret. Words spread over several fields count together: a phrase may be typed
 * in parts.
 * @throws if the check cannot be loaded
 */
export async function findInForm(form: HTMLFormElement): Promise<FoundInForm | undefined> {
  const fields = textFields(form)
  for (const field of fields) {
    const secrets = await findInField(field)
    if (secrets.length > 0) return { field, secrets }
  }
  const filled = fields.filter((field) => field.value !== '' && !asksForHash(field))
  const [first] = filled
  const isSpread = filled.length > 1 && (await findInText(joined(filled))).length > 0
  return first && isSpread ? { field: first, secrets: [] } : undefined
}

function asksForHash(field: TextField): boolean {
  return field.dataset['asksFor'] === 'hash'
}

function joined(fields: readonly TextField[]): string {
  return fields.map((field) => field.value).join('\n')
}
