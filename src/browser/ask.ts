// The ask page as a conversation: questions go out in the background, replies are appended.
import type { Reply } from '../answer/reply.ts'
import { renderExchange } from '../fragments/reply.ts'
import { pageLocale, pageTranslate } from './page-strings.ts'

/** Milliseconds before an unanswered question counts as failed. */
const PATIENCE_MS = 20_000

const t = pageTranslate()

attach()

function attach(): void {
  const form = document.querySelector<HTMLFormElement>('[data-ask]')
  const conversation = document.getElementById('hc-conversation')
  const input = form?.querySelector('textarea')
  if (!form || !conversation || !input) return
  // What the server replied to a plain form is where reading starts.
  conversation.querySelector<HTMLElement>('[data-reply]')?.focus({ preventScroll: true })
  const retry = (question: string): void => {
    input.value = question
    form.requestSubmit()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const question = input.value.trim()
    if (question === '' || form.dataset['busy'] !== undefined) return
    form.dataset['busy'] = ''
    void converse(question, { conversation, retry }).then((isAnswered) => {
      delete form.dataset['busy']
      if (!isAnswered) return
      input.value = ''
      const label = form.querySelector('label')
      if (label) label.textContent = t('ask.again')
    })
  })
  input.addEventListener('keydown', (event) => {
    // Enter sends, as in every chat; with Shift, or while an input method composes, it belongs to the text.
    if (
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.isComposing ||
      matchMedia('(pointer: coarse)').matches
    )
      return
    event.preventDefault()
    form.requestSubmit()
  })
}

interface Place {
  readonly conversation: HTMLElement
  /** Puts a question back into the form and sends it. */
  readonly retry: (question: string) => void
}

/** Asks and shows what came of it. @returns whether a reply came. */
async function converse(question: string, { conversation, retry }: Place): Promise<boolean> {
  const turn = document.createElement('div')
  conversation.append(turn)
  showPending(turn, question)
  const outcome = await send(question)
  if ('reply' in outcome) {
    showReply(turn, question, outcome.reply)
    return true
  }
  showFailure(turn, outcome.problem, () => {
    turn.remove()
    retry(question)
  })
  return false
}

async function send(question: string): Promise<{ reply: Reply } | { problem: string }> {
  try {
    const response = await fetch('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ question, locale: pageLocale() }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.ok) return { reply: (await response.json()) as Reply }
    const seconds = response.headers.get('Retry-After')
    const isBusy = response.status === 429 && seconds !== null
    return { problem: isBusy ? t('error.rate-limited', { seconds }) : t('ask.failed') }
  } catch (error) {
    console.warn('The question was not answered.', error)
    return { problem: t('ask.failed') }
  }
}

function showPending(turn: HTMLElement, question: string): void {
  const asked = paragraph('asked-text', question)
  const bubble = document.createElement('div')
  bubble.className = 'asked'
  bubble.append(paragraph('who', t('ask.you')), asked)
  turn.replaceChildren(bubble, paragraph('pending', t('ask.pending')))
  turn.scrollIntoView({ block: 'nearest' })
  announce(t('ask.pending'))
}

function showReply(turn: HTMLElement, question: string, reply: Reply): void {
  turn.innerHTML = renderExchange({ question, reply, locale: pageLocale() }, t)
  announce([...(reply.contacts ?? []).map(({ message }) => message), reply.message].join(' '))
  const answer = turn.querySelector<HTMLElement>('[data-reply]')
  answer?.focus({ preventScroll: true })
  turn.scrollIntoView({ block: 'start' })
}

function showFailure(turn: HTMLElement, problem: string, onRetry: () => void): void {
  const box = document.createElement('div')
  const button = document.createElement('button')
  box.className = 'ask-problem'
  button.className = 'button button-quiet'
  button.type = 'button'
  button.textContent = t('ask.retry')
  button.addEventListener('click', onRetry, { once: true })
  box.append(paragraph('', problem), button)
  turn.querySelector('.pending')?.replaceWith(box)
  announce(problem)
}

function announce(text: string): void {
  const status = document.getElementById('hc-ask-status')
  if (status) status.textContent = text
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p')
  element.className = className
  element.textContent = text
  return element
}
