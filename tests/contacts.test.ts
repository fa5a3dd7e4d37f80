// Is it really us? A table of look-alikes with their verdicts, and properties that no imitation gets past.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { asksWhetherGenuine, checkContacts, contactsInQuestion } from '../src/answer/check-contacts.ts'
import { compose } from '../src/answer/compose.ts'
import { contactVerdictSchema, officialListFor } from '../src/answer/contact-verdict.ts'
import { verifyReply } from '../src/answer/verify.ts'
import { brandNames, contactListOf } from '../src/articles/contact-list.ts'
import { siteSchema } from '../src/articles/site.ts'
import { LOCALES } from '../src/config.ts'
import { CHECK_STRINGS, renderVerdicts, VERDICT_STRINGS } from '../src/fragments/verdict.ts'
import { EXCHANGE_STRINGS, renderExchange } from '../src/fragments/reply.ts'
import { renderOutcome, sayOutcome, VERIFIER_STRINGS } from '../src/fragments/verifier.ts'
import { skeleton } from '../src/guard/confusables.ts'
import { REASONS, type Reason } from '../src/guard/contact-target.ts'
import type { ListedContact } from '../src/guard/contact-official.ts'
import { type OfficialList, type Verdict, verifyContacts, worstOf } from '../src/guard/contacts.ts'
import { distance, editBetween } from '../src/guard/edits.ts'
import { decodeHost } from '../src/guard/punycode.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { createTranslate, type StringKey } from '../src/i18n/translate.ts'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore } from '../src/desk/store.ts'
import { type App, createApp, type Library } from '../src/server/app.ts'
import { createLog } from '../src/server/log.ts'
import { openWordsLibrary } from './library.ts'

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), '..')
const SITE = siteSchema.parse(parse(readFileSync(join(ROOT, 'content/site.yaml'), 'utf8')))

/** A list with every kind of contact, as a wallet may have. */
const LIST: OfficialList = {
  names: ['Example Wallet', '示例钱包'],
  contacts: [
    { kind: 'site', value: 'help.example.com', url: 'https://help.example.com' },
    { kind: 'mail', value: 'support@example.com', url: 'mailto:support@example.com' },
    { kind: 'community', value: 'community.example.com', url: 'https://community.example.com' },
    { kind: 'social', value: '@wallet@social.example', url: 'https://social.example/@wallet' },
    { kind: 'chat', value: '@example_wallet', url: 'https://t.me/example_wallet' },
    { kind: 'phone', value: '+65 6123 4567', url: 'tel:+6561234567' },
    {
      kind: 'app',
      value: 'com.example.wallet',
      url: 'https://play.google.com/store/apps/details?id=com.example.wallet',
    },
    { kind: 'app', value: 'id1234567890', url: 'https://apps.apple.com/app/id1234567890' },
    { kind: 'repository', value: 'code.example.com/wallet', url: 'https://code.example.com/wallet' },
    {
      kind: 'repository',
      value: 'github.com/example-wallet/app',
      url: 'https://github.com/example-wallet/app',
    },
  ] satisfies ListedContact[],
}

const OFFICIAL: readonly string[] = [
  'help.example.com',
  'https://help.example.com',
  'https://help.example.com/',
  'HTTPS://Help.Example.COM/',
  'https://help.example.com/zh-CN/articles/gas-fees/#how',
  'https://help.example.com/en/search/?q=fee',
  'support@example.com',
  'Support@Example.com',
  'mailto:support@example.com',
  'mailto:support@example.com?subject=Help',
  'Example Support <support@example.com>',
  '"support@example.com" <support@example.com>',
  'https://community.example.com/t/welcome/1',
  '@wallet@social.example',
  'https://social.example/@Wallet/',
  '@example_wallet',
  't.me/example_wallet',
  'https://t.me/Example_Wallet',
  'Telegram: @example_wallet',
  '电报号 example_wallet',
  '+65 6123 4567',
  '+65-6123-4567',
  '+65 (6123) 4567',
  '006561234567',
  '＋６５ ６１２３ ４５６７',
  '\u202a+65 6123 4567\u202c',
  'tel:+6561234567',
  'com.example.wallet',
  'https://play.google.com/store/apps/details?id=com.example.wallet&hl=en',
  'id1234567890',
  'https://apps.apple.com/sg/app/example-wallet/id1234567890',
  'https://code.example.com/wallet/',
  'https://code.example.com/wallet/releases/tag/v2',
  'https://github.com/Example-Wallet/app.git',
  'https://github.com/example-wallet/app/releases/latest',
]

type Row = readonly [text: string, verdict: Verdict, reason?: Reason, value?: string]

const SITE_ONE = 'help.example.com'
const MAIL = 'support@example.com'
const TELEGRAM = '@example_wallet'
const FEDIVERSE = '@wallet@social.example'
const PHONE = '+65 6123 4567'
const ANDROID = 'com.example.wallet'

