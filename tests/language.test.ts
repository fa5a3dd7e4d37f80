// Other languages are told from Chinese and English, and nobody who writes those is told that they cannot be read.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { CONTENT_DIR } from '../scripts/paths.ts'
import { isOtherLanguage } from '../src/answer/language.ts'
import type { Corpus } from '../src/articles/corpus.ts'
import { readSoundCorpus } from '../src/articles/read.node.ts'

/** Sentences as people write them to a help desk, one language a line. */
const OTHER = {
  Spanish: ['¿Cómo puedo recuperar mi cartera?', 'no puedo enviar dinero', 'olvidé mi contraseña'],
  Portuguese: ['Como posso recuperar a minha carteira?', 'quero saber onde está o meu dinheiro'],
  French: ['Comment récupérer mon portefeuille ?', "j'ai oublié mon mot de passe", 'où est ma clé privée'],
  German: ['Wie kann ich meine Wallet wiederherstellen?', 'Meine Überweisung ist nicht angekommen'],
  Italian: ['Come posso recuperare il mio portafoglio?', 'dove trovo la chiave privata'],
  Turkish: ['Cüzdanımı nasıl geri yükleyebilirim?', 'işlemim neden beklemede'],
  Indonesian: ['Bagaimana cara memulihkan dompet saya?', 'kenapa uang saya belum masuk'],
  Vietnamese: ['Làm sao để khôi phục ví của tôi?', 'tiền của tôi chưa đến'],
  Dutch: ['Hoe kan ik mijn wallet herstellen?', 'ik ben mijn wachtwoord vergeten'],
  Polish: ['Jak odzyskać mój portfel?', 'gdzie jest mój klucz prywatny'],
  Russian: ['Как восстановить кошелёк?', 'почему USDT не пришёл на MetaMask'],
  Ukrainian: ['Як відновити гаманець?', 'де мій приватний ключ'],
  Arabic: ['كيف أستعيد محفظتي؟', 'لم يصل USDT إلى محفظتي'],
  Persian: ['چگونه کیف پول خود را بازیابی کنم؟'],
  Hebrew: ['איך משחזרים את הארנק?'],
  Hindi: ['मैं अपना वॉलेट कैसे पुनर्प्राप्त करूँ?', 'मेरा USDT नहीं आया'],
  Bengali: ['আমি কীভাবে আমার ওয়ালেট পুনরুদ্ধার করব?'],
  Thai: ['ฉันจะกู้คืนกระเป๋าเงินได้อย่างไร', 'ลืมรหัสผ่าน'],
  Khmer: ['តើខ្ញុំអាចស្តារកាបូបរបស់ខ្ញុំដោយរបៀបណា?'],
  Burmese: ['ကျွန်ုပ်၏ပိုက်ဆံအိတ်ကို ဘယ်လိုပြန်ရမလဲ'],
  Lao: ['ຂ້ອຍຈະກູ້ຄືນກະເປົາເງິນໄດ້ແນວໃດ'],
  Greek: ['Πώς μπορώ να ανακτήσω το πορτοφόλι μου;'],
  Japanese: [
    'ウォレットを復元するにはどうすればいいですか',
    '送金が失敗した',
    'MetaMaskでUSDTを送金したが着金しない',
  ],
  Korean: ['지갑을 어떻게 복구하나요?', 'MetaMask에서 USDT 전송 실패'],
} as const

describe('another language', () => {
  test.each(Object.entries(OTHER))('is recognised: %s', (_, sentences) => {
    for (const sentence of sentences) expect(isOtherLanguage(sentence), sentence).toBe(true)
  })

  test.each(Object.entries(OTHER))('is recognised however it is written: %s', (_, sentences) => {
    for (const sentence of sentences) {
      // Turkish ı has no capital of its own outside of Turkish.
      if (!sentence.includes('ı')) expect(isOtherLanguage(sentence.toUpperCase()), sentence).toBe(true)
      expect(isOtherLanguage(sentence.normalize('NFD')), sentence).toBe(true)
      expect(isOtherLanguage(`  ${sentence}\n!!! 123 👍`), sentence).toBe(true)
    }
  })

  test.each([
    'ошибка "You do not have enough funds to pay for gas" что делать',
    'приложение пишет 没有权限 что делать, я уже переустановил кошелек',
    'アプリに「交易失败」と表示されます',
    'mi cartera dice “transaction failed” y no puedo enviar',
  ])('stays one around what a program says in English or Chinese: %s', (text) => {
    expect(isOtherLanguage(text)).toBe(true)
  })
})

