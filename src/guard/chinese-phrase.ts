// Recovery phrases in Chinese. The BIP-39 lists are the 2,048 commonest characters, so ordinary text is made of
// list words too: what tells a phrase from a sentence is layout, checksum, rarity and the absence of common pairs.
import { validateMnemonic } from '@scure/bip39'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { foldScript } from './fold.ts'
import { MOST_CHECKSUMS, PHRASE_LENGTHS, type Span } from './phrase.ts'

interface WordList {
  readonly words: string[]
  readonly rank: ReadonlyMap<string, number>
}

/** Consecutive Chinese characters with nothing but separators between them. */
interface Run {
  readonly chars: readonly string[]
  readonly offsets: readonly number[]
  /** `chars` in Simplified script, for word cues. */
  readonly plain: string
}

/** What is left to spend on one text. */
interface Budget {
  checksums: number
}

interface Evidence {
  readonly run: Run
  readonly list: WordList
  readonly budget: Budget
  /** Characters not on the list, and common pairs ending, before each position. */
  readonly misses: Uint32Array
  readonly pairs: Uint32Array
  /** Bits of each character, and where the same one stood before (-1: nowhere). */
  readonly bits: Float32Array
  readonly previous: Int32Array
}

const LISTS: readonly WordList[] = [simplified, traditional].map((words) => ({
  words,
  rank: new Map(words.map((word, index) => [word, index])),
}))

const SHORTEST = 12
/** Most separators (other than white space) between two words of one phrase: room for "12）、". */
const LONGEST_GAP = 8

/*
 * Bits of evidence that characters were drawn at random from the list rather than written as text. Both lists stand in
 * order of frequency, so a word's rank gives its probability in text (Zipf–Mandelbrot with offset 30); common pairs,
 * which random words hardly ever form, count against. The thresholds were set on 12-character windows: ordinary
 * text has a median of -19, wallet articles of -37, random phrases of +9 with 1 in 8,600 at or below -10. The pairs were
 * partly picked from the same texts, so expect somewhat more false alarms elsewhere.
 */
const ZIPF_OFFSET = 30
const ZIPF_SUM = simplified.reduce((sum, _, rank) => sum + 1 / (rank + ZIPF_OFFSET), 0)
const PAIR_BITS = 8
/** A stretch of exactly a phrase's length, marked off from the rest, with a valid checksum. */
const BITS_DELIMITED = -10
/** The same with a wrong checksum or a word that is not on the list: a typing slip. */
const BITS_MISTYPED = 9
/** Right after "my recovery phrase is", with a valid checksum. */
const BITS_ANNOUNCED = -5
/** Anywhere inside other text, with a valid checksum. */
const BITS_EMBEDDED = 8.5
/** Words set apart one by one, more or fewer than a phrase has. */
const BITS_SEPARATED = -2
/** Ordinary text set apart character by character (copied from a PDF) has at least this many common pairs in twelve. */
const PAIRS_OF_TEXT = 3

const COMMON_PAIRS: ReadonlySet<string> = new Set(
  (
    '什么 多少 一个 他们 没有 哪个 第一 部分 地区 其他 问题 公司 认为 可以 国家 通过 主要 进行 使用 时候 时间 通常 成为 获得 系统 ' +
    '以及 这些 一些 发现 可能 们的 网络 中的 计算 支持 用于 提供 我的 你的 他的 还有 许多 它们 所有 需要 钱包 地址 助记 记词 交易 ' +
    '私钥 代币 密码 账户 授权 转账 不要 如果 手续 续费 确认 失败 显示 打开 客服 浏览 手机 处理 恢复 合约 取消 导入 余额 兑换 怎么 ' +
    '不能 应用 区块 公开 备份 联系 自己 单词 输入 账号 资产 记录 验证 页面 这个 收款 里的 设备 不是 同一 添加 另一 链接 不会 也不 ' +
    '导出 错误 已经 额度 截图 数量 不到 转走 文件 看到 不足 重新 安全 任何 价格 复制 准备 怎样 签名 网站 对方 一直 被盗 编号 无法 ' +
    '设置 么办 密钥 解锁 官方 不够 之前 转到 选错 全部 别人 到的 不同 连接 保存 查看 收到 名称 这笔 一条 重置 检查 有人 操作 费用 ' +
    '回复 屏幕 转出 版本 泄露 现在 只有 解决 说明 消息 服务 提交 等待 到账 丢了 无效 仍未 完整 内容 我们 你们 大家 今天 昨天 明天 ' +
    '请问 谢谢 帮我 一下 就是 但是 因为 所以 然后 之后 以后 以前 不了 了我 我要 我想 想要 为什 不知 知道 告诉 应该 是否 能不 有没 ' +
    '电脑 软件 下载 安装 升级 更新 登录 注册 账单 余下 里面 上面 下面 东西 朋友 人民 社会 中国 经济 政府 发展 工作 学生 学习 生活 ' +
    '情况 不见 见了 币不 钱不 的钱 的币 的代 的地 的账 的交 的转 的手 了吗 是不 会不 还是 还没 没到 成功 提现 充值 买了 卖了 ' +
    '忘记 忘了 丢失 找回 找不 不出 不上 不来 出来 进去 起来 过来 到了 给我 给他 给了 转给 发送 发给 接收 小时 分钟 三天 几天 一次'
  ).split(' '),
)

