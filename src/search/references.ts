// Transaction hashes and addresses in what people paste: recognised, checked, told from words, linked to explorers.
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Chain, Explorer, Network } from '../articles/site.ts'
import { REFERENCES } from '../config.ts'

/** `failed`: shaped like an address of its kind, but mistyped or cut; `absent`: the form carries no checksum. */
export type Checksum = 'verified' | 'failed' | 'absent'

/** A transaction hash or an address as it stands in a text. */
export interface Reference {
  readonly kind: 'transaction' | 'address'
  /** Chains it may belong to, the likeliest first, never empty. All EVM chains look the same: `evm`. */
  readonly chains: readonly Chain[]
  /** The EVM network that the words around it name, if it may belong to one and they do. */
  readonly network?: Network
  readonly text: string
  /** Half-open range of UTF-16 offsets. */
  readonly start: number
  readonly end: number
  readonly checksum: Checksum
}

type Recognised = Pick<Reference, 'kind' | 'chains' | 'checksum'>

interface Form {
  readonly pattern: RegExp
  /** Called for a token that fits the pattern; undefined if it is none of these after all. */
  readonly read: (token: string) => Recognised | undefined
}

/** From Bitcoin's pay-to-anchor address to Solana's signatures. */
const TOKEN_LENGTH = { shortest: 14, longest: 88 } as const
/** All but one in 10⁶ Bitcoin addresses are as long; a shorter token with a wrong checksum is something else. */
const SHORTEST_MISTYPED = 31

/** A token is what the first form takes it for. Two may fit: "BC1…" also begins some of Solana's addresses. */
const FORMS: readonly Form[] = [
  { pattern: /^0[xX][0-9a-fA-F]{64}$/, read: () => transactionOn('evm') },
  // A number of 64 decimal digits is no hash: those hold letters, but for one in 10¹³.
  {
    pattern: /^(?=\d*[a-fA-F])[0-9a-fA-F]{64}$/,
    read: () => transactionOn('tron', 'bitcoin', 'evm'),
  },
  { pattern: /^0[xX][0-9a-fA-F]{40}$/, read: (token) => addressOn('evm', checkEip55(token)) },
  // A program of 2 to 40 bytes between the version and the checksum.
  { pattern: /^bc1[0-9a-z]{11,71}$/i, read: readSegwit },
  { pattern: /^T[1-9A-HJ-NP-Za-km-z]{33}$/, read: (token) => readBase58Check(token, 'tron', [0x41]) },
  {
    pattern: /^[13][1-9A-HJ-NP-Za-km-z]{25,33}$/,
    read: (token) => readBase58Check(token, 'bitcoin', [0x00, 0x05]),
  },
  { pattern: /^[1-9A-HJ-NP-Za-km-z]{32,44}$/, read: (token) => readSolana(token, 32) },
  { pattern: /^[1-9A-HJ-NP-Za-km-z]{86,88}$/, read: (token) => readSolana(token, 64) },
]

/**
 * Transaction hashes and addresses in a text, in order. Call it with text that the guard has redacted: a private key
 * looks like a hash. Takes time linear in the text's length, whatever the text.
 */
export function findReferences(text: string): Reference[] {
  const found: Reference[] = []
  let candidates = 0
  for (const match of text.matchAll(/[0-9A-Za-z]+/g)) {
    const token = match[0]
    if (token.length < TOKEN_LENGTH.shortest || token.length > TOKEN_LENGTH.longest) continue
    const forms = FORMS.filter(({ pattern }) => pattern.test(token))
    if (forms.length === 0) continue
    if (++candidates > REFERENCES.candidates) break
    const recognised = firstReading(token, forms)
    if (!recognised) continue
    const span = { start: match.index, end: match.index + token.length }
    found.push({ ...recognised, ...placeOf(text, span, recognised.chains), text: token, ...span })
  }
  return found
}

function firstReading(token: string, forms: readonly Form[]): Recognised | undefined {
  for (const { read } of forms) {
    const recognised = read(token)
    if (recognised) return recognised
  }
  return undefined
}

