// The ticket page: the link to copy, a message sent once, and the draft that is no longer needed.
import { dropDraft } from './draft.ts'
import { pageTranslate } from './page-strings.ts'
import { submitOnce } from './submit-once.ts'

const t = pageTranslate()

attach()

function attach(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) offerCopy(button)
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-once]'))
    submitOnce(form, t('form.sending'))
  if (document.querySelector('.private-link-new')) dropDraft()
}

function offerCopy(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset['copy'] ?? '')
  const status = button.closest('.private-link')?.querySelector('[data-copy-status]')
  if (!(field instanceof HTMLInputElement)) return
  button.hidden = false
  button.addEventListener('click', () => {
    void copy(field).then((words) => {
      if (status) status.textContent = words
    })
  })
}

async function copy(field: HTMLInputElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(field.value)
    return t('ticket.copied')
  } catch (error) {
    console.warn('The link could not be copied.', error)
    field.select()
    return t('ticket.copyFailed')
  }
}
