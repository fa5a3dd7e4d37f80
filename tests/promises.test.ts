// What no text of the help centre may say, and what it must be free to say.
import { describe, expect, test } from 'vitest'
import {
  asksForSecret,
  type DeskHours,
  findPromises,
  PROMISES,
  type Promised,
} from '../src/articles/promises.ts'
import { LOCALES } from '../src/config.ts'
import { toSimplified } from '../src/i18n/traditional.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { articleFile, BODY_LINE, HANDOVER, readSample, SAMPLE } from './fixtures/content.ts'

const DESK: DeskHours = { firstReplyHours: [2, 8, 24], isAlwaysOpen: false }
const rulesOf = (text: string, desk = DESK): Promised[] => findPromises(text, desk).map(({ rule }) => rule)

const FORBIDDEN: readonly (readonly [Promised, string])[] = [
  ['asks-secret', 'Send us your recovery phrase and we will look into it.'],
  ['asks-secret', 'Please reply with your seed phrase.'],
  ['asks-secret', 'Enter your private key in the form below.'],
  ['asks-secret', 'To go on, paste your 12 words here.'],
  ['asks-secret', 'Our support team needs your recovery phrase to restore the wallet.'],
  ['asks-secret', "Don't worry, just share your private key with our agent."],
  ['asks-secret', 'Upload your keystore file to this page.'],
  ['asks-secret', 'What is your recovery phrase?'],
  ['asks-secret', 'Attach a screenshot of the recovery phrase to the ticket.'],
  ['asks-secret', 'An agent will ask for your password.'],
  ['asks-secret', 'Read out the verification code when we write to you.'],
  ['asks-secret', 'Never tell a stranger, but tell our agent your recovery phrase.'],
  ['asks-secret', 'To protect you from scams, send us your private key first.'],
  ['asks-secret', 'Type your recovery phrase into this chat so that we can check it.'],
  ['asks-secret', 'Your recovery phrase is required to verify your account.'],
  ['asks-secret', '请把助记词发给客服。'],
  ['asks-secret', '为了核实身份，请提供你的私钥。'],
  ['asks-secret', '在下方输入框填写助记词。'],
  ['asks-secret', '我们需要查看你的助记词才能帮你恢复。'],
  ['asks-secret', '别担心，把私钥告诉我们即可。'],
  ['asks-secret', '收到短信后，将验证码发送给我们。'],
  ['asks-secret', '请在工单里写下你的 12 个单词。'],
  ['asks-secret', '你的助记词是什么？'],
  ['asks-secret', '请输入助记词验证身份。'],
  ['asks-secret', '如果打不开，请把 keystore 上传到本页。'],
  ['call-back', 'We will call you back shortly.'],
  ['call-back', 'One of our agents will phone you.'],
  ['call-back', 'Leave your phone number and wait.'],
  ['call-back', 'You will receive a call from our team.'],
  ['call-back', 'Our team contacts you on Telegram.'],
  ['call-back', 'Request a call with an expert.'],
  ['call-back', '我们稍后会给你打电话。'],
  ['call-back', '客服会致电确认。'],
  ['call-back', '请留下手机号，等待我们来电。'],
  ['call-back', '专员会加你微信处理。'],
  ['call-back', '可以预约电话，由真人解答。'],
  ['refund', 'We will refund the fee.'],
  ['refund', 'Our team will get your coins back.'],
  ['refund', 'You will get a full refund.'],
  ['refund', 'Your funds will be returned.'],
  ['refund', 'Recovery guaranteed within a day.'],
  ['refund', 'We cover your losses.'],
  ['refund', '我们会全额赔偿你的损失。'],
  ['refund', '客服可以帮你追回资产。'],
  ['refund', '保证找回被盗的币。'],
  ['refund', '你会收到退款。'],
  ['refund', '你的资金一定会被退还。'],
  ['reply-time', 'We reply within five minutes.'],
  ['reply-time', 'Our agents answer within 1 hour.'],
  ['reply-time', 'You will hear from us in 30 minutes.'],
  ['reply-time', 'We will solve your problem within 24 hours.'],
  ['reply-time', 'Our support is there for you 24/7.'],
  ['reply-time', 'An agent replies immediately.'],
  ['reply-time', 'Your ticket will be resolved in two days.'],
  ['reply-time', '我们会在 10 分钟内回复你。'],
  ['reply-time', '客服马上回复。'],
  ['reply-time', '24 小时在线客服为你服务。'],
  ['reply-time', '工单会在半小时内得到答复，你会在半小时内收到回复。'],
  ['reply-time', '你的问题会在三天内解决。'],
  ['asks-secret', 'Please provide the 24 words so we can restore access.'],
  ['asks-secret', 'Could you send over your mnemonic?'],
  ['asks-secret', 'Kindly submit your private key via the form.'],
  ['asks-secret', 'Just drop your seed words in the chat.'],
  ['asks-secret', 'Simply tell the assistant your recovery phrase.'],
  ['asks-secret', 'We require your password for verification.'],
  ['asks-secret', 'Our staff might request your keystore file.'],
  ['asks-secret', 'Put your secret recovery phrase in the message field.'],
  ['asks-secret', 'Let us know your PIN.'],
  ['asks-secret', 'Show your recovery phrase to our agent.'],
  ['asks-secret', 'Share your screen with your recovery phrase visible with our team.'],
  ['call-back', 'A colleague rings you within the hour.'],
  ['call-back', 'Expect a call from us.'],
  ['call-back', 'Our manager will give you a call.'],
  ['call-back', 'We shall reach out on WhatsApp.'],
  ['refund', 'You will be compensated in full.'],
  ['refund', 'Losses are reimbursed by us.'],
  ['refund', 'We promise to recover stolen coins.'],
  ['refund', 'Your money is guaranteed to come back.'],
  ['refund', 'Fees will be refunded by our team.'],
  ['reply-time', 'Our team responds in under a minute.'],
  ['reply-time', 'Tickets are answered within ten minutes.'],
  ['reply-time', 'We are available around the clock.'],
  ['reply-time', 'Help is available 24/7.'],
  ['reply-time', 'Most cases are solved within a day by our team.'],
  ['asks-secret', '需要您提供助记词进行验证。'],
  ['asks-secret', '请告知客服您的私钥。'],
  ['asks-secret', '麻烦把短信验证码报给客服。'],
  ['asks-secret', '复制助记词粘贴到聊天窗口。'],
  ['asks-secret', '客服会向你索要助记词。'],
  ['asks-secret', '请将密钥文件作为附件发送。'],
  ['asks-secret', '在本页填入恢复短语即可找回。'],
  ['call-back', '稍后会有专员联系你的手机。'],
  ['call-back', '我们会主动给你打电话核实。'],
  ['call-back', '客服将通过微信联系你。'],
  ['call-back', '请保持手机畅通，我们会回电。'],
  ['refund', '损失由我们承担。'],
  ['refund', '平台全额赔付。'],
  ['refund', '被盗资产我们可以追回。'],
  ['refund', '我们承诺退还手续费。'],
  ['reply-time', '一小时内必回复。'],
  ['reply-time', '我们 5 分钟内响应。'],
  ['reply-time', '客服秒回。'],
  ['reply-time', '人工客服全天在线。'],
  ['reply-time', '问题当天解决。'],
  ['asks-secret', 'Have your recovery phrase ready for the agent and read it out to us.'],
  ['asks-secret', 'The agent verifies you by your seed words.'],
  ['asks-secret', 'Fill in your private key on this page to continue.'],
  ['asks-secret', 'Email your backup phrase to the support team.'],
  ['asks-secret', 'We can only help if you share your keystore.'],
  ['call-back', 'Someone from our team phones you the same day.'],
  ['call-back', 'Our specialists will be calling you.'],
  ['refund', 'We pay back stolen funds.'],
  ['refund', 'Stolen coins are replaced by our team.'],
  ['refund', 'You can claim compensation from us and will receive a refund.'],
  ['reply-time', 'Agents get back to you in 15 minutes.'],
  ['reply-time', 'A human answers instantly.'],
  ['reply-time', 'We fix every issue in 48 hours.'],
  ['asks-secret', '请回复你的助记词。'],
  ['asks-secret', '上传私钥截图给专员核验。'],
  ['asks-secret', '我们的同事会问你的密码。'],
  ['asks-secret', '在表单里填写私钥。'],
  ['call-back', '客服会联系你的微信，请通过好友申请，我们会加你微信。'],
  ['refund', '官方会补偿你的损失。'],
  ['reply-time', '三分钟内客服答复。'],
  ['reply-time', '我们立即为你解决。'],
  ['reply-time', '工单 12 小时内处理完成。'],
]

