// Words that tell how pressing a case is: funds stolen or keys exposed, money missing or stuck, or neither.
// In English and both Chinese scripts. Shared by replies (offer a person at once) and the desk (triage).
import { foldScript, foldWidth } from './fold.ts'

/** The same words as the desk's priorities. */
export type Urgency = 'urgent' | 'high' | 'normal'

const SECRET_EN =
  /(?:seed|recovery|secret|backup|mnemonic|12[- ]word|24[- ]word)\s*(?:phrase|words?)|private\s*keys?|mnemonic|\bseed\b|keystore/
    .source
const SECRET_ZH = '(?:助记词|助忆词|私钥|密钥|秘钥|恢复词|恢复短语|种子短语|keystore)'
const GIVEN_EN =
  'gave|given|shared|sent|told|typed|entered|leaked|exposed|pasted|revealed|posted|disclosed|showed|submitted|uploaded|published'
const GIVEN_ZH =
  '给了|给过|发给|发了|告诉|输入了|输了|填了|填写了|提供了|泄露|泄漏|外泄|暴露|公开了|交给|上传|贴'
const TRAP_EN = 'malicious|phishing|scam|fake|suspicious|fraudulent'
const TRAP_ZH = '(?:恶意|钓鱼|诈骗|虚假|伪造|假的?)'

