// Pasted hashes and addresses are recognised, checked and linked; everything else people type is left alone.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CHAINS, type Explorer, NETWORKS, type Site, siteSchema } from '../src/articles/site.ts'
import { REFERENCES } from '../src/config.ts'
import { redactSecrets } from '../src/guard/secrets.ts'
import { explorerLinks, findReferences, type Reference, stripReferences } from '../src/search/references.ts'
import { CONTENT_DIR } from '../scripts/paths.ts'

const HEX = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
const BITCOIN = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const SOLANA = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
const SIGNATURE = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'

// Encoders of their own, so that the tests do not share a mistake with what they test.
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

function toBase58(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0)
  let text = ''
  for (let rest = BigInt(`0x${bytesToHex(bytes)}`); rest > 0n; rest /= 58n)
    text = BASE58.charAt(Number(rest % 58n)) + text
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text
}

function toBase58Check(version: number, hash: Uint8Array): string {
  const payload = Uint8Array.of(version, ...hash)
  return toBase58(Uint8Array.of(...payload, ...sha256(sha256(payload)).subarray(0, 4)))
}

/** The checksum as division of polynomials over GF(32), with plain big numbers. */
function toSegwit(version: number, program: Uint8Array): string {
  const bits = [...program].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const words = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2))
  const values = [version, ...words]
  const generators = [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n]
  let remainder = 1n
  for (const value of [3, 3, 0, 2, 3, ...values, 0, 0, 0, 0, 0, 0]) {
    const top = remainder >> 25n
    remainder = ((remainder & 0x1ffffffn) << 5n) ^ BigInt(value)
    generators.forEach((generator, i) => {
      if ((top >> BigInt(i)) & 1n) remainder ^= generator
    })
  }
  remainder ^= version === 0 ? 1n : 0x2bc830a3n
  const sum = [25n, 20n, 15n, 10n, 5n, 0n].map((shift) => Number((remainder >> shift) & 31n))
  return `bc1${[...values, ...sum].map((value) => BECH32[value]).join('')}`
}

function toEip55(bytes: Uint8Array): string {
  const small = bytesToHex(bytes)
  const hash = bytesToHex(keccak_256(utf8ToBytes(small)))
  const digits = [...small].map((c, i) => (Number.parseInt(hash.charAt(i), 16) >= 8 ? c.toUpperCase() : c))
  return `0x${digits.join('')}`
}

/** No accident of nature such as 32 zero bytes, whose text is "1" 32 times and looks like a number. */
const random = (size: number) =>
  fc.uint8Array({ minLength: size, maxLength: size }).filter((bytes) => new Set(bytes).size > size / 2)
const tron = random(20).map((hash) => toBase58Check(0x41, hash))
const p2pkh = random(20).map((hash) => toBase58Check(0, hash))
const p2sh = random(20).map((hash) => toBase58Check(5, hash))
const p2wpkh = random(20).map((program) => toSegwit(0, program))
const p2wsh = random(32).map((program) => toSegwit(0, program))
const p2tr = random(32).map((program) => toSegwit(1, program))
/** With letters of both cases, also after one of them changed its case. */
const eip55 = random(20)
  .map(toEip55)
  .filter((text) => /[a-f].*[a-f]/.test(text) && /[A-F].*[A-F]/.test(text))
const hash = random(32).map(bytesToHex)

/** Sentences that name no chain, with room for a reference. */
const sentence = fc.constantFrom<readonly [string, string]>(
  ['', ''],
  ['我的转账', '一直没到账，怎么办？'],
  ['帮我查一下：', '。订单号 20240131123456'],
  ['Why is ', ' still pending?'],
  ['I sent 100 USDT, see "', '", but nothing arrived.'],
  ['😱 look: ', '\nthanks'],
  ['https://example.com/#/x/', '?from=app'],
)

function findOne(text: string): Reference {
  const [reference, ...more] = findReferences(text)
  expect(more, text).toEqual([])
  if (!reference) throw new Error(`Nothing was found in: ${text}`)
  return reference
}