const ALLOWED: readonly string[] = [
  'We never ask for your recovery phrase.',
  'Nobody from our team will ever ask for your private key or password.',
  'Never send your recovery phrase to anyone, not even to us.',
  'Do not type the words into a website, a form or a chat.',
  'Anyone who asks for your recovery phrase is a scammer.',
  'If a page asks you to enter your private key, close it.',
  "Don't share your recovery phrase, upload your keystore file or read out a code.",
  'Enter your recovery phrase in the wallet app that you installed yourself.',
  'Type the 12 words in order, then choose a new password.',
  'Write your recovery phrase on paper.',
  'Tap Reveal, confirm with your password and write the words down.',
  'Import the account with its private key.',
  'Leave out recovery phrases and private keys.',
  'Your message looks like it contains a recovery phrase.',
  'A fake support agent asks for the recovery phrase and then empties the wallet.',
  'We need the transaction hash, never the recovery phrase.',
  'We have no phone line and we never call you.',
  'Nobody from us calls you back.',
  'Somebody who calls you in our name is an impostor.',
  'Anyone who promises a refund for a fee is a thief.',
  'We cannot refund network fees, because they go to the validators.',
  'Nobody can guarantee a recovery.',
  'The exchange may return the coins, for a fee of its own.',
  'A failed swap leaves the tokens in your wallet.',
  'Unused gas is refunded to the account by the network.',
  'A first reply comes within 8 hours for urgent matters.',
  'We reply to urgent tickets within 2 hours, to others within 24 hours.',
  'Our team replies within three days at the latest.',
  'A transfer on Bitcoin is confirmed within about 60 minutes.',
  'Wait 30 minutes, then check the block explorer again.',
  'Answer within 14 days, or the ticket is closed.',
  'Change the password at once.',
  '我们绝不会索要助记词、私钥或密码。',
  '不要把助记词发给任何人，也不要在网页里输入。',
  '凡是向你要助记词的，都是骗子。',
  '任何人让你提供私钥，都不要理会。',
  '在你自己安装的钱包应用里按顺序输入助记词。',
  '把助记词抄在纸上，放在安全的地方。',
  '输入密码后，点“显示私钥”。',
  '工单里不要写助记词、私钥或验证码。',
  '请提供交易哈希和地址，不要提供私钥。',
  '假客服会让你把助记词发给他。',
  '我们没有客服电话，也不会打电话给你。',
  '自称客服给你打电话的，都是冒充的。',
  '我们无法退还网络手续费。',
  '没有人能保证追回已经转出的币。',
  '声称能帮你追回资产的人，是在骗第二次。',
  '交易所可能会退回这笔币，并收取手续费。',
  '兑换失败时，代币还在你的钱包里。',
  '紧急情况下，我们会在 2 小时内首次回复。',
  '客服在服务时间内 24 小时之内回复。',
  '比特币转账一般 60 分钟内确认。',
  '请等 30 分钟，再到区块浏览器查看。',
  '发现助记词泄露，马上把资产转到新钱包。',
  '服务时间为每天 09:00 至 21:00，其他时间可以先提交表单。',
  'Send the transaction hash and your address with the form.',
  'Tell us what the screen said, word for word.',
  'Never reply with your seed phrase.',
  'Nobody needs your PIN to help you.',
  'The app asks for your password before it shows the phrase.',
  'Enter the verification code that the exchange sent you on the exchange itself.',
  'Give the recipient your address, not your private key.',
  'The provider decides about refunds.',
  'Ask the exchange whether it returns deposits without a memo.',
  'Police will give you a case number.',
  'Your bank may be able to reverse the card payment within 120 days.',
  'The desk is open from 09:00 to 21:00.',
  'Expect a first reply within 8 hours.',
  'Call your bank at once.',
  'Do not leave your number in public groups.',
  'Call the police.',
  'If somebody calls you, hang up.',
  'Coins sent to a contract cannot be recovered.',
  'The replaced transaction gives you back the difference.',
  'A pending transfer can take several hours.',
  '把交易哈希发给收款方。',
  '请在表单里写明网络和币种。',
  '钱包应用会要求你输入密码。',
  '在交易所页面输入交易所发来的验证码。',
  '只有交易所能退回这笔充值。',
  '能不能退款由支付服务商决定。',
  '先打电话给银行挂失。',
  '首次回复在 8 小时内发出。',
  '一般几分钟内到账。',
  '资产被盗后，几乎不可能追回。',
  '助记词只写在纸上，不要拍照。',
  '私钥一旦泄露，立即转移资产。',
  '有人打电话自称客服，请挂断。',
  '输入恢复短语后，等待同步完成。',
  '把新的助记词抄下来。',
  '密码可以重新设置，助记词不能。',
  'Have the transaction hash ready for the agent.',
  'The agent checks the hash on the explorer.',
  'Fill in the form on this page.',
  'E-mail from us comes only from the listed address.',
  'We can only help if you tell us the network.',
  'Someone who phones you is not from us.',
  'The fee is paid to the network, not to us.',
  'Restoring the wallet takes a few minutes.',
  'The wallet asks for the 24 words in order.',
  'You can change the password in an hour or a year.',
  'The agent sees your ticket, never your keys.',
  'Miners include it within an hour.',
  '请回复交易哈希和网络。',
  '上传错误提示的截图。',
  '我们的同事会问你用的是哪条链。',
  '在表单里填写地址。',
  '不会有人加你微信。',
  '官方无法补偿链上损失。',
  '三分钟后再刷新一次。',
  '立即撤销授权。',
  '工单超过 14 天没有回复会关闭。',
  '输入密码即可查看私钥。',
]

