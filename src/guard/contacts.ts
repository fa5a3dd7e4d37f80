// Is it really us? Links, mails, handles, numbers and apps against the official list. Runs in browser and server alike.
import { skeletons } from './confusables.ts'
import { likenessOf } from './contact-likeness.ts'
import { officialsOf, type ListedContact, matches, type Official } from './contact-official.ts'
import type { Reason, Target, TargetKind } from './contact-target.ts'
import { findTargets, MOST_CHARACTERS } from './contact-targets.ts'

/** Best to worst. `unknown` is not on the list, `lookalike` imitates somebody who is. */
export const VERDICTS = ['official', 'unknown', 'lookalike'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface ContactVerdict<T extends ListedContact = ListedContact> {
  /** As it was pasted, without invisible characters. */
  readonly text: string
  readonly kind: TargetKind
  readonly verdict: Verdict
  /** The listed contact that it is, or that it looks like. */
  readonly contact?: T
  /** Why it is not what it looks like, the plainest reason first. */
  readonly reasons: readonly Reason[]
  /** Where it leads instead. */
  readonly leadsTo?: string
}

export interface OfficialList<T extends ListedContact = ListedContact> {
  readonly contacts: readonly T[]
  /** What the wallet is called in its languages: nobody else's account has a reason to carry it. */
  readonly names: readonly string[]
}

/**
 * A verdict for each contact in a text, in order; none if there is nothing to check. Official is only what is on the
 * list, up to case, spaces in numbers and a closing slash: whatever is unusual about it counts against it.
 */
export function verifyContacts<T extends ListedContact>(
  text: string,
  list: OfficialList<T>,
): ContactVerdict<T>[] {
  const officials = officialsOf(list.contacts)
  const brands = brandsOf(list.names)
  const given = text.slice(0, MOST_CHARACTERS)
  const plain = withSigns(given)
  const verdicts = findTargets(plain).map((target) => {
    const isRewritten = plain !== given && !given.includes(target.text)
    const flags: readonly Reason[] = isRewritten ? [...target.flags, 'unusual'] : target.flags
    return judge({ ...target, flags }, officials, brands)
  })
  return withoutReplyTricks(plain, verdicts)
}

const AT = /\s{0,2}[[({<]\s{0,2}(?:at|@|艾特)\s{0,2}[\])}>]\s{0,2}/giu
const DOT = /\s{0,2}[[({]\s{0,2}(?:dot|[.。]|点|點)\s{0,2}[\])}]\s{0,2}/giu
const SPELLED = /([\w.+-]{1,64})\s{1,2}at\s{1,2}([\w-]{1,40}(?:\s{1,2}dot\s{1,2}[\w-]{1,40}){1,4})/giu

/** With "support [at] examp1e [dot] com" as the address that it stands for: so it gets past filters, and past glances. */
function withSigns(text: string): string {
  return text
    .replace(AT, '@')
    .replace(DOT, '.')
    .replace(SPELLED, (_, name: string, host: string) => `${name}@${host.replace(/\s+dot\s+/giu, '.')}`)
}

/** The verdict on a whole text: that of its worst contact. */
export function worstOf(verdicts: readonly Pick<ContactVerdict, 'verdict'>[]): Verdict | undefined {
  return VERDICTS.findLast((verdict) => verdicts.some((one) => one.verdict === verdict))
}

function judge<T extends ListedContact>(
  target: Target,
  officials: readonly Official<T>[],
  brands: readonly string[],
): ContactVerdict<T> {
  const base = { text: target.text, kind: target.parts.kind }
  const leads = target.leadsTo === undefined ? {} : { leadsTo: target.leadsTo }
  const same = officials
    .map((official) => ({ official, match: matches(target, official) }))
    .filter(({ match }) => match)
  const [best] = same.toSorted((a, b) => Number(a.match !== 'same') - Number(b.match !== 'same'))
  if (best) {
    const shown = shownTricks(target, officials)
    const reasons: Reason[] = [
      ...target.flags,
      ...(best.match === 'redirect' ? ['redirect' as const] : []),
      ...shown,
    ]
    const verdict = reasons.length === 0 ? 'official' : 'lookalike'
    return { ...base, verdict, contact: best.official.contact, reasons, ...leads }
  }
  const shownAs =
    target.shownAs === undefined
      ? undefined
      : officialIn(target.shownAs, ofKindFirst(officials, target), brands)
  if (shownAs) {
    const leadsTo = leadOf(target)
    return {
      ...base,
      verdict: 'lookalike',
      contact: shownAs,
      reasons: ['display-name', ...target.flags],
      leadsTo,
    }
  }
  const likeness = likenessOf(target, officials, brands)
  if (!likeness) return { ...base, verdict: 'unknown', reasons: target.flags, ...leads }
  const leadsTo = target.leadsTo ?? likeness.leadsTo
  return {
    ...base,
    verdict: 'lookalike',
    contact: likeness.contact,
    reasons: [...new Set([...likeness.reasons, ...target.flags])],
    ...(leadsTo === undefined ? {} : { leadsTo }),
  }
}

/** Ours behind the name of somebody else: a mail whose sender shows another address. */
function shownTricks<T extends ListedContact>(target: Target, officials: readonly Official<T>[]): Reason[] {
  const shown = findTargets(target.shownAs ?? '').filter(
    ({ parts }) => parts.kind === 'mail' || parts.kind === 'web',
  )
  const isClean = shown.every((other) => officials.some((official) => matches(other, official) === 'same'))
  return isClean ? [] : ['display-name']
}

/** The listed contact that words show; the first of the list if they only carry our name. */
function officialIn<T extends ListedContact>(
  words: string,
  officials: readonly Official<T>[],
  brands: readonly string[],
): T | undefined {
  for (const target of findTargets(words)) {
    const found = officials.find((official) => matches(target, official))
    if (found) return found.contact
  }
  const plain = skeletons(words.replace(/[\s._#-]+/g, ''))
  return brands.some((brand) => plain.some((text) => text.includes(brand)))
    ? officials[0]?.contact
    : undefined
}

function ofKindFirst<T extends ListedContact>(
  officials: readonly Official<T>[],
  { parts }: Target,
): Official<T>[] {
  const isOfKind = ({ targets }: Official<T>): boolean =>
    targets.some((other) => other.parts.kind === parts.kind)
  return officials.toSorted((a, b) => Number(isOfKind(b)) - Number(isOfKind(a)))
}

function leadOf({ parts, text }: Target): string {
  return parts.kind === 'web' || parts.kind === 'mail' ? parts.host.asciiDomain : text
}

/** Names as they look without spaces; short ones are words that anybody uses. */
function brandsOf(names: readonly string[]): string[] {
  return names
    .map((name) => skeletons(name.replace(/[\s._#-]+/g, ''))[0] ?? '')
    .filter((name) => name.length >= (/\p{Script=Han}/u.test(name) ? 3 : 6))
}

const REPLY_TO =
  /(?:reply[\s-]{0,2}to|回复(?:地址|至|到|给)|回覆(?:地址|至|到|給)|答复地址|答覆地址)[\s:：]{0,4}(?:[^<>@\n]{0,60}<)?([^\s<>@]+@[^\s<>]+)/giu

/** A real sender proves nothing where the answer goes to somebody else. */
function withoutReplyTricks<T extends ListedContact>(
  text: string,
  verdicts: readonly ContactVerdict<T>[],
): ContactVerdict<T>[] {
  const replies = [...text.matchAll(REPLY_TO)].map((match) => (match[1] ?? '').toLowerCase())
  const stray = verdicts.find(
    ({ kind, verdict, text: mail }) =>
      kind === 'mail' &&
      verdict !== 'official' &&
      replies.some((reply) => reply.includes(mail.toLowerCase()) || mail.toLowerCase().includes(reply)),
  )
  if (!stray) return [...verdicts]
  return verdicts.map((one) =>
    one.kind === 'mail' && one.verdict === 'official'
      ? { ...one, verdict: 'lookalike', reasons: ['reply-to'], leadsTo: stray.text }
      : one,
  )
}