const LOOKALIKES: readonly Row[] = [
  // Our name in front of somebody else's
  ['https://help.example.com.evil.net', 'lookalike', 'extra-domain', SITE_ONE],
  ['https://help.example.com.evil.net/en/', 'lookalike', 'extra-domain', SITE_ONE],
  ['help.example.com-login.net', 'lookalike', 'extra-domain', SITE_ONE],
  ['help-example-com.evil.net', 'lookalike', 'extra-domain', SITE_ONE],
  ['https://help.examp1e.com.evil.net', 'lookalike', 'extra-domain', SITE_ONE],
  ['https://help.example.com@evil.net', 'lookalike', 'user-info', SITE_ONE],
  ['https://help.example.com:443@evil.net/', 'lookalike', 'user-info', SITE_ONE],
  ['help.example.com@evil.net/login', 'lookalike', 'user-info', SITE_ONE],
  ['https://evil.net/help.example.com', 'lookalike', 'path', SITE_ONE],
  ['https://evil.net/?to=https://help.example.com', 'lookalike', 'path', SITE_ONE],
  ['https://evil.net/#help.example.com', 'lookalike', 'path', SITE_ONE],
  // Other letters
  ['https://help.examp1e.com', 'lookalike', 'homoglyph', SITE_ONE],
  ['https://help.exarnple.com', 'lookalike', 'homoglyph', SITE_ONE],
  ['https://help.exampIe.com', 'lookalike', 'homoglyph', SITE_ONE],
  ['https://help.3xample.com', 'lookalike', 'homoglyph', SITE_ONE],
  ['https://help.ехаmple.com', 'lookalike', 'punycode', SITE_ONE], // Cyrillic е, х, а
  ['https://help.exαmple.com', 'lookalike', 'punycode', SITE_ONE], // Greek α
  ['https://help.exämple.com', 'lookalike', 'punycode', SITE_ONE],
  ['https://help.xn--exmple-cua.com', 'lookalike', 'punycode', SITE_ONE],
  ['https://help.example.ⅽom', 'lookalike', 'unusual', SITE_ONE], // Roman numeral ⅽ, which browsers turn into c
  ['ｈｅｌｐ．ｅｘａｍｐｌｅ．ｃｏｍ', 'lookalike', 'unusual', SITE_ONE],
  ['https://help。example。com', 'lookalike', 'unusual', SITE_ONE],
  ['https://%68elp.example.com', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com／evil.net', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com\u2215login.evil.net', 'lookalike', 'punycode', SITE_ONE], // ∕ for a slash
  ['https://help.example.comノlogin.evil.net', 'lookalike', 'punycode', SITE_ONE], // ノ for a slash
  ['https://help.exa\u200bmple.com', 'lookalike', 'invisible', SITE_ONE],
  ['\ufeffhttps://help.example.com', 'lookalike', 'invisible', SITE_ONE],
  ['https://help.example.com/\u202egpj.exe', 'lookalike', 'invisible', SITE_ONE],
  ['support\u00ad@example.com', 'lookalike', 'invisible', MAIL],
  // Typing slips
  ['https://help.exmaple.com', 'lookalike', 'swapped', SITE_ONE],
  ['https://help.exammple.com', 'lookalike', 'doubled', SITE_ONE],
  ['https://help.exampe.com', 'lookalike', 'missing', SITE_ONE],
  ['https://help.exampler.com', 'lookalike', 'added', SITE_ONE],
  ['https://help.exanple.com', 'lookalike', 'changed', SITE_ONE],
  // Our name in another
  ['https://help.example.net', 'lookalike', 'tld', SITE_ONE],
  ['https://help.example.com.co', 'lookalike', 'extra-domain', SITE_ONE],
  ['https://help.example.co', 'lookalike', 'tld', SITE_ONE],
  ['https://help-example.com', 'lookalike', 'brand', SITE_ONE],
  ['https://example-support.com/claim', 'lookalike', 'brand'],
  ['https://myexamplewallet.io', 'lookalike', 'brand'],
  ['https://example-wallet.vercel.app', 'lookalike', 'brand'],
  ['https://www.help.example.com', 'lookalike', 'subdomain', SITE_ONE],
  ['https://login.help.example.com', 'lookalike', 'subdomain', SITE_ONE],
  ['我的help.example.com', 'lookalike', 'subdomain', SITE_ONE],
  // The right host in the wrong way
  ['http://help.example.com', 'lookalike', 'http', SITE_ONE],
  ['https://help.example.com:8443', 'lookalike', 'port', SITE_ONE],
  ['ftp://help.example.com', 'lookalike', 'scheme', SITE_ONE],
  ['hxxps://help.example.com', 'lookalike', 'scheme', SITE_ONE],
  ['https:\\\\help.example.com', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com\\@evil.net', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com/?next=https://evil.net', 'lookalike', 'redirect', SITE_ONE],
  ['https://help.example.com/?next=evil.net', 'lookalike', 'redirect', SITE_ONE],
  ['https://help.example.com//evil.net', 'lookalike', 'redirect', SITE_ONE],
  ['https://help.example.com/go?to=%252F%252Fevil.net', 'lookalike', 'redirect', SITE_ONE],
  ['[https://help.example.com](https://evil.net/x)', 'lookalike', 'display-name', SITE_ONE],
  ['<a href="https://evil.net">help.example.com</a>', 'lookalike', 'display-name', SITE_ONE],
  // Mail
  ['support@examp1e.com', 'lookalike', 'homoglyph', MAIL],
  ['support@example.com.evil.net', 'lookalike', 'extra-domain', MAIL],
  ['support@example.com@evil.net', 'lookalike', 'user-info', MAIL],
  ['support.example.com@evil.net', 'lookalike', 'user-info'],
  ['support@help-example.com', 'lookalike', 'brand', MAIL],
  ['suport@example.com', 'lookalike', 'other-name', MAIL],
  ['admin@example.com', 'lookalike', 'other-name', MAIL],
  ['support@mail.example.com', 'lookalike', 'subdomain', MAIL],
  ['examplewallet.support@gmail.com', 'lookalike', 'brand'],
  ['"support@example.com" <x@evil.net>', 'lookalike', 'display-name', MAIL],
  ['Example Wallet Support <x@evil.net>', 'lookalike', 'display-name', MAIL],
  ['示例钱包客服 <x@evil.net>', 'lookalike', 'display-name', MAIL],
  ['"x@evil.net" <support@example.com>', 'lookalike', 'display-name', MAIL],
  ['From: support@example.com Reply-To: help@evil.net', 'lookalike', 'reply-to', MAIL],
  ['mailto:support@example.com?bcc=x@evil.net', 'lookalike', 'reply-to', MAIL],
  // Accounts
  ['@example_wallet_support', 'lookalike', 'affix', TELEGRAM],
  ['@official_example_wallet', 'lookalike', 'affix', TELEGRAM],
  ['t.me/example_wallet_official', 'lookalike', 'affix', TELEGRAM],
  ['t.me/examp1e_wallet', 'lookalike', 'homoglyph', TELEGRAM],
  ['@exаmple_wallet', 'lookalike', 'homoglyph', TELEGRAM], // Cyrillic а
  ['@exmaple_wallet', 'lookalike', 'swapped', TELEGRAM],
  ['https://x.com/example_wallet', 'lookalike', 'platform', TELEGRAM],
  ['微信号 example_wallet', 'lookalike', 'platform', TELEGRAM],
  ['@wallet', 'lookalike', 'platform', FEDIVERSE],
  ['@wallet@evil.example', 'lookalike', 'platform', FEDIVERSE],
  ['@wallet_support', 'lookalike', 'affix', FEDIVERSE],
  ['@示例钱包客服', 'lookalike', 'brand'],
  ['https://sociaI.example/@wallet', 'lookalike', 'homoglyph', FEDIVERSE],
  // Numbers
  ['+65 6123 4568', 'lookalike', 'digits', PHONE],
  ['+65 6132 4567', 'lookalike', 'digits', PHONE],
  ['+65 6123 45678', 'lookalike', 'digits', PHONE],
  ['+65 6123 4567 ext 9', 'lookalike', 'digits', PHONE],
  ['+1 6123 4567', 'lookalike', 'country-code', PHONE],
  ['6123 4567', 'lookalike', 'country-code', PHONE],
  ['WhatsApp +65 6123 4567', 'lookalike', 'platform', PHONE],
  ['https://wa.me/6561234567', 'lookalike', 'platform', PHONE],
  // Apps and code
  ['com.example.wallets', 'lookalike', 'added', ANDROID],
  ['com.Example.wallet', 'lookalike', 'case', ANDROID],
  ['com.example.wallet.pro', 'lookalike', 'affix', ANDROID],
  ['org.example.wallet', 'lookalike', 'affix', ANDROID],
  ['https://play.google.com/store/apps/details?id=com.examp1e.wallet', 'lookalike', 'homoglyph', ANDROID],
  [
    'https://play.google.com.evil.net/store/apps/details?id=com.example.wallet',
    'lookalike',
    'extra-domain',
    ANDROID,
  ],
  ['https://f-droid.org/packages/com.example.wallet', 'lookalike', 'store', ANDROID],
  ['https://apps.apple.com/app/id1234567891', 'lookalike', 'digits', 'id1234567890'],
  ['https://github.com/examp1e-wallet/app', 'lookalike', 'homoglyph', 'github.com/example-wallet/app'],
  [
    'https://github.com/example-wallet/app/files/1/setup.zip',
    'lookalike',
    'other-page',
    'github.com/example-wallet/app',
  ],
  ['https://code.example.com/wallet-setup', 'lookalike', 'other-page', 'code.example.com/wallet'],
  ['https://apkpure.com/wallet/com.example.wallet', 'lookalike', 'store', ANDROID],
  // Written so that filters and glances miss it
  ['support [at] examp1e [dot] com', 'lookalike', 'homoglyph', MAIL],
  ['support(at)example.com', 'lookalike', 'unusual', MAIL],
  ['support at examp1e dot com', 'lookalike', 'homoglyph', MAIL],
  ['hxxps://help[.]examp1e[.]com', 'lookalike', 'homoglyph', SITE_ONE],
  ['javascript:https://help.example.com/', 'lookalike', 'unusual', SITE_ONE],
  ['blob:https://help.example.com/x', 'lookalike', 'unusual', SITE_ONE],
  ['https:help.example.com', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com\t.evil.net', 'lookalike', 'unusual', SITE_ONE],
  ['https://help.example.com\n@evil.net', 'lookalike', 'unusual', SITE_ONE],
  // Nothing like us, and not ours either
  ['https://evil.net', 'unknown'],
  ['t.me/xyz', 'unknown'],
  ['https://tinyurl.com/abc', 'unknown'],
  ['x@evil.net', 'unknown'],
  ['+44 7700 900123', 'unknown'],
  ['400-800-1234', 'unknown'],
  ['QQ 12345678', 'unknown'],
  ['https://203.0.113.7/login', 'unknown'],
  ['com.metasoft.vault', 'unknown'],
]

/** Verdicts in short: "web lookalike help.example.com". */
function verdictsOf(text: string): string[] {
  return verifyContacts(text, LIST).map(({ kind, verdict }) => `${kind} ${verdict}`)
}

describe('the table of look-alikes', () => {
  test('has at least sixty, and every reason', () => {
    expect(LOOKALIKES.filter(([, verdict]) => verdict === 'lookalike').length).toBeGreaterThanOrEqual(60)
    const told = new Set(
      LOOKALIKES.flatMap(([text]) => verifyContacts(text, LIST).flatMap(({ reasons }) => reasons)),
    )
    expect(REASONS.filter((reason) => !told.has(reason))).toEqual([])
  })

  test.each(LOOKALIKES.map(([text, verdict, reason, value]) => ({ text, verdict, reason, value })))(
    '$text is $verdict ($reason)',
    ({ text, verdict, reason, value }) => {
      const found = verifyContacts(text, LIST)
      expect(worstOf(found)).toBe(verdict)
      const worst = found.find((one) => one.verdict === verdict)
      if (reason !== undefined) expect(worst?.reasons).toContain(reason)
      if (value !== undefined) expect(worst?.contact?.value).toBe(value)
      expect(found.map((one) => one.verdict)).not.toContain('official')
    },
  )

  test.each(OFFICIAL)('%s is official', (text) => {
    expect(verifyContacts(text, LIST).map(({ verdict }) => verdict)).toEqual(['official'])
  })
})

describe('in a sentence', () => {
  test.each([
    ['这个客服是真的吗 t.me/xyz', ['web unknown']],
    ['is support@examp1e.com really you?', ['mail lookalike']],
    ['请问help.example.com是真的吗', ['web official']],
    ['官网是 https://help.example.com吗？', ['web official']],
    ['打开help.example.com，或者写信到support@example.com。', ['web official', 'mail official']],
    ['客服电话：+65 6123 4567对吗', ['phone official']],
    ['https://social.example/@wallet是官方的吗', ['web official']],
    ['（help.example.com）', ['web official']],
    ['**help.example.com**', ['web official']],
    ['👍help.example.com👍', ['web official']],
    ['support@example.com和x@evil.net', ['mail official', 'mail unknown']],
    ['Is “help.example.com” yours, or help.example.com.evil.net?', ['web official', 'web lookalike']],
    ['加我微信examplewallet01', ['handle lookalike']],
    ['Someone from @example_wallet_help on Telegram wrote to me', ['handle lookalike']],
    ['My transfer of 1234.56 USDT at 2026-11-22 10:30 failed', []],
    ['it says v2.13.1 and error 0x7f', []],
    [`0x${'ab12'.repeat(16)} is my transaction`, []],
    ['telegram support account official?', []],
    ['is help.example.com yours? he wrote from x [at] evil.net', ['web official', 'mail unknown']],
    ['look at help.example.com', ['web official']],
    ['link:https://help.example.com', ['web official']],
    ['邮箱：support@example.com', ['mail official']],
    ['对方头像和名字都是官方的', []],
  ])('%s: %j', (text, verdicts) => {
    expect(verdictsOf(text)).toEqual(verdicts)
  })

  test('never more than a dozen contacts are looked at, and long texts cost little', () => {
    expect(verifyContacts('a@b.cc '.repeat(300), LIST)).toHaveLength(12)
    const hostile = [
      '@',
      '.a',
      'a.',
      'a@',
      'https://',
      '1 ',
      '(',
      '[a](',
      '是',
      '<a href="',
      'tel:',
      'a.b=',
      '\u200b',
    ]
    for (const piece of hostile) {
      const started = performance.now()
      verifyContacts(piece.repeat(1_000_000 / piece.length), LIST)
      expect(performance.now() - started, piece).toBeLessThan(500)
    }
  })
})

describe('a host with subdomains on the list', () => {
  const list: OfficialList = {
    names: [],
    contacts: [{ kind: 'site', value: 'example.org', url: 'https://example.org', subdomains: true }],
  }
  test.each([
    ['shop.example.org', 'official'],
    ['https://a.b.example.org/x', 'official'],
    ['example.org.evil.net', 'lookalike'],
    ['shopexample.org', 'lookalike'],
    ['在example.org', 'lookalike'],
    ['http://shop.example.org', 'lookalike'],
  ])('%s is %s', (text, verdict) => {
    expect(worstOf(verifyContacts(text, list))).toBe(verdict)
  })
})

test('names in other scripts count as they are, and only so', () => {
  const list: OfficialList = {
    names: [],
    contacts: [{ kind: 'site', value: '例子.公司', url: 'https://例子.公司' }],
  }
  expect(worstOf(verifyContacts('https://例子.公司/帮助', list))).toBe('official')
  expect(worstOf(verifyContacts('https://xn--fsqu00a.xn--55qx5d', list))).toBe('official')
  expect(worstOf(verifyContacts('https://例孑.公司', list))).not.toBe('official')
})

/** What may be typed at either end of an address in a sentence. */
const AROUND = /^[\s.．,;:!?=>"'`()[\]{}|*~…]+|[\s.．,;:!?"'`()[\]{}|*~…]+$/g

/** Everything that the list above makes official, spelled by a hand other than the code's. */
const GENUINE: readonly RegExp[] = [
  /^(?:https:\/\/)?(?:help|community)\.example\.com(?:[/?#][^@\\]*)?$/i,
  /^support@example\.com(?:\?subject=[\w=&-]*)?$/i,
  /^@?wallet@social\.example$/i,
  /^(?:https:\/\/)?social\.example\/@wallet\/*(?:[?#][\w=&-]*)?$/i,
  /^@?example_wallet$/i,
  /^(?:https:\/\/)?t\.me\/(?:s\/)?example_wallet\/?(?:[?#][\w=&-]*)?$/i,
  /^(?:\+|00)6561234567$/,
  /^com\.example\.wallet$/,
  /^(?:https:\/\/)?play\.google\.com\/store\/apps\/details\/?\?id=com\.example\.wallet(?:[&#][\w=&-]*)?$/,
  /^id1234567890$/i,
  /^(?:https:\/\/)?apps\.apple\.com(?:\/[a-z]{2})?\/app(?:\/[^/]+)?\/id1234567890\/?(?:[?#][\w=&-]*)?$/,
  /^(?:https:\/\/)?code\.example\.com\/wallet\/*(?:[?#][\w=&-]*)?$/,
  /^(?:https:\/\/)?github\.com\/example-wallet\/app(?:\.git)?\/*(?:[?#][\w=&-]*)?$/i,
]

/** Where a sentence may go on right behind a contact. */
const BORDER =
  /[\s<>"'`()[\]{}|,;!*~…。，、·\p{Extended_Pictographic}\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]+/u

function isGenuine(text: string): boolean {
  const trim = (piece: string): string => piece.replace(AROUND, '')
  const lower = (piece: string): string =>
    piece.replace(/^(?:https:\/\/)?[^/?#]+(?=\/)/i, (host) => host.toLowerCase())
  // A word with a colon is a label, as in "mail:support@…".
  const label = /^[^\s@/\\]+[:=](?![/\\])(?=[+@\w])/u
  const pieces = text
    .split(BORDER)
    .map(trim)
    .flatMap((piece) => [lower(piece), lower(trim(piece.replace(label, '')))])
  // Whatever stands around a number, its digits are what one dials.
  const numbers = text.match(/[+\d][\d\s().．。·/\u2010-\u2015\u200b-\u202e-]*/g) ?? []
  const dialled = numbers.map((number) => number.replace(/[^+\d]/g, ''))
  return GENUINE.some((form) => [...pieces, ...dialled].some((piece) => form.test(piece)))
}

const SPELLINGS = LIST.contacts.flatMap(({ value, url }) => [value, ...(url === undefined ? [] : [url])])

/** Characters by which impostors change a name: look-alikes, invisible ones, other widths, and any key of a keyboard. */
const TRICK = fc.oneof(
  fc.constantFrom(
    ...'аеорсхуіѕԁɡαονιｅ．。⁄∕ꞌ·ー一丨ㅣ',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\u0301',
    '\u{e0041}',
  ),
  fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
    .filter(
      (char) =>
        !/[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{P}\p{S}]/u.test(char),
    ),
)

/** A long run: CONTACT_RUNS=100000 npx vitest run tests/contacts.test.ts */
const RUNS = Number(process.env['CONTACT_RUNS'] ?? 8_000)
/** Milliseconds; a run takes one to four. */
const PATIENCE = 60_000 + RUNS * 20

const mutation = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'delete', 'double', 'swap', 'prefix', 'suffix'),
  at: fc.nat(80),
  text: TRICK,
  word: fc.constantFrom(
    '-login',
    '.evil.net',
    '@evil.net',
    'evil.net/',
    'www.',
    '_support',
    'official',
    '-help',
    '/x',
    '?a=evil.net',
    '0',
    'http://',
    '%2e',
    ':80',
    '\\',
    '1',
  ),
})

function mutate(
  text: string,
  { kind, at, text: char, word }: { kind: string; at: number; text: string; word: string },
): string {
  const i = at % (text.length + 1)
  switch (kind) {
    case 'insert':
      return text.slice(0, i) + char + text.slice(i)
    case 'replace':
      return text.slice(0, i) + char + text.slice(i + 1)
    case 'delete':
      return text.slice(0, i) + text.slice(i + 1)
    case 'double':
      return text.slice(0, i) + text.charAt(i) + text.slice(i)
    case 'swap':
      return text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2)
    case 'prefix':
      return word + text
    default:
      return text + word
  }
}

describe('an imitation', () => {
  test(
    'of any contact is never official unless it is that contact (property)',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...SPELLINGS),
          fc.array(mutation, { minLength: 1, maxLength: 3 }),
          (genuine, steps) => {
            const text = steps.reduce(mutate, genuine)
            const isOfficial = worstOf(verifyContacts(text, LIST)) === 'official'
            expect(isOfficial && !isGenuine(text), JSON.stringify(text)).toBe(false)
          },
        ),
        { numRuns: RUNS },
      )
    },
    PATIENCE,
  )

  test('that goes on behind any sign is never official', () => {
    const signs = [
      ...'"\'`()[]{}|,;!*~…·。，、是的ノㅣ是的「」%$&^+=_-',
      '\u00a0',
      '\u2044',
      '\u2215',
      '\uff0f',
    ]
    for (const genuine of [
      'https://help.example.com',
      'help.example.com',
      'support@example.com',
      '@example_wallet',
      'https://github.com/example-wallet/app',
      'com.example.wallet',
    ])
      for (const sign of signs)
        for (const more of ['.evil.net', 'login.evil.net', '@evil.net', '@evil.net/x']) {
          const text = `${genuine}${sign}${more}`
          expect([text, worstOf(verifyContacts(text, LIST))]).not.toEqual([text, 'official'])
        }
  })

  test('by one look-alike letter is told, with the contact that it imitates (property)', () => {
    const twins: Readonly<Record<string, string>> = {
      a: 'а',
      e: 'е',
      o: 'ο',
      p: 'р',
      x: 'х',
      l: '1',
      m: 'rn',
      w: 'vv',
    }
    const places = ['help.example.com', 'support@example.com', '@example_wallet'].flatMap((genuine) =>
      [...genuine].flatMap((char, at) =>
        twins[char] !== undefined && at >= genuine.indexOf('example') && at < genuine.indexOf('example') + 7
          ? [[genuine, at] as const]
          : [],
      ),
    )
    for (const [genuine, at] of places) {
      const text = genuine.slice(0, at) + twins[genuine.charAt(at)] + genuine.slice(at + 1)
      const [found] = verifyContacts(text, LIST)
      expect([text, found?.verdict, found?.contact?.value]).toEqual([text, 'lookalike', genuine])
    }
  })

  test(
    'of whatever else is typed is never official, and never an error (property)',
    () => {
      const piece = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        TRICK,
        fc.constantFrom(
          'https://',
          '@',
          '.com',
          '://',
          '<',
          '](',
          'xn--',
          'mailto:',
          'tel:',
          '微信号',
          '%',
          '\\',
          'example',
        ),
      )
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
          const text = pieces.join('')
          const found = verifyContacts(text, LIST)
          expect(worstOf(found) === 'official' && !isGenuine(text), JSON.stringify(text)).toBe(false)
        }),
        { numRuns: RUNS },
      )
    },
    PATIENCE,
  )
})

