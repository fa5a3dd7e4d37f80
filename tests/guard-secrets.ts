// Made-up secrets of every kind as people paste them, in noisy sentences of five languages. Same seed, same secrets.
import { sha256 } from '@noble/hashes/sha2.js'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { createRandom } from '../src/search/random.ts'

export interface MadeSecret {
  /** What it is and how it is written, for counting. */
  readonly kind: string
  readonly text: string
  /** Pieces of the secret that must not be left after redaction. */
  readonly pieces: readonly string[]
}

export interface Dice {
  /** 0 ≤ x < 1 */
  readonly next: () => number
  readonly below: (count: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  readonly bytes: (length: number) => Uint8Array
}

export function createDice(seed: number): Dice {
  const next = createRandom(seed)
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}

export const WORD_LISTS = {
  english,
  spanish,
  french,
  italian,
  portuguese,
  czech,
  japanese,
  korean,
  simplified,
  traditional,
} as const
type ListName = keyof typeof WORD_LISTS

export const toFullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')

const isHan = (list: ListName): boolean => list === 'simplified' || list === 'traditional'
const isLatin = (list: ListName): boolean => !isHan(list) && list !== 'japanese' && list !== 'korean'

type Lay = (words: readonly string[], dice: Dice, list: ListName) => string

/** Ways to write words one by one. */
const SEPARATE: Readonly<Record<string, Lay>> = {
  spaces: (words) => words.join(' '),
  lines: (words) => words.join('\n'),
  commas: (words, dice) => words.join(dice.pick([', ', ',', '，', '、', ' ; ', ' / ', ' - ', '  '])),
  numbered: (words, dice) => {
    const mark = dice.pick(['. ', ') ', '、', '：', ': ', '.', ' '])
    return words.map((word, i) => `${i + 1}${mark}${word}`).join(dice.pick(['\n', ' ', ', ']))
  },
  'numbered in words': (words) => words.map((word, i) => `第${i + 1}个：${word}`).join('\n'),
  'full width': (words) => toFullWidth(words.join(' ')),
  quoted: (words) => JSON.stringify(words),
}
/** Ways that make them harder to see. */
const HIDDEN: Readonly<Record<string, Lay>> = {
  joined: (words, dice, list) =>
    isLatin(list) && dice.below(2) === 0
      ? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
      : words.join(''),
  'one filler': (words, dice) =>
    words.join(dice.pick([' then ', ' xx ', ' and ', '，然后', ' 接着 ', ' y luego ', ' потом '])),
  'filler between': (words, dice, list) => {
    const fillers = isHan(list)
      ? ['x', 'aa', '-', '1', ' ok ', ' b ']
      : [
          'foo',
          'yes',
          'mum',
          'dad',
          'www',
          'kkk',
          'zxcv',
          'um',
          'ja',
          'ok',
          'lol',
          'hmm',
          'да',
          '好的',
          'えっと',
        ]
    return words.map((word) => `${word} ${dice.pick(fillers)}`).join(' ')
  },
  ordinals: (words) => {
    const digits = '一二三四五六七八九十'
    const ordinal = (i: number): string =>
      `${i >= 20 ? '二' : ''}${i >= 10 ? '十' : ''}${digits.charAt(i % 10 === 9 && i > 9 ? 9 : i % 10)}`
    return words.map((word, i) => `第${ordinal(i)}个是${word}`).join('，')
  },
}

function casing(dice: Dice): (word: string) => string {
  return dice.pick([
    (word: string) => word,
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word.charAt(0).toUpperCase() + word.slice(1),
    // As typed without accents, or as macOS writes them.
    (word: string) => word.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
    (word: string) => word.normalize('NFC'),
  ])
}

function mistype(word: string, dice: Dice): string {
  const letters = [...word.normalize('NFC')]
  const at = dice.below(letters.length)
  const kind = dice.below(4)
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, dice.pick([...'abcdefghijklmnopqrstuvwxyz']))
  else if (kind === 2) letters[at] = dice.pick([...'abcdefghijklmnopqrstuvwxyz'])
  else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse())
  return letters.join('')
}