/** Something has been taken, or somebody else can take it. */
const FUNDS_AT_RISK: readonly RegExp[] = [
  /\b(?:stolen|stole|hacked|drained|compromised|scammed|phished|robbed|swindled|siphoned|defrauded)\b/g,
  /\b(?:hacker|thief|scammer|attacker)s?\b.{0,20}\b(?:took|moved|sent|transferred|got|withdrew|emptied|has|have)\b/g,
  /\b(?:someone|somebody|they|he|she)\b.{0,15}\b(?:took|moved|transferred|withdrew|emptied|swept|cleaned out)\b/g,
  /\b(?:got|fell for|victim of|lost .{0,30} to) (?:a |an )?(?:scam|phish|hack|fraud)/g,
  /\bwithout my (?:permission|consent|knowledge|approval|authori[sz]ation)\b/g,
  /\bunauthori[sz]ed\b.{0,20}\b(?:transfer|transaction|withdrawal|access|payment)/g,
  /\b(?:transfer|transaction|withdrawal|payment)s?\b.{0,30}\b(?:i (?:did not|didn'?t|never)|not (?:made )?by me)\b/g,
  new RegExp(`\\b(?:${GIVEN_EN})\\b.{0,40}(?:${SECRET_EN})`, 'g'),
  new RegExp(`(?:${SECRET_EN}).{0,30}\\b(?:leaked|exposed|compromised|${GIVEN_EN}|seen by|known to)\\b`, 'g'),
  new RegExp(
    `\\b(?:clicked|signed|approved|connected|authori[sz]ed|entered|visited)\\b.{0,40}\\b(?:${TRAP_EN})\\b`,
    'g',
  ),
  /被盗|盗走|盗取了|盗了|被偷|偷走|偷了|被骗|骗走|骗了|受骗|上当|被黑|被攻击|被洗劫|被清空|清空了|被划走|被卷走|被钓鱼/g,
  /(?:被|有人|别人|黑客|骗子|他|对方).{0,8}(?:转走|转出了|提走|划走|转移走|拿走|转空)/g,
  /(?:不是我(?:本人|自己)?|非本人|未经我?(?:本人)?|没有?经过我).{0,4}(?:操作|转|授权|同意|允许|发起)/g,
  new RegExp(`(?:${GIVEN_ZH}).{0,16}${SECRET_ZH}`, 'g'),
  new RegExp(`${SECRET_ZH}.{0,12}(?:${GIVEN_ZH}|被.{0,6}(?:知道|看到|看见|拿到|拍))`, 'g'),
  new RegExp(`(?:点了|点击了?|签了|签名了?|授权(?:了|给)|连接了|访问了).{0,16}${TRAP_ZH}`, 'g'),
  new RegExp(
    `${TRAP_ZH}.{0,10}(?:网站|链接|合约|应用|app|页面|授权).{0,10}(?:签名?了|授权了|点了|连接了|输入了)`,
    'g',
  ),
]

/*
 * What makes a cue a question about staying safe, or its denial. Each stands right before the cue or a few words off,
 * never further: in "can you help, if possible, my coins were stolen" nothing may hide the theft.
 */
const PRECAUTION: readonly RegExp[] = [
  /\b(?:avoid|prevent|protect|safe|secure|keep|stop)\w*(?:\s+(?!(?:was|were|got|been|just)\b)[\w']+){0,6}\s*$/,
  /\b(?:can|could)\s+(?:my|it|this|a|an|the|wallets?|accounts?|crypto)(?:\s+[\w']+){0,4}\s+(?:be|get)\s+$/,
  /(?<!\bdo )\b(?:if|in case)(?:\s+(?:i|my|your|we|you|it|a|the|someone|somebody|anyone|they|he|she)(?:\s+[\w']+){0,4})?\s*$/,
  /(?:防止|预防|防范|谨防|以防|避免|防|小心|识别|辨别)[^被了]{0,10}$/,
  /(?:如果|假如|万一|要是|假设)[^了]{0,8}$/,
  /(?:会不会|不会|会|是否会|能不能|(?<!可)能|怕)(?:再|又)?(?:被|让|给)?(?:别人|他人|人|骗子|黑客)?$/,
]
const PRECAUTION_INSIDE = /会不会|会被|会泄|会暴露/
/** "What should I do if my coins were stolen" is how a victim writes. */
const ASKS_WHAT_TO_DO = /\bwhat (?:should|do|can|to|must) .{0,12}\bif\b/
const NEGATED: readonly RegExp[] = [
  /\b(?:never|not|nobody|no one|without|(?:did|have|has|was|were|had)n'?t)\s+(?:(?:been|being|be|got|gotten|yet|ever|even|really|actually|my|any|was|has|have)\s+){0,3}$/,
  /(?:(?<!有)没有?|未|从未|从没|并未|未曾|没有人|(?<!是)不是)(?:被|把|将|人|给|过)?$/,
]

const MONEY = '(?:funds?|coins?|tokens?|money|balance|crypto|assets?|nfts?|eth|btc|usd[tc]|bnb|sol|trx)'
const TRANSFER = '(?:transfer|transaction|tx|payment|deposit|withdrawal|swap|bridge|send|sent)'
const STUCK =
  "(?:fail|stuck|pending|missing|lost\\b|revert|disappear|vanish|(?:not|never|n[o']?t)(?: been| yet| shown?)? (?:arriv|receiv|credit|confirm|show|appear|come|go))"
const MONEY_ZH =
  '(?:转账|转帐|交易|充值|提现|提币|充币|汇款|兑换|转出|付款|钱|币|资产|余额|资金|usdt|usdc|eth|btc|bnb)'

/** Money missing, stuck or sent the wrong way, or an account frozen. */
const MONEY_IN_DOUBT: readonly RegExp[] = [
  new RegExp(`\\b${TRANSFER}\\w*\\b.{0,40}\\b${STUCK}`, 'g'),
  new RegExp(`\\b${STUCK}\\w*\\b.{0,20}\\b${TRANSFER}`, 'g'),
  new RegExp(
    `\\b${MONEY}\\b.{0,30}\\b(?:missing|gone|disappeared|vanished|lost|zero|stuck|not|n[o']t|never)\\b`,
    'g',
  ),
  new RegExp(`\\b(?:missing|lost|vanished|disappeared|where (?:is|are))\\b.{0,20}\\b${MONEY}\\b`, 'g'),
  /\bwrong (?:network|chain|address|memo|tag|wallet|recipient|person)\b/g,
  /\b(?:account|wallet|funds|assets|address)\b.{0,25}\b(?:frozen|froze|locked|suspended|restricted|blocked|disabled|banned)\b/g,
  /\b(?:frozen|locked|suspended|restricted|blocked|disabled)\b.{0,15}\b(?:account|wallet|funds|assets)\b/g,
  /(?:选错|发错|转错|打错|填错|错误的?|错了).{0,6}(?:网络|链|地址|主网|标签|memo|钱包)|(?:网络|链|地址|主网|钱包).{0,4}(?:选错|发错|转错|填错|错了)|转错了|打错了/g,
  new RegExp(
    `${MONEY_ZH}.{0,14}(?:失败|没到|未到|不到账|没有到|没收到|未收到|没有收到|卡住|卡在|待处理|待确认|一直没|不见|消失|没了|丢|少了|不翼而飞|没有显示|变成0|变成零|为0)`,
    'g',
  ),
  new RegExp(`(?:没收到|未收到|没有收到|丢失了?|丢了|不见了).{0,8}${MONEY_ZH}`, 'g'),
  /(?:账户|账号|帐户|帐号|钱包|资产|资金|币|地址).{0,8}(?:冻结|锁定|被锁|封禁|被封|停用|限制)|冻结.{0,6}(?:账户|账号|帐户|钱包|资产|资金)/g,
]

/** Too weak on their own ("lost my phone"), enough in a case filed under transfers or tokens. */
const WEAK_DOUBT: readonly RegExp[] = [
  /\b(?:missing|lost|gone|stuck|pending|failed|fails?|wrong|mistake|not arrived|not received|disappeared)\b/g,
  /失败|卡住|待处理|待确认|没到|未到|不到账|没收到|未收到|不见|没了|丢了|丢失|错了|选错|消失/g,
]

/** Whether a text says that funds have been stolen or that somebody else may hold the keys. Worry and precaution don't count. */
export function isFundsAtRisk(text: string): boolean {
  return hasCue(text, FUNDS_AT_RISK)
}

/** Whether a text says that money is missing or stuck, went the wrong way, or that an account is frozen. */
export function isMoneyInDoubt(text: string): boolean {
  return hasCue(text, MONEY_IN_DOUBT)
}

/** Whether a text uses words that mean money in doubt only if it is about a transfer anyhow. */
export function hasWeakDoubt(text: string): boolean {
  return hasCue(text, WEAK_DOUBT)
}

/** How pressing a text is by its words alone. */
export function priorityOf(text: string): Urgency {
  if (isFundsAtRisk(text)) return 'urgent'
  return isMoneyInDoubt(text) ? 'high' : 'normal'
}

function hasCue(text: string, cues: readonly RegExp[]): boolean {
  return clausesOf(text).some((clause) =>
    cues.some((cue) => clause.matchAll(cue).some((match) => isMeant(clause.slice(0, match.index), match[0]))),
  )
}

function clausesOf(text: string): string[] {
  const plain = foldScript(foldWidth(text).toLowerCase()).replaceAll('’', "'")
  return plain.split(/[.!?;,:\n。、！？；，：…]+/)
}

function isMeant(before: string, cue: string): boolean {
  const lead = before.slice(-80)
  if (NEGATED.some((pattern) => pattern.test(lead))) return false
  if (ASKS_WHAT_TO_DO.test(lead)) return true
  return !PRECAUTION_INSIDE.test(cue) && !PRECAUTION.some((pattern) => pattern.test(lead))
}
