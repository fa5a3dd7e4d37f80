// Secrets are found and cut out, harmless text passes; words tell how pressing a case is.
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFundsAtRisk, priorityOf } from '../src/guard/cues.ts'
import { findSecrets, redactSecrets } from '../src/guard/secrets.ts'

const HEX_KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const ENGLISH_PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const CHINESE_PHRASE = entropyToMnemonic(
  Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 7),
  simplified,
)

const entropy = fc
  .constantFrom(16, 20, 24, 28, 32)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
const phraseOf = (words: string[]) =>
  entropy.map((bytes) => entropyToMnemonic(Uint8Array.from(bytes), words).split(' '))
const toFullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

/** Ways in which people write a list of words. */
const layout = fc.constantFrom<(words: readonly string[]) => string>(
  (words) => words.join(' '),
  (words) => words.join('\n'),
  (words) => words.join(', '),
  (words) => words.join('，'),
  (words) => words.map((word, i) => `${i + 1}. ${word}`).join('\n'),
  (words) => words.map((word, i) => `${i + 1}）${word}`).join('　'),
)
const casing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  toFullWidth,
)
const prose = fc.constantFrom(
  ['', ''],
  ['Hi, I cannot restore my wallet with these words: ', '. Please help!'],
  ['你好，我用下面的词恢复不了钱包：', '。请帮我看一下，谢谢！'],
)

describe('findSecrets', () => {
  test('finds English phrases in every layout, case and width, whole', () => {
    fc.assert(
      fc.property(
        phraseOf(english),
        layout,
        casing,
        prose,
        (words, lay, write, [before = '', after = '']) => {
          const phrase = lay(words.map(write))
          const [secret, ...more] = findSecrets(before + phrase + after)
          expect(secret?.kind).toBe('recovery-phrase')
          expect(more).toEqual([])
          // Numbering may stay in front; a list word that happens to stand next to the phrase may go.
          expect(secret?.start).toBeLessThanOrEqual(before.length + '1. '.length)
          expect(secret?.start).toBeGreaterThanOrEqual(before.length - 'words: '.length)
          expect(secret?.end).toBeGreaterThanOrEqual(before.length + phrase.length)
        },
      ),
    )
  })

  test.each([
    ['Simplified', simplified],
    ['Traditional', traditional],
  ])('finds %s Chinese phrases set apart word by word, whole', (_, list) => {
    fc.assert(
      fc.property(phraseOf(list), layout, prose, (words, lay, [before = '', after = '']) => {
        const cut = redactSecrets(before + lay(words) + after)
        expect(cut.found).toEqual(['recovery-phrase'])
        expect(cut.text.length).toBeLessThanOrEqual(before.length + '1. [removed]'.length + after.length)
        expect(cut.text.endsWith(after)).toBe(true)
      }),
    )
  })

  test.each([
    ['Simplified', simplified],
    ['Traditional', traditional],
  ])('finds %s Chinese phrases written without spaces', (_, list) => {
    // Common words alone read like a sentence: a few in 1,000 pass where nothing sets them apart.
    const random = Array.from({ length: 1_000 }, () => crypto.getRandomValues(new Uint8Array(16)))
    const missed = random.filter((bytes) => {
      const words = entropyToMnemonic(bytes, list).replaceAll(' ', '')
      return findSecrets(words).length === 0 || findSecrets(`我的助记词是${words}`).length === 0
    })
    expect(missed.length).toBeLessThanOrEqual(20)
  })

  test.each([
    ['a phrase that repeats words', ENGLISH_PHRASE],
    ['a phrase of one word over and over', `${'abandon '.repeat(11)}about`],
    ['one word mistyped', ENGLISH_PHRASE.replace('sausage', 'sausgae').replace(/^legal winner/, 'zoo above')],
    [
      'a phrase numbered in Chinese',
      ENGLISH_PHRASE.split(' ')
        .map((word, i) => `第${i + 1}个：${word}`)
        .join('\n'),
    ],
    ['Chinese in groups', CHINESE_PHRASE.replaceAll(' ', '').replace(/.{4}/g, '$& ')],
    ['common Chinese words', '的 一 是 在 不 了 有 和 人 这 中 大'],
  ])('finds %s', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual(['recovery-phrase'])
  })

  test.each([
    ['a WIF key', 'L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ'],
    ['a full-width WIF key', toFullWidth('5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ')],
    [
      'an extended key',
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
    ],
    ['hex called a private key', `my private key is ${HEX_KEY}`],
    ['hex called a private key afterwards', `0x${HEX_KEY} 是我的私鑰`],
    ['the private key of an address', `private key for my address: 0x${HEX_KEY}`],
    ['a key on the next line', `这是我的秘钥，帮我看看。\n${HEX_KEY}`],
  ])('finds %s', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual(['private-key'])
  })

  test('finds every key of a list', () => {
    expect(redactSecrets(`Private keys:\n${HEX_KEY}\n${HEX_KEY}\n${HEX_KEY}`).text).toBe(
      'Private keys:\n[removed]\n[removed]\n[removed]',
    )
  })

  test('tells a key from a transaction hash beside it', () => {
    expect(redactSecrets(`tx 0x${HEX_KEY} failed, private key: ${HEX_KEY}`).text).toBe(
      `tx 0x${HEX_KEY} failed, private key: [removed]`,
    )
  })

  test.each([
    ['a transaction hash', `tx 0x${HEX_KEY}`],
    ['a bare hash', HEX_KEY],
    ['a hash after a word about keys', `My private key is safe. The transaction hash is ${HEX_KEY}`],
    ['a Chinese hash', `交易哈希：0x${HEX_KEY}，私钥我没给过别人`],
    [
      'addresses',
      '0x742d35Cc6634C0532925a3b844Bc454e4438f44e bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq private key?',
    ],
    ['a long address', `my address is 0x${HEX_KEY}`],
    [
      'talk about phrases',
      'Where do I find my recovery phrase, and how do I export a private key? 助记词丢了怎么办',
    ],
    [
      'list words that repeat',
      'human agent, live agent, live chat, real person, real human, live person, support team',
    ],
    [
      'ordinary English',
      'First save what is left, then collect evidence, then report. What you save first counts most.',
    ],
    ['ordinary Chinese', '今天我在手机上打开钱包想要给朋友转一点钱结果发现里面的钱都没有了我应该怎么做'],
    [
      'ordinary Traditional Chinese',
      '我的錢包裡的代幣不見了，請問怎麼辦？轉帳失敗，但是手續費扣了，已經等了三天。',
    ],
  ])('lets %s pass', (_, text) => {
    expect(redactSecrets(text)).toEqual({ text, found: [] })
  })

  test('lets addresses and transaction hashes of any value pass', () => {
    const hex = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
        .map((d) => d.join(''))
    fc.assert(
      fc.property(hex(40), hex(64), (address, hash) => {
        expect(findSecrets(`From 0x${address}, tx hash 0x${hash}. 交易 ${hash} 失败`)).toEqual([])
      }),
    )
  })

  test('returns ranges in order, inside the text, and leaves everything else as it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(ENGLISH_PHRASE, CHINESE_PHRASE, `private key ${HEX_KEY}`, '助记词', ' '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ')
        const secrets = findSecrets(text)
        let end = 0
        let kept = ''
        for (const secret of secrets) {
          expect(secret.start).toBeGreaterThanOrEqual(end)
          expect(secret.end).toBeGreaterThan(secret.start)
          kept += `${text.slice(end, secret.start)}[removed]`
          end = secret.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
        expect(redactSecrets(text).text).toBe(kept + text.slice(end))
      }),
    )
  })

  test.each([
    ['one word', 'abandon '.repeat(125_000)],
    ['words that repeat', 'live agent real human '.repeat(45_000)],
    ['no border', 'a'.repeat(1_000_000)],
    ['hex', HEX_KEY.repeat(15_600)],
    ['keys', `private key ${HEX_KEY} `.repeat(13_000)],
    ['hashes', `${HEX_KEY} `.repeat(15_000)],
    ['Chinese', '私钥助记词是'.repeat(56_000)],
    ['rare Chinese', simplified.slice(1_000).join('').repeat(320)],
    ['spaced Chinese', `${simplified.join(' ')} `.repeat(120)],
    ['marks', '1.，\n'.repeat(250_000)],
  ])('takes linear time on a megabyte of %s', (_, text) => {
    const started = performance.now()
    findSecrets(text)
    // Around half a second here; backtracking would take hours.
    expect(performance.now() - started).toBeLessThan(8_000)
  })
})

