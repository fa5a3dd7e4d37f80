// Links to accounts and store pages of the platforms that people name: what they mean, whatever their form.
import type { AppTarget, HandleTarget, WebTarget } from './contact-target.ts'

/** Names under which a platform goes in texts, its own name first. */
const NAMES: readonly (readonly string[])[] = [
  ['telegram', 'tg', '电报', '電報', '飞机', '飛機', '纸飞机', '紙飛機'],
  ['wechat', 'weixin', '微信', '威信', 'v信', 'wx', 'vx'],
  ['qq', '扣扣'],
  ['x', 'twitter', '推特'],
  ['whatsapp', 'whats app'],
  ['discord'],
  ['line'],
  ['facebook', 'fb', '脸书', '臉書'],
  ['instagram', 'ig'],
  ['weibo', '微博'],
  ['youtube', '油管'],
  ['tiktok', 'douyin', '抖音'],
  ['reddit'],
  ['signal'],
  ['skype'],
  ['viber'],
  ['kakaotalk', 'kakao'],
  ['github'],
  ['medium'],
]
const BY_NAME: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap(([own = '', ...others]) => [own, ...others].map((name) => [name, own] as const)),
)

/** Matches the name of a platform; "x" alone is too short to tell. */
const NAME_PATTERN = [...BY_NAME.keys()]
  .filter((name) => name !== 'x')
  .sort((a, b) => b.length - a.length)
  .map((name) => (/^[a-z]/.test(name) ? `(?<![a-z])${name}(?![a-z])` : name))
  .join('|')

/** Letters of which account names are made; Chinese ones are told only by an @ in front. */
const LETTER = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}'
/** "Telegram: name", "微信号 name", "加QQ 12345". Group 1 is the platform, group 2 the sign between, group 3 the name. */
export const NAMED_ACCOUNT = new RegExp(
  `(${NAME_PATTERN})\\s{0,2}(?:官方|客服|support|official|channel|account|handle|user ?name|频道|頻道|群组|群組|群|账号|帐号|賬號|帳號|号码|號碼|id)?` +
    `\\s{0,2}([:=号號]|是|为|為|叫)?[\\s:]{0,2}(?<![${LETTER}])(@?[${LETTER}][${LETTER}\\p{M}_.#-]{2,40})`,
  'giu',
)
const NEARBY = new RegExp(NAME_PATTERN, 'giu')

/** The platform that a few words name; the one nearest to their end (or start). */
export function platformNamed(words: string, nearest: 'last' | 'first'): string | undefined {
  const found = words.toLowerCase().match(NEARBY)
  return BY_NAME.get(found?.at(nearest === 'last' ? -1 : 0) ?? '')
}

export function platformOf(name: string): string | undefined {
  return BY_NAME.get(name.toLowerCase())
}

/** Where a platform keeps accounts: its hosts, and the path of an account with the name as group 1. */
const ACCOUNTS: readonly (readonly [platform: string, hosts: string, path: RegExp])[] = [
  ['telegram', 't.me telegram.me telegram.dog', /^\/(?:s\/)?([a-z]\w{3,})$/i],
  ['x', 'x.com twitter.com mobile.twitter.com mobile.x.com', /^\/@?(\w{1,20})$/],
  ['facebook', 'facebook.com m.facebook.com fb.com fb.me m.me', /^\/([\w.]+)$/],
  ['instagram', 'instagram.com', /^\/([\w.]+)$/],
  ['threads', 'threads.net threads.com', /^\/@([\w.]+)$/],
  ['weibo', 'weibo.com weibo.cn m.weibo.cn', /^\/(?:u\/|n\/)?([\w-]+)$/],
  ['whatsapp', 'wa.me', /^\/\+?(\d{6,15})$/],
  ['discord', 'discord.gg', /^\/([\w-]+)$/],
  ['discord', 'discord.com discordapp.com', /^\/invite\/([\w-]+)$/],
  ['youtube', 'youtube.com m.youtube.com', /^\/@([\w.-]+)$/],
  ['tiktok', 'tiktok.com', /^\/@([\w.]+)$/],
  ['reddit', 'reddit.com old.reddit.com', /^\/u(?:ser)?\/([\w-]+)$/],
  ['subreddit', 'reddit.com old.reddit.com', /^\/r\/(\w+)$/],
  ['line', 'line.me', /^\/(?:R\/)?ti\/p\/(?:@|%40)([\w.-]+)$/i],
  ['medium', 'medium.com', /^\/@([\w.-]+)$/],
  ['bluesky', 'bsky.app', /^\/profile\/([\w.-]+)$/],
  ['linkedin', 'linkedin.com', /^\/company\/([\w-]+)$/],
]
/** Every host of {@link ACCOUNTS} and of stores and code: shared by everybody, so that the host alone proves nothing. */
const SHARED = new Set(
  [
    ...ACCOUNTS.flatMap(([, hosts]) => hosts.split(' ')),
    'github.com gitlab.com bitbucket.org play.google.com apps.apple.com itunes.apple.com appgallery.huawei.com',
    'f-droid.org chromewebstore.google.com chrome.google.com addons.mozilla.org sites.google.com docs.google.com',
    'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com proton.me protonmail.com gmx.com',
    'qq.com 163.com 126.com foxmail.com sina.com yandex.com mail.com aol.com tutanota.com zoho.com',
  ].flatMap((hosts) => hosts.split(' ')),
)
const SHARED_DOMAINS = new Set([...SHARED].map((host) => host.split('.').slice(-2).join('.')))

