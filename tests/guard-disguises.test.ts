// Secrets written so that a simple look misses them: escaped, encoded, spelled out, in look-alike letters, with a slip.
import { entropyToMnemonic } from '@scure/bip39'
import { describe, expect, test } from 'vitest'
import { findSecrets, redactSecrets } from '../src/guard/secrets.ts'
import { base58, base58Check, createDice, hex, WORD_LISTS } from './guard-secrets.ts'

const dice = createDice(4)
const ROUNDS = 100

const words = (list: keyof typeof WORD_LISTS = 'english'): string[] =>
  entropyToMnemonic(dice.bytes(16), WORD_LISTS[list]).normalize('NFC').split(/\s/)
const phrase = (): string => words().join(' ')
const key = (): string => hex(dice.bytes(32))
const wif = (): string => base58Check(Uint8Array.from([0x80, ...dice.bytes(32), 1]))
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const eachLetter = (text: string, write: (code: number) => string): string =>
  text.replace(/[a-z]/g, (letter) => write(letter.charCodeAt(0)))
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
}
const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ'
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
)

const DISGUISES: Readonly<Record<string, () => string>> = {
  'percent-encoded words': () => encodeURIComponent(phrase()),
  'percent-encoded letters': () => eachLetter(phrase(), (code) => `%${code.toString(16)}`),
  'a percent-encoded Chinese phrase': () => encodeURIComponent(words('simplified').join(' ')),
  'twice percent-encoded words': () => encodeURIComponent(encodeURIComponent(phrase())),
  'escapes of JSON': () => eachLetter(phrase(), (code) => `\\u00${code.toString(16)}`),
  'decimal entities': () => eachLetter(phrase(), (code) => `&#${code};`),
  'hexadecimal entities': () => eachLetter(phrase(), (code) => `&#x${code.toString(16)};`),
  'spaces as entities': () => words().join('&nbsp;'),
  'a table in HTML': () =>
    words()
      .map((word, i) => `<tr><td>${i + 1}</td><td>${word}</td></tr>`)
      .join(''),
  'a table in Markdown': () =>
    words()
      .map((word, i) => `| ${i + 1} | ${word} |`)
      .join('\n'),
  'base64 of words': () => `here: ${base64(phrase())} thanks`,
  'base64 of words for addresses': () => Buffer.from(phrase()).toString('base64url'),
  'base64 of a Chinese phrase': () => base64(words('simplified').join(' ')),
  'base64 of a key’s digits': () => base64(key()),
  'words as bytes in hexadecimal': () => Buffer.from(phrase()).toString('hex'),
  'spelled words': () => [...phrase()].join(' '),
  'spelled words with dashes': () =>
    words()
      .map((word) => [...word].join('-'))
      .join(' '),
  'some Cyrillic letters': () =>
    [...phrase()].map((char) => (dice.below(2) ? (CYRILLIC[char] ?? char) : char)).join(''),
  'small capitals': () => eachLetter(phrase(), (code) => SMALL_CAPITALS.charAt(code - 97)),
  'letters in squares': () => eachLetter(phrase(), (code) => String.fromCodePoint(0x1f130 + code - 97)),
  'invisible tags': () =>
    [...phrase()].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join(''),
  'emoji between': () => words().join('🔥'),
  'text from right to left': () => `\u202e${phrase()}\u202c`,
  'words in reverse order': () => words().reverse().join(' '),
  'a sentence for each word': () =>
    words()
      .map((word, i) => `The ${ORDINALS[i]} word is ${word}.`)
      .join(' '),
  'an address with words': () => `https://wallet.example/import?seed=${words().join('+')}&coin=eth`,
  'an address with a key': () => `https://wallet.example/import?pk=${key()}`,
  'a payment link with a key': () => `ethereum:0x${key()}`,
  'a key with underscores': () => (key().match(/.{8}/g) ?? []).join('_'),
  'a key digit by digit': () => [...key()].join(' '),
  'a key beside an identifier': () =>
    `3198bc9c-6672-5ab3-d995-4942343ae5b6 ${(key().match(/.{8}/g) ?? []).join(' ')}`,
  'a key that lacks a digit': () => `private key ${key().slice(1)}`,
  'a key with a digit too many': () => `私钥 ${key()}a`,
  'a key with letters for zeros': () => `my private key ${key().replaceAll('0', 'O')}0`,
  'a key as a number': () => `private key ${(BigInt(`0x${key()}`) + 10n ** 76n).toString()}`,
  'two keys in one': () => key() + key(),
  'a Solana seed': () => `my solana private key ${base58(dice.bytes(32))}`,
  'a WIF key letter by letter': () => [...wif()].join(' '),
  'a percent-encoded WIF key': () => encodeURIComponent(`key=${wif()}`),
}

describe('a disguise hides nothing', () => {
  test.each(Object.entries(DISGUISES))('%s', (_, make) => {
    const texts = Array.from({ length: ROUNDS }, make)
    const missed = texts.filter((text) => findSecrets(text).length === 0)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(ROUNDS / 100)
  })

  test.each([
    ['pw: Tr0ub4dor&3', 'pw: [removed]'],
    ['mein Passwort lautet Sommer2024!', 'mein Passwort lautet [removed]!'],
    ['mon mot de passe est Soleil2024', 'mon mot de passe est [removed]'],
    ['the verification code is 4 8 2 9 1 3', 'the verification code is [removed]'],
    ['验证码是四八二九一三', '验证码是[removed]'],
    [`token ${base64('legal winner thank year wave sausage worth useful')} ok`, 'token [removed] ok'],
  ])('what is removed from %s', (text, rest) => {
    expect(redactSecrets(text).text).toBe(rest)
  })
})

describe('what only resembles one passes', () => {
  test.each([
    ['an escaped sentence', encodeURIComponent('我的转账从昨天开始一直待确认，现在应该怎么办？')],
    ['markup', '<b>Transfer</b><br>pending &amp; slow since <i>yesterday</i>, is 3 < 5 > 2?'],
    ['a picture in base64', `data:image/png;base64,${Buffer.from(dice.bytes(600)).toString('base64')}`],
    ['a path', '/home/anna/projects/wallet-help-centre/src/content/articles/en/transfers/failed-transfer.md'],
    ['calls of a contract', `0xa9059cbb${'0'.repeat(24)}${hex(dice.bytes(20))}${'0'.repeat(60)}f4240`],
    ['flags', '🇨🇳 🇺🇸 🇩🇪 🇪🇸 🇫🇷 🇯🇵 🇰🇷 🇬🇧 🇮🇹 🇧🇷 🇵🇹 🇨🇿'],
    ['letters', 'a b c d e f g h i j k l m n o p q r s t u v w x y z'],
    [
      'mixed alphabets',
      'Кошелёк Trust-ом не принимает USDТ, ошибка в MetaMаsk, перевод через Trоn не пришёл',
    ],
    [
      'an address said to have a key',
      `private key for 0x${hex(dice.bytes(20))} or private key 0x${hex(dice.bytes(20))}?`,
    ],
    ['steps', 'The first step is open, the second step is settings, the third step is network, then save'],
    ['figures', '1 2 3 4 5 6 7 8 9 10 a b c 0 0 0 12 15 20 3 4 5'],
  ])('%s', (_, text) => {
    expect(redactSecrets(text)).toEqual({ text, found: [] })
  })
})