describe('no other language', () => {
  test.each([
    // Foreign names and words in sentences of our languages.
    'I sent 50 USDT to José García de la Cruz in Los Angeles, where is it?',
    'transfer from Los Angeles to Las Vegas failed',
    'my friend Müller says the wallet is kaputt',
    'is the La Banque app the same as die App from the store',
    'Mi 11 crashes when I open the app',
    '我朋友叫 Владимир，给他转账没到账',
    '给José García转账失败了',
    '我の钱包打不开了',
    '日本的ウォレット能导入吗',
    // What somebody else wrote.
    'someone sent me Здравствуйте, is it a scam?',
    'a guy wrote "Привет, дай мне твой ключ" to me, is he a thief',
    '对方发来一句 Здравствуйте 是骗子吗',
    '韩国朋友说 안녕하세요 然后要我的助记词，是骗子吗',
    '錢包提示エラー怎麼辦',
    // Both of our languages at once.
    '我的MetaMask不能connect，please帮我',
    '想把 USDT 从 Binance 提现 to my wallet',
    'how to export 私钥',
    'merci, how do I export my key?',
    // Chinese in Latin letters.
    'wo de qian bao da bu kai le',
    'mima gai le hai hui bei tou ma',
  ])('is in “%s”', (text) => {
    expect(isOtherLanguage(text)).toBe(false)
  })

  test.each([
    '',
    '?',
    '👍👍',
    '12345',
    'usdt',
    'Luna',
    'param error: param null',
    'nonce too low',
    'ERR_NETWORK',
    'UNPREDICTABLE_GAS_LIMIT',
    'execution reverted',
    'TransferHelper: TRANSFER_FROM_FAILED',
    'insufficient funds for gas * price + value',
    'replacement transaction underpriced',
    'SafeMath: subtraction overflow',
    'max fee per gas less than block base fee',
    'INSUFFICIENT_OUTPUT_AMOUNT',
    'Internal JSON-RPC error.',
    'Error: -32603',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    '[removed]',
  ])('is in a short text: “%s”', (text) => {
    expect(isOtherLanguage(text)).toBe(false)
  })

  let corpus: Corpus
  let texts: readonly string[]
  beforeAll(async () => {
    corpus = (await readSoundCorpus(CONTENT_DIR)).corpus
    texts = [...corpus.needs, ...corpus.intents].flatMap(({ wordings }) => wordings.map(({ text }) => text))
  })

  test('is in any sentence of the articles', () => {
    // One article lists how other languages call their settings, so that people find the way back.
    const ours = corpus.articles.filter(({ id }) => id !== 'language-and-currency')
    const sentences = ours.flatMap(({ title, questions, errors, sections }) => [
      title,
      ...questions,
      ...errors,
      ...sections.flatMap(({ heading, text }) => [heading, ...text.split(/\n|(?<=[.。！？?!])/)]),
    ])
    expect(sentences.length).toBeGreaterThan(1_000)
    expect(sentences.filter(isOtherLanguage)).toEqual([])
  })

  test('is in what people write in Chinese and English, but for those who do not', () => {
    // Intents hold a few requests in other languages on purpose.
    const others = texts.filter(isOtherLanguage)
    expect(texts.length).toBeGreaterThan(5_000)
    expect(others.length).toBeLessThan(texts.length / 500)
    expect(others.filter((text) => /\b(?:the|my|i|is)\b|[的了吗我]/i.test(text))).toEqual([])
  })

  test('is in sentences of ours around a foreign name, run together in any order (property)', () => {
    const own = fc.constantFrom(
      'How do I export my private key?',
      'my transfer is stuck since yesterday',
      'where can i find the fee of a transaction',
      '怎么导出私钥',
      '我的转账一直没到账',
      '錢包打不開了怎麼辦',
    )
    const name = fc.constantFrom(
      'José',
      'Владимир',
      'Ägypten',
      'São Paulo',
      'ケン',
      '김',
      'Ümit',
      'La Paz',
      'μTorrent',
    )
    fc.assert(
      fc.property(fc.array(own, { minLength: 1, maxLength: 4 }), name, (sentences, foreign) => {
        expect(isOtherLanguage([...sentences, foreign].join(' '))).toBe(false)
        expect(isOtherLanguage([foreign, ...sentences].join(' '))).toBe(false)
      }),
    )
  })

  test('is decided of any string without delay (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof isOtherLanguage(text)).toBe('boolean')
      }),
    )
    const started = performance.now()
    for (const piece of ['“', '"', '«', 'é', 'ж', '私']) isOtherLanguage(piece.repeat(2_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
