// One web or mail address, read as browsers and mail programs read it: what counts is where it leads.
import {
  type Found,
  type Host,
  isUnder,
  type MailTarget,
  type Parts,
  parseHost,
  parseUrl,
  type Reason,
} from './contact-target.ts'

type ParsedMail = {
  readonly parts: MailTarget
  readonly flags: readonly Reason[]
  readonly leadsTo?: string | undefined
}

/** A mail address, also with the parameters of a `mailto:` link; undefined for what is none. */
export function parseMail(text: string): ParsedMail | undefined {
  const [, to = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(text) ?? []
  const address = to.replace(/[.,;:!?]+$/, '')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (at < 1 || !domain.includes('.') || domain.length > 253) return undefined
  const { host, isUnusual } = parseHost(domain)
  const fields = [...new URLSearchParams(query)]
  const others = fields.find(([name]) => /^(?:to|cc|bcc|reply-to)$/i.test(name))
  const isPlain = fields.every(([name]) => /^(?:subject|body)$/i.test(name))
  const flags: Reason[] = []
  if (local.includes('@')) flags.push('user-info')
  if (isUnusual || !isPlain || local.includes('%')) flags.push('unusual')
  if (others || /[,;]/.test(local)) flags.push('reply-to')
  const leadsTo = others ? others[1] : local.includes('@') ? host.asciiDomain : undefined
  return { parts: { kind: 'mail', local, host }, flags, leadsTo }
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
/** What may stand right behind an address without belonging to it. */
const SOFT = new RegExp(
  `[${CJK}\\p{Extended_Pictographic}"'\`“”‘’«»()[\\]{}|,;!*~…—–、。】【》《」「』『·•]`,
  'u',
)
const CLOSING = /[.,;:!?'")\]}…]+$/
/** Endings of Chinese words that lead up to an address: 官网, 客服, 网址是, 打开, 收到. */
const LEADS_UP =
  /[是的叫在开了到个址站网接服号名箱问给收来用和跟或看点上去从为于有这那此该往至请道说录写见访进入登開個這該請說錄寫見訪進從為於來網號間點]$/
/** Between two addresses of a Chinese sentence; a host has none of these behind its ending. */
const BETWEEN = new RegExp(
  `^(.*?\\.[a-z]{2,24})(?=[${CJK},;!、。，；！]*[，。；、！,;!是和或跟与與及还還吗嗎的])(?=[${CJK},;!、。，；！])`,
  'iu',
)

export interface Place {
  readonly text: string
  readonly start: number
  /** End of the run without spaces that it stands in. */
  readonly to: number
  /** Without a scheme, so that it is a reader's guess where it starts and ends. */
  readonly isBare: boolean
}

/** The address that starts here; undefined if there is none after all. */
export function parseWeb(place: Place): Found | undefined {
  const start = place.start + (place.isBare ? leadLength(place) : 0)
  const body = place.text.slice(start, place.to)
  const prefix = place.isBare ? '' : (/^[^:]+:[/\\]+/.exec(body)?.[0] ?? '')
  const authority = cutAuthority(body.slice(prefix.length), place.isBare)
  const behind = authority.isCut ? '' : body.slice(prefix.length + authority.text.length)
  const tail = cutTail(behind)
  const host = authority.text.slice(authority.text.lastIndexOf('@') + 1)
  const typedHost = host.replace(/:\d*$/, '')
  if (!/[\p{L}\p{N}]/u.test(typedHost)) return undefined
  const end = start + prefix.length + authority.text.length + tail.text.length
  const app = place.isBare && tail.text === '' ? appIdOf(authority.text) : undefined
  if (app) return { start, end, parts: app }
  const { parts, flags } = assemble({ prefix, authority: authority.text, host: typedHost, tail })
  const user = parts.kind === 'web' && parts.user !== '' ? parts.host.asciiDomain : undefined
  return { start, end, parts, flags, leadsTo: user }
}

/** Chinese words in front of a bare address. Others may be a part of the name, so that it is not ours. */
function leadLength({ text, start, to }: Place): number {
  const body = text.slice(start, to)
  const words = new RegExp(`^[${CJK}]+(?=[a-z0-9])`, 'iu').exec(body)?.[0] ?? ''
  const isNothingElse = text.trim() === body && /^[!-~]*$/.test(body.slice(words.length))
  return LEADS_UP.test(words) && !isNothingElse ? words.length : 0
}

interface Cut {
  readonly text: string
  readonly isCut: boolean
}

/** User, host and port; ends before words that stand behind without a space, unless a name may go on in them. */
function cutAuthority(body: string, isBare: boolean): Cut {
  const whole = body.slice(0, body.search(/[/?#\\]|$/))
  const first = isBare ? BETWEEN.exec(whole)?.[1] : undefined
  if (first !== undefined) return { text: first, isCut: true }
  const lastName = Math.max(whole.search(/\.[\p{L}\p{N}][^.]*$/u), whole.lastIndexOf('@'))
  const label = new RegExp(`^.[${CJK}]+`, 'u').exec(whole.slice(lastName))?.[0].length ?? 1
  const from = lastName + label
  const soft = whole.slice(from).search(SOFT)
  const text = soft < 0 ? whole : whole.slice(0, from + soft)
  const trimmed = text.replace(/[.,;:!?]+$/, '')
  return { text: trimmed, isCut: trimmed.length < whole.length }
}

/** Path, query and fragment, without the words and the punctuation behind them. */
function cutTail(behind: string): Cut {
  const soft = behind.search(SOFT)
  const text = (soft < 0 ? behind : behind.slice(0, soft)).replace(CLOSING, '')
  const next = behind.charAt(text.length)
  return { text, isCut: next !== '' && !/[.,;:!?'")\]}…”’」』】》。，、；：！？]/u.test(next) }
}

interface Pieces {
  readonly prefix: string
  readonly authority: string
  readonly host: string
  readonly tail: Cut
}

function assemble({ prefix, authority, host: typedHost, tail }: Pieces): { parts: Parts; flags: Reason[] } {
  const scheme = prefix.replace(/:.*$/s, '').toLowerCase()
  const { host, isUnusual } = parseHost(typedHost)
  const user = authority.slice(0, Math.max(authority.lastIndexOf('@'), 0))
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(tail.text) ?? []
  const flags: Reason[] = []
  if (authority.includes('@')) flags.push('user-info')
  if (scheme !== '' && scheme !== 'https') flags.push(scheme === 'http' ? 'http' : 'scheme')
  if (/:\d*$/.test(authority)) flags.push('port')
  if (isUnusual || (prefix !== '' && !prefix.endsWith('://')) || !isPlainPath(host, path))
    flags.push('unusual')
  return {
    parts: { kind: 'web', host, user, path: path === '' ? '/' : path, rest, isCut: tail.isCut },
    flags,
  }
}

/** A path that browsers take as it stands: no dots to climb by, no backslashes, nothing written in percent signs. */
function isPlainPath(host: Host, path: string): boolean {
  const url = parseUrl(`https://${host.ascii}${path}`)
  return url === undefined || path === '' || decoded(url.pathname) === decoded(path)
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** A sign of addresses in the same run of letters, as in "a/b:help.example.com". */
const PART_BEFORE = new RegExp(`[/\\\\@%$&#^+][^\\s${CJK}]*$`, 'u')

/** Schemes in front of an address make something else of it: a script whose first word is a label, a copy, an app's own. */
const SCHEME_BEFORE =
  /(?:^|[^a-z0-9])(?:https?|ftp|javascript|vbscript|data|blob|filesystem|view-source|intent|file|about|chrome|jar|feed|web\+[a-z]+):\s?$/i

/** A contact stands by itself: glued to letters, "//", "%" or "#" it is a part of something else. */
export function isGlued(text: string, start: number, end: number): boolean {
  const before = [...text.slice(Math.max(0, start - 2), start)].at(-1) ?? ''
  const lead = text.slice(Math.max(0, start - 24), start)
  const isPart = PART_BEFORE.test(lead) || SCHEME_BEFORE.test(lead)
  const isFreeBefore = (before === '' || /[\s:=>]/.test(before) || SOFT.test(before)) && !isPart
  const after = [...text.slice(end, end + 9).replace(/^[.,;:!?]+/, '')][0] ?? ''
  const isFreeBehind = after === '' || /[\s<]/.test(after) || SOFT.test(after)
  // Browsers drop tabs and line breaks within an address: what goes on behind them is the rest of the host.
  const goesOn = /^[\t\r\n]+[.@]/.test(text.slice(end, end + 9))
  return !(isFreeBefore && isFreeBehind) || goesOn
}

const APP_ROOTS = new Set('com org net io dev co me im cn ai xyz'.split(' '))
const ENDINGS = new Set(
  (
    'com net org info biz app dev xyz site online shop store top vip club live pro tech link click help support ' +
    'chat finance network exchange cash money capital fund world today cloud digital space website page example test ' +
    'mobi name icu fun zip mov lol work team email center zone one ltd group global asia crypto'
  ).split(' '),
)

/** "com.example.wallet": a host written backwards. With an ending that hosts have it is taken for a host. */
function appIdOf(typed: string): Parts | undefined {
  if (!/^[a-z]\w*(?:\.[a-z]\w*)+$/i.test(typed)) return undefined
  const labels = typed.toLowerCase().split('.')
  const [first = '', last = ''] = [labels[0], labels.at(-1)]
  // No host begins with "com", so that there only the commonest endings speak for one.
  const isHost = last.length === 2 || (/^(?:com|org|net)$/.test(first) ? APP_ROOTS : ENDINGS).has(last)
  return APP_ROOTS.has(first) && !isHost ? { kind: 'app', id: typed } : undefined
}

/**
 * Whether what stands behind the host names another address, to which the page may send people on.
 * @param own the host itself, which may name itself.
 */
export function leadsOn(path: string, rest: string, own: string): string | undefined {
  const text = unescaped(path + rest)
  if (/[\\@]|\/\/|^\/https?:/i.test(text)) return /(?:\/\/|@|\\)([^/?#&\s]*)/.exec(text)?.[1] ?? ''
  const hosts = text.slice(path.length).match(/[^\s?&=#./]+(?:\.+[^\s?&=#./]+)*\.+\p{L}[^\s?&=#./]+/gu) ?? []
  return hosts.find((host) => !isUnder(host.toLowerCase(), own))
}

/** Percent signs undone, also where they are written in percent signs themselves. */
function unescaped(text: string): string {
  let plain = text
  for (let i = 0; i < 3 && plain.includes('%'); i++) {
    const next = plain.replace(/%[0-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    if (next === plain) break
    plain = next
  }
  return plain
}
