// "Was this helpful?" without leaving the page.
import type { Feedback } from '../desk/ticket.ts'

/** Sends a feedback form and shows its thanks, or that it failed; then it can be sent again. */
export async function sendFeedback(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const problem = form.querySelector<HTMLElement>('.form-problem')
  if (problem) problem.hidden = true
  try {
    const response = await fetch('/api/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(readFeedback(form, submitter)),
    })
    if (!response.ok) throw new Error(`Feedback answered ${response.status}.`)
    showThanks(form)
  } catch (error) {
    console.warn('The feedback was not sent.', error)
    if (problem) problem.hidden = false
  }
}

function readFeedback(form: HTMLFormElement, submitter: HTMLElement | null): Partial<Feedback> {
  const values = new FormData(form, submitter)
  const filled = [...values].filter(([, value]) => value !== '')
  const fields = Object.fromEntries(filled) as Record<string, string>
  return { ...fields, helpful: fields['helpful'] === 'true' } as Partial<Feedback>
}

function showThanks(form: HTMLFormElement): void {
  const feedback = form.closest('.feedback')
  const thanks = feedback?.querySelector<HTMLElement>('.feedback-thanks')
  feedback?.classList.add('is-sent')
  thanks?.focus({ preventScroll: true })
}
