// The contact check without the network: the page carries the list, and what is typed stays on the device.
import { checkContacts, type LocalContact } from '../answer/check-contacts.ts'
import type { Advice } from '../fragments/verdict.ts'
import { renderOutcome, sayOutcome } from '../fragments/verifier.ts'
import type { OfficialList } from '../guard/contacts.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'
import { holdsSecret, warnAt } from './secret-guard.ts'

/** Words in the scripts that messages are written in, so that their lists are loaded. */
const SAMPLE = 'is this message really from you 这条消息是你们发的吗'

const t = pageTranslate()

attach()

function attach(): void {
  const form = document.querySelector<HTMLFormElement>('[data-verifier]')
  const input = form?.querySelector('textarea')
  const outcome = document.getElementById('hc-verdicts')
  const data = document.getElementById('hc-official-list')?.textContent
  if (!form || !input || !outcome || !data) return
  const { list, advice } = JSON.parse(data) as { list: OfficialList<LocalContact>; advice: Advice }
  const verify = (): void => void show(input, outcome, { list, advice })
  const note = form.querySelector<HTMLElement>('.verifier-local')
  if (note) note.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    verify()
  })
  // Loaded before it is needed: by then the connection may be gone, and nothing is checked without it.
  const prepare = () => void holdsSecret(SAMPLE).catch(() => undefined)
  if (document.activeElement === input) prepare()
  else input.addEventListener('focus', prepare, { once: true })
  input.addEventListener('keydown', (event) => {
    // What is pasted has one line as a rule, and Enter is what people press then.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  // Served as a plain file, the page has not been filled: do here what the server would have done.
  const asked = new URLSearchParams(location.search).get('q') ?? ''
  if (outcome.childElementCount === 0 && asked !== '') {
    input.value = asked
    verify()
  } else if (outcome.childElementCount > 0) outcome.focus({ preventScroll: true })
}

async function show(
  input: HTMLTextAreaElement,
  outcome: HTMLElement,
  { list, advice }: { readonly list: OfficialList<LocalContact>; readonly advice: Advice },
): Promise<void> {
  const query = input.value
  if (await holdsSecret(query)) {
    outcome.replaceChildren()
    warnAt(input)
    return
  }
  const verdicts = query.trim() === '' ? undefined : checkContacts(query, list, t)
  outcome.innerHTML = renderOutcome({ query, verdicts, advice, locale: pageLocale() }, t)
  outcome.scrollIntoView({ block: 'nearest' })
  announce(verdicts === undefined ? t('verify.empty') : sayOutcome(verdicts, t))
}

/** The same words twice are announced again only if they were gone in between. */
function announce(words: string): void {
  const status = document.getElementById('hc-verifier-status')
  if (!status) return
  status.textContent = ''
  window.setTimeout(() => {
    status.textContent = words
  }, 50)
}