describe('priorityOf', () => {
  test.each([
    'My funds were stolen',
    'can you help me, my wallet was hacked',
    'I gave my seed phrase to someone on Telegram',
    'I entered my recovery phrase on a fake website',
    'what should I do if my coins were stolen',
    'I was hacked how do I prevent more',
    'There is a transaction I did not make',
    'I never shared my private key but my funds are stolen',
    '我的币被盗了',
    '钱包里的钱被人转走了',
    '我的錢包被盜了怎麼辦',
    '我把助记词告诉了客服',
    '助記詞洩露了',
    '这笔交易不是我操作的',
    '我在假網站輸入了助記詞',
    '会不会是被盗了',
  ])('is urgent: %s', (text) => {
    expect(priorityOf(text)).toBe('urgent')
    expect(isFundsAtRisk(text)).toBe(true)
  })

  test.each([
    'my transfer failed',
    'My USDT has not arrived',
    'I sent to the wrong network',
    'my account is frozen',
    '转账失败但手续费扣了',
    '我选错了网络',
    '账户被冻结',
    '轉錯鏈了',
    '代幣不見了',
  ])('is high: %s', (text) => {
    expect(priorityOf(text)).toBe('high')
  })

  test.each([
    'How do I avoid being hacked?',
    'can my wallet be hacked?',
    'what if my phone is stolen',
    'I have not been hacked',
    'How to spot a scam',
    'how do I export my private key',
    'lost my phone',
    '如何防止被盗',
    '怎么避免被骗',
    '我的助记词会不会泄露',
    '我没有泄露私钥',
    '如果錢包被盜怎麼辦',
    '什么是助记词',
    '助记词要怎么存才不会被人偷走',
  ])('is normal: %s', (text) => {
    expect(priorityOf(text)).toBe('normal')
  })
})
