// What the words around a token say it is: a key, or something that may be shown. In zh, en, es, fr, it, pt, cs, ja, ko, ru.
import { foldScript } from './fold.ts'
import { slice, type Span } from './reading.ts'

/** What 64 hex digits are; undefined where nothing decides. */
export type Verdict = 'key' | 'harmless' | undefined

/** Characters looked at before and after a token. */
const REACH_BEFORE = 100
const REACH_AFTER = 40

// Matched against folded text: no accents, hiragana for katakana and without voicing marks, simplified Chinese.
const KEY_WORDS = new RegExp(
  [
    'private?[\\s_-]*key|priv[\\s_-]*key|secret[\\s_-]*(?:key|seed|hex)|signing[\\s_-]*key|spend[\\s_-]*key|recovery[\\s_-]*key',
    '\\bsecret\\b|\\bprivkey\\b|\\bprivatekey\\b|\\bpk\\b|\\bsk\\b|\\bkeys?\\b|\\bseed\\b|\\bwif\\b|\\bkeypair\\b',
    '私钥|秘钥|密钥|金钥|私匙|私鈅|密匙|种子|助记词',
    'clave privada|llave privada|cle privee|chiave privata|chave privada|(?:soukromy|privatni) klic',
    '秘密[鍵键]|ひみつかき|ふらいへーときー|しーくれっときー|개인\\s*키|비밀\\s*키|프라이빗\\s*키',
    '(?:приватн|закрыт|секретн)[а-я]*\\s+ключ|приватник',
  ].join('|'),
  'gi',
)
const HARMLESS_WORDS = new RegExp(
  [
    '\\btx(?:n|s|id|hash|_hash)?\\b|transacti?on|\\bhash(?:es)?\\b|\\bblock(?:hash)?\\b|\\bsignature\\b|\\bsig\\b|\\bcommit\\b|\\bmerkle\\b',
    '\\bsha-?\\d*\\b|checksum|digest|fingerprint|\\btopic\\b|\\border\\b|\\breceipt\\b|\\bbundle\\b|\\bsafetxhash\\b',
    'pub(?:lic)?[\\s_-]*key|\\bxpub\\b|公钥|公开钥|公[開开][鍵键]|こうかいかき|공개\\s*키|публичн[а-я]*\\s+ключ|открыт[а-я]*\\s+ключ',
    'clave publica|llave publica|cle publique|chiave pubblica|chave publica|verejny klic',
    '\\b(?:transfer|withdrawal|deposit|payment)s?\\b|送金|出金|入金|提现|充值|到账|송금|출금|перевод|transferencia',
    '交易|哈希|[杂雜][凑湊]|[区區]块|签名|转账|校[验驗]|指[纹紋]|[订訂]单|流水|单号|[凭憑]证|摘要',
    '取引|とらんさくしょん|はっしゅ|ふろっく|署名|거래|트랜잭션|해시|블록|서명',
    'транзакц|хеш|хэш|блок|подпис|transakc|transaccion|transacao|transazion|firma',
  ].join('|'),
  'gi',
)
/** Some chains' addresses are as long as a key. Only right beside the token: anything can be said about an account. */
const ADDRESS_WORDS =
  /address|contract|\bnft\b|地址|合[约約同]|あとれす|契[约約]|주소|컨트랙트|адрес|контракт|direccion|adresse|indirizzo|endereco|adresa|contrato/gi
const ADDRESS_REACH = 12
const CLAUSE_END = /[.。!！?？;；,，\n](?=\s|[^ -~]|$)|[。！？；，\n]/g

export interface Place extends Span {
  /** Where the token of the same size before it ended. */
  readonly after: number
}

/** Judges a token by its clause before it, then by the token it follows in a list, then by what stands further off. */
export function judge(codes: Uint16Array, { start, end, after }: Place, inList: Verdict): Verdict {
  const before = foldScript(slice(codes, Math.max(after, start - REACH_BEFORE), start))
  const clauseStart = lastEnd(before, CLAUSE_END)
  const near =
    verdictOf(before.slice(clauseStart)) ?? addressBeside(before.slice(-ADDRESS_REACH - 10), 'before')
  if (near !== undefined) return near
  if (inList !== undefined) return inList
  const rest = foldScript(slice(codes, end, end + REACH_AFTER))
  const [clause = ''] = rest.split(CLAUSE_END, 1)
  return verdictOf(clause) ?? addressBeside(clause, 'after') ?? verdictOf(before)
}

/** The key or hash word that stands last decides. */
function verdictOf(words: string): Verdict {
  if (!/[^\s\d]/.test(words)) return undefined
  const key = lastEnd(words, KEY_WORDS)
  const harmless = lastEnd(words, HARMLESS_WORDS)
  if (key === 0 && harmless === 0) return undefined
  return key > harmless ? 'key' : 'harmless'
}

function addressBeside(words: string, side: 'before' | 'after'): Verdict {
  for (const match of words.matchAll(ADDRESS_WORDS)) {
    const distance = side === 'before' ? words.length - match.index - match[0].length : match.index
    if (distance <= ADDRESS_REACH) return 'harmless'
  }
  return undefined
}

/** End of the last match, 0 if there is none. */
function lastEnd(text: string, pattern: RegExp): number {
  let at = 0
  for (const match of text.matchAll(pattern)) at = match.index + match[0].length
  return at
}
