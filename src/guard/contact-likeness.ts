// What a contact looks like that it is not, and by which trick.
import { skeletons } from './confusables.ts'
import { accountOf, appOf, isSharedHost } from './contact-platforms.ts'
import { type ListedContact, type Official, hostOf } from './contact-official.ts'
import { type Host, isUnder, type Parts, type Reason, REASONS, type Target } from './contact-target.ts'
import { distance, editBetween } from './edits.ts'

export interface Likeness<T extends ListedContact> {
  readonly contact: T
  readonly reasons: readonly Reason[]
  readonly leadsTo?: string | undefined
}

/** The listed contact that a target looks like most; undefined if it looks like none. */
export function likenessOf<T extends ListedContact>(
  target: Target,
  officials: readonly Official<T>[],
  brands: readonly string[],
): Likeness<T> | undefined {
  const found = officials.flatMap((official) => {
    const likeness = compare(target, official, brands)
    return likeness === undefined
      ? []
      : [{ ...likeness, contact: official.contact, weight: weigh(likeness, target, official) }]
  })
  const best = found.toSorted((a, b) => a.weight - b.weight)[0]
  return best && { contact: best.contact, reasons: best.reasons, leadsTo: best.leadsTo }
}

type Comparison = Pick<Likeness<ListedContact>, 'reasons' | 'leadsTo'>

/** Lower is more alike: the most telling trick first, then contacts of the same kind, then the nearest spelling. */
function weigh({ reasons }: Comparison, { parts, text }: Target, { targets }: Official): number {
  const rank = Math.min(...reasons.map((reason) => REASONS.indexOf(reason)))
  const isOfKind = targets.some((other) => other.parts.kind === parts.kind)
  const given = (hostOf(parts)?.shown ?? text).toLowerCase()
  const far = targets.map((other) =>
    distance(given, (hostOf(other.parts)?.shown ?? other.text).toLowerCase(), 80),
  )
  return rank * 1000 + reasons.length * 300 + (isOfKind ? 0 : 200) + Math.min(100, ...far)
}

function compare(target: Target, official: Official, brands: readonly string[]): Comparison | undefined {
  const { parts } = target
  switch (parts.kind) {
    case 'phone':
      return official.targets.map((other) => comparePhones(parts, other.parts)).find((found) => found)
    case 'app':
      return (
        official.targets
          .map((other) => compareApps(parts.id, other.parts, official))
          .find((found) => found) ?? compareBrand(parts.id, brands)
      )
    case 'handle':
      return compareAccount(parts, official, brands)
    case 'mail':
      return compareMail(parts, official, brands)
    case 'web':
      return compareWeb(parts, official, brands)
  }
}

function compareWeb(
  web: Extract<Parts, { kind: 'web' }>,
  official: Official,
  brands: readonly string[],
): Comparison | undefined {
  const leadsTo = web.host.asciiDomain
  const own = official.ownHosts
  const inUser = own.find(({ ascii }) => contains(web.user, ascii))
  if (inUser) return { reasons: ['user-info'], leadsTo }
  const byHost = compareHosts(web.host, official)
  if (byHost) return byHost
  const app = appOf(web)
  const byApp =
    app && official.targets.map((other) => compareApps(app.id, other.parts, official)).find((found) => found)
  if (byApp) return byApp
  const account = accountOf(web)
  const byAccount = account && compareLinkedAccount(account, official, brands)
  if (byAccount) return byAccount
  const inPath = own.find(({ ascii }) => contains(decodeURIComponentSafely(web.path + web.rest), ascii))
  if (inPath) return { reasons: ['path'], leadsTo }
  if (namesApp(web, official)) return { reasons: ['store'], leadsTo }
  return isSharedHost(web.host) ? compareShared(web, official, brands) : compareBrand(web.host.shown, brands)
}

/** The id of our app in the address of somebody else: a store that is not on the list. */
function namesApp(web: Extract<Parts, { kind: 'web' }>, { targets }: Official): boolean {
  const words = decodeURIComponentSafely(web.path + web.rest).toLowerCase()
  return targets.some(
    ({ parts }) =>
      parts.kind === 'app' && words.includes(parts.id.slice(parts.id.indexOf('/') + 1).toLowerCase()),
  )
}

/** WhatsApp's accounts are numbers. */
function compareLinkedAccount(
  account: Extract<Parts, { kind: 'handle' }>,
  official: Official,
  brands: readonly string[],
): Comparison | undefined {
  if (account.platform !== 'whatsapp') return compareAccount(account, official, brands)
  const phone = { kind: 'phone', number: `+${account.name}`, platform: 'whatsapp' } as const
  return official.targets.map(({ parts }) => comparePhones(phone, parts)).find((found) => found)
}