/**
 * Chinese recovery phrases in width-folded text, with or without separators between the words.
 * Takes time linear in the text's length.
 */
export function findChinesePhrases(text: string): Span[] {
  const budget: Budget = { checksums: MOST_CHECKSUMS }
  return runsOf(text).flatMap((run) => {
    if (run.chars.length < SHORTEST) return []
    const separated = separatedStretches(run)
    const blocks = [...blocksOf(run, 1), ...blocksOf(run, 3)].filter((block) => isPhraseLength(block))
    const views = LISTS.map((list) => weigh(run, list, budget))
    const apart = views.flatMap((evidence) => [
      ...separated.flatMap((stretch) => findSeparated(evidence, stretch)),
      ...blocks.filter((block) => isPhrase(evidence, block, BITS_DELIMITED) || isMistyped(evidence, block)),
    ])
    const found = [...apart, ...views.flatMap((evidence) => findWithin(evidence, apart))]
    return found.map(({ start, end }) => ({
      start: run.offsets[start] ?? 0,
      end: (run.offsets[end - 1] ?? 0) + 1,
    }))
  })
}

function runsOf(text: string): Run[] {
  const runs: Run[] = []
  const open = { chars: [] as string[], offsets: [] as number[] }
  const close = (): void => {
    if (open.chars.length > 0) {
      runs.push({ chars: open.chars, offsets: open.offsets, plain: foldScript(open.chars.join('')) })
    }
    open.chars = []
    open.offsets = []
  }
  let gap = 0
  for (let i = 0; i < text.length; i++) {
    const kind = kindOf(text.charCodeAt(i))
    if (kind === 'han') {
      open.chars.push(text.charAt(i))
      open.offsets.push(i)
      gap = 0
    } else if (kind === 'letter' || (kind === 'mark' && ++gap > LONGEST_GAP)) close()
  }
  close()
  return runs
}

function kindOf(code: number): 'han' | 'space' | 'mark' | 'letter' {
  if (code >= 0x3400 && code <= 0x9fff) return 'han'
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0) return 'space'
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? 'letter' : 'mark'
  // Latin-1 marks, general punctuation, enclosed numbers, CJK punctuation, enclosed CJK numbers, what width folding left.
  const isMark =
    code <= 0xbf ||
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x2460 && code <= 0x27bf) ||
    (code >= 0x3001 && code <= 0x303f) ||
    (code >= 0x3200 && code <= 0x32ff) ||
    code >= 0xff00
  return isMark ? 'mark' : 'letter'
}

/** Stretches of a run in which every word stands alone. */
function separatedStretches(run: Run): Span[] {
  const { offsets } = run
  const isApart = (i: number): boolean =>
    i <= 0 || i >= offsets.length || (offsets[i] ?? 0) - (offsets[i - 1] ?? 0) > 1
  const found: Span[] = []
  let start = 0
  for (let i = 0; i <= offsets.length; i++) {
    if (i < offsets.length && isApart(i) && isApart(i + 1)) continue
    if (i - start >= SHORTEST) found.push({ start, end: i })
    start = i + 1
  }
  return found
}

/** The pieces of a run whose characters are at most `step` offsets apart: 1 for unbroken text, 3 for groups. */
function blocksOf(run: Run, step: number): Span[] {
  const { offsets } = run
  const found: Span[] = []
  let start = 0
  for (let i = 1; i <= offsets.length; i++) {
    if (i < offsets.length && (offsets[i] ?? 0) - (offsets[i - 1] ?? 0) <= step) continue
    found.push({ start, end: i })
    start = i
  }
  return found
}