function phrase(dice: Dice): MadeSecret {
  const list = dice.pick(Object.keys(WORD_LISTS) as ListName[])
  const all = WORD_LISTS[list]
  const length = dice.pick([12, 12, 12, 15, 18, 21, 24])
  const form = dice.pick(['valid', 'valid', 'valid', 'wrong checksum', 'slip', 'part'])
  let words = entropyToMnemonic(dice.bytes((length / 3) * 4), all).split(/\s/)
  if (form === 'wrong checksum') words = words.map(() => dice.pick(all))
  if (form === 'part') words = words.slice(0, 6 + dice.below(length - 6))
  // Part of a phrase in Chinese characters without anything between them is any few characters.
  const lays = form === 'part' && isHan(list) ? SEPARATE : { ...SEPARATE, ...HIDDEN }
  const name = dice.pick(Object.keys(lays))
  if (form === 'slip' && !isHan(list)) {
    const at = dice.below(words.length)
    words = words.map((word, i) => (i === at && word.length >= 4 ? mistype(word, dice) : word))
  }
  const write = casing(dice)
  const written = words.map(write)
  const text = lays[name]?.(written, dice, list) ?? ''
  return { kind: `${isHan(list) ? 'Chinese' : list} phrase, ${form}, ${name}`, text, pieces: written }
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

export function base58(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; value > 0n; value /= 58n) text = BASE58.charAt(Number(value % 58n)) + text
  for (let i = 0; bytes[i] === 0; i++) text = `1${text}`
  return text
}

export function base58Check(bytes: Uint8Array): string {
  return base58(Uint8Array.from([...bytes, ...sha256(sha256(bytes)).subarray(0, 4)]))
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const grouped = (text: string, size: number, between: string): string =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between)

/** Pieces of sixteen characters, as the secret itself spells them. */
const piecesOf = (text: string): string[] => text.match(/[0-9A-Za-z]{16}/g) ?? [text]

function hexKey(dice: Dice): MadeSecret {
  const digits = hex(dice.bytes(32))
  const form = dice.pick([
    'bare',
    '0x',
    'upper',
    'full width',
    'groups',
    'lines',
    'bytes',
    'announced',
    'tron',
  ])
  const text = {
    bare: digits,
    '0x': `0x${digits}`,
    upper: digits.toUpperCase(),
    'full width': toFullWidth(`0x${digits}`),
    groups: grouped(digits, dice.pick([2, 4, 8, 16]), dice.pick([' ', '-', ' - ', ':', '  '])),
    lines: grouped(digits, dice.pick([16, 20, 32, 40]), dice.pick(['\n', '\r\n', ' \n', '\n  '])),
    bytes: Array.from(digits.match(/../g) ?? [], (byte) => `0x${byte}`).join(', '),
    announced: `${dice.pick(['private key: ', '私钥：', '秘密鍵：', 'clave privada: ', 'приватный ключ: '])}${digits}`,
    tron: `TRON ${dice.pick(['private key', '私钥', 'PK'])} ${digits}`,
  }[form] as string
  return { kind: `hex key, ${form}`, text, pieces: piecesOf(digits) }
}

const EXTENDED = {
  xprv: 0x0488ade4,
  yprv: 0x049d7878,
  zprv: 0x04b2430c,
  tprv: 0x04358394,
  uprv: 0x044a4e28,
  vprv: 0x045f18bc,
}

function base58Key(dice: Dice): MadeSecret {
  const form = dice.pick(['WIF', 'WIF compressed', 'testnet WIF', 'extended', 'mini', 'Solana', 'BIP-38'])
  const secret = dice.bytes(32)
  const make: Readonly<Record<string, () => string>> = {
    WIF: () => base58Check(Uint8Array.from([0x80, ...secret])),
    'WIF compressed': () => base58Check(Uint8Array.from([0x80, ...secret, 1])),
    'testnet WIF': () => base58Check(Uint8Array.from([0xef, ...secret, ...(dice.below(2) ? [1] : [])])),
    extended: () => {
      const version = dice.pick(Object.values(EXTENDED))
      const head = [24, 16, 8, 0].map((shift) => (version >>> shift) & 0xff)
      return base58Check(Uint8Array.from([...head, 3, ...dice.bytes(40), 0, ...secret].slice(0, 78)))
    },
    mini: () => miniKey(dice),
    Solana: () => base58(dice.bytes(64)),
    'BIP-38': () => base58Check(Uint8Array.from([0x01, 0x42, 0xe0, ...dice.bytes(36)])),
  }
  const key = make[form]?.() ?? ''
  const canBreak = form.includes('WIF') || form === 'extended'
  const broken = canBreak ? dice.pick(['whole', 'whole', 'full width', 'groups', 'lines']) : 'whole'
  const text = {
    whole: key,
    'full width': toFullWidth(key),
    groups: grouped(key, dice.pick([4, 5, 8, 10]), ' '),
    lines: grouped(key, dice.pick([20, 26, 30, 40]), '\n'),
  }[broken] as string
  return { kind: `${form}, ${broken}`, text, pieces: piecesOf(key) }
}

function miniKey(dice: Dice): string {
  for (;;) {
    const key = `S${Array.from({ length: dice.pick([21, 29]) }, () => dice.pick([...BASE58])).join('')}`
    if (sha256(Uint8Array.from(`${key}?`, (char) => char.charCodeAt(0)))[0] === 0) return key
  }
}