/** A page at a platform where anybody has one: alike if it carries our name, or that of our page there. */
function compareShared(
  web: Extract<Parts, { kind: 'web' }>,
  official: Official,
  brands: readonly string[],
): Comparison | undefined {
  const pages = official.targets.flatMap(({ parts }) =>
    parts.kind === 'web' && parts.host.ascii === web.host.ascii ? [parts.path] : [],
  )
  const names = web.path.split('/').filter((name) => name !== '')
  for (const page of pages) {
    const ours = page.split('/').filter((name) => name !== '')
    const reasons = names.flatMap((name) =>
      ours.flatMap((other) => (name === other ? ['other-page' as const] : nameReasons(name, other))),
    )
    if (reasons.length > 0) return { reasons: [...new Set(reasons)] }
  }
  return names.map((name) => compareBrand(name, brands)).find((found) => found)
}

function compareMail(
  mail: Extract<Parts, { kind: 'mail' }>,
  official: Official,
  brands: readonly string[],
): Comparison | undefined {
  const inLocal = official.ownHosts.find(({ ascii }) => contains(mail.local, ascii))
  if (inLocal) return { reasons: ['user-info'], leadsTo: mail.host.asciiDomain }
  const same = official.targets.find(
    ({ parts }) => parts.kind === 'mail' && parts.host.ascii === mail.host.ascii,
  )
  if (same?.parts.kind === 'mail') {
    const reasons = nameReasons(mail.local, same.parts.local)
    if (!isSharedHost(mail.host)) return { reasons: ['other-name'] }
    if (reasons.length > 0) return { reasons }
  }
  const byHost = compareHosts(mail.host, official)
  // Below our domain it is the mailbox that is not listed.
  if (byHost) return byHost.reasons[0] === 'other-page' ? { reasons: ['other-name'] } : byHost
  return compareBrand(mail.local, brands) ?? compareBrand(mail.host.shown, brands)
}

/** Reasons why one host looks like one of the hosts of a contact. */
function compareHosts(host: Host, official: Official): Comparison | undefined {
  for (const own of official.ownHosts) {
    const reasons = hostReasons(host, own)
    if (reasons.length > 0)
      return {
        reasons,
        leadsTo: isUnder(host.shown.toLowerCase(), own.domain) ? undefined : host.asciiDomain,
      }
  }
  // Elsewhere only the whole host counts, such as a copy of the store or of the platform that our account is at.
  for (const { parts } of official.targets) {
    const theirs = hostOf(parts)
    if (!theirs || theirs.ascii === host.ascii) continue
    const reasons = isEmbedded(host, theirs)
      ? (['extra-domain'] as const)
      : twinReasons(host.shown, theirs.shown)
    if (reasons.length > 0)
      return { reasons: [...punycodeReason(host), ...reasons], leadsTo: host.asciiDomain }
  }
  return undefined
}

function hostReasons(host: Host, own: Host): Reason[] {
  if (host.ascii === own.ascii) return ['other-page']
  if (isUnder(host.ascii, own.ascii) || host.domain === own.domain) return ['subdomain']
  const foreign = punycodeReason(host)
  if (isEmbedded(host, own)) return ['extra-domain', ...foreign]
  const twins = skeletons(
    host.domain.length < host.shown.length ? host.shown.slice(-host.domain.length) : host.shown,
  )
  if (twins.some((twin) => skeletons(own.domain).includes(twin))) return [...foreign, 'homoglyph']
  const label = host.shown.slice(-host.domain.length).split('.')[0] ?? ''
  const ending: Reason[] = host.suffix === own.suffix ? [] : ['tld']
  if (host.label === own.label) return [...foreign, ...ending]
  if (skeletons(label).some((twin) => skeletons(own.label).includes(twin)))
    return [...foreign, 'homoglyph', ...ending]
  const edit = skeletons(label)
    .map((twin) => editBetween(host.label, own.label) ?? editBetween(twin, skeletons(own.label)[0] ?? ''))
    .find((found) => found)
  if (edit) return [...foreign, edit, ...ending]
  return carriesName(host, own.label) ? [...foreign, 'brand'] : []
}

/** Names of five letters count inside a word, shorter ones only as a word of their own. */
function carriesName(host: Host, name: string): boolean {
  const words = host.shown.toLowerCase().split(/[.-]/)
  const joined = skeletons(host.shown.replaceAll('-', ''))
  const isLong = name.length >= 5 && joined.some((text) => text.includes(skeletons(name)[0] ?? name))
  return (
    isLong ||
    (name.length >= 3 && words.some((word) => skeletons(word).some((twin) => skeletons(name).includes(twin))))
  )
}

function punycodeReason({ ascii, shown }: Host): Reason[] {
  return /(?:^|\.)xn--/.test(ascii) || /[^!-~]/.test(shown) ? ['punycode'] : []
}

/** Our whole host, or domain, inside of somebody else's: with dots or with hyphens. */
function isEmbedded(host: Host, own: Host): boolean {
  const twins = skeletons(host.shown).map((twin) => twin.replace(/[.-]+/g, '-'))
  return [own.shown, own.domain].some((name) => {
    const [ours = ''] = skeletons(name).map((twin) => twin.replace(/[.-]+/g, '-'))
    return twins.some((twin) => twin.length > ours.length && `-${twin}`.includes(`-${ours}-`))
  })
}

