// Private keys by their shape and, where a transaction hash looks the same, by the words around them.
import { foldScript } from './fold.ts'
import type { Span } from './phrase.ts'

/** Characters looked at before and after a token for words that tell what it is. */
const REACH_BEFORE = 100
const REACH_AFTER = 40
/** Tokens this close together are a list and mean the same. */
const LIST_GAP = 8

const KEY_WORDS =
  /private[\s_-]*key|priv[\s_-]*key|secret[\s_-]*key|signing[\s_-]*key|\bsecret\b|\bprivkey\b|\bpk\b|\bmy key\b|私钥|秘钥|密钥|金钥|私匙|私鈅/gi
const HASH_WORDS =
  /\btx(?:n|s|id|hash)?\b|transaction|\bhash\b|\bblock\b|signature|交易|哈希|杂凑|雜湊|区块|签名|转账/gi
/** Some chains' addresses are as long as a key. "Private key of my address: …" still names a key. */
const ADDRESS_WORDS = /address|contract|account|地址|合约|账户/gi
const CLAUSE_END = /[.。!！?？;；,，\n]/g

/**
 * Private keys in width-folded text: WIF, extended private keys, and 64 hex digits or 86–88 base58 characters that
 * the words around them call a key. Addresses and transaction hashes pass. Takes time linear in the text's length.
 */
export function findPrivateKeys(text: string): Span[] {
  const found: Span[] = []
  let last: { readonly end: number; readonly isKey: boolean } | undefined
  for (const match of text.matchAll(/[0-9A-Za-z]+/g)) {
    const token = match[0]
    const span = { start: match.index, end: match.index + token.length }
    if (isWif(token) || isExtendedKey(token)) {
      found.push(span)
    } else if (isKeySized(token)) {
      const isInList: boolean = last !== undefined && span.start - last.end <= LIST_GAP
      const isKey: boolean = isCalledKey(text, span, isInList && last?.isKey === true)
      if (isKey) found.push(span)
      last = { end: span.end, isKey }
    }
  }
  return found
}

/** Bitcoin (5, K, L), Litecoin (6, T) and Dogecoin (6, Q) wallet import format. */
function isWif(token: string): boolean {
  if (token.length !== 51 && token.length !== 52) return false
  // Identifiers in base32 have this length too, but no lower-case letters.
  return /^[5KL6TQ][1-9A-HJ-NP-Za-km-z]+$/.test(token) && /[a-z]/.test(token)
}

/** BIP-32 and SLIP-132 private keys are 111 characters long; one cut short at the end is nearly as bad. */
function isExtendedKey(token: string): boolean {
  return token.length >= 90 && token.length <= 120 && /^[xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]+$/.test(token)
}

function isKeySized(token: string): boolean {
  if (token.length === 64 || token.length === 66) return /^(?:0[xX])?[0-9a-fA-F]{64}$/.test(token)
  return token.length >= 86 && token.length <= 88 && /^[1-9A-HJ-NP-Za-km-z]+$/.test(token)
}

function isCalledKey(text: string, { start, end }: Span, isAfterKey: boolean): boolean {
  const before = foldScript(text.slice(Math.max(0, start - REACH_BEFORE), start))
  const after = foldScript(text.slice(end, end + REACH_AFTER))
  const clauseStart = lastMatch(before, CLAUSE_END)
  const near = verdict(before.slice(clauseStart + 1))
  if (near !== undefined) return near
  if (isAfterKey) return true
  const clauseEnd = after.search(CLAUSE_END)
  return verdict(clauseEnd < 0 ? after : after.slice(0, clauseEnd)) ?? verdict(before) ?? false
}

/** Whether words in the text speak of a key (true), of something harmless (false), or of neither. The last hash or key word wins. */
function verdict(words: string): boolean | undefined {
  const key = lastMatch(words, KEY_WORDS)
  if (key >= 0) return key > lastMatch(words, HASH_WORDS)
  return lastMatch(words, HASH_WORDS) >= 0 || lastMatch(words, ADDRESS_WORDS) >= 0 ? false : undefined
}

/** Offset of the last match, -1 if there is none. */
function lastMatch(text: string, pattern: RegExp): number {
  let at = -1
  for (const match of text.matchAll(pattern)) at = match.index
  return at
}
