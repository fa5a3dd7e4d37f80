// What people ordinarily write to a wallet's help desk: this help centre's own sentences, and templates with addresses,
// hashes, amounts and numbers in five languages.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { base58, base58Check, createDice, type Dice, hex } from './guard-secrets.ts'

/** Sentences of the articles, the phrasings and the intents, each once. */
export async function readSentences(contentDir: string): Promise<string[]> {
  const names = await readdir(contentDir, { recursive: true })
  const texts = await Promise.all(
    names
      .filter((name) => /^articles.*\.md$|^phrasings.*\.yaml$|^intents\.yaml$|^glossary\.yaml$/.test(name))
      .map(async (name) => {
        const text = await readFile(join(contentDir, name), 'utf8')
        return name.endsWith('.md')
          ? text.split(/\n+|(?<=[.!?。！？])\s*/)
          : stringsIn(parse(text)).flatMap((line) => line.split('\n'))
      }),
  )
  return [...new Set(texts.flat().map((text) => text.trim()))].filter((text) => text !== '')
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const letters = (dice: Dice, count: number, of: string): string =>
  Array.from({ length: count }, () => dice.pick([...of])).join('')

/** What stands in the templates' places. */
const VALUES: Readonly<Record<string, (dice: Dice) => string>> = {
  address: (dice) =>
    dice.pick([
      `0x${hex(dice.bytes(20))}`,
      `0x${hex(dice.bytes(20)).toUpperCase()}`,
      base58Check(Uint8Array.from([0x41, ...dice.bytes(20)])),
      base58Check(Uint8Array.from([dice.pick([0, 5]), ...dice.bytes(20)])),
      `bc1q${letters(dice, 38, BECH32)}`,
      `bc1p${letters(dice, 58, BECH32)}`,
      base58(dice.bytes(32)),
      `addr1${letters(dice, 98, BECH32)}`,
      `G${letters(dice, 55, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
      `EQ${letters(dice, 46, 'ABCDEFGHabcdefgh01234567_-')}`,
    ]),
  hash: (dice) =>
    dice.pick([
      `0x${hex(dice.bytes(32))}`,
      hex(dice.bytes(32)),
      hex(dice.bytes(32)).toUpperCase(),
      base58(dice.bytes(64)),
    ]),
  publicKey: (dice) =>
    dice.pick([
      `02${hex(dice.bytes(32))}`,
      `04${hex(dice.bytes(64))}`,
      base58Check(Uint8Array.from([0x04, 0x88, 0xb2, 0x1e, ...dice.bytes(74)])),
    ]),
  amount: (dice) =>
    `${dice.pick([dice.below(10_000), (dice.next() * 100).toFixed(dice.below(8)), `${dice.below(9) + 1},${dice.below(900) + 100}.00`])}${dice.pick([' ', ''])}${dice.pick(['USDT', 'ETH', 'BTC', 'USDC', 'TRX', 'SOL', 'BNB', 'U', '美元', 'usd'])}`,
  number: (dice) =>
    dice.pick([
      `#${dice.below(900_000) + 100_000}`,
      `${20_240_000 + dice.below(2_000)}${dice.below(9_000_000) + 1_000_000}`,
      `HC-${letters(dice, 4, '2345679ABCDEFGHJKMNPQRSTUVWXYZ')}-${letters(dice, 4, '2345679ABCDEFGHJKMNPQRSTUVWXYZ')}`,
      `3198bc9c-6672-5ab3-d995-${hex(dice.bytes(6))}`,
      `${dice.below(900_000) + 100_000}`,
    ]),
  error: (dice) =>
    dice.pick([
      '4001',
      '-32603',
      'INSUFFICIENT_FUNDS',
      'err_timeout 504',
      'nonce too low',
      'execution reverted: TransferHelper: TRANSFER_FROM_FAILED',
      `0x${hex(dice.bytes(4))}`,
    ]),
  time: (dice) =>
    dice.pick([
      '2026-11-20 14:03',
      '昨天下午3点',
      '3 days ago',
      'since Monday',
      '10 分钟前',
      '20/11/2026',
      '11月20号',
    ]),
  network: (dice) =>
    dice.pick([
      'Ethereum',
      'TRC20',
      'BSC',
      'Arbitrum One',
      'Polygon',
      '波场',
      '以太坊',
      'Solana',
      'ERC-20',
      'Base',
    ]),
  url: (dice) =>
    dice.pick([
      `https://etherscan.io/tx/0x${hex(dice.bytes(32))}`,
      `https://tronscan.org/#/transaction/${hex(dice.bytes(32))}`,
      `https://solscan.io/tx/${base58(dice.bytes(64))}`,
      'https://help.example.com/zh-CN/articles/recover-wallet/#use-the-recovery-phrase',
      'https://wallet.example/swap?inputCurrency=ETH&outputCurrency=0xdac17f958d2ee523a2206206994597c13d831ec7&exactAmount=250000',
    ]),
}

const TEMPLATES: readonly string[] = [
  'I sent {amount} from {address} to {address} {time} and it has not arrived. The tx hash is {hash}.',
  'tx {hash} is pending since {time}, fee {amount}, please check',
  'Transaction {hash} failed with error {error} on {network}',
  'My address is {address}, balance {amount} but the app shows 0',
  'order {number}, {amount}, status still processing, error code {error}',
  'Can you look at {url} ? It says success but nothing in my wallet',
  'ticket {number}: I still wait for {amount} on {network}. Address {address}',
  'contract {address} says {error} when I swap {amount}',
  'The public key is {publicKey}, does that reveal anything?',
  'My watch-only wallet uses the public key {publicKey} and the address {address}',
  'I forgot my password, is there a way to reset it? App version 4.12.{number}',
  'The verification code never arrives, I tried {time} and waited 15 minutes',
  'Is it normal that the private key has 64 characters and the address {address} has 42?',
  'Never tell anyone your recovery phrase of 12 or 24 words. Got it. But {amount} is missing.',
  '我{time}从 {address} 转了 {amount} 到 {address}，到现在没到账，交易哈希 {hash}',
  '交易 {hash} 一直待确认，手续费 {amount}，帮忙看一下',
  '转账失败，错误码 {error}，网络选的 {network}',
  '地址 {address} 余额显示 0，实际有 {amount}',
  '订单号 {number}，{amount}，客服说处理中，已经等了 3 天',
  '这个链接 {url} 显示成功了，钱包里没有',
  '合约 {address} 授权了 {amount}，怎么取消',
  '公钥 {publicKey} 给别人看有风险吗',
  '验证码一直收不到，{time}到现在试了 5 次',
  '忘记密码了怎么办，版本 4.12.0，助记词我有',
  '区块哈希 {hash} 里面找不到我的转账',
  '我的助记词是 12 个单词，私钥是 64 位，对吗？地址 {address}',
  '請問交易編號 {hash} 為什麼失敗，金額 {amount}，{network}',
  '轉帳到 {address} 選錯鏈了，選了 {network}，{amount} 還找得回來嗎',
  '{time}に {address} へ {amount} を送金しましたが届きません。トランザクション {hash}',
  '取引ハッシュ {hash} が保留中のままです。手数料は {amount} でした。',
  'アドレス {address} の残高が表示されません。エラー {error} が出ます。',
  'パスワードを忘れました。どうすればいいですか。注文番号 {number}',
  'Envié {amount} a la dirección {address} {time} y no llega. La transacción es {hash}',
  'La transacción {hash} falló con el error {error} en la red {network}',
  'Mi pedido {number} de {amount} sigue pendiente, ¿qué hago?',
  'Olvidé mi contraseña y no recibo el código de verificación. Dirección: {address}',
  'Отправил {amount} на адрес {address} {time}, не пришло. Хеш транзакции {hash}',
  'Транзакция {hash} не подтверждается, сеть {network}, комиссия {amount}',
  'Забыл пароль, код подтверждения не приходит. Заказ {number}',
  'Адрес {address}, баланс {amount}, ошибка {error}',
]

/** Ordinary messages from the templates. Same seed, same messages. */
export function makeOrdinary(seed: number, count: number): string[] {
  const dice = createDice(seed)
  return Array.from({ length: count }, () =>
    dice.pick(TEMPLATES).replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name]?.(dice) ?? ''),
  )
}