/** Whether anybody can have an account, a page or a mailbox there. */
export function isSharedHost({ ascii, domain }: WebTarget['host']): boolean {
  return SHARED.has(ascii) || SHARED_DOMAINS.has(domain)
}

/** What may follow an address without changing where it leads: languages and where a click came from. */
const HARMLESS_QUERY =
  /^(?:\?(?:(?:utm_\w+|s|t|hl|gl|lang|igsh|igshid|ref_src|si|pli)=[\w.%~-]*&?)*)?(?:#[\w-]*)?$/i

/** The account that a link is of; undefined if it is of none or carries more than that. */
export function accountOf({ host, path, rest }: WebTarget): HandleTarget | undefined {
  if (!HARMLESS_QUERY.test(rest)) return undefined
  const plain = path.replace(/\/$/, '')
  const bare = host.ascii.replace(/^www\.(?!t\.me$)/, '')
  const known = ACCOUNTS.filter(([, hosts]) => hosts.split(' ').includes(bare))
  for (const [platform, , pattern] of known) {
    const name = pattern.exec(plain)?.[1]
    if (name !== undefined) return { kind: 'handle', platform, name }
  }
  // Mastodon and its kin: any host with accounts at /@name.
  const name = known.length === 0 ? /^\/@([\w.-]+)$/.exec(plain)?.[1] : undefined
  return name === undefined ? undefined : { kind: 'handle', platform: host.ascii, name }
}

const STORES: readonly (readonly [store: string, host: string, path: RegExp])[] = [
  ['apple', 'apps.apple.com', /^(?:\/[a-z]{2})?\/app(?:\/[^/]+)?\/id(\d+)$/],
  ['apple', 'itunes.apple.com', /^(?:\/[a-z]{2})?\/app(?:\/[^/]+)?\/id(\d+)$/],
  ['huawei', 'appgallery.huawei.com', /^(?:\/#)?\/app\/(C\d+)$/],
  ['f-droid', 'f-droid.org', /^(?:\/[\w-]+)?\/packages\/([\w.]+)$/],
  ['chrome', 'chromewebstore.google.com', /^\/detail(?:\/[^/]+)?\/([a-p]{32})$/],
  ['chrome', 'chrome.google.com', /^\/webstore\/detail(?:\/[^/]+)?\/([a-p]{32})$/],
  ['firefox', 'addons.mozilla.org', /^(?:\/[\w-]+)?(?:\/firefox|\/android)?\/addon\/([\w-]+)$/],
]

/** The app that a store's link is of; undefined if it is of none. */
export function appOf({ host, path, rest }: WebTarget): AppTarget | undefined {
  const plain = path.replace(/\/$/, '')
  if (host.ascii === 'play.google.com' && plain === '/store/apps/details') {
    const ids = new URLSearchParams(rest.replace(/#.*$/, '')).getAll('id')
    const others = rest.replace(/id=[\w.]+&?/, '')
    return ids.length === 1 && HARMLESS_QUERY.test(others.replace(/&$/, ''))
      ? { kind: 'app', id: `play/${ids[0]}` }
      : undefined
  }
  if (!HARMLESS_QUERY.test(rest)) return undefined
  const found = STORES.flatMap(([store, name, pattern]) => {
    const id = name === host.ascii ? pattern.exec(plain)?.[1] : undefined
    return id === undefined ? [] : [`${store}/${id}`]
  })
  return found[0] === undefined ? undefined : { kind: 'app', id: found[0] }
}

/** Names at platforms whose paths do not tell capitals apart. */
export function foldsCase({ ascii }: WebTarget['host']): boolean {
  return ['github.com', 'gitlab.com', 'bitbucket.org'].includes(ascii.replace(/^www\./, ''))
}

export function isHarmlessQuery(rest: string): boolean {
  return HARMLESS_QUERY.test(rest)
}
