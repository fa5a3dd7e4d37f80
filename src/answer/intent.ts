// What a message is beside a question: small talk, a wish for a person, a case of one's own, a matter of this product.
import { normalise } from '../search/text.ts'

export type SmallTalk = 'greeting' | 'thanks' | 'identity' | 'banter'

// Phrases of which small talk consists, longest first where one contains another. Simplified Chinese; text is converted before.
const SMALL_TALK: Readonly<Record<SmallTalk, readonly string[]>> = {
  greeting: [
    'good morning',
    'good afternoon',
    'good evening',
    'good day',
    'hello',
    'howdy',
    'hiya',
    'sup',
    'hey',
    'hi',
    'yo',
    'anyone there',
    'are you there',
    '早上好',
    '上午好',
    '中午好',
    '下午好',
    '晚上好',
    '你好',
    '您好',
    '哈喽',
    '哈啰',
    '嗨',
    '早安',
    '晚安',
    '有人在吗',
    '有人吗',
    '在不在',
    '在吗',
    '早',
  ],
  thanks: [
    'thank you',
    'thanks',
    'thank',
    'thx',
    'ty',
    'cheers',
    'much appreciated',
    'that helped',
    'that worked',
    'it works now',
    'very helpful',
    'helpful',
    'got it',
    'great',
    'perfect',
    'awesome',
    'makes sense',
    'no worries',
    'never mind',
    'nevermind',
    'nvm',
    'understood',
    'noted',
    'alright',
    'will do',
    'cool',
    'nice',
    'okay',
    'ok',
    'bye bye',
    'goodbye',
    'good bye',
    'bye',
    'see you',
    'good night',
    '非常感谢',
    '感谢',
    '谢谢',
    '多谢',
    '谢了',
    '谢',
    '太好了',
    '解决了',
    '明白了',
    '知道了',
    '懂了',
    '收到',
    '没事了',
    '不用了',
    '好的',
    '嗯嗯',
    '嗯',
    '再见',
    '拜拜',
    '回头见',
    '辛苦了',
  ],
  identity: [
    'who are you',
    'what are you',
    'what is your name',
    "what's your name",
    'whats your name',
    'what can you do',
    'what do you do',
    'how do you work',
    'r u a bot or what',
    'r u a bot',
    'r u human',
    'r u real',
    'are you a robot',
    'who built you',
    'who made you',
    'who created you',
    'how old are you',
    'are you a bot',
    'are you a human',
    'are you human',
    'are you real',
    'are you an ai',
    'are you ai',
    'are you a real person',
    'is this a bot',
    'is this a robot',
    'am i talking to a bot',
    'am i talking to a robot',
    'can you help me',
    'can you help',
    '你是不是机器人',
    '你是谁开发的',
    '谁开发的你',
    '谁做的你',
    '谁设计的你',
    '你多大了',
    '你几岁了',
    '你几岁',
    '你是机器人吗',
    '你是机器人',
    '你是真人吗',
    '你是人工智能吗',
    '你是人吗',
    '你是谁',
    '你叫什么名字',
    '你叫什么',
    '你能干什么',
    '你能做什么',
    '你能干嘛',
    '你会什么',
    '你会干什么',
    '你可以做什么',
    '你能帮我什么',
    '你是ai吗',
    '你是干什么的',
    '你是什么',
  ],
  banter: [
    'tell me a joke',
    'how are you doing',
    'how are you',
    "how's it going",
    'you are useless',
    "you're useless",
    'you are stupid',
    "you're stupid",
    'stupid bot',
    'useless bot',
    'worst bot ever',
    'worst bot',
    'good bot',
    'nice bot',
    'stupid robot',
    'useless',
    'stupid',
    'idiot',
    'i love you',
    'i hate you',
    'lol',
    'haha',
    'you suck',
    'fuck you',
    '讲个笑话',
    '说个笑话',
    '给我讲个笑话',
    '你好吗',
    '你真没用',
    '没用的东西',
    '什么破机器人',
    '破机器人',
    '傻逼',
    '傻子',
    '笨蛋',
    '垃圾',
    '智障',
    '废物',
    '滚',
    '我爱你',
    '哈哈',
    '机器人',
    '好无聊',
    '无聊',
    '陪我聊聊天',
    '陪我聊聊',
    '陪我聊天',
    '挺聪明',
    '真聪明',
    '挺机灵',
    '你真棒',
    '你真笨',
    '你好笨',
  ],
}

const FILLER =
  /\b(there|bot|ever|all|everyone|again|so much|a lot|very much|for (the|your) help|for that|for helping|for|the|help|you|today|buddy|partner|man|mate|please|then|and|that|it|is|was|this)\b|[啊呀呢吧哦噢啦了哈嘛的你您们吗呗帮忙请再]/g