test('case, a closing slash, spaces in numbers and a full stop change nothing (property)', () => {
  const harmless = fc.record({
    text: fc.constantFrom(...SPELLINGS),
    isUpper: fc.boolean(),
    slash: fc.boolean(),
    stop: fc.constantFrom('', '.', '!', '？', '，'),
    gap: fc.constantFrom(' ', '-', '.', '\u00a0', '  '),
  })
  fc.assert(
    fc.property(harmless, ({ text, isUpper, slash, stop, gap }) => {
      const isLink = text.startsWith('https://') && !text.includes('?')
      // Capitals count in app ids and in paths that are nobody's account.
      const mayChange = !/com\.example\.wallet|code\.example/.test(text) && !text.includes('/app')
      const typed = text.startsWith('+') ? text.replaceAll(' ', gap) : text
      const written =
        (isUpper && mayChange ? typed.toUpperCase() : typed) + (slash && isLink ? '/' : '') + stop
      expect(
        verifyContacts(written, LIST).map(({ verdict }) => verdict),
        written,
      ).toEqual(['official'])
    }),
  )
})

describe('the parts', () => {
  test.each([
    ['xn--fsqu00a.xn--55qx5d', '例子.公司'],
    ['xn--exmple-cua.com', 'exämple.com'],
    ['xn--bcher-kva.example', 'bücher.example'],
    ['xn--999999999999.com', 'xn--999999999999.com'],
    ['plain.example', 'plain.example'],
  ])('Punycode %s is %s', (ascii, shown) => {
    expect(decodeHost(ascii)).toBe(shown)
  })

  test('Punycode comes back as the browser made it (property)', () => {
    const label = fc.string({
      unit: fc.constantFrom(...'abcäöüéñßжыαβγ例子公司서울'),
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(label, (name) => {
        const host = `x${name}x.example`
        if (!URL.canParse(`https://${host}`)) return
        expect(decodeHost(new URL(`https://${host}`).hostname)).toBe(
          host.normalize('NFKC').toLowerCase().replaceAll('ß', 'ß'),
        )
      }),
    )
  })

  test('a distance is a metric of single slips (property)', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, other, 9)).toBe(distance(other, one, 9))
        expect(distance(one, other, 9) === 0).toBe(one === other)
        expect(distance(one, other, 9)).toBeLessThanOrEqual(Math.max(one.length, other.length))
      }),
    )
    expect(editBetween('exmaple', 'example')).toBe('swapped')
    expect(editBetween('acne', 'acme')).toBeUndefined() // names so short are all alike
  })

  test('a skeleton of a skeleton is itself, and ASCII letters alone keep their own (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(skeleton(text).toLowerCase()).toBe(skeleton(text))
      }),
    )
    expect(skeleton('ехаmрle')).toBe(skeleton('example'))
    expect(skeleton('ＥＸＡＭＰＬＥ')).toBe('example')
    expect(skeleton('tips')).toBe('tips')
  })
})

