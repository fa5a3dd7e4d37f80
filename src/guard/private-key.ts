// Private keys by their shape and, where a transaction hash looks the same, by the words around them.
import { sha256 } from '@noble/hashes/sha2.js'
import { eachRun, hasBase58Checksum, isExtendedPrefix, looksEncoded, type Run } from './base58.ts'
import type { Budget } from './budget.ts'
import { judge, type Verdict } from './key-words.ts'
import { type Reading, slice, type Span } from './reading.ts'
import { closeGroups, createGroups, type SplitKey, takeGroup } from './split-key.ts'

/** `isUnclear`: 64 hex digits or bytes that may as well be a transaction's, and nothing around says which. */
export interface FoundKey extends Span {
  readonly isUnclear: boolean
}

/** Tokens this close together are a list and mean the same. */
const LIST_GAP = 8
/** Shorter and longer runs are no keys. */
const LENGTH = { shortest: 22, longest: 160 } as const

interface State {
  readonly codes: Uint16Array
  readonly budget: Budget
  readonly found: FoundKey[]
  /** End of the last token that words had to judge, and what they said. */
  judgedEnd: number
  judged: Verdict
}

/**
 * Private keys as stretches of the reading: complete or broken into groups. Addresses, public keys and whatever the words
 * around call a hash pass. Takes time linear in the text's length.
 */
export function findPrivateKeys({ codes }: Reading, budget: Budget): FoundKey[] {
  const state: State = { codes, budget, found: [], judgedEnd: 0, judged: undefined }
  const groups = createGroups(codes, budget)
  eachRun(codes, (run) => {
    takeGroup(groups, run)
    takeRun(state, run)
  })
  closeGroups(groups)
  for (const split of groups.found) takeSplit(state, split)
  return state.found
}

function takeRun(state: State, run: Run): void {
  const length = run.end - run.start
  if (length < LENGTH.shortest || length > LENGTH.longest) return
  if (isKeyByShape(state, run)) {
    state.found.push({ start: run.start, end: run.end, isUnclear: false })
    return
  }
  const unclear = unclearPart(state.codes, run)
  if (unclear) takeUnclear(state, unclear)
}

/** Groups that together are as long as a key. */
function takeSplit(state: State, { isSure, ...span }: SplitKey): void {
  const verdict = isSure ? 'key' : readWords(state, span, 0, undefined)
  if (verdict !== 'harmless') state.found.push({ ...span, isUnclear: verdict === undefined })
}

function takeUnclear(state: State, span: Span): void {
  const inList = span.start - state.judgedEnd <= LIST_GAP ? state.judged : undefined
  const verdict = readWords(state, span, state.judgedEnd, inList)
  if (verdict !== 'harmless') state.found.push({ ...span, isUnclear: verdict === undefined })
  state.judgedEnd = span.end
  state.judged = verdict
}

function readWords({ codes, budget }: State, span: Span, after: number, inList: Verdict): Verdict {
  if (budget.judgements <= 0) return inList
  budget.judgements--
  return judge(codes, { ...span, after }, inList)
}

function isKeyByShape({ codes, budget }: State, run: Run): boolean {
  const length = run.end - run.start
  if (length === 51 || length === 52) return isWif(codes, run, budget)
  if (isExtendedKey(codes, run)) return true
  if (length === 22 || length === 26 || length === 30) return isMiniKey(codes, run, budget)
  if (run.digits === length) return isSeedNumber(slice(codes, run.start, run.end))
  return length >= 54 && isPrefixedKey(codes, run)
}

const FIRST_OF_WIF = { 51: '5679', 52: 'KLcTQX' } as const

/**
 * Wallet import format: Bitcoin (5, K, L; testnet 9, c), Litecoin (6, T), Dogecoin (6, Q), Dash (7, X), or whatever has a
 * sound checksum. Identifiers in base32 have this length too, but no letters of both cases.
 * @see https://en.bitcoin.it/wiki/Wallet_import_format
 */
function isWif(codes: Uint16Array, run: Run, budget: Budget): boolean {
  // One letter that base58 lacks is a slip.
  if (run.foreign > 1 || run.capitals === 0 || run.smalls === 0) return false
  const known = FIRST_OF_WIF[run.end - run.start === 51 ? 51 : 52]
  const isKnown = looksEncoded(run) && known.includes(String.fromCharCode(codes[run.start] ?? 0))
  if (isKnown || budget.checksums <= 0) return true
  budget.checksums--
  return hasBase58Checksum(slice(codes, run.start, run.end))
}

