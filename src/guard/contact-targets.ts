// Finding what can be checked in what a person pasted: addresses, mails, handles, numbers, apps, alone or in a sentence.
import { NAMED_ACCOUNT, platformNamed, platformOf } from './contact-platforms.ts'
import { type Found, type Parts, parseHost, type Reason, type Target } from './contact-target.ts'
import { isGlued, parseMail, parseWeb, type Place } from './contact-web.ts'
import { foldWidth } from './fold.ts'

/** Characters read of a text, and contacts taken from it; more is no question about a contact. */
export const MOST_CHARACTERS = 2_000
const MOST_TARGETS = 12

/** A text without what nobody sees, and where that was. */
export interface Visible {
  /** Without invisible characters; full-width forms as ASCII. */
  readonly folded: string
  /** The same characters, of the same length, as they were typed. */
  readonly plain: string
  /** Offsets in both before which something invisible stood. */
  readonly hidden: ReadonlySet<number>
}

/** Zero-width, direction-changing, filling and control characters: Unicode's Cf and Cc, and what it says to ignore. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]|(?![\t\n\r])\p{Cc}/u

function makeVisible(text: string): Visible {
  const hidden = new Set<number>()
  let plain = ''
  for (const char of text.slice(0, MOST_CHARACTERS)) {
    if (HIDDEN.test(char)) hidden.add(plain.length)
    else plain += char
  }
  // Browsers take the ideographic full stop for a dot, too.
  const folded = foldWidth(plain).replace(/(?<=[a-z0-9])[。｡](?=[a-z0-9])/gi, '.')
  return { folded, plain, hidden }
}

/** Everything in a text that can be checked, in order. */
export function findTargets(text: string): Target[] {
  const visible = makeVisible(text)
  const found: Found[] = []
  let rest = visible.folded
  for (const find of [findShownAs, findNamedAccounts, findPhones, findStoreIds, findAddresses]) {
    for (const one of find(rest)) {
      found.push(one)
      rest = rest.slice(0, one.start) + ' '.repeat(one.end - one.start) + rest.slice(one.end)
    }
  }
  if (found.length === 0) found.push(...findBareName(visible.folded))
  return found
    .toSorted((a, b) => a.start - b.start)
    .slice(0, MOST_TARGETS)
    .map((one) => toTarget(one, visible))
}

function toTarget({ start, end, parts, flags = [], leadsTo, shownAs }: Found, visible: Visible): Target {
  const text = visible.plain.slice(start, end)
  const isPhone = parts.kind === 'phone'
  // Phones mark copied numbers with direction signs, and input methods type them in full width: both dial the same.
  const isHidden = [...visible.hidden].some((at) =>
    isPhone ? at > start && at < end : at >= start && at <= end,
  )
  const isUnusual =
    !isPhone && (text !== visible.folded.slice(start, end) || isGlued(visible.folded, start, end))
  const written: Reason[] = [
    ...(isHidden ? ['invisible' as const] : []),
    ...(isUnusual ? ['unusual' as const] : []),
  ]
  return {
    text,
    start,
    parts,
    flags: [...new Set([...flags, ...written])],
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(shownAs === undefined ? {} : { shownAs }),
  }
}

