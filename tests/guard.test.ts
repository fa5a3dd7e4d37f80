// Secrets are found and cut out, harmless text passes; words tell how pressing a case is.
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFundsAtRisk, priorityOf } from '../src/guard/cues.ts'
import { findSecrets, redactSecrets } from '../src/guard/secrets.ts'
import { createDice, makeSecret, toFullWidth, WORD_LISTS } from './guard-secrets.ts'

const HEX_KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const ENGLISH_PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const EXTENDED_KEY =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi'
const KEYSTORE = {
  address: '008aeeda4d805471df9b2a5b0f38a0c3bcba786b',
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
    ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 262144,
      p: 8,
      r: 1,
      salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
    },
    mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
}
const CHINESE_PHRASE = entropyToMnemonic(
  Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 7),
  simplified,
)

const entropy = fc
  .constantFrom(16, 20, 24, 28, 32)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
const phraseOf = (words: string[]) =>
  entropy.map((bytes) => entropyToMnemonic(Uint8Array.from(bytes), words).split(' '))

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
          // Numbering may stay in front; list words that happen to stand next to the phrase may go.
          expect(secret?.start).toBeLessThanOrEqual(before.length + '1. '.length)
          expect(secret?.start).toBeGreaterThanOrEqual(before.length - 'these words: '.length)
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
    ['six words in a row', 'abandon ability able about above absent'],
    ['words cut to four letters', 'aban abil able abou abov abse abso abst absu abus acce acci'],
    ['joined words', 'LegalWinnerThankYearWaveSausageWorthUseful'],
    ['words with a filler between', ENGLISH_PHRASE.replaceAll(' ', ' and then ')],
    ['words told one by one', `first ${ENGLISH_PHRASE.replaceAll(' ', '，第二个是')}`],
    ['a phrase in JSON', JSON.stringify({ words: ENGLISH_PHRASE.split(' ') })],
    ['common words with a sound checksum', `${'all '.repeat(12)}`],
    ['Spanish without accents', 'abaco abdomen abeja abierto abogado abono aborto abrazo'],
    ['French', 'abaisser abandon abdiquer abeille abolir aborder aboutir aboyer'],
    ['Italian', 'abaco abbaglio abbinato abete abisso abolire abrasivo abrogato'],
    ['Portuguese', 'abacate abaixo abalar abater abduzir abelha aberto abismo'],
    ['Czech', 'abdikace abeceda adresa agrese akce aktovka alej alkohol'],
    ['Japanese', 'あいこくしん　あいさつ　あいだ　あおぞら　あかちゃん　あきる'],
    ['joined Japanese in a sentence', '私のフレーズはあいこくしんあいさつあいだあおぞらあかちゃんあきるです'],
    ['Japanese in katakana', 'アイコクシン アイサツ アイダ アオゾラ アカチャン アキル'],
    ['Korean', '가격 가끔 가난 가능 가득 가르침 가뭄 가방'],
    ['decomposed Korean', '가격 가끔 가난 가능 가득 가르침 가뭄 가방'.normalize('NFD')],
    [
      'mathematical letters',
      'legal winner thank year wave sausage worth'.replace(/[a-z]/g, (l) =>
        String.fromCodePoint(0x1d41a + l.charCodeAt(0) - 97),
      ),
    ],
    ['Chinese with fillers', CHINESE_PHRASE.replaceAll(' ', '然后')],
    ['Chinese told one by one', `第一个是${CHINESE_PHRASE.replaceAll(' ', '，第二个是')}`],
    ['Chinese in a sentence', `我抄下来的是${CHINESE_PHRASE.replaceAll(' ', '')}但是导不进去`],
    ['Chinese in groups', CHINESE_PHRASE.replaceAll(' ', '').replace(/.{4}/g, '$& ')],
    ['common Chinese words', '的 一 是 在 不 了 有 和 人 这 中 大'],
  ])('finds %s', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual(['recovery-phrase'])
  })

  test.each([
    ['a WIF key', 'L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ'],
    ['a full-width WIF key', toFullWidth('5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ')],
    ['a WIF key in groups', 'L1aW4aub DFB7yfra s2S1mN3b qg9nwySY 8nkoLmJe bSLD5BWv 3ENZ'],
    ['a WIF key on two lines', 'L1aW4aubDFB7yfras2S1mN3bqg\n9nwySY8nkoLmJebSLD5BWv3ENZ'],
    ['an extended key', EXTENDED_KEY],
    ['an extended key in pieces', EXTENDED_KEY.replace(/.{10}/g, '$& ')],
    ['an extended key cut short', `${EXTENDED_KEY.slice(0, 40)}…`],
    ['a mini key', 'S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy'],
    ['an encrypted key', '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg'],
    ['hex called a private key', `my private key is ${HEX_KEY}`],
    ['hex called a private key afterwards', `0x${HEX_KEY} 是我的私鑰`],
    ['the private key of an address', `private key for my address: 0x${HEX_KEY}`],
    ['a key on the next line', `这是我的秘钥，帮我看看。\n${HEX_KEY}`],
    ['a key in groups', `clave privada: ${HEX_KEY.replace(/.{8}/g, '$& ')}`],
    ['a key as bytes', `приватный ключ ${HEX_KEY.replace(/../g, '0x$&, ')}`],
    ['a byte array', `[${Array.from({ length: 64 }, (_, i) => (i * 151 + 7) % 256)}]`],
    ['a key stuck to its name', `privatekey=${HEX_KEY}`],
    ['a phrase as numbers', '014312570088204700121999045610240333170000420007'],
    ['a Stellar seed', 'SCZANGBA5YHTNYVVV4C3U252E2B6P6F5T3U6MM63WBSBZATAQI3EBTQ4'],
    ['a PEM block', '-----BEGIN EC PRIVATE KEY-----\nMHQCAQEEIA\n-----END EC PRIVATE KEY-----'],
  ])('finds %s', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual(['private-key'])
  })

  test.each([
    ['complete', JSON.stringify(KEYSTORE)],
    ['pretty', JSON.stringify(KEYSTORE, null, 4)],
    ['escaped', JSON.stringify(JSON.stringify(KEYSTORE))],
    ['in part', `"ciphertext": "${'d172bf743a674da9cdad04534d56926e'.repeat(2)}", "kdf`],
  ])('finds a key file %s, whole', (_, text) => {
    const { text: rest, found } = redactSecrets(`my file: ${text} what now?`)
    expect(found).toEqual(['keystore'])
    expect(rest).not.toMatch(/[0-9a-f]{16}/)
    expect(rest.startsWith('my file: ')).toBe(true)
    expect(rest.endsWith(' what now?')).toBe(true)
  })

  test.each([
    ['my password is Tr0ub4dor&3, help', 'password', 'my password is [removed], help'],
    ['密码是 hunter2!', 'password', '密码是 [removed]!'],
    ['支付密碼：880412，改不了', 'password', '支付密碼：[removed]，改不了'],
    ['пароль: zima2024', 'password', 'пароль: [removed]'],
    ['mi contraseña es Gato_negro', 'password', 'mi contraseña es [removed]'],
    ['パスワードは Neko1234 です', 'password', 'パスワードは [removed] です'],
    ['my PIN is 4821.', 'password', 'my PIN is [removed].'],
    ['the verification code is 482913.', 'one-time-code', 'the verification code is [removed].'],
    ['验证码 482 913 发给他了', 'one-time-code', '验证码 [removed] 发给他了'],
    ['482913是我的验证码', 'one-time-code', '[removed]是我的验证码'],
    ['he asked for the code, it was 482913', 'one-time-code', 'he asked for the code, it was [removed]'],
    ['2FA 密钥：JBSWY3DPEHPK3PXP', 'private-key', '2FA 密钥：[removed]'],
  ])('finds the %s', (text, kind, rest) => {
    expect(redactSecrets(text)).toEqual({ text: rest, found: [kind] })
  })

  test.each([
    HEX_KEY,
    `0x${HEX_KEY}`,
    `this one: ${HEX_KEY} ???`,
    HEX_KEY.replace(/.{16}/g, '$&\n'),
    '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW',
  ])('takes what nothing calls a hash or a key for either: %s', (text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual(['hash-or-key'])
    const words = findSecrets(`transaction hash ${text}`)
    expect([words, findSecrets(`交易哈希 ${text}`), findSecrets(text, { asksFor: 'hash' })]).toEqual([
      [],
      [],
      [],
    ])
    expect(findSecrets(`private key: ${text}`, { asksFor: 'hash' })).toHaveLength(1)
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
    ['a hash after a word about keys', `My private key is safe. The transaction hash is ${HEX_KEY}`],
    ['a Chinese hash', `交易哈希：0x${HEX_KEY}，私钥我没给过别人`],
    ['a Japanese hash', `トランザクション 0x${HEX_KEY} が届きません`],
    ['an explorer’s address', `https://etherscan.io/tx/0x${HEX_KEY}`],
    ['a checksum', `SHA-256 校验值 ${HEX_KEY}`],
    [
      'addresses',
      '0x742d35Cc6634C0532925a3b844Bc454e4438f44e bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq private key?',
    ],
    ['a long address', `my address is 0x${HEX_KEY}`],
    ['a public key', `02${HEX_KEY} and 04${HEX_KEY}${HEX_KEY}`],
    ['an extended public key', EXTENDED_KEY.replace('xprv', 'xpub')],
    ['identifiers', '3198bc9c-6672-5ab3-d995-4942343ae5b6 3198bc9c-6672-5ab3-d995-4942343ae5b6'],
    ['numbers in order', Array.from({ length: 200 }, (_, i) => i + 1).join(', ')],
    [
      'talk about phrases',
      'Where do I find my recovery phrase, and how do I export a private key? 助记词丢了怎么办',
    ],
    ['talk about passwords', 'my password is wrong. Password: ******** 密码是什么 密码是6位数字 忘记密码'],
    [
      'talk about codes',
      'error code: 400123, 验证码等了 1000 秒 no verification code after 30 minutes, order 482913',
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
    [
      'ordinary Japanese',
      'ウォレットのアプリをひらくと、ざんだかがひょうじされません。どうすればいいですか。',
    ],
    ['ordinary Korean', '지갑 앱을 열면 잔액이 표시되지 않습니다. 어떻게 해야 하나요? 거래 내역은 있습니다.'],
    ['ordinary Spanish', 'Hola, mi dinero no llega y la cuenta dice error, por favor una ayuda con la red'],
  ])('lets %s pass', (_, text) => {
    expect(redactSecrets(text)).toEqual({ text, found: [] })
  })

  test('takes 64 bare hex digits for what they may be: nothing says that they are a hash', () => {
    expect(redactSecrets(HEX_KEY)).toEqual({ text: '[removed]', found: ['hash-or-key'] })
    const told = `my transaction hash is 0x${HEX_KEY}`
    expect(redactSecrets(told)).toEqual({ text: told, found: [] })
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

  test('sees through invisible characters, accents, capitals and width, and removes them with the secret', () => {
    const noise = fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufe0f', '\u0301')
    const written = phraseOf(english).chain((words) =>
      fc.tuple(
        fc.constant(words),
        fc.array(noise, { minLength: words.length, maxLength: words.length }),
        casing,
      ),
    )
    fc.assert(
      fc.property(written, ([words, marks, write]) => {
        const text = words.map((word, i) => write(word.slice(0, 2) + marks[i] + word.slice(2))).join(' ')
        const { text: rest, found } = redactSecrets(`: ${text}!`)
        expect(found).toEqual(['recovery-phrase'])
        expect(rest).toBe(': [removed]!')
      }),
    )
  })

  test.each(Object.entries(WORD_LISTS).filter(([name]) => name !== 'simplified' && name !== 'traditional'))(
    'finds six random words in a row: %s',
    (_, words) => {
      const dice = createDice(6)
      const parts = Array.from({ length: 1_000 }, () =>
        Array.from({ length: 6 }, () => dice.pick(words)).join(' '),
      )
      // Six everyday words are a sentence as well: a few in 1,000 English ones.
      expect(parts.filter((part) => findSecrets(part).length === 0).length).toBeLessThanOrEqual(10)
    },
  )

  test('finds nothing twice: what it has redacted passes', () => {
    const dice = createDice(3)
    for (let i = 0; i < 3_000; i++) {
      const { text } = redactSecrets(makeSecret(dice).text)
      expect(redactSecrets(text).found.filter((kind) => kind !== 'recovery-phrase')).toEqual([])
    }
  })

  test('returns ranges in order, inside the text, and leaves everything else as it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        ENGLISH_PHRASE,
        CHINESE_PHRASE,
        `private key ${HEX_KEY}`,
        '助记词',
        ' ',
        'password: Ab12',
      ),
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
