// Passwords, one-time codes, named keys and key files: known by the words that stand with them.
import type { Budget } from './budget.ts'
import { hashOf } from './hash.ts'
import { findKeystores } from './keystore.ts'
import { oneTimeCodeBefore, oneTimeCodeIn } from './one-time-code.ts'
import { IS, partOf, QUOTES, UNITS } from './phrasing.ts'
import { KIND, type Reading, slice, type Span } from './reading.ts'
import type { Tokens } from './tokens.ts'

export type CredentialKind = 'keystore' | 'password' | 'one-time-code' | 'private-key'

export interface FoundCredential extends Span {
  readonly kind: CredentialKind
}

type Cue = 'password' | 'code' | 'keystore' | 'key' | 'begin' | 'otpauth'

/** Folded words that tell what follows. */
const CUES: ReadonlyMap<number, Cue> = new Map(
  (
    [
      [
        'password',
        'password passwd pwd pw passcode passphrase pin pincode contrasena clave senha motdepasse passe heslo',
      ],
      ['password', 'passwort kennwort пароль пароля'],
      ['code', 'otp totp code codes codigo codice kod код кода'],
      ['keystore', 'ciphertext cipherparams kdfparams mac salt kdf dklen'],
      ['key', 'key keys ключ seed secret wif'],
      ['begin', 'begin'],
      ['otpauth', 'otpauth'],
    ] as const
  ).flatMap(([cue, words]) => words.split(' ').map((word) => [hashOf(word), cue] as const)),
)

/** The same where words are not set apart, with the characters they end in. */
const RUN_CUES: readonly (readonly [Cue, RegExp])[] = [
  [
    'code',
    /(?:验证|驗證|校[验驗]|[动動][态態]|短信|[简簡][讯訊]|谷歌|安全|[认認][证證]|一次性|[备備]用|恢[复復])密?[码碼]$|[动動][态態]口令$|(?:認証|確認)こーと$|인증\s?번호$/,
  ],
  ['password', /密[码碼]$|口令$|はすわーと$|暗証番号$|비밀번호$|pin ?[码碼]$/i],
  ['key', /[私秘密金][钥鑰匙]$|秘密鍵$|개인\s?키$/],
]
const RUN_ENDS = new Uint8Array(0x10000)
for (const char of '码碼令と号호钥鑰匙鍵키') RUN_ENDS[char.charCodeAt(0)] = 1

/** Characters read after a cue and, for cues that need another word, before it. */
const REACH = { after: 110, before: 24, word: 12 } as const

/** Of the budget: for a character in which such a word may end, and for "BEGIN", after which pages are read. */
const CUE_COST = { end: 0.1, begin: 50 } as const

interface State {
  readonly codes: Uint16Array
  readonly budget: Budget
  readonly found: FoundCredential[]
  readonly keystore: Span[]
}

/**
 * Stretches of the reading that hold a credential. Takes time linear in its length: in a text with more words for them
 * than anybody writes, all from there on counts as one.
 */
export function findCredentials({ codes }: Reading, tokens: Tokens, budget: Budget): FoundCredential[] {
  const state: State = { codes, budget, found: [], keystore: [] }
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] ?? 0
    const end = tokens.ends[i] ?? 0
    const kind = tokens.kinds[i] ?? 0
    if (kind === KIND.latin || kind === KIND.letter) {
      const cue = CUES.get(tokens.hashes[i] ?? 0)
      if (cue) takeCue(state, cue, { start, end })
    } else {
      for (let k = start; k < end; k++) if (RUN_ENDS[codes[k] ?? 0] === 1) takeRunCue(state, k + 1)
    }
    if (budget.cues > 0) continue
    state.found.push({ start, end: codes.length, kind: 'password' })
    break
  }
  for (const span of findKeystores(codes, state.keystore)) state.found.push({ ...span, kind: 'keystore' })
  return state.found
}

function takeRunCue(state: State, end: number): void {
  if (state.budget.cues <= 0) return
  state.budget.cues -= CUE_COST.end
  const before = slice(state.codes, end - REACH.word, end)
  const cue = RUN_CUES.find(([, pattern]) => pattern.test(before))
  if (cue) takeCue(state, cue[0], { start: end - 1, end })
}

function takeCue(state: State, cue: Cue, span: Span): void {
  if (cue === 'keystore') {
    state.keystore.push(span)
    return
  }
  if (state.budget.cues <= 0 || span.start < (state.found.at(-1)?.end ?? 0)) return
  state.budget.cues -= cue === 'begin' ? CUE_COST.begin : 1
  state.found.push(...readCue(state.codes, cue, span))
}