/**
 * BIP-32 and SLIP-132 private keys are 111 characters long; one cut short is nearly as bad.
 * @see https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki#serialization-format
 * @see https://github.com/satoshilabs/slips/blob/master/slip-0132.md
 */
function isExtendedKey(codes: Uint16Array, { start, foreign, digits }: Run): boolean {
  return foreign <= 1 && digits > 1 && isExtendedPrefix(codes, start)
}

/**
 * Casascius' mini keys: S and 21 or 29 characters whose SHA-256 hash with a question mark begins with 0. Hardly anything
 * else has the long form; the short one needs the hash.
 * @see https://en.bitcoin.it/wiki/Mini_private_key_format
 */
function isMiniKey(codes: Uint16Array, run: Run, budget: Budget): boolean {
  if (codes[run.start] !== 0x53 || run.foreign > 0 || run.capitals < 3) return false
  const isLong = run.end - run.start === 30 && looksEncoded(run)
  if (isLong || budget.checksums <= 0) return true
  budget.checksums--
  const token = slice(codes, run.start, run.end)
  return sha256(Uint8Array.from(`${token}?`, (char) => char.charCodeAt(0)))[0] === 0
}

/**
 * Keys that say what they are: BIP-38, Stellar, Nostr, Tezos, Sui, Cardano.
 * @see https://github.com/bitcoin/bips/blob/master/bip-0038.mediawiki
 * @see https://developers.stellar.org/docs/learn/fundamentals/stellar-data-structures/accounts (strkey)
 */
const PREFIXED =
  /^(?:6P[1-9A-HJ-NP-Za-km-z]{56}|S[A-D][A-Z2-7]{54}|eds[kp]?[ek]?[1-9A-HJ-NP-Za-km-z]{50,100}|(?:nsec|suiprivkey|(?:root_|addr_|stake_|acct_)?xsk)1[0-9a-z]{40,120}|NSEC1[0-9A-Z]{58})$/
const FIRST_OF_PREFIXED: ReadonlySet<number> = new Set(Array.from('6SenNsrax', (char) => char.charCodeAt(0)))

function isPrefixedKey(codes: Uint16Array, { start, end }: Run): boolean {
  return FIRST_OF_PREFIXED.has(codes[start] ?? 0) && PREFIXED.test(slice(codes, start, end))
}

/** A phrase as SeedQR holds it: each word's place in four digits. @see https://github.com/SeedSigner/seedsigner (SeedQR) */
function isSeedNumber(token: string): boolean {
  if (![48, 60, 72, 84, 96].includes(token.length)) return false
  return (token.match(/\d{4}/g) ?? []).every((place) => Number(place) < 2048)
}

const HEX_DIGITS = 64

/** The part of a run that has the shape of a key and of a hash or signature alike. */
function unclearPart(codes: Uint16Array, run: Run): Span | undefined {
  const length = run.end - run.start
  if (length >= 86 && length <= 88 && run.foreign === 0 && looksEncoded(run)) {
    // 64 bytes: a Solana secret, or a signature, which is how Solana names transactions.
    return { start: run.start, end: run.end }
  }
  // 128 digits: an Ed25519 secret with its public key, or a signature.
  if (run.beyondHex === 0 && (length === HEX_DIGITS || length === 2 * HEX_DIGITS))
    return { start: run.start, end: run.end }
  if (run.beyondHex === 0 || length < HEX_DIGITS || length > 100) return undefined
  // 0x1234…, pk1234…, 1234…abc: whatever letters are stuck to exactly 64 digits.
  const token = slice(codes, run.start, run.end)
  const hex = /(?:0[xX]|[^0-9a-fA-F]|^)([0-9a-fA-F]{64})(?:$|[^0-9a-fA-F])/.exec(token)
  if (!hex) return undefined
  const from = token.indexOf(hex[1] ?? '', hex.index)
  const hasPrefix = /0x$/i.test(token.slice(0, from))
  return { start: run.start + (hasPrefix ? from - 2 : from), end: run.start + from + HEX_DIGITS }
}