/** The text with a word in place of each hash and address: their characters mean nothing to a search, their kind does. */
export function stripReferences(
  text: string,
  references: readonly Reference[] = findReferences(text),
): string {
  const words = /\p{Script=Han}/u.test(text)
    ? { transaction: '交易哈希', address: '地址' }
    : { transaction: 'transaction hash', address: 'address' }
  const parts: string[] = []
  let end = 0
  for (const reference of references) {
    parts.push(text.slice(end, reference.start), words[reference.kind])
    end = reference.end
  }
  parts.push(text.slice(end))
  return parts.join('')
}

/** A page of a block explorer that shows a reference. */
export interface ExplorerLink {
  readonly label: string
  readonly url: string
  readonly reference: Reference
}

/**
 * Where to look references up, made without asking anyone: for each the first explorer of every chain it may belong
 * to, for EVM all of them with the named network's first. Every reference has its best link before any has its second.
 * An address whose checksum failed has none: its page, if there is one, is another's.
 */
export function explorerLinks(
  references: readonly Reference[],
  explorers: readonly Explorer[],
  limit: number = REFERENCES.links,
): ExplorerLink[] {
  const ranked = references
    .filter(({ checksum }) => checksum !== 'failed')
    .flatMap((reference) => linksOf(reference, explorers).map((link, rank) => ({ link, rank })))
    .sort((a, b) => a.rank - b.rank)
  const byUrl = new Map<string, ExplorerLink>()
  for (const { link } of ranked) if (!byUrl.has(link.url)) byUrl.set(link.url, link)
  return [...byUrl.values()].slice(0, limit)
}

function linksOf(reference: Reference, explorers: readonly Explorer[]): ExplorerLink[] {
  return reference.chains.flatMap((chain) => {
    const own = explorers.filter((explorer) => explorer.chain === chain)
    const named = own.filter(({ network }) => network !== undefined && network === reference.network)
    const shown = chain === 'evm' ? [...named, ...own.filter((one) => !named.includes(one))] : own.slice(0, 1)
    const id = encodeURIComponent(idOn(chain, reference))
    return shown.map((explorer) => ({
      label: explorer.network === undefined ? explorer.name : `${explorer.name} (${explorer.network})`,
      url: explorer[reference.kind].replace('{id}', () => id),
      reference,
    }))
  })
}

/** The form explorers look up: hexadecimal with `0x` on EVM chains only, small letters where case means nothing. */
function idOn(chain: Chain, { kind, text }: Reference): string {
  const isCaseFree = /^bc1/i.test(text) || (kind === 'transaction' && chain !== 'solana')
  const id = isCaseFree ? text.toLowerCase() : text
  return chain === 'evm' ? `0x${id.replace(/^0x/i, '')}` : id
}

function transactionOn(...chains: Chain[]): Recognised {
  return { kind: 'transaction', chains, checksum: 'absent' }
}

function addressOn(chain: Chain, checksum: Checksum): Recognised {
  return { kind: 'address', chains: [chain], checksum }
}

/**
 * The checksum of an EVM address is in its capitals: a letter is one if the same digit of the Keccak-256 hash of the
 * address in small letters is 8 or more. Addresses in one case carry none.
 * @see https://eips.ethereum.org/EIPS/eip-55
 */
function checkEip55(address: string): Checksum {
  const digits = address.slice(2)
  const small = digits.toLowerCase()
  if (digits === small || digits === digits.toUpperCase()) return 'absent'
  const hash = bytesToHex(keccak_256(utf8ToBytes(small)))
  const isSound = [...digits].every(
    (digit, i) => /\d/.test(digit) || /[A-F]/.test(digit) === /[89a-f]/.test(hash.charAt(i)),
  )
  return isSound ? 'verified' : 'failed'
}

/**
 * Tron and older Bitcoin addresses: a version byte, 20 bytes, and the first 4 bytes of the double SHA-256 of both.
 * @see https://en.bitcoin.it/wiki/Base58Check_encoding
 * @see https://developers.tron.network/docs/account (version 0x41)
 */
