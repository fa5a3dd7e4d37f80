// The troubleshooter, one question at a time. The address says which, so back, reload and a shared link all work.
import { pageTranslate } from './page-strings.ts'

interface Step {
  readonly element: HTMLElement
  /** The step whose answer leads here, and that answer; none for the first. */
  readonly from?: { readonly id: string; readonly answer: string } | undefined
}

interface Guide {
  readonly steps: ReadonlyMap<string, Step>
  readonly start: string
  readonly trail: HTMLElement
  readonly progress: HTMLElement
  readonly moves: HTMLElement
}

const t = pageTranslate()

/**
 * Takes the nested text apart into steps and shows the one that the address names, else the first.
 * @param chosen step to go on to at once: the answer with which a reader began
 */
export function attachTroubleshooter(root: HTMLElement, chosen?: string): void {
  if (root.querySelector('.guide-moves')) return // taken apart already, by a click before this one
  const guide = takeApart(root)
  if (!guide) return
  addEventListener('hashchange', () => showAddressed(guide))
  if (chosen === undefined) showAddressed(guide)
  else location.hash = chosen
}

/** The id of the step that an answer's own element holds. */
export function stepBehind(summary: Element): string | undefined {
  return summary.parentElement?.querySelector(':scope > .step')?.id
}

function takeApart(root: HTMLElement): Guide | undefined {
  const first = root.querySelector<HTMLElement>(':scope > .step')
  if (!first) return undefined
  const steps = new Map<string, Step>([[first.id, { element: first }]])
  for (const element of [...root.querySelectorAll<HTMLElement>('details > .step')]) {
    const details = element.parentElement
    const parent = details?.closest<HTMLElement>('.step')
    const answer = details?.querySelector('summary')?.textContent ?? ''
    if (parent) steps.set(element.id, { element, from: { id: parent.id, answer } })
  }
  for (const [id, { element, from }] of steps) {
    if (from) element.parentElement?.replaceWith(createLink('step-answer', id, from.answer))
  }
  const trail = document.createElement('ol')
  trail.className = 'guide-trail'
  trail.setAttribute('aria-label', t('troubleshooter.given'))
  const progress = document.createElement('p')
  progress.className = 'guide-progress'
  progress.setAttribute('role', 'status')
  const moves = document.createElement('p')
  moves.className = 'guide-moves'
  first.before(trail, progress)
  first.after(moves)
  trail.hidden = true
  return { steps, start: first.id, trail, progress, moves }
}

function createLink(className: string, id: string, words: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.className = className
  link.href = `#${id}`
  link.textContent = words
  return link
}

/** Other addresses, those of sections, leave the troubleshooter as it stands. */
function showAddressed(guide: Guide): void {
  const id = location.hash.slice(1)
  if (guide.steps.has(id)) show(guide, id)
}

function show(guide: Guide, id: string): void {
  const { steps, trail, progress, moves } = guide
  const step = steps.get(id)
  if (!step) return
  const before = stepsBefore(steps, id)
  progress.nextElementSibling?.replaceWith(step.element)
  trail.hidden = before.length === 0
  trail.replaceChildren(...before.map((given) => trailItem(guide, given)))
  const isResult = step.element.classList.contains('step-end')
  progress.textContent = isResult
    ? t('troubleshooter.result')
    : t('troubleshooter.question', { count: before.length + 1 })
  moves.replaceChildren(
    ...(step.from
      ? [
          createLink('', step.from.id, t('troubleshooter.back')),
          createLink('', guide.start, t('troubleshooter.restart')),
        ]
      : []),
  )
  keepStepAcrossLanguages()
  const title = step.element.querySelector<HTMLElement>('.step-title')
  title?.focus({ preventScroll: true })
  progress.scrollIntoView({ block: 'nearest' })
  step.element.scrollIntoView({ block: 'nearest' })
}

interface Given {
  /** The step that asked. */
  readonly id: string
  readonly answer: string
}

function stepsBefore(steps: Guide['steps'], id: string): Given[] {
  const from = steps.get(id)?.from
  return from ? [...stepsBefore(steps, from.id), from] : []
}

function trailItem({ steps }: Guide, { id, answer }: Given): HTMLElement {
  const item = document.createElement('li')
  const link = createLink('', id, '')
  const question = document.createElement('span')
  question.textContent = `${steps.get(id)?.element.querySelector('.step-title')?.textContent ?? ''} `
  const given = document.createElement('strong')
  given.textContent = `${answer} `
  const change = document.createElement('span')
  change.className = 'change'
  change.textContent = t('troubleshooter.change')
  link.append(question, given, change)
  item.append(link)
  return item
}

/** Steps have the same names in every language. */
function keepStepAcrossLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = location.hash
}