function byteArray(dice: Dice): MadeSecret {
  const numbers = Array.from(dice.bytes(dice.pick([32, 64, 64])))
  const between = dice.pick([',', ', ', ',\n  ', ' '])
  const text = `[${numbers.join(between)}]`
  return {
    kind: 'byte array',
    text,
    pieces: [numbers.slice(0, 12).join(between), numbers.slice(-12).join(between)],
  }
}

function keystore(dice: Dice): MadeSecret {
  const [cipher, salt, mac] = [hex(dice.bytes(32)), hex(dice.bytes(32)), hex(dice.bytes(32))]
  const file = {
    address: hex(dice.bytes(20)),
    [dice.pick(['crypto', 'Crypto'])]: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: hex(dice.bytes(16)) },
      ciphertext: cipher,
      kdf: dice.pick(['scrypt', 'pbkdf2']),
      kdfparams: { dklen: 32, n: 262144, p: 1, r: 8, salt },
      mac,
    },
    id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
    version: 3,
  }
  const form = dice.pick(['compact', 'pretty', 'escaped', 'part'])
  const compact = JSON.stringify(file)
  const text = {
    compact,
    pretty: JSON.stringify(file, null, 2),
    escaped: JSON.stringify(compact),
    part: compact.slice(compact.indexOf('"cipherparams"'), compact.indexOf('"kdfparams"') + dice.below(60)),
  }[form] as string
  const pieces = form === 'part' ? piecesOf(cipher) : [cipher, salt, mac].flatMap(piecesOf)
  return { kind: `keystore, ${form}`, text, pieces }
}

function password(dice: Dice): MadeSecret {
  const letters = 'abcdefghjkmnpqrstuvwxyz'
  const word = Array.from({ length: 4 + dice.below(6) }, () => dice.pick([...letters])).join('')
  const secret = dice.pick([
    `${word}${dice.below(9000) + 100}`,
    `${word.charAt(0).toUpperCase()}${word.slice(1)}@${dice.below(90) + 10}`,
    `${word}!${dice.below(900)}#`,
    `${dice.below(900_000) + 100_000}`,
  ])
  const text = dice.pick([
    `my password is ${secret}`,
    `password: ${secret}`,
    `the wallet password was "${secret}"`,
    `密码是${secret}`,
    `我的密码：${secret}`,
    `支付密碼是 ${secret}`,
    `パスワードは ${secret} です`,
    `mi contraseña es ${secret}`,
    `пароль: ${secret}`,
  ])
  return { kind: 'password', text, pieces: [secret] }
}

function oneTimeCode(dice: Dice): MadeSecret {
  const digits = String(dice.below(900_000) + 100_000)
  const secret = dice.pick([digits, `${digits.slice(0, 3)} ${digits.slice(3)}`])
  const text = dice.pick([
    `the verification code is ${secret}`,
    `my 2FA code: ${secret}`,
    `SMS code ${secret}`,
    `OTP ${secret}`,
    `验证码是${secret}`,
    `短信验证码：${secret}`,
    `收到的驗證碼 ${secret}`,
    `認証コードは${secret}`,
    `el código de verificación es ${secret}`,
    `код подтверждения: ${secret}`,
  ])
  return { kind: 'one-time code', text, pieces: [secret] }
}

/** Sentences around a secret; `{}` takes its place. */
const SENTENCES: readonly string[] = [
  '{}',
  'Hi, I cannot restore my wallet with this: {} Please help!!',
  'my money is gone 😭 here is everything i have {} can someone check',
  'So the guy told me to send {} and now my balance is zero, what do I do?',
  'I wrote {} on paper. Is that right?',
  '你好，我的钱包恢复不了：{}。请帮我看一下，谢谢！',
  '客服说要提供这个 {} 才能解冻，是真的吗？',
  '在吗 我这个对不对 {} 急急急',
  '我的錢包打不開，{}，麻煩幫我看看',
  'ウォレットを復元できません。{} 助けてください。',
  'これで合っていますか？ {} よろしくお願いします。',
  'Hola, no puedo recuperar mi monedero: {} ¡ayuda por favor!',
  'Me pidieron esto {} ¿es seguro?',
  'Здравствуйте, не могу восстановить кошелёк: {} Помогите пожалуйста!',
  'Вот что я ввёл {} и деньги пропали',
]

export function makeSecret(dice: Dice): MadeSecret {
  const kinds = [phrase, phrase, phrase, phrase, phrase, hexKey, hexKey, base58Key, base58Key, byteArray]
  const secret = dice.pick([...kinds, keystore, password, oneTimeCode])(dice)
  const sentence = dice.pick(SENTENCES)
  const noise = dice.pick(['', '', '', '\n', '  ', '\u200b', '👍 ', '… '])
  return { ...secret, text: sentence.replace('{}', () => `${noise}${secret.text}${noise}`) }
}