describe('the table', () => {
  test('has at least forty sentences on each side, of both languages and every rule', () => {
    expect(FORBIDDEN.length).toBeGreaterThanOrEqual(40)
    expect(ALLOWED.length).toBeGreaterThanOrEqual(40)
    for (const sentences of [FORBIDDEN.map(([, text]) => text), ALLOWED]) {
      const chinese = sentences.filter((text) => /\p{Script=Han}/u.test(text))
      expect(chinese.length).toBeGreaterThanOrEqual(15)
      expect(sentences.length - chinese.length).toBeGreaterThanOrEqual(15)
    }
    expect(new Set(FORBIDDEN.map(([rule]) => rule)).size).toBe(PROMISES.length)
  })

  test.each(FORBIDDEN)('%s: %s', (rule, text) => {
    expect(rulesOf(text)).toContain(rule)
  })

  test.each(ALLOWED)('passes: %s', (text) => {
    expect(rulesOf(text)).toEqual([])
  })

  test('a forbidden sentence is found among allowed ones, and told in its own words', () => {
    for (const [rule, text] of FORBIDDEN) {
      const page = [...ALLOWED.slice(0, 3), text, ...ALLOWED.slice(-3)].join('\n')
      const found = findPromises(page, DESK)
      expect(
        found.map((one) => one.rule),
        text,
      ).toContain(rule)
      for (const { words } of found) expect(text.normalize('NFKC')).toContain(words)
    }
  })
})