describe('the published list', () => {
  const list = { contacts: SITE.contacts, names: brandNames(SITE) }

  test('is official in every spelling that it is written in', () => {
    for (const { value, url } of SITE.contacts) {
      for (const text of [value, ...(url === undefined ? [] : [url])]) {
        expect([text, ...verifyContacts(text, list).map(({ verdict }) => verdict)]).toEqual([
          text,
          'official',
        ])
      }
    }
  })

  test('has a fingerprint that changes with every contact and with nothing else', () => {
    const { hash, updated } = contactListOf(SITE)
    expect(hash).toMatch(/^[0-9a-f]{12}$/)
    expect(updated).toBe(SITE.contactsUpdated)
    expect(contactListOf({ ...SITE, popular: [] }).hash).toBe(hash)
    expect(contactListOf({ ...SITE, contacts: SITE.contacts.slice(1) }).hash).not.toBe(hash)
  })

  test.each([
    [{ kind: 'mail', value: 'support' }, 'value'],
    [{ kind: 'phone', value: '6123 4567' }, 'value'],
    [{ kind: 'app', value: 'Example Wallet' }, 'value'],
    [{ kind: 'site', value: 'example.com', url: 'https://example.com/help', subdomains: true }, 'subdomains'],
    [{ kind: 'mail', value: 'a@b.cc', subdomains: true }, 'subdomains'],
  ])('refuses %j', (contact, field) => {
    const label = { 'zh-CN': '甲', en: 'A' }
    const result = siteSchema.shape.contacts.safeParse([{ ...contact, label }])
    expect(result.error?.issues.map(({ path }) => path.at(-1))).toEqual([field])
  })

  test('knows the days on which it changed by a date only', () => {
    expect(siteSchema.shape.contactsUpdated.safeParse('yesterday').success).toBe(false)
  })
})