/** What kind of small talk a message is, if it is nothing else; undefined if anything remains to be answered. */
export function smallTalkOf(text: string): SmallTalk | undefined {
  let rest = normalise(text)
    .replace(/[^\p{L}\p{N}'’\s]+/gu, ' ')
    .replaceAll('’', "'")
    .trim()
  if (rest === '' || rest.length > 60) return undefined
  let kind: SmallTalk | undefined
  for (const candidate of ['identity', 'banter', 'thanks', 'greeting'] as const) {
    for (const phrase of SMALL_TALK[candidate]) {
      if (!holds(rest, phrase)) continue
      rest = rest.replace(phrase, ' ')
      kind ??= candidate
    }
  }
  return rest.replace(FILLER, '').trim() === '' ? kind : undefined
}

/** True if the phrase stands in the text as words of its own (Chinese has no word borders). */
function holds(text: string, phrase: string): boolean {
  const at = text.indexOf(phrase)
  if (at < 0) return false
  const isLatin = /^[a-z]/.test(phrase)
  const letter = /[a-z0-9]/
  return !isLatin || !(letter.test(text[at - 1] ?? ' ') || letter.test(text[at + phrase.length] ?? ' '))
}

const PERSON =
  /转人工|人工客服|人工服务|人工台|真人|活人|要人工|找人工|接人工|转接客服|(?:talk|speak|chat|connect|transfer|put)\s+(?:me\s+)?(?:to|with|through to)\s+(?:an?\s+|some\s+|your\s+|the\s+)?(?:actual\s+|real\s+|live\s+|human\s+)?(?:person|human|someone|somebody|agent|representative|rep|operator|staff|support|manager)|\b(?:real|live|actual)\s+(?:person|human|agent)|\bhuman\s+(?:agent|support|being|please|help)|^(?:agent|human|operator|representative|人工|客服)$/

const DOUBT =
  /是真的吗|是不是真|真的假的|是真是假|骗|诈|钓鱼|假的|假冒|冒充|可信吗|可靠吗|靠谱吗|\bscam|\bphish|\bfake\b|\blegit|\bimpersonat|\bis (?:this|it|he|she|that) (?:real|genuine|official)/

/** Wants a person, whatever the matter. Asking whether a "person" is genuine is not that wish. */
export function wantsPerson(text: string): boolean {
  const plain = normalise(text).trim()
  return PERSON.test(plain) && !DOUBT.test(plain)
}

const ACCOUNT =
  /冻结|封号|封禁|风控|被限制|解封|退款|退钱|退给我|退还|赔偿|赔付|赔我|赔钱|投诉|举报你们|我的钱去哪|我的钱呢|钱到底去哪|把钱还|合规|实名|身份认证|审核中|注销|删除我的(?:数据|资料|账)|\bfrozen\b|\bfroze my\b|\brestricted\b|\bsuspended\b|\bcompliance\b|\bkyc\b|\brefund|\bcompensat|\breimburse|\bcomplain|\bmoney back\b|\bwhere(?:'s| is| are| did) my (?:money|funds|coins?)\b|\bgive me (?:back )?my money\b|\bdelete (?:all )?my (?:personal )?(?:data|account)\b|\bgdpr\b|\blawyer\b|\bpolice\b/

/** About one's own case, which articles cannot look up: frozen, refund, complaint, personal data. */
export function isAccountSpecific(text: string): boolean {
  const plain = normalise(text)
  return ACCOUNT.test(plain) && !DOUBT.test(plain)
}

const PRODUCT =
  /\bapps?\b|应用|软件|客户端|版本|更新|升级|安装|登录|登陆|登不|注册|账号|帐号|账户|客服|工单|邀请|奖励|返佣|活动|功能|提醒|语言|中文|英文|界面|扫码|二维码|钱包|上架|支持|支援|[链币]|合作|招聘|你们|咱们家|设置|按钮|货币|法币|汇率|页面|手续费|额度|签名|\b(?:wallet|account|login|log ?in|sign ?(?:in|up)|version|update|install|feature|language|widget|support|referral|bonus|reward|notification|listing|partner(?:ship)?|hiring|crypto|blockchain|coins?|tokens?|chain|qr ?code|dark mode|settings?|display|screen|button|currency|currencies|security|device|your (?:app|team|company|service))\b/

/** Names anything of this product or its field, so that a question no article answers goes to a person. */
export function isAboutProduct(text: string): boolean {
  return PRODUCT.test(normalise(text))
}