const SENDER = /([^<>\n]{0,80})<\s{0,3}(?:mailto:)?([^<>\s@]{1,80}(?:@[^<>\s@]{1,120})+)\s{0,3}>/g
const MARKDOWN_LINK = /\[([^\]\n]{1,120})\]\(\s{0,3}([^()\s]{3,300})\s{0,3}\)/g
const HTML_LINK = /<a\s[^<>]{0,200}?href=["']?([^"'\s<>]{3,300})[^<>]{0,200}>([^<>]{0,120})<\/a>/gi

/** Addresses behind words: "Name <mail>", Markdown and HTML links. */
function* findShownAs(text: string): Generator<Found> {
  for (const match of text.matchAll(SENDER)) {
    const [whole, name = '', mail = ''] = match
    const parsed = parseMail(mail)
    if (parsed) yield { start: match.index, end: match.index + whole.length, ...parsed, shownAs: name.trim() }
  }
  for (const [pattern, shown, link] of [
    [MARKDOWN_LINK, 1, 2],
    [HTML_LINK, 2, 1],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const [target] = findAddresses(match[link] ?? '')
      if (!target) continue
      yield { ...target, start: match.index, end: match.index + match[0].length, shownAs: match[shown] ?? '' }
    }
  }
}

/** Words that follow a platform's name without being an account there. */
const NO_NAME =
  /^(?:support|official|account|channel|group|real|fake|scam|legit|safe|chat|bot|admin|team|user|link|and|the|message|number|app)$/i

/** "Telegram: name", "微信号 name". */
function* findNamedAccounts(text: string): Generator<Found> {
  for (const match of text.matchAll(NAMED_ACCOUNT)) {
    const [whole, platform = '', sign, given = ''] = match
    const name = given.replace(/[.#-]+$/, '').replace(/^@/, '')
    const next = text.slice(match.index + whole.length)
    const isAddress = /\.[a-z]{2,}$/i.test(name) || /^(?:[/@]|:\/\/)/.test(next)
    const isName = given.startsWith('@') || sign !== undefined || /[\d_#]/.test(name)
    if (!isName || isAddress || name.length < 3 || NO_NAME.test(name)) continue
    const start = match.index + whole.length - given.length
    const known = platformOf(platform)
    const parts: Parts = { kind: 'handle', name, ...(known === undefined ? {} : { platform: known }) }
    yield { start, end: start + given.replace(/[.#-]+$/, '').length, parts }
  }
}

const NUMBER =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_.@/#=%-])(?:tel:|callto:|sms:)?(?:\+|00)?[(]?\d[\d\s().·/\u2010-\u2015-]{1,28}\d(?:\s{0,2}(?:ext\.?|x|转|轉|分机|分機)\s{0,2}\d{1,6})?(?![\p{Script=Latin}\p{N}_@%=]|[().·/\u2010-\u2015-]+\d)/giu
const EXTENSION = /(?:ext\.?|x|转|轉|分机|分機)/iu
const NUMBER_WORDS =
  /(?:call|phone|tel|number|hotline|mobile|dial|whatsapp|sms|text|电话|電話|号码|號碼|热线|熱線|手机|手機|拨打|撥打|来电|來電|短信|座机)[\p{L}\s:是为]{0,12}$/iu
const DATE_OR_DECIMAL =
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|^\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|^\d+\.\d+$|^(?:\d{1,3}\.){3}\d{1,3}$/
/** Forms in which numbers are written without a "+": Chinese mobiles, service lines and landlines, groups of digits. */
const LOCAL_NUMBER =
  /^(?:1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|0\d{2,3}[-\s]\d{7,8}|\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4})$/

function* findPhones(text: string): Generator<Found> {
  for (const match of text.matchAll(NUMBER)) {
    const typed = match[0].trimEnd()
    const bare = typed.replace(/^(?:tel|callto|sms):/i, '')
    // "(0)" is how some write the digit that falls away behind a country code (ITU-T E.123 advises against it).
    const [main = '', extension] = bare.replace(/(?<=^(?:\+|00).{1,6})\(0\)/, '').split(EXTENSION)
    const digits = main.replace(/\D/g, '')
    const isAlone = text.trim() === typed
    const isInternational = /^(?:\+|00)/.test(bare)
    const isCalled =
      bare !== typed || isAlone || NUMBER_WORDS.test(text.slice(Math.max(0, match.index - 24), match.index))
    const isNumber = isCalled
      ? digits.length >= 3
      : (isInternational && digits.length >= 7) || LOCAL_NUMBER.test(bare)
    if (!isNumber || digits.length > 17 || DATE_OR_DECIMAL.test(bare)) continue
    const behind = extension === undefined ? '' : `x${extension.replace(/\D/g, '')}`
    const number = `${isInternational ? `+${digits.replace(/^00/, '')}` : digits}${behind}`
    const platform = platformNamed(text.slice(Math.max(0, match.index - 16), match.index), 'last')
    const parts: Parts = { kind: 'phone', number, ...(platform === undefined ? {} : { platform }) }
    yield { start: match.index, end: match.index + typed.length, parts }
  }
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const CJK_RUN = new RegExp(`[${CJK}]`, 'u')
/** Words or punctuation behind a `mailto:` link. */
const BEHIND_MAIL = new RegExp(`(?:[${CJK}].*|[.,;:!?)\\]}]+)$`, 'u')
const SCHEME = /([a-z][a-z0-9+.-]{1,20}):([/\\]{1,4})(?=[^/\\\s])/giu
const OPAQUE_MAIL = /(?<![a-z0-9])mailto:[^\s<>"']+/giu
const HOST = '(?:[\\p{L}\\p{N}\\p{M}_-]+\\.)+(?=[\\p{N}_-]*\\p{L})[\\p{L}\\p{N}\\p{M}_-]{2,}'
const BARE = new RegExp(
  `(?<mail>[^\\s<>@"'()[\\]{}:;,|=/\\\\]+(?:@[^\\s<>@"'()[\\]{}:;,|=/\\\\]+)*@${HOST})|` +
    `(?<handle>@[\\p{L}\\p{N}\\p{M}_.-]{2,})(?:@${HOST})?|` +
    `(?<web>${HOST}|\\[[\\da-f:]{3,40}\\])`,
  'giu',
)

/** Links, mail addresses, handles, hosts and app ids. */
export function findAddresses(text: string): Found[] {
  const found: Found[] = []
  for (const chunk of text.matchAll(/[^\s<>]+/gu)) {
    // Most words of a text have none of the signs that every address has.
    if (!/[@.]|:[/\\]/.test(chunk[0])) continue
    let from = 0
    while (from < chunk[0].length && found.length < MOST_TARGETS) {
      const one = nextAddress(text, chunk.index + from, chunk.index + chunk[0].length)
      if (!one) break
      if (one.found) found.push(one.found)
      from = one.next - chunk.index
    }
  }
  return found
}

interface Step {
  readonly found: Found | undefined
  readonly next: number
}

function nextAddress(text: string, from: number, to: number): Step | undefined {
  const part = text.slice(from, to)
  const [mail] = part.matchAll(OPAQUE_MAIL)
  const [scheme] = part.matchAll(SCHEME)
  const [bare] = part.matchAll(BARE)
  const first = [mail, scheme, bare]
    .filter((match) => match !== undefined)
    .toSorted((a, b) => a.index - b.index)[0]
  if (!first) return undefined
  const start = from + first.index
  if (first === mail) {
    const typed = first[0].replace(BEHIND_MAIL, '')
    const parsed = parseMail(typed.replace(/^mailto:/i, ''))
    return { found: parsed && { start, end: start + typed.length, ...parsed }, next: start + first[0].length }
  }
  if (first === scheme || first.groups?.['web'] !== undefined)
    return webAt({ text, start, to, isBare: first !== scheme })
  if (first.groups?.['handle'] !== undefined) return handleAt(text, start, first[0])
  return mailAt({ text, start, to }, first[0])
}

/** The address from `start` on; where Chinese words stand around it, only the address. */
function webAt(place: Place): Step {
  const parsed = parseWeb(place)
  return { found: parsed, next: Math.max(parsed?.end ?? 0, place.start + 1) }
}

/** Chinese words around a mail address; where a name goes on behind them, they are a part of it. */
const WORDS_BEFORE = new RegExp(`^.*[${CJK}](?=[^@]+@)`, 'u')
const WORDS_BEHIND = new RegExp(`(?<=\\.[a-z]{2,})[${CJK}][^.]*$`, 'iu')
/** Between two mail addresses of a Chinese sentence. */
const BETWEEN_MAILS = new RegExp(
  `^([^@]+@[^@]*?\\.[a-z]{2,24})(?=[${CJK}]*[和或跟与與及、][${CJK}]*[!-~]+@)`,
  'iu',
)

function mailAt({ text, start, to }: Omit<Place, 'isBare'>, matched: string): Step {
  const first = BETWEEN_MAILS.exec(matched)?.[1]
  const typed = first ?? matched
  const end = start + typed.length
  const behind = text.slice(end, to)
  // "help.example.com@evil.net/login" is an address with a name before the @, not a mail.
  const goesOn = /^[/#\\]/.test(behind) || /^[:?][\p{L}\p{N}]/u.test(behind)
  if (first === undefined && goesOn) return webAt({ text, start, to, isBare: true })
  const lead = WORDS_BEFORE.exec(typed)?.[0].length ?? 0
  const cut = typed.slice(lead)
  const mail = cut.replace(WORDS_BEHIND, '').replace(/[._-]+$/, '')
  const parsed = parseMail(mail)
  return { found: parsed && { start: start + lead, end: start + lead + mail.length, ...parsed }, next: end }
}

function handleAt(text: string, start: number, matched: string): Step {
  const isChinese = CJK_RUN.test(matched.charAt(1))
  const border = isChinese ? /(?:是|吗|嗎|的吗|在).*$/u : new RegExp(`[${CJK}].*$`, 'u')
  const typed = matched.replace(border, '').replace(/[.-]+$/, '')
  const end = start + typed.length
  const [, name = '', host] = typed.split('@')
  if (name.length < 2) return { found: undefined, next: start + matched.length }
  const near =
    platformNamed(text.slice(Math.max(0, start - 16), start), 'last') ??
    platformNamed(text.slice(end, end + 20), 'first')
  const federated = host === undefined ? undefined : parseHost(host)
  const platform = federated ? federated.host.ascii : near
  const parts: Parts = { kind: 'handle', name, ...(platform === undefined ? {} : { platform }) }
  const flags: Reason[] = federated?.isUnusual ? ['unusual'] : []
  return { found: { start, end, parts, flags }, next: end }
}

/** Numbers of the App Store and ids of browser extensions, which look like nothing else. */
const STORE_ID = /(?<![\w./@=-])(?:id(?<apple>\d{6,12})|(?<chrome>[a-p]{32}))(?![\w/@=%\\-]|[.?#&:]\w)/gi

function* findStoreIds(text: string): Generator<Found> {
  for (const match of text.matchAll(STORE_ID)) {
    const { apple, chrome } = match.groups ?? {}
    const id = apple === undefined ? `chrome/${chrome}` : `apple/${apple}`
    yield { start: match.index, end: match.index + match[0].length, parts: { kind: 'app', id } }
  }
}

/** A single word that is nothing else: somebody typed the name of an account. */
function findBareName(text: string): Found[] {
  const word = text.trim().replace(/[.,;:!?]+$/, '')
  // Chinese words without the grammar of a sentence may be one, too.
  const isName =
    /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_.#-]{2,63}$/u.test(word) &&
    !/[的是吗嗎了都]|.{12}\p{Script=Han}/u.test(word)
  const start = text.indexOf(word)
  return isName ? [{ start, end: start + word.length, parts: { kind: 'handle', name: word } }] : []
}