describe('in words', () => {
  test.each(LOCALES)('every verdict of the table has its sentences in %s', (locale) => {
    const t = createTranslate(stringsFor(locale))
    const list = officialListFor(SITE, locale)
    for (const [text] of LOOKALIKES) {
      for (const verdict of checkContacts(text, list, t)) {
        expect(contactVerdictSchema.safeParse(verdict).error, text).toBeUndefined()
        expect(verdict.message).toContain(verdict.text)
        expect(JSON.stringify(verdict)).not.toMatch(/\{\w+\}/)
        if (verdict.verdict === 'lookalike') expect(verdict.reasons.length).toBeGreaterThan(0)
      }
    }
  })

  test('the page carries every string that its script asks for', () => {
    const few = createTranslate(
      Object.fromEntries(VERIFIER_STRINGS.map((key) => [key, stringsFor('en')[key]])) as Record<
        StringKey,
        string
      >,
    )
    const list = officialListFor(SITE, 'en')
    const advice = {
      scams: '/en/articles/scam-and-phishing/',
      emergency: '/en/articles/stolen-funds-first-hour/',
    }
    for (const [text] of [
      ...LOOKALIKES,
      ['nothing in it'],
      ['help.example.com'],
      ['support@example.com'],
    ] as const) {
      const verdicts = checkContacts(text, list, few)
      expect(renderOutcome({ query: text, verdicts, advice, locale: 'en' }, few)).not.toBe('')
      expect(sayOutcome(verdicts, few)).not.toBe('')
    }
    expect(VERIFIER_STRINGS).toEqual(expect.arrayContaining([...VERDICT_STRINGS, ...CHECK_STRINGS]))
  })

  test('a reply in a page needs no string that the page does not carry', () => {
    const few = createTranslate(
      Object.fromEntries(EXCHANGE_STRINGS.map((key) => [key, stringsFor('en')[key]])) as Record<
        StringKey,
        string
      >,
    )
    const advice = { emergency: '/en/articles/stolen-funds-first-hour/' }
    const t = createTranslate(stringsFor('en'))
    for (const [text] of [...LOOKALIKES, ['help.example.com'], ['support@example.com']] as const) {
      const verdicts = checkContacts(text, officialListFor(SITE, 'en'), t)
      const shown = renderVerdicts({ verdicts, advice, locale: 'en', isBrief: true }, few)
      expect(shown.match(/<li class="verdict /g)?.length, text).toBe(verdicts.length)
    }
  })

  test('what was pasted is shown as text, marked where it differs, and never linked', () => {
    const t = createTranslate(stringsFor('en'))
    const render = (text: string): string =>
      renderVerdicts(
        {
          verdicts: checkContacts(text, officialListFor(SITE, 'en'), t),
          advice: { emergency: '/x' },
          locale: 'en',
        },
        t,
      )
    expect(render('support@examp1e.com')).toContain('support@examp<mark>1</mark>e.com')
    // Letters that happen to be in our name, too, are not left out of the midst of a word.
    expect(render('@wallet_support')).toContain('@wallet<mark>_support</mark>')
    expect(render('https://help.example.com.evil.net/claim')).toContain(
      'https://help<wbr>.example<wbr>.com<wbr><mark>.evil<wbr>.net</mark><wbr>/claim',
    )
    const hostile = render('https://help.example.com.evil.net/"><script>x()</script>')
    expect(hostile).not.toContain('<script')
    expect(hostile).not.toContain('href="https://help.example.com.evil')
  })
})

describe('a question', () => {
  const t = createTranslate(stringsFor('zh-CN'))
  const list = officialListFor(SITE, 'zh-CN')
  const ask = (question: string): string[] =>
    contactsInQuestion(question, { list, t, isKnown: (text) => text.includes('etherscan.io') }).map(
      ({ text, verdict }) => `${text} ${verdict}`,
    )

  test.each([
    ['这个客服是真的吗 t.me/xyz', ['t.me/xyz unknown']],
    ['is support@examp1e.com really you', ['support@examp1e.com lookalike']],
    ['help.example.com 是官方的吗', ['help.example.com official']],
    ['someone from your support called me from +44 7700 900123', ['+44 7700 900123 unknown']],
    ['我在 uniswap.org 兑换失败了', []],
    ['交易记录 https://etherscan.io/tx/1 是真的吗', []],
    ['我登录了 help.examp1e.com 以后打不开钱包', ['help.examp1e.com lookalike']],
    ['怎么备份助记词', []],
    ['找真人客服', []],
    ['人工客服！', []],
    ['official?', []],
    ['@wallet_support 是官方的吗', ['@wallet_support lookalike']],
  ])('%s is answered with %j', (question, verdicts) => {
    expect(ask(question)).toEqual(verdicts)
  })

  test('tells a doubt from other questions', () => {
    for (const doubt of [
      '这个群是官方的吗',
      '是不是你们打的电话',
      'is this legit',
      'Is he really from your team?',
      'fake app?',
    ])
      expect(asksWhetherGenuine(doubt), doubt).toBe(true)
    for (const other of ['怎么转账', 'my transfer failed', 'how long does a swap take'])
      expect(asksWhetherGenuine(other), other).toBe(false)
  })
})

describe('the API', () => {
  let library: Library
  let app: App
  let logged = ''
  beforeAll(async () => {
    library = await openWordsLibrary()
    app = createApp({
      library: () => library,
      store: createTicketStore(await openDatabase(':memory:')),
      site: { read: async () => '<!--slot:verifier--><!--/slot:verifier-->' },
      log: createLog((line) => {
        logged += line
      }),
      logRequests: true,
    })
  }, 120_000)
  const verify = async (query: Readonly<Record<string, string>>): Promise<Response> =>
    app.request(`/api/contacts/verify?${new URLSearchParams(query)}`)

  test('sends the whole list, with the fingerprint of what it sends', async () => {
    const list = (await (await app.request('/api/contacts')).json()) as {
      contacts: unknown
      hash: string
      updated: string
    }
    expect(list.contacts).toEqual(library.corpus.site.contacts)
    expect(createHash('sha256').update(JSON.stringify(list.contacts)).digest('hex').slice(0, 12)).toBe(
      list.hash,
    )
    expect(list.updated).toBe(library.corpus.site.contactsUpdated)
  })

  test.each([
    ['support@example.com', 'official'],
    ['t.me/xyz', 'unknown'],
    ['https://help.example.com.evil.net/claim', 'lookalike'],
    ['support@example.com and x@evil.net', 'unknown'],
    ['nothing to check in here', 'none'],
  ])('%s is %s, in words of the reader', async (q, verdict) => {
    for (const locale of LOCALES) {
      const response = await verify({ q, locale })
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const body = (await response.json()) as {
        verdict: string
        results: { message: string }[]
        hash: string
      }
      expect(body.verdict).toBe(verdict)
      expect(body.hash).toBe(contactListOf(library.corpus.site).hash)
      if (locale !== 'en') for (const { message } of body.results) expect(message).toMatch(/\p{Script=Han}/u)
    }
  })

  test.each(['low-confidence', 'not-covered'] as const)(
    'answers a question with the verdict alone where no article does (%s)',
    (reason) => {
      for (const locale of LOCALES) {
        const input = {
          corpus: library.corpus,
          question: 'is support@examp1e.com really you',
          locale,
          verdict: { decision: 'escalate' as const, reason },
          confidence: 0.1,
          hits: [],
          now: new Date(),
        }
        const t = createTranslate(stringsFor(locale))
        const body = compose(input)
        expect(body.contacts?.map(({ verdict }) => verdict)).toEqual(['lookalike'])
        expect(body.message).toBe(t('reply.checked'))
        expect(verifyReply(body, input)).toEqual([])
        const reply = { ...body, id: crypto.randomUUID(), tookMs: 1 }
        const html = renderExchange({ question: input.question, reply, locale }, t)
        expect(html).not.toContain(t(`replyReason.${reason}`))
        expect(html).toContain(t('ask.toForm'))
      }
    },
  )

  test('keeps what was asked out of the log', async () => {
    await verify({ q: 'private-friend@evil.net' })
    expect(logged).toContain('/api/contacts/verify')
    expect(logged).not.toContain('private-friend')
  })

  test.each([
    [{}, 400],
    [{ q: '  ' }, 400],
    [{ q: 'x'.repeat(5_000) }, 400],
    [{ q: 't.me/xyz', locale: 'fr' }, 400],
    [{ q: `${'abandon '.repeat(11)}about` }, 422],
  ])('refuses %j with %i', async (query, status) => {
    const response = await verify(query)
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('abandon')
  })

  test('and the page without scripts give one verdict', async () => {
    for (const [text, verdict] of LOOKALIKES.slice(0, 20)) {
      const html = await (await app.request(`/en/channels/?${new URLSearchParams({ q: text })}`)).text()
      if (verdict === 'lookalike') expect([text, html.includes('verdict-official')]).toEqual([text, false])
      expect([text, html.includes('class="verdict ')]).toEqual([text, true])
    }
  })
})