describe('findReferences', () => {
  test.each([
    ['EVM transactions', hash.map((hex) => `0x${hex}`), 'transaction', ['evm'], 'absent'],
    ['hashes without 0x', hash, 'transaction', ['tron', 'bitcoin', 'evm'], 'absent'],
    ['Solana transactions', random(64).map(toBase58), 'transaction', ['solana'], 'absent'],
    ['EVM addresses', eip55, 'address', ['evm'], 'verified'],
    ['EVM addresses in small letters', eip55.map((a) => a.toLowerCase()), 'address', ['evm'], 'absent'],
    ['Tron addresses', tron, 'address', ['tron'], 'verified'],
    ['older Bitcoin addresses', fc.oneof(p2pkh, p2sh), 'address', ['bitcoin'], 'verified'],
    ['SegWit addresses', fc.oneof(p2wpkh, p2wsh, p2tr), 'address', ['bitcoin'], 'verified'],
    ['SegWit addresses in capitals', p2tr.map((a) => a.toUpperCase()), 'address', ['bitcoin'], 'verified'],
    ['Solana addresses', random(32).map(toBase58), 'address', ['solana'], 'absent'],
  ] as const)('finds %s in sentences, at the right place', (_, token, kind, chains, checksum) => {
    fc.assert(
      fc.property(token, sentence, (text, [before, after]) => {
        const start = before.length
        expect(findReferences(before + text + after)).toEqual([
          { kind, chains, checksum, text, start, end: start + text.length },
        ])
      }),
    )
  })

  test('tells an EVM address with a letter in the wrong case by its checksum', () => {
    fc.assert(
      fc.property(eip55, fc.nat(), (sound, at) => {
        const letters = [...sound.matchAll(/[a-fA-F]/g)]
        const { index = 0, 0: letter = '' } = letters[at % letters.length] ?? {}
        const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
        expect(findOne(sound.slice(0, index) + swapped + sound.slice(index + 1)).checksum).toBe('failed')
      }),
    )
  })

  test.each([
    ['Tron', tron, 1, BASE58],
    ['older Bitcoin', fc.oneof(p2pkh, p2sh), 1, BASE58],
    ['SegWit', fc.oneof(p2wpkh, p2wsh, p2tr), 4, BECH32],
    ['SegWit (with letters that bech32 lacks)', fc.oneof(p2wpkh, p2tr), 4, 'bio1'],
  ] as const)('tells a mistyped %s address by its checksum', (_, address, from, alphabet) => {
    fc.assert(
      fc.property(address, fc.nat(), fc.constantFrom(...alphabet), (sound, at, letter) => {
        const index = from + (at % (sound.length - from))
        fc.pre(sound[index] !== letter)
        const mistyped = sound.slice(0, index) + letter + sound.slice(index + 1)
        expect(findOne(`地址 ${mistyped} 对吗`)).toMatchObject({ text: mistyped, checksum: 'failed' })
      }),
    )
  })

  // Vectors of EIP-55, BIP-173 and BIP-350, and addresses everybody knows.
  test.each([
    ['verified', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
    ['verified', '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB 0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb'],
    ['failed', '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9adb 0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['absent', '0x52908400098527886E0F7030069857D2E4169EE7 0xde709f2102306220921060314715629080e2fb77'],
    ['verified', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4 bc1pfeessrawgf'],
    ['verified', 'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y'],
    ['verified', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ['failed', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd'],
    ['failed', 'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4'],
    ['failed', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    // Sound checksums over a program of 16 bytes, a word too many, and padding that is not zero.
    ['failed', 'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P bc1qqqrsu9guyv4rzwplgex4gkmzd9c8wl59q392tgm'],
    ['failed', 'bc1pqqrsu9guyv4rzwplgex4gkmzd9c8wl593jfe4gdg47mtm3xt6tv38gjxvu'],
    ['verified', `${BITCOIN} 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy ${TRON}`],
    ['absent', `${SOLANA} BC17JCPBmohzxCJcyJGHWRTwnNWtqpeNeHigctAZ1TRp`],
  ])('gives the checksum as %s: %s', (checksum, addresses) => {
    for (const address of addresses.split(' '))
      expect(findOne(address), address).toMatchObject({ kind: 'address', text: address, checksum })
  })

  test('finds several, in order', () => {
    const several = [EVM, TRON, `0x${HEX}`, SIGNATURE]
    expect(findReferences(several.join('，to ')).map(({ text }) => text)).toEqual(several)
  })

  test.each([
    ['questions', '我的USDT转账失败了但是手续费扣了，怎么办？My unconfirmed transaction has vanished.'],
    ['orders', `${'12345678'.repeat(8)} 3F9A2KX7QM4R8T6W1ZP5YB3N7V2C9D4E6G 1A1zP1eP5QGefi2DMPTfTL5SLmv7`],
    ['phone numbers', '打 13800138000 或 +86 138-0013-8000, or call +1 (555) 123-4567'],
    ['prices', 'I paid $1,234.56 and 0.00012345 BTC, 价格 ¥99,999.00'],
    ['an error string', 'execution reverted: TransferHelper::transferFrom: transferFrom failed (0x08c379a0)'],
    ['long names', 'SafeTransferFromNonReceiverRevertedByParent, TransferFromPausedByTheGuardianNow'],
    ['error codes', 'TRANSACTION_EXPIRATION_ERROR, code -32000, 0x, 0x0, 0xdeadbeef'],
    ['commits', '8f14e45fceea167a5a36dedd4bea2543aaaaaaaa, bc1f45e1a4b2c3d4e5f60718293a4b5c6d7e8f90'],
    ['SegWit 17', 'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R'],
    ['addresses cut short', `0x5aAe…eAed 或 TR7NH...Lj6t, ${EVM.slice(0, -1)}, too long 0x${HEX}0`],
    ['mail and web addresses', 'support@example.com https://help.example.com/zh-CN/articles/failed-transfer'],
  ])('finds nothing in %s', (_, text) => {
    expect(findReferences(text)).toEqual([])
  })

  test('finds nothing in numbers and identifiers of any value', () => {
    const digits = fc.array(fc.nat(9), { minLength: 1, maxLength: 100 }).map((all) => all.join(''))
    const dashless = fc.uuid().map((id) => id.replaceAll('-', ''))
    const price = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => `$${value}`)
    const token = fc.oneof(digits, fc.uuid(), dashless, price, fc.date({ noInvalidDate: true }).map(String))
    fc.assert(
      fc.property(token, sentence, (text, [before, after]) => {
        expect(findReferences(before + text + after)).toEqual([])
      }),
    )
  })

  test('comes after the guard, which takes private keys out and lets hashes pass', () => {
    const { text } = redactSecrets(`交易哈希 0x${HEX}，我的私钥是 ${HEX}`)
    expect(findReferences(text).map((reference) => reference.text)).toEqual([`0x${HEX}`])
  })
})

describe('chains and networks', () => {
  test.each([
    [['tron'], '波场转账|波場|转了100TRX：|USDT-TRC20 tx|https://tronscan.org/#/transaction/'],
    [['bitcoin'], '这笔比特币交易|比特幣|My BTC has not arrived, the hash is|https://mempool.space/tx/'],
    [['evm'], 'ETH 转账|BSC|以太坊|on Arbitrum'],
    [['bitcoin', 'tron'], 'on TRON or Bitcoin?|从波场换成比特币'],
    [['tron', 'bitcoin', 'evm'], '|USDT|Solana|something methodical'],
  ])('of a bare hash are %j by the words beside it', (chains, names) => {
    for (const words of names.split('|')) {
      expect(findOne(`${words} ${HEX}`).chains, words).toEqual(chains)
      expect(findOne(`${HEX} ${words}`).chains.toSorted(), words).toEqual(chains.toSorted())
    }
  })

  test('are read clause by clause', () => {
    const other = HEX.replace('4c', 'd7')
    const chainsIn = (text: string) => findReferences(text).map(({ chains }) => chains)
    expect(chainsIn(`BTC: ${HEX}, TRX: ${other}`)).toEqual([['bitcoin'], ['tron']])
    expect(chainsIn(`${HEX} on BTC, ${other} on TRON`)).toEqual([['bitcoin'], ['tron']])
    expect(chainsIn(`BTC, hash: ${HEX}. TRX is fine`)).toEqual([['bitcoin']])
  })

  test('named further away, or against the form, do not count', () => {
    expect(findOne(`波场${' '.repeat(REFERENCES.reach)}${HEX}`).chains).toHaveLength(3)
    expect(findOne(`波场 0x${HEX}`).chains).toEqual(['evm'])
    for (const text of [`BSC ${TRON}`, `BTC ${HEX}, BSC`]) expect(findOne(text)).not.toHaveProperty('network')
  })

  test.each([
    ['BNB Chain', 'BSC 链上|币安智能链|幣安智能鏈|BEP20|https://bscscan.com/tx/'],
    ['Polygon', '马蹄链|my Polygon transfer'],
    ['Arbitrum', 'Arbitrum 上的 ETH|arb链'],
    ['Optimism', 'sent on OP Mainnet:|op链|https://optimistic.etherscan.io/tx/'],
    ['Base', '在Base链上转的|I sent it on Base.|Base:'],
    ['Ethereum', '以太坊主网|ERC20|https://etherscan.io/tx/'],
    [undefined, 'my ETH transfer|the base fee on base fee day|数据库database上|波场'],
  ])('of an EVM hash: network %s', (network, names) => {
    for (const words of names.split('|')) {
      expect(findOne(`${words} 0x${HEX}`).network, words).toBe(network)
      expect(findOne(`0x${HEX} ${words}`).network, words).toBe(network)
    }
  })
})

describe('stripReferences', () => {
  test.each([
    [`我的交易0x${HEX}失败了`, '我的交易交易哈希失败了'],
    [`轉到 ${TRON} 沒到帳`, '轉到 地址 沒到帳'],
    [`Why did 0x${HEX} to ${SEGWIT} fail?`, 'Why did transaction hash to address fail?'],
    [SIGNATURE, 'transaction hash'],
    ['No reference.', 'No reference.'],
  ])('says in the text’s language what stood there: %s', (text, stripped) => {
    expect(stripReferences(text)).toBe(stripped)
  })

  test('leaves everything else as it was, and nothing to find', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(HEX, EVM, TRON, BITCOIN, SEGWIT, SOLANA, SIGNATURE, '地址', 'tx '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ')
        const found = findReferences(text)
        let end = 0
        for (const reference of found) {
          expect(reference.start).toBeGreaterThanOrEqual(end)
          expect(text.slice(reference.start, reference.end)).toBe(reference.text)
          end = reference.end
        }
        const stripped = stripReferences(text)
        expect(findReferences(stripped)).toEqual([])
        expect(stripReferences(text, found)).toBe(stripped)
        if (found.length === 0) expect(stripped).toBe(text)
      }),
    )
  })
})

describe('explorerLinks', () => {
  let site: Site
  let explorers: readonly Explorer[]
  beforeAll(async () => {
    site = siteSchema.parse(parse(await readFile(join(CONTENT_DIR, 'site.yaml'), 'utf8')))
    explorers = site.explorers
  })
  const urlsFor = (text: string, limit?: number) =>
    explorerLinks(findReferences(text), explorers, limit).map(({ url }) => url)

  test.each([
    [TRON, `https://tronscan.org/#/address/${TRON}`],
    [`波场 ${HEX.toUpperCase()}`, `https://tronscan.org/#/transaction/${HEX}`],
    [BITCOIN, `https://mempool.space/address/${BITCOIN}`],
    [SEGWIT.toUpperCase(), `https://mempool.space/address/${SEGWIT}`],
    [`BTC ${HEX}`, `https://mempool.space/tx/${HEX}`],
    [SOLANA, `https://solscan.io/account/${SOLANA}`],
    [SIGNATURE, `https://solscan.io/tx/${SIGNATURE}`],
  ])('lead to the one main explorer of a chain: %s', (text, url) => {
    expect(urlsFor(text)).toEqual([url])
  })

  test('lead to the EVM explorers in their order, the named network’s first', () => {
    expect(urlsFor(EVM)).toEqual([
      `https://etherscan.io/address/${EVM}`,
      `https://bscscan.com/address/${EVM}`,
      `https://polygonscan.com/address/${EVM}`,
    ])
    expect(urlsFor(`在 Base 链 0X${HEX}`)).toEqual([
      `https://basescan.org/tx/0x${HEX}`,
      `https://etherscan.io/tx/0x${HEX}`,
      `https://bscscan.com/tx/0x${HEX}`,
    ])
    const [first] = explorerLinks(findReferences(`BSC ${EVM}`), explorers)
    expect(first).toMatchObject({ label: 'BscScan (BNB Chain)', reference: { text: EVM } })
    expect(urlsFor(EVM, 100)).toHaveLength(explorers.filter(({ chain }) => chain === 'evm').length)
  })

  test('lead to each chain a bare hash may belong to, with 0x where it belongs', () => {
    expect(urlsFor(HEX)).toEqual([
      `https://tronscan.org/#/transaction/${HEX}`,
      `https://mempool.space/tx/${HEX}`,
      `https://etherscan.io/tx/0x${HEX}`,
    ])
  })

  test('give every reference its best link before any its second, and none twice', () => {
    const urls = urlsFor(`0x${HEX} ${EVM} ${EVM}`)
    expect(urls.slice(0, 2)).toEqual([
      `https://etherscan.io/tx/0x${HEX}`,
      `https://etherscan.io/address/${EVM}`,
    ])
    expect(new Set(urls).size).toBe(REFERENCES.links)
  })

  test('are not given for a mistyped address', () => {
    expect(urlsFor(TRON.replace('R7', 'R8'))).toEqual([])
  })

  test.each([
    ['https://example.com/tx/{id}', true],
    ['https://example.com/#/tx/{id}?chain=1', true],
    ['http://example.com/tx/{id}', false],
    ['https://example.com/tx/', false],
    ['https://example.com/{id}/{id}', false],
    ['https://{id}.example.com/', false],
    ['https://example.com{id}', false],
    ['https://user@example.com/{id}', false],
    ['https://example.com/{hash}', false],
  ])('are made from %s: %s', (transaction, isSound) => {
    const changed = explorers.map((explorer) => ({ ...explorer, transaction }))
    expect(siteSchema.safeParse({ ...site, explorers: changed }).success).toBe(isSound)
  })

  test('cover every chain and network that is recognised, but a site needs none', () => {
    expect(new Set(explorers.map(({ chain }) => chain))).toEqual(new Set(CHAINS))
    expect(explorers.flatMap(({ network }) => network ?? [])).toEqual([...NETWORKS])
    expect(siteSchema.parse({ ...site, explorers: undefined }).explorers).toEqual([])
  })
})

describe('hostile text', () => {
  test.each([`${TRON} `, `${TRON.replace('R7', 'R8')} `, `${EVM} `, `BTC ${HEX}\n`, `${SIGNATURE},`])(
    'is read up to a number of candidates: %s',
    (piece) => {
      expect(findReferences(piece.repeat(110))).toHaveLength(110)
      expect(findReferences(piece.repeat(10_000))).toHaveLength(REFERENCES.candidates)
    },
  )

  test.each([
    ['one run of base58 letters', BASE58.slice(9)],
    ['one run of hexadecimal digits', HEX],
    ['words', 'cryptocurrency '],
    ['numbers as long as hashes', `${'1234567890'.repeat(7).slice(0, 64)} `],
    ['chains', 'TRX BTC 波场 '],
  ])('of %s takes time that grows no faster than it', (_, piece) => {
    const best = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length))
      const times = Array.from({ length: 7 }, () => {
        const started = performance.now()
        findReferences(text)
        return performance.now() - started
      })
      return Math.min(...times)
    }
    best(100_000)
    // Eight times as long: quadratic work would take 64 times as much. The millisecond is for times too short to tell.
    expect(best(1_600_000)).toBeLessThan(24 * (best(200_000) + 1))
  })
})