describe('what the desk holds', () => {
  test('is its targets, and no others', () => {
    expect(rulesOf('We reply within 4 hours.')).toEqual(['reply-time'])
    expect(rulesOf('We reply within 4 hours.', { ...DESK, firstReplyHours: [4] })).toEqual([])
    expect(rulesOf('我们会在 4 小时内回复。')).toEqual(['reply-time'])
    expect(rulesOf('我们会在 4 小时内回复。', { ...DESK, firstReplyHours: [4, 12] })).toEqual([])
  })

  test('is day and night only if it is open then', () => {
    const always = { ...DESK, isAlwaysOpen: true }
    for (const text of ['Our support is there for you 24/7.', '24 小时在线客服为你服务。'])
      expect([rulesOf(text), rulesOf(text, always)]).toEqual([['reply-time'], []])
  })
})

test('hostile texts cost little', () => {
  const started = performance.now()
  for (const part of [
    'send ',
    'we will ',
    '把',
    '我们会',
    'your recovery phrase ',
    '助记词',
    ',',
    'within 5 ',
  ])
    findPromises(part.repeat(20_000), DESK)
  expect(performance.now() - started).toBeLessThan(1_500)
})

test.each(LOCALES)('no string of the interface in %s says such a thing', (locale) => {
  for (const [key, text] of Object.entries(stringsFor(locale)))
    expect([key, ...rulesOf(toSimplified(text))]).toEqual([key])
})