/** What a list says about a run, summed up so that a stretch of it is judged in constant time. */
function weigh(run: Run, list: WordList, budget: Budget): Evidence {
  const length = run.chars.length
  const evidence = {
    run,
    list,
    budget,
    misses: new Uint32Array(length + 1),
    pairs: new Uint32Array(length + 1),
    bits: new Float32Array(length),
    previous: new Int32Array(length).fill(-1),
  }
  const last = new Map<string, number>()
  for (const [i, char] of run.chars.entries()) {
    const rank = list.rank.get(char)
    evidence.misses[i + 1] = (evidence.misses[i] ?? 0) + (rank === undefined ? 1 : 0)
    const isPair = i > 0 && COMMON_PAIRS.has(run.plain.slice(i - 1, i + 1))
    evidence.pairs[i + 1] = (evidence.pairs[i] ?? 0) + (isPair ? 1 : 0)
    evidence.bits[i] =
      rank === undefined ? 0 : Math.log2(((rank + ZIPF_OFFSET) * ZIPF_SUM) / list.words.length)
    evidence.previous[i] = last.get(char) ?? -1
    last.set(char, i)
  }
  return evidence
}

function findSeparated(evidence: Evidence, stretch: Span): Span[] {
  if (isPhraseLength(stretch)) {
    const mostMisses = (stretch.end - stretch.start) / 10
    const isFound = missesIn(evidence, stretch) <= mostMisses && pairsIn(evidence, stretch) < PAIRS_OF_TEXT
    return isFound ? [stretch] : []
  }
  const found: Span[] = []
  for (let start = stretch.start; start + SHORTEST <= stretch.end; start++) {
    const window = { start, end: start + SHORTEST }
    if (missesIn(evidence, window) > 1 || bitsIn(evidence, window) <= BITS_SEPARATED) continue
    // The words next to a phrase belong to it more likely than not.
    found.push({
      start: Math.max(stretch.start, window.start - SHORTEST),
      end: Math.min(stretch.end, window.end + SHORTEST),
    })
  }
  return found
}

const ANNOUNCEMENT =
  /(?:助记词|助忆词|注记词|恢复词|恢复短语|种子短语|种子词|备份词)(?:分别是|就是|是|为|如下|有)?/g

/**
 * Phrases with text around them: right after the words "recovery phrase (is)", or anywhere. Stretches that overlap are
 * all taken, since one may hold by chance. What is found already is left out, lest chance join it to the text beside it.
 */
function findWithin(evidence: Evidence, known: readonly Span[]): Span[] {
  const { plain, chars } = evidence.run
  const taken = new Uint8Array(chars.length)
  for (const { start, end } of known) taken.fill(1, start, end)
  const announced = new Set([...plain.matchAll(ANNOUNCEMENT)].map((match) => match.index + match[0].length))
  const found: Span[] = []
  /** Where the next known stretch begins, seen from the right. */
  let limit = chars.length
  for (let start = chars.length - 1; start >= 0; start--) {
    if (taken[start] === 1) limit = start
    const threshold = announced.has(start) ? BITS_ANNOUNCED : BITS_EMBEDDED
    const phrase = phraseAt(evidence, start, limit, threshold)
    if (phrase) found.push(phrase)
  }
  return found
}

/** The longest phrase that begins at `start` and ends at `limit` or before. */
function phraseAt(evidence: Evidence, start: number, limit: number, threshold: number): Span | undefined {
  return PHRASE_LENGTHS.map((length) => ({ start, end: start + length })).find(
    (span) => span.end <= limit && isPhrase(evidence, span, threshold),
  )
}

/** Whether the stretch holds list words only, looks random enough, and carries a valid checksum. */
function isPhrase(evidence: Evidence, span: Span, threshold: number): boolean {
  const { run, list, budget } = evidence
  if (missesIn(evidence, span) > 0) return false
  if (bitsIn(evidence, span) <= threshold) return false
  if (budget.checksums <= 0) return true
  budget.checksums--
  return validateMnemonic(run.chars.slice(span.start, span.end).join(' '), list.words)
}

function isMistyped(evidence: Evidence, block: Span): boolean {
  return (
    missesIn(evidence, block) <= (block.end - block.start) / 10 && bitsIn(evidence, block) > BITS_MISTYPED
  )
}

function missesIn({ misses }: Evidence, { start, end }: Span): number {
  return (misses[end] ?? 0) - (misses[start] ?? 0)
}

function pairsIn({ pairs }: Evidence, { start, end }: Span): number {
  return (pairs[end] ?? 0) - (pairs[start + 1] ?? 0)
}

/** Evidence in bits that the words were drawn at random. A word that comes again proves nothing. */
function bitsIn(evidence: Evidence, span: Span): number {
  let bits = -PAIR_BITS * pairsIn(evidence, span)
  for (let i = span.start; i < span.end; i++) {
    if ((evidence.previous[i] ?? -1) < span.start) bits += evidence.bits[i] ?? 0
  }
  return bits
}

function isPhraseLength({ start, end }: Span): boolean {
  return PHRASE_LENGTHS.some((length) => length === end - start)
}
