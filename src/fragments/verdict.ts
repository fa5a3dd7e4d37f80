// Verdicts on contacts: a card each, and below them what to do now.
import type { ContactVerdict } from '../answer/check-contacts.ts'
import { pageUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import { REASONS } from '../guard/contact-target.ts'
import { VERDICTS } from '../guard/contacts.ts'
import type { StringKey, Translate } from '../i18n/translate.ts'
import { type Html, html, raw, sitePath } from './html.ts'

/** Site paths of the articles that help on. */
export interface Advice {
  readonly scams?: string | undefined
  readonly emergency: string
}

export interface VerdictsData {
  readonly verdicts: readonly ContactVerdict[]
  readonly advice: Advice
  readonly locale: Locale
  /** Where more follows, such as a reply: the way on in a line instead of a list. */
  readonly isBrief?: boolean
}

/** Strings that {@link renderVerdicts} may ask for; pages hand these to their scripts. */
export const VERDICT_STRINGS = [
  ...VERDICTS.map((verdict) => `verify.${verdict}` as const),
  'verify.pasted',
  'verify.listed',
  'verify.real',
  'verify.why',
  'verify.remember',
  'verify.forged',
  'verify.next',
  'verify.nextStop',
  'verify.nextChannels',
  'verify.nextScams',
  'verify.nextEmergency',
] as const satisfies readonly StringKey[]

/** Strings that the check itself asks for where it runs in a page. */
export const CHECK_STRINGS: readonly StringKey[] = [
  ...VERDICTS.map((verdict) => `verify.${verdict}Text` as const),
  ...REASONS.map((reason) => `verify.reason.${reason}` as const),
]

const SIGNS = {
  official:
    '<path d="M16 3 6 6.6v7.6c0 6.2 4.1 11 10 13.4 5.9-2.4 10-7.2 10-13.4V6.6z"/><path d="m11.2 15.6 3.5 3.5 6.3-7"/>',
  unknown: '<path d="M16 4.5 29 27H3z"/><path d="M16 13v6.5M16 23.2v.1"/>',
  lookalike:
    '<path d="M11 3.5h10l7.5 7.5v10L21 28.5H11L3.5 21V11z"/><path d="m11.5 11.5 9 9M20.5 11.5l-9 9"/>',
} as const

/** The cards, one for each contact in order, and the way on. */
export function renderVerdicts(data: VerdictsData, t: Translate): string {
  const { verdicts } = data
  const isAllOfficial = verdicts.every(({ verdict }) => verdict === 'official')
  return html`<ul class="verdicts" role="list">
      ${verdicts.map((verdict) => renderVerdict(verdict, t))}
    </ul>
    ${isAllOfficial ? html`<p class="verdict-remember">${t('verify.remember')}</p>` : renderNext(data, t)}`
    .markup
}

function renderVerdict(one: ContactVerdict, t: Translate): Html {
  const { verdict, contact, reasons, message } = one
  const isForgeable = verdict === 'official' && (one.kind === 'mail' || one.kind === 'phone')
  return html`<li class="verdict verdict-${verdict}">
    <p class="verdict-word">
      <svg class="verdict-sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
        ${raw(SIGNS[verdict])}
      </svg>
      <strong>${t(`verify.${verdict}`)}</strong>
    </p>
    <dl class="verdict-pair">
      <div>
        <dt>${t('verify.pasted')}</dt>
        <dd><bdi class="verdict-text" dir="ltr">${breakable(markDifferences(one))}</bdi></dd>
      </div>
      ${
        contact &&
        html`<div>
          <dt>${t(verdict === 'official' ? 'verify.listed' : 'verify.real')}</dt>
          <dd>
            <bdi class="verdict-text" dir="ltr">${contact.value}</bdi>
            <span class="hint">${contact.label}</span>
          </dd>
        </div>`
      }
    </dl>
    ${
      reasons.length > 0 &&
      html`<p class="visually-hidden">${t('verify.why')}</p>
        <ul class="verdict-why">
          ${reasons.map((reason) => html`<li>${reason.text}</li>`)}
        </ul>`
    }
    ${verdict === 'official' && contact?.note !== undefined && html`<p class="verdict-note">${contact.note}</p>`}
    ${isForgeable && contact?.note === undefined && html`<p class="verdict-note">${t('verify.forged')}</p>`}
    ${verdict === 'unknown' && html`<p class="verdict-note">${message}</p>`}
  </li>`
}

/** What to do when it is not us, the urgent part last, where it is read as a way out. */
function renderNext({ advice, locale, isBrief = false }: VerdictsData, t: Translate): Html {
  const { scams, emergency } = advice
  const channels = html`<a href="${pageUrl(locale, 'channels')}#hc-channels">${t('verify.nextChannels')}</a>`
  const steps = [
    html`${t('verify.nextStop')}`,
    channels,
    ...(scams === undefined ? [] : [html`<a href="${sitePath(scams)}">${t('verify.nextScams')}</a>`]),
  ]
  return html`<div class="verdict-next">
    <p class="verdict-next-title">${t('verify.next')}</p>
    ${
      isBrief
        ? html`<p>${t('verify.nextStop')} ${channels}</p>`
        : html`<ol>
            ${steps.map((step) => html`<li>${step}</li>`)}
          </ol>`
    }
    <p><a class="button button-danger" href="${sitePath(emergency)}">${t('verify.nextEmergency')}</a></p>
  </div>`
}

/** Longer texts than this take more than a line on a phone. */
const LINE = 24

/** Lines break in front of dots and slashes, so that the part that tells where it leads stays in one piece. */
function breakable(shown: Html): Html {
  const plain = shown.markup.replace(/<[^>]*>/g, '')
  if (plain.length <= LINE) return shown
  // Outside of a mark, whose edge would else stand alone on a line.
  const places = /(?<=[\p{L}\p{N}](?:<\/mark>)?)(?=(?:<mark>)?[./@?#])/gu
  return raw(shown.markup.replace(places, '<wbr>'))
}

/** Longer texts are no names to compare letter by letter. */
const LONGEST = 90
/** Where less than this share is the same, every letter would be marked. */
const LEAST_SHARE = 0.6

/** The pasted text with the letters marked that ours does not have. */
function markDifferences({ text, verdict, contact }: ContactVerdict): Html {
  if (verdict !== 'lookalike' || !contact || text.length > LONGEST) return html`${text}`
  // Of a link only what names its place counts: scheme and path differ from page to page.
  const [, prefix = '', name = '', tail = ''] = /^([a-z]+:\/\/|)([^/?#]+)(.*)$/is.exec(text) ?? []
  const given = [...name]
  const common = commonPositions(given, [...contact.value])
  if (common.size < given.length * LEAST_SHARE) return html`${text}`
  const kept = withoutCrumbs(common, given.length)
  const runs = given.map((char, i) => (kept.has(i) ? html`${char}` : html`<mark>${char}</mark>`))
  return raw(html`${prefix}${runs}${tail}`.markup.replaceAll('</mark><mark>', ''))
}

/** Letters in common are no part of our name if they stand singly in the midst of others: the s and o of "_support". */
const LEAST_RUN = 2

function withoutCrumbs(kept: ReadonlySet<number>, length: number): ReadonlySet<number> {
  const whole = new Set<number>()
  for (let start = 0; start < length; start++) {
    if (!kept.has(start)) continue
    let end = start
    while (kept.has(end)) end++
    const isCrumb = start > 0 && end < length && end - start < LEAST_RUN
    for (let i = start; i < end && !isCrumb; i++) whole.add(i)
    start = end
  }
  return whole
}

/** Positions of `given` in a longest common subsequence with `ours`, capitals apart. */
function commonPositions(given: readonly string[], ours: readonly string[]): ReadonlySet<number> {
  const isSame = (i: number, j: number): boolean => given[i]?.toLowerCase() === ours[j]?.toLowerCase()
  const lengths = Array.from({ length: given.length + 1 }, () => new Array<number>(ours.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = given.length - 1; i >= 0; i--)
    for (let j = ours.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row) row[j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const kept = new Set<number>()
  for (let i = 0, j = 0; i < given.length && j < ours.length;) {
    if (isSame(i, j) && at(i, j) === at(i + 1, j + 1) + 1) {
      kept.add(i++)
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return kept
}