function readBase58Check(token: string, chain: Chain, versions: readonly number[]): Recognised | undefined {
  const bytes = decodeBase58(token)
  const payload = bytes.subarray(0, -4)
  const sum = sha256(sha256(payload))
  const isSound =
    bytes.length === 25 &&
    versions.includes(bytes[0] ?? -1) &&
    bytes.subarray(-4).every((byte, i) => byte === sum[i])
  if (isSound) return addressOn(chain, 'verified')
  return token.length >= SHORTEST_MISTYPED && isMixed(token) ? addressOn(chain, 'failed') : undefined
}

/** Public keys (32 bytes) and signatures (64 bytes) of Ed25519. @see https://solana.com/docs/rpc */
function readSolana(token: string, size: 32 | 64): Recognised | undefined {
  if (!isMixed(token) || decodeBase58(token).length !== size) return undefined
  return size === 32 ? addressOn('solana', 'absent') : transactionOn('solana')
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/**
 * Bytes of base58 text: one big number, after a zero byte for each leading "1". Quadratic, for bounded tokens only.
 * @see https://datatracker.ietf.org/doc/html/draft-msporny-base58-03
 */
function decodeBase58(token: string): Uint8Array {
  let value = 0n
  for (const char of token) value = value * 58n + BigInt(BASE58.indexOf(char))
  const hex = value === 0n ? '' : value.toString(16)
  const zeros = /^1*/.exec(token)?.[0].length ?? 0
  return hexToBytes('00'.repeat(zeros) + hex.padStart(hex.length + (hex.length % 2), '0'))
}

/**
 * What is left of a token without its camelCase words: much of encoded bytes, next to nothing of a name from an error
 * message, which would otherwise pass where no checksum vouches for the token. Numbers lack letters of both cases.
 */
function isMixed(token: string): boolean {
  if (!/[A-Z]/.test(token) || !/[a-z]/.test(token)) return false
  return token.replace(/[A-Z]?[a-z]{2,}/g, '').length >= REFERENCES.oddShare * token.length
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const BECH32_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
/** The prefix "bc" as the checksum sees it: high bits, a zero, low bits. */
const BECH32_PREFIX = [3, 3, 0, 2, 3]

/**
 * The prefix tells what it was meant to be, so a character that bech32 lacks is a mistake, too. It takes one letter
 * more than "bc1", as versions 0 and 1 have it: "bc1" alone is hexadecimal as well.
 */
function readSegwit(token: string): Recognised | undefined {
  if (isSegwit(token)) return addressOn('bitcoin', 'verified')
  const isMeant = token.length >= SHORTEST_MISTYPED && /^bc1[qp]/i.test(token)
  return isMeant ? addressOn('bitcoin', 'failed') : undefined
}

/**
 * Whether a token is a SegWit address: bech32 for version 0, bech32m for later ones.
 * @see https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
 * @see https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki
 */
function isSegwit(address: string): boolean {
  const small = address.toLowerCase()
  if (address !== small && address !== address.toUpperCase()) return false
  const values = [...small.slice('bc1'.length)].map((char) => BECH32.indexOf(char))
  const version = values[0] ?? -1
  if (values.includes(-1) || version > 16) return false
  if (bech32Remainder([...BECH32_PREFIX, ...values]) !== (version === 0 ? 1 : 0x2bc830a3)) return false
  const program = values.slice(1, -6)
  const size = Math.floor((program.length * 5) / 8)
  const padding = (program.length * 5) % 8
  if (padding > 4 || (program.at(-1) ?? 0) % 2 ** padding !== 0) return false
  return version !== 0 || size === 20 || size === 32
}

/** BIP-173's `bech32_polymod`. */
function bech32Remainder(values: readonly number[]): number {
  let remainder = 1
  for (const value of values) {
    const top = remainder >>> 25
    remainder = ((remainder & 0x1ffffff) << 5) ^ value
    BECH32_GENERATORS.forEach((generator, i) => {
      if ((top >>> i) & 1) remainder ^= generator
    })
  }
  return remainder
}

interface Name {
  readonly chain: Chain
  readonly network?: Network
  readonly pattern: RegExp
}

/** Names that stand apart from other letters, but may touch digits (100TRX), and Chinese ones that stand anywhere. */
function named(apart: string, anywhere?: string): RegExp {
  const pattern = `(?<![a-z])(?:${apart})(?![a-z])`
  return new RegExp(anywhere === undefined ? pattern : `${pattern}|${anywhere}`, 'gi')
}

/**
 * What people call chains. A coin names its chain, but USDT and USDC are on all of them, and ETH is on many networks.
 * "base" is a word of its own, so it needs one more beside it.
 */
const NAMES: readonly Name[] = [
  { chain: 'tron', pattern: named('tron|tronscan|tronlink|trx|trc-?(?:10|20)', '波[场場宝寶]') },
  { chain: 'bitcoin', pattern: named('bitcoins?|btc|mempool\\.space|segwit|taproot', '比特[币幣]|大[饼餅]') },
  { chain: 'solana', pattern: named('solana|sol|solscan|spl', '索拉[纳納]') },
  { chain: 'evm', pattern: named('evm|eth|ether', '以太[币幣]') },
  {
    chain: 'evm',
    network: 'Ethereum',
    pattern: named('ethereum|erc-?(?:20|721)|(?<!optimistic\\.)etherscan', '以太(?![币幣])'),
  },
  {
    chain: 'evm',
    network: 'BNB Chain',
    pattern: named('bnb|bsc|bscscan|bep-?20|binance (?:smart )?chain', '[币幣]安(?:智能|智慧)?[链鏈]'),
  },
  { chain: 'evm', network: 'Polygon', pattern: named('polygon|polygonscan|matic|pol', '[马馬]蹄') },
  { chain: 'evm', network: 'Arbitrum', pattern: named('arbitrum|arbiscan|arb') },
  {
    chain: 'evm',
    network: 'Optimism',
    pattern: named('optimism|optimistic|op[ -]?(?:mainnet|chain|network|[链鏈]|主[网網])'),
  },
  {
    chain: 'evm',
    network: 'Base',
    pattern: named(
      'base[ -]?(?:chain|network|mainnet|[链鏈]|网络|網[絡路]|主[网網]|上)|basescan' +
        '|base(?= ?[:：)）])|(?:on|network:?|chain:?) base(?! fee)',
    ),
  },
]

interface Mention extends Omit<Name, 'pattern'> {
  readonly start: number
  readonly end: number
}

const CLAUSE_END = /[。！!？?；;，,、\n]|\.\s/g

/** What the words around say about where a reference belongs; only what its form leaves open. */
function placeOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  chains: readonly Chain[],
): Pick<Reference, 'chains' | 'network'> {
  if (!chains.includes('evm')) return { chains }
  const before = text.slice(Math.max(0, start - REFERENCES.reach), start)
  const after = text.slice(end, end + REFERENCES.reach)
  const circles = circlesAround(before, after)
  const fitting = circles.map((circle) => circle.filter(({ chain }) => chains.includes(chain)))
  const near = fitting.find((circle) => circle.length > 0) ?? []
  const narrowed = near.length > 0 ? [...new Set(near.map(({ chain }) => chain))] : chains
  if (!narrowed.includes('evm')) return { chains: narrowed }
  const network = circles.flat().find((mention) => mention.network !== undefined)?.network
  return network === undefined ? { chains: narrowed } : { chains: narrowed, network }
}

/** Chains named around a reference, nearest first, in circles: its clause before and after it, then all before and after. */
function circlesAround(before: string, after: string): Mention[][] {
  const earlier = mentionsIn(before).sort((a, b) => b.end - a.end)
  const later = mentionsIn(after).sort((a, b) => a.start - b.start)
  const clauseStart = [...before.matchAll(CLAUSE_END)].at(-1)?.index ?? -1
  const clauseEnd = [...after.matchAll(CLAUSE_END)][0]?.index ?? after.length
  return [
    earlier.filter((mention) => mention.start > clauseStart),
    later.filter((mention) => mention.end <= clauseEnd),
    earlier,
    later,
  ]
}

function mentionsIn(text: string): Mention[] {
  return NAMES.flatMap(({ pattern, ...name }) =>
    Array.from(text.matchAll(pattern), (match) => ({
      ...name,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
}