describe('the content check', () => {
  const problemsOf = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
    (await readSample(files)).problems
      .filter(({ rule }) => PROMISES.some((known) => known === rule))
      .map(({ file, line, rule }) => `${file}:${line} ${rule}`)

  test('finds nothing in the sample', async () => {
    expect(await problemsOf({})).toEqual([])
  })

  test('names file and line of an article, its title and its description', async () => {
    const file = 'articles/en/keys/watch-only.md'
    const body = `Watch an address.\n\nSend us your recovery phrase.\n\n- We will call you.\n${HANDOVER}`
    const found = await problemsOf({
      [file]: articleFile(
        { title: 'We refund your loss', description: 'We reply within a minute, always.' },
        body,
      ),
    })
    expect(found.map((line) => line.replace(file, ''))).toEqual([
      ':2 refund',
      ':3 reply-time',
      `:${BODY_LINE + 2} asks-secret`,
      `:${BODY_LINE + 4} call-back`,
    ])
  })

  test('reads Chinese articles, notices, changes, the privacy text and site.yaml', async () => {
    const sample = await readSample()
    expect(sample.problems).toEqual([])
    const both = '{ zh-CN: 我们会全额赔偿。, en: We will refund you. }'
    const found = await problemsOf({
      'notices/outage.yaml': `id: outage\nlevel: info\nfrom: "2026-03-01T00:00:00.000Z"\ntext: ${both}\narticle: gas-fees\n`,
      'changelog/one.yaml': `id: one\ndate: 2026-03-01\nsaid: { zh-CN: 一, en: One }\ndid: ${both}\narticle: gas-fees\n`,
      'site.yaml': (SAMPLE['site.yaml'] ?? '').replace('en: [No phone]', 'en: [We call you back]'),
      'articles/zh-CN/keys/watch-only.md': articleFile(
        { title: '观察' },
        `看地址。\n\n请把助记词发给客服。\n${HANDOVER}`,
      ),
      'privacy/en.md':
        '---\ntitle: Privacy\ndescription: What we keep and for how long, and who reads it.\nupdated: 2026-01-02\n---\nWe call you back.\n',
    })
    expect(found.toSorted()).toEqual([
      `articles/zh-CN/keys/watch-only.md:${BODY_LINE + 2} asks-secret`,
      'changelog/one.yaml:4 refund',
      'changelog/one.yaml:4 refund',
      'notices/outage.yaml:4 refund',
      'notices/outage.yaml:4 refund',
      'privacy/en.md:6 call-back',
      'site.yaml:11 call-back',
    ])
  })
})

test('a reply of the desk that asks for a secret is known for one', () => {
  expect(asksForSecret('Hello, please send us your recovery phrase.')).toBe(true)
  expect(asksForSecret('您好，请提供助记词以便核实。')).toBe(true)
  expect(asksForSecret('Please send the transaction hash, never your recovery phrase.')).toBe(false)
})
