// The official list, taken apart in the same way as what people paste.
import { accountOf, appOf, foldsCase, isHarmlessQuery, isSharedHost } from './contact-platforms.ts'
import { type Host, isUnder, type Parts, type Target } from './contact-target.ts'
import { findTargets } from './contact-targets.ts'
import { leadsOn } from './contact-web.ts'

/** A contact of content/site.yaml, as far as checking needs it. */
export interface ListedContact {
  readonly kind: string
  readonly value: string
  readonly url?: string | undefined
  /** Hosts below the address count, too. */
  readonly subdomains?: boolean | undefined
}

export interface Official<T extends ListedContact = ListedContact> {
  readonly contact: T
  readonly targets: readonly Target[]
  /** What is this very contact, in one spelling each. */
  readonly identities: ReadonlySet<string>
  /** Hosts of which every page is ours. */
  readonly wideHosts: readonly Host[]
  /** Hosts that nobody but us has a name under: look-alikes are measured against them. */
  readonly ownHosts: readonly Host[]
}

/** Kinds whose pages below the listed one are ours, too. */
const WITH_PAGES: ReadonlySet<string> = new Set(['site', 'form', 'community'])

const known = new WeakMap<readonly ListedContact[], Official[]>()

/** The list taken apart, once for each list. */
export function officialsOf<T extends ListedContact>(contacts: readonly T[]): Official<T>[] {
  const officials = known.get(contacts) ?? createOfficials(contacts)
  known.set(contacts, officials)
  return officials as Official<T>[]
}

function createOfficials<T extends ListedContact>(contacts: readonly T[]): Official<T>[] {
  const parsed = contacts.map((contact) => ({
    contact,
    targets: [contact.value, ...(contact.url === undefined ? [] : [contact.url])].flatMap((text) =>
      findTargets(text).slice(0, 1),
    ),
  }))
  const ownDomains = new Set(
    parsed.flatMap(({ targets }) => targets.flatMap(({ parts }) => ownHostOf(parts)?.domain ?? [])),
  )
  return parsed.map(({ contact, targets }) => {
    const hosts = targets.flatMap(({ parts }) => hostOf(parts) ?? [])
    return {
      contact,
      targets,
      identities: new Set(targets.flatMap(({ parts }) => identitiesOf(parts))),
      wideHosts: targets.flatMap(({ parts }) => (isWholeHost(parts) ? (hostOf(parts) ?? []) : [])),
      ownHosts: hosts.filter(({ domain }) => ownDomains.has(domain)),
    }
  })
}

export function hostOf(parts: Parts): Host | undefined {
  return parts.kind === 'web' || parts.kind === 'mail' ? parts.host : undefined
}

function isWholeHost(parts: Parts): boolean {
  return parts.kind === 'web' && parts.path === '/' && !isSharedHost(parts.host)
}

/** A host is ours where all of it is listed, or where our mail comes from. */
function ownHostOf(parts: Parts): Host | undefined {
  const host = hostOf(parts)
  return host && !isSharedHost(host) && (parts.kind === 'mail' || isWholeHost(parts)) ? host : undefined
}

/** Everything that a contact is, spelled so that equal contacts are equal texts. */
export function identitiesOf(parts: Parts): string[] {
  switch (parts.kind) {
    case 'mail':
      return [`mail:${parts.local.toLowerCase()}@${parts.host.ascii}`]
    case 'phone':
      return [
        parts.platform === undefined ? `phone:${parts.number}` : `account:${parts.platform}/${parts.number}`,
      ]
    case 'app':
      return [`app:${parts.id}`]
    case 'handle':
      return [accountIdentity(parts.platform, parts.name)]
    case 'web':
      return webIdentities(parts)
  }
}

/** Invitations are codes in which capitals count; names at other platforms are the same in any case. */
function accountIdentity(platform: string | undefined, name: string): string {
  if (platform === undefined) return `name:${name.toLowerCase()}`
  return `account:${platform}/${platform === 'discord' ? name : name.toLowerCase()}`
}

function webIdentities(web: Extract<Parts, { kind: 'web' }>): string[] {
  const account = accountOf(web)
  const app = appOf(web)
  const path = pathOf(web)
  return [
    ...(isHarmlessQuery(web.rest) && !web.isCut ? [`web:${web.host.ascii}${path}`] : []),
    ...(account
      ? [
          accountIdentity(
            account.platform,
            account.platform === 'whatsapp' ? `+${account.name}` : account.name,
          ),
        ]
      : []),
    ...(app ? identitiesOf(app) : []),
  ]
}

function pathOf({ host, path }: Extract<Parts, { kind: 'web' }>): string {
  const plain = path.replace(/\/+$/, '')
  return foldsCase(host) ? plain.toLowerCase().replace(/\.git$/, '') : plain
}

/**
 * Whether a target names this contact, apart from how it is written.
 * @returns 'redirect' if it is on our host and leads on to another.
 */
export function matches({ parts }: Target, official: Official): 'same' | 'redirect' | undefined {
  if (identitiesOf(parts).some((identity) => official.identities.has(identity))) return 'same'
  if (parts.kind === 'app') return parts.id === official.contact.value ? 'same' : undefined
  if (parts.kind !== 'web') return undefined
  const { ascii } = parts.host
  const withNames = official.contact.subdomains === true
  const isOurs = official.wideHosts.some(
    (host) => ascii === host.ascii || (withNames && isUnder(ascii, host.ascii)),
  )
  if (!isOurs && !isPageOf(parts, official)) return undefined
  return leadsOn(parts.path, parts.rest, ascii) === undefined ? 'same' : 'redirect'
}

/** A page below a listed one: of a site every page, of a repository its releases, which only its owners publish. */
function isPageOf(web: Extract<Parts, { kind: 'web' }>, { contact, targets }: Official): boolean {
  const hasPages = contact.kind === 'repository' || WITH_PAGES.has(contact.kind)
  if (web.isCut || !hasPages) return false
  return targets.some(({ parts }) => {
    if (parts.kind !== 'web' || parts.host.ascii !== web.host.ascii || parts.path === '/') return false
    const path = pathOf(parts)
    const isBelow = (folder: string): boolean =>
      pathOf(web) === folder || pathOf(web).startsWith(`${folder}/`)
    return isBelow(contact.kind === 'repository' ? `${path}/releases` : path)
  })
}
