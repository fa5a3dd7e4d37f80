// A form that is on its way is not sent twice.

/** Blocks further submits of a form and says so on its button, until the page is shown again. */
export function submitOnce(form: HTMLFormElement, sending: string): void {
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
  const label = button?.textContent ?? ''
  let isSending = false
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    if (isSending) {
      event.preventDefault()
      return
    }
    isSending = true
    // Not `disabled`, which would drop the keyboard focus in the middle of it.
    button?.setAttribute('aria-disabled', 'true')
    if (button) button.textContent = sending
  })
  // Coming back by the browser's Back button finds the page as it was left.
  window.addEventListener('pageshow', () => {
    isSending = false
    button?.removeAttribute('aria-disabled')
    if (button) button.textContent = label
  })
}