function contains(text: string, host: string): boolean {
  const [ours = ''] = skeletons(host)
  return text !== '' && skeletons(text).some((twin) => twin.includes(ours))
}

/** Words that impostors put around a name. */
const AFFIX =
  /(?:official|support|service|services|help|helpdesk|desk|admin|team|care|staff|agent|contact|customer|info|real|verified|verify|secure|security|recovery|refund|claim|airdrop|online|live|chat|bot|app|global|hq|vip|cs|cn|24h|24|kefu|guanfang|官方|客服|客户服务|在线|人工|售后|團隊|团队|中心|助手|小助手|専員|专员)/giu

/** A name without what stands around it: separators and the words of impostors. */
function coreOf(name: string): string {
  const bare = name.toLowerCase().replace(/[\s._#-]+/g, '')
  const core = bare.replace(AFFIX, '')
  return core === '' ? bare : core
}

function nameReasons(name: string, genuine: string): Reason[] {
  const [given, ours] = [name.toLowerCase(), genuine.toLowerCase()]
  if (given === ours) return []
  const twins = twinReasons(name, genuine)
  if (twins.length > 0) return twins
  if (ours.length >= 4 && skeletons(coreOf(name)).some((twin) => skeletons(coreOf(genuine)).includes(twin)))
    return ['affix']
  const edit = skeletons(name)
    .map((twin) => editBetween(given, ours) ?? editBetween(twin, skeletons(genuine)[0] ?? ''))
    .find((found) => found)
  return edit ? [edit] : []
}

function twinReasons(name: string, genuine: string): Reason[] {
  const isTwin =
    name.toLowerCase() !== genuine.toLowerCase() &&
    skeletons(name).some((twin) => skeletons(genuine).includes(twin))
  return isTwin ? ['homoglyph'] : []
}

function compareAccount(
  account: Extract<Parts, { kind: 'handle' }>,
  official: Official,
  brands: readonly string[],
): Comparison | undefined {
  for (const { parts } of official.targets) {
    const ours = parts.kind === 'handle' ? parts : parts.kind === 'web' ? accountOf(parts) : undefined
    if (!ours) continue
    const elsewhere: Reason[] = ours.platform !== account.platform ? ['platform'] : []
    if (ours.name.toLowerCase() === account.name.toLowerCase())
      return { reasons: elsewhere.length > 0 ? elsewhere : ['case'] }
    const reasons = nameReasons(account.name, ours.name)
    if (reasons.length > 0) return { reasons }
  }
  return compareBrand(account.name, brands)
}

/** Carries the brand's name without being listed. */
function compareBrand(name: string, brands: readonly string[]): Comparison | undefined {
  const [plain = '', other = plain] = skeletons(name.replace(/[\s._#-]+/g, ''))
  const isOurs = brands.some((brand) => plain.includes(brand) || other.includes(brand))
  return isOurs ? { reasons: ['brand'] } : undefined
}

/** Digits that a number shares with ours from its end on, from which country codes are what differs. */
const LEAST_NATIONAL = 7

function comparePhones(phone: Extract<Parts, { kind: 'phone' }>, other: Parts): Comparison | undefined {
  if (other.kind !== 'phone') return undefined
  const [given, ours] = [phone.number.replace('+', ''), other.number.replace('+', '')]
  if (given === ours) return { reasons: phone.platform === undefined ? ['country-code'] : ['platform'] }
  const national = Math.min(ours.length - 1, Math.max(LEAST_NATIONAL, ours.length - 3))
  if (given.length >= LEAST_NATIONAL && given.slice(-national) === ours.slice(-national))
    return { reasons: ['country-code'] }
  const isNear =
    given.includes(ours) || (ours.length >= 5 && distance(given, ours) <= (ours.length < 8 ? 1 : 2))
  return isNear ? { reasons: ['digits'] } : undefined
}

function compareApps(id: string, other: Parts, { contact }: Official): Comparison | undefined {
  const ours = other.kind === 'app' ? other.id : other.kind === 'web' ? appOf(other)?.id : undefined
  if (ours === undefined || contact.kind === 'phone') return undefined
  const [given, genuine] = [id, ours].map((text) => text.slice(text.indexOf('/') + 1)) as [string, string]
  if (given === genuine) return { reasons: ['store'] }
  if (given.toLowerCase() === genuine.toLowerCase()) return { reasons: ['case'] }
  if (/^\d+$/.test(genuine)) return distance(given, genuine) <= 1 ? { reasons: ['digits'] } : undefined
  const reasons = nameReasons(given, genuine)
  if (reasons.length > 0) return { reasons }
  const [mine, theirs] = [genuine, given].map((text) => text.toLowerCase().split(/[._-]/)) as [
    string[],
    string[],
  ]
  const isKin =
    mine.slice(1).every((word) => theirs.includes(word)) ||
    theirs.join('.').includes(mine.slice(0, -1).join('.'))
  return isKin && mine.length > 2 ? { reasons: ['affix'] } : undefined
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
