// What a person can paste to have it checked, taken apart.
import { decodeHost } from './punycode.ts'

/**
 * Why something is not the official contact that it looks like, the most telling first. `verify.reason.*` strings explain
 * each in a sentence.
 */
export const REASONS = [
  'user-info',
  'other-page',
  'other-name',
  'subdomain',
  'extra-domain',
  'display-name',
  'reply-to',
  'redirect',
  'punycode',
  'homoglyph',
  'invisible',
  'unusual',
  'swapped',
  'doubled',
  'missing',
  'added',
  'changed',
  'digits',
  'country-code',
  'tld',
  'platform',
  'case',
  'store',
  'path',
  'affix',
  'brand',
  'http',
  'scheme',
  'port',
] as const
export type Reason = (typeof REASONS)[number]

export const TARGET_KINDS = ['web', 'mail', 'handle', 'phone', 'app'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

export interface Host {
  /** As browsers send it: lower case, Punycode. */
  readonly ascii: string
  /** As people see it, case and all, with Punycode decoded. */
  readonly shown: string
  /** The part that somebody registered, such as evil.net of help.evil.net. */
  readonly domain: string
  /** The same in Punycode: what tells it from a twin of other letters. */
  readonly asciiDomain: string
  /** Its first label, and what follows: "evil" and "net". */
  readonly label: string
  readonly suffix: string
}

export interface WebTarget {
  readonly kind: 'web'
  readonly host: Host
  /** What stands before an @ in the address: never a part of where it leads. */
  readonly user: string
  /** From the first slash on, without query and fragment; "/" if there is none. */
  readonly path: string
  /** Query and fragment as typed. */
  readonly rest: string
  /** Something follows without a space that may belong to the path. */
  readonly isCut: boolean
}
export interface MailTarget {
  readonly kind: 'mail'
  readonly local: string
  readonly host: Host
}
export interface HandleTarget {
  readonly kind: 'handle'
  readonly name: string
  /** Lower-case name of the platform, or host of a federated one; absent if nothing tells. */
  readonly platform?: string
}
export interface PhoneTarget {
  readonly kind: 'phone'
  /** Digits, after a "+" if the country code is written. */
  readonly number: string
  /** Messenger named beside it. */
  readonly platform?: string
}
export interface AppTarget {
  readonly kind: 'app'
  /** "play/com.example.wallet", "apple/1234567890", or without a store an id alone. */
  readonly id: string
}
export type Parts = WebTarget | MailTarget | HandleTarget | PhoneTarget | AppTarget

/** Something to check as it stands in a text. */
export interface Target {
  /** As pasted, without invisible characters. */
  readonly text: string
  readonly start: number
  readonly parts: Parts
  /** What alone keeps it from being official, whatever it names. */
  readonly flags: readonly Reason[]
  /** Where it leads instead of where it seems to. */
  readonly leadsTo?: string
  /** Words in front of which it hides: the sender's name of a mail, the text of a link. */
  readonly shownAs?: string
}

/** A find: where it stands, what it is, and what is odd about it beside the way it is written. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly parts: Parts
  readonly flags?: readonly Reason[]
  readonly leadsTo?: string | undefined
  readonly shownAs?: string | undefined
}

/** Second-level labels under which names are registered in country domains (com.cn, co.uk). */
const SECOND_LEVEL = new Set('co com net org gov edu ac or ne go in id me biz info web'.split(' '))
/** Hosts under which anybody gets a name; from the private part of the Public Suffix List (https://publicsuffix.org). */
const SHARED_HOSTS = new Set(
  (
    'github.io gitlab.io pages.dev workers.dev r2.dev vercel.app netlify.app web.app firebaseapp.com herokuapp.com ' +
    'onrender.com fly.dev surge.sh glitch.me replit.app ngrok.io ngrok-free.app trycloudflare.com azurewebsites.net ' +
    'cloudfront.net blogspot.com wordpress.com wixsite.com weebly.com webflow.io framer.app carrd.co notion.site ' +
    'gitbook.io myshopify.com square.site bitbucket.io 000webhostapp.com godaddysites.com'
  ).split(' '),
)

/**
 * A host as typed. What browsers would change (full-width letters, percent signs, odd dots) is reported, since nobody
 * writes an address so by accident.
 */
export function parseHost(typed: string): { readonly host: Host; readonly isUnusual: boolean } {
  const plain = typed.replace(/\.$/, '')
  const ascii = asciiOf(plain)
  const shown = decodeHost(ascii ?? plain.toLowerCase())
  const isSame = [ascii, shown].includes(plain.toLowerCase().normalize('NFC'))
  const isAscii = /^[!-~]*$/.test(plain)
  return {
    host: {
      ascii: ascii ?? plain.toLowerCase(),
      // Capitals count in how a name looks (I for l); elsewhere the decoded form is what matters.
      shown: isAscii && !/xn--/i.test(plain) ? plain : shown,
      ...registered(shown),
      asciiDomain: registered(ascii ?? plain.toLowerCase()).domain,
    },
    isUnusual: ascii === undefined || !isSame,
  }
}

function asciiOf(host: string): string | undefined {
  const url = parseUrl(`https://${host}/`)
  return url?.pathname === '/' && url.username === '' ? url.hostname : undefined
}

/** Undefined for what is no address. (`URL.parse` is too new for some phones.) */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function registered(shown: string): Pick<Host, 'domain' | 'label' | 'suffix'> {
  if (/^[\d.]+$|^\[/.test(shown)) return { domain: shown, label: shown, suffix: '' }
  const labels = shown.toLowerCase().split('.')
  const pair = labels.slice(-2).join('.')
  const isCountry = labels.at(-1)?.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '')
  const suffixLength = labels.length > 2 && (isCountry || SHARED_HOSTS.has(pair)) ? 2 : 1
  const domain = labels.slice(-suffixLength - 1)
  return { domain: domain.join('.'), label: domain[0] ?? '', suffix: domain.slice(1).join('.') }
}

/** The host is the other one, or lies under it. */
export function isUnder(host: string, other: string): boolean {
  return host === other || host.endsWith(`.${other}`)
}
