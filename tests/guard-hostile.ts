// Text made to be expensive: each shape is repeated up to a megabyte.
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'

const HEX = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'

export const HOSTILE: Readonly<Record<string, string>> = {
  'one word': 'abandon ',
  'typing slips': 'abandom ability abel abuot ',
  'everyday words': 'live agent real human ',
  'no border': 'a',
  'single letters': 'a b c ',
  'joined words': 'abandonability',
  'the whole list, joined': english.join(''),
  'hex without end': HEX,
  keys: `private key ${HEX} `,
  hashes: `${HEX} `,
  'groups of hex': '4c08 83a6 9102 ',
  bytes: '12,200,7,',
  'pieces of base58': 'L1aW4aub DFB7yfra ',
  'WIF keys': '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ ',
  'pieces of extended keys': 'xprv9s21 ',
  'words for passwords': 'password is ',
  'words for codes': 'verification code ',
  'Chinese words for codes': '验证码',
  'Chinese words for passwords': '密码是',
  'Chinese words for phrases': '私钥助记词是',
  'ends of Chinese words for codes': '号码码',
  'ends of Chinese words for phrases': '词',
  'Chinese words for phrases, far apart': '词一二三语四五六',
  'rows of groups': '5 K 7 c 9 L ',
  'words for keys': 'private key seed secret ',
  'words for keys of 64 digits': `${HEX} private `,
  identifiers: '3198bc9c-6672-5ab3-d995-4942343ae5b6 ',
  'a backslash': '\\n',
  'open entities': '&#&#x&n',
  entities: '&#97;&#x62;',
  percents: '%41%E5%AF%86%',
  'escapes of JSON': '\\u0061\\u',
  tags: '<td></tr><<a',
  'tokens of base64': `${'abandonabilityable'.repeat(3)} `,
  'base64 of words': `${btoa('abandon ability able about above absent ')} `,
  'base64 without end': btoa('abandon ability able about above absent '),
  'mixed alphabets': 'аbаndоn ',
  'letters in squares': '🄰🄱',
  'rare Chinese': simplified.slice(1_000).join(''),
  'Chinese set apart': `${simplified.join(' ')} `,
  'a period': '的然后',
  'names of key files': '"ciphertext":"',
  'values of key files': `"mac":"${HEX}",`,
  'heads of PEM': '-----BEGIN PRIVATE KEY-----',
  'joined Japanese': japanese.join('').normalize('NFC'),
  Korean: `${korean.join(' ').normalize('NFC')} `,
  'decomposed Korean': `${korean.join(' ')} `,
  accents: 'é\u0301',
  marks: '1.，\n',
  'ordinary English': 'My transfer has been pending since yesterday, what should I do now? ',
  'ordinary Chinese': '我的转账从昨天开始一直待确认，现在应该怎么办？',
}

/** The piece over and over, up to a number of bytes in UTF-8. */
export function repeatTo(piece: string, bytes: number): string {
  const size = new TextEncoder().encode(piece).length
  const times = Math.floor(bytes / size)
  return times > 0 ? piece.repeat(times) : piece.slice(0, Math.floor((piece.length * bytes) / size))
}