function readCue(codes: Uint16Array, cue: Cue, span: Span): FoundCredential[] {
  const after = slice(codes, span.end, span.end + REACH.after)
  const at = (found: Span | undefined, kind: CredentialKind): FoundCredential[] =>
    found ? [{ start: span.end + found.start, end: span.end + found.end, kind }] : []
  switch (cue) {
    case 'password':
      return at(isPassword(codes, span) ? passwordIn(after) : undefined, 'password')
    case 'code': {
      const words = {
        before: slice(codes, span.start - REACH.before, span.start),
        word: slice(codes, span.start, span.end),
      }
      const code = at(oneTimeCodeIn(after, words), 'one-time-code')
      if (code.length > 0) return code
      const ahead = oneTimeCodeBefore(words)
      const from = span.start - words.before.length
      return ahead ? [{ start: from + ahead.start, end: from + ahead.end, kind: 'one-time-code' }] : []
    }
    case 'key':
      return at(isPrivate(codes, span) ? namedKeyIn(after) : undefined, 'private-key')
    case 'begin':
      return at(pemIn(codes, span.end, after), 'private-key')
    case 'otpauth':
      return at(partOf(/^:\/\/[^\s"'<>]*secret=[^\s"'<>]*/i.exec(after)), 'one-time-code')
    default:
      return []
  }
}

/** "password is", "密码：", "пароль от кошелька:" and then what may be one, up to white space. */
const PASSWORD = new RegExp(`^["'\\s]{0,3}(?:[^\\s:=是为為]{1,12}\\s){0,2}?${IS}${QUOTES}([!-~]{4,64})`)
/** Addresses, standards, sums, dates, placeholders: they look like a password and are none. */
const NO_PASSWORD =
  /^(?:https?:|www\.|[~.]{0,2}\/)|@[\w-]+\.\w|^\$?\d+(?:[.,:/-]\d+)*(?:[a-z]{1,5}|%)?$|^(?:erc|trc|bep|brc|aes|sha|md|bip|base|web|utf|ios|iphone|android|usb|face|touch|2fa|u2f|mp)-?\d|^(.)\1+$|^[*•xX._-]+$|^\d+[-~]\d+|^\[removed\]|^(?:and|or)\//i
const OPENING_QUOTE = /["'“‘「『`]$/

/** Whether a word that is part of the word for passwords has the rest of it before it: "mot de passe". */
function isPassword(codes: Uint16Array, { start, end }: Span): boolean {
  return (
    !/^passe$/i.test(slice(codes, start, end)) || /\bmots?[\s-]de[\s-]$/i.test(slice(codes, start - 8, start))
  )
}

/** What is called a password: characters of two sorts, or digits alone, or anything in quotes. */
function passwordIn(after: string): Span | undefined {
  const match = PASSWORD.exec(after)
  if (!match?.[1]) return undefined
  const token = match[1].replace(/[.,;:!?)\]}"'`>]+$/, '')
  const start = match[0].length - match[1].length
  const isNumber = /^\d{4,16}$/.test(token) && !UNITS.test(after.slice(start + token.length))
  if (
    !isNumber &&
    (NO_PASSWORD.test(token) || !isChosen(token, OPENING_QUOTE.test(match[0].slice(0, start))))
  )
    return undefined
  return { start, end: start + token.length }
}

function isChosen(token: string, isQuoted: boolean): boolean {
  if (token.length < 4) return false
  if (isQuoted && token.length >= 6) return true
  if (!/[a-z]/i.test(token)) return /\d/.test(token) && /[!@#$%^&*_+=~|]/.test(token)
  return (
    /\d/.test(token) ||
    /[!@#$%^&*_+=~|]/.test(token) ||
    (token.length >= 10 && /^[A-Za-z]*[a-z][A-Z]/.test(token))
  )
}

/** Whether a word for keys, in a language where it stands alone, has the right word before it. */
function isPrivate(codes: Uint16Array, { start, end }: Span): boolean {
  if (!/^(?:keys?|ключ)$/i.test(slice(codes, start, end))) return true
  return /(?:private?|secret|signing|spend|recovery|extended|master|setup|2fa|authenticator|приватн[а-я]*|закрыт[а-я]*)[\s_-]*$/i.test(
    slice(codes, start - 20, start),
  )
}

/**
 * A long mixed token that is called a key in so many words, or a longer one right after the word, as keys with a slip are.
 * What {@link findPrivateKeys} judges is left to it.
 */
const NAMED_KEY = new RegExp(`^["'\\s]{0,3}${IS}${QUOTES}([A-Za-z0-9+/_-]{16,100}=*)`)
const BESIDE_KEY = /^["'\s]{0,3}([A-Za-z0-9]{43,160})(?![A-Za-z0-9])/
const OTHER_FORM =
  /^(?:0x[0-9a-f]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc|tb|ltc|addr|stake)1[0-9a-z]{20,110}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-f]{64}|[0-9a-f]{64}|0[23][0-9a-f]{64}|G[A-Z2-7]{55}|[EU]Q[\w-]{46}|[xyzvtu]pub\w+|https?)$/i
/** A key of 256 bits as a decimal number. */
const FEWEST_DIGITS = 70

function namedKeyIn(after: string): Span | undefined {
  const found = partOf(NAMED_KEY.exec(after)) ?? partOf(BESIDE_KEY.exec(after))
  if (!found) return undefined
  const token = after.slice(found.start, found.end)
  const digits = token.match(/\d/g)?.length ?? 0
  const isMixed = (/[a-z]/i.test(token) && digits >= 2) || digits >= FEWEST_DIGITS
  return isMixed && !token.includes('-') && !OTHER_FORM.test(token) ? found : undefined
}

const PEM = { longest: 4_000, cut: 2_000 } as const

/** @see https://datatracker.ietf.org/doc/html/rfc7468 */
function pemIn(codes: Uint16Array, end: number, after: string): Span | undefined {
  if (!/^ (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----/.test(after)) return undefined
  const rest = slice(codes, end, end + PEM.longest)
  const last = /-----END [A-Z0-9 ]{0,40}-----/.exec(rest)
  return { start: 0, end: last ? last.index + last[0].length : Math.min(rest.length, PEM.cut) }
}
