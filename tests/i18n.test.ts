// Interface strings: the same keys and placeholders in every locale, Traditional Chinese derived in full, lookups that fail loudly.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ESCALATION_REASONS } from '../src/answer/reply.ts'
import { CONTACT_KINDS } from '../src/articles/site.ts'
import { FEEDBACK_REASONS, LOCALES, PRIORITIES } from '../src/config.ts'
import { TICKET_STATUSES } from '../src/desk/ticket.ts'
import { en } from '../src/i18n/en.ts'
import { stringsFor } from '../src/i18n/strings.ts'
import { textFor, toSimplified, toTraditional } from '../src/i18n/traditional.ts'
import { createTranslate, type StringKey } from '../src/i18n/translate.ts'
import { zhCn } from '../src/i18n/zh-cn.ts'

const KEYS = Object.keys(en) as StringKey[]
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Names of the placeholders in a string, in no particular order. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
}

describe('the strings', () => {
  test.each(LOCALES)('of %s have the keys of English, none empty', (locale) => {
    const strings = stringsFor(locale)
    expect(Object.keys(strings).sort()).toEqual(KEYS.toSorted())
    for (const key of KEYS) expect(strings[key].trim(), key).not.toBe('')
  })

  test.each(LOCALES)('of %s have the placeholders of English', (locale) => {
    const strings = stringsFor(locale)
    const found = Object.fromEntries(KEYS.map((key) => [key, placeholders(strings[key])]))
    expect(found).toEqual(Object.fromEntries(KEYS.map((key) => [key, placeholders(en[key])])))
  })

  test.each(LOCALES)('of %s hold no unclosed or unnamed placeholder', (locale) => {
    for (const [key, text] of Object.entries(stringsFor(locale))) {
      expect(text.replace(/\{\w+\}/g, ''), key).not.toMatch(/[{}]/)
    }
  })

  test('have a plural form for each singular one', () => {
    const stems = (suffix: string): string[] =>
      KEYS.filter((key) => key.endsWith(suffix)).map((key) => key.slice(0, -suffix.length))
    expect(stems('.one').length).toBeGreaterThan(0)
    expect(stems('.one').sort()).toEqual(stems('.other').sort())
  })

  test('name every value that the code may ask for', () => {
    const needed = [
      ...ESCALATION_REASONS.map((reason) => `replyReason.${reason}`),
      ...FEEDBACK_REASONS.map((reason) => `feedback.reason.${reason}`),
      ...PRIORITIES.map((priority) => `contact.priority.${priority}`),
      ...TICKET_STATUSES.map((status) => `ticket.status.${status}`),
      ...CONTACT_KINDS.map((kind) => `contact.kind.${kind}`),
    ]
    expect(KEYS).toEqual(expect.arrayContaining(needed))
  })

  test('are written in the script of their locale', () => {
    for (const key of KEYS) {
      expect(en[key], key).not.toMatch(/\p{Script=Han}/u)
      const words = zhCn[key].replace(/\{\w+\}/g, '')
      if (/\p{L}/u.test(words)) expect(words, key).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('strings in Traditional Chinese', () => {
  // Characters that exist in Simplified Chinese only, from the words of this field: 助记词 转账 钱包 链 网络 密钥 设备 应用 邮件 …
  const SIMPLIFIED_ONLY = /[转账钱链网络钥记词设备应邮联系帮请问题费现资产认证这们个时间开关会过还没丢财险]/u

  test('hold no form that is simplified only', () => {
    const tested = KEYS.filter((key) => SIMPLIFIED_ONLY.test(zhCn[key].replace(/[系]/g, '')))
    expect(tested.length).toBeGreaterThan(50) // else the characters above would prove nothing
    for (const [key, text] of Object.entries(stringsFor('zh-TW'))) {
      expect(text.replace(/[系]/g, ''), key).not.toMatch(SIMPLIFIED_ONLY)
    }
  })

  test.each([
    ['助记词', '助記詞'],
    ['导出私钥', '匯出私鑰'],
    ['转账失败', '轉帳失敗'],
    ['账户', '帳戶'],
    ['点击“发送”', '點選「傳送」'],
    ['‘好’', '『好』'],
    ['网络', '網路'],
    ['Wallet {name}', 'Wallet {name}'],
  ])('turn %s into %s', (simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional)
  })
})

describe('conversion to Simplified Chinese', () => {
  test.each([
    ['助記詞', '助记词'],
    ['匯出私鑰', '导出私钥'],
    ['轉帳失敗', '转账失败'],
    ['網路', '网络'],
    ['幣不見了', '币不见了'],
    ['為什麼沒到', '为什么没到'],
    ['還在么', '还在么'],
    ['帳戶', '账户'],
  ])('turns %s into %s', (traditional, simplified) => {
    expect(toSimplified(traditional)).toBe(simplified)
  })

  test.each([
    'wallet',
    '助记词',
    '转账失败，手续费扣了',
    '导入 keystore 文件',
    '程序打不开',
    '只有里面的余额',
    '跟着的币还在么',
    '在么？',
    '👍 100%',
  ])('leaves other text alone: %s', (text) => {
    expect(toSimplified(text)).toBe(text)
  })

  test('leaves every interface string in Simplified Chinese alone', () => {
    const changed = Object.values(zhCn).filter((text) => toSimplified(text) !== text)
    expect(changed).toEqual([])
  })
})

describe('a lookup', () => {
  const t = createTranslate(en)

  test('fills in values, each wherever it stands, and leaves unknown placeholders', () => {
    expect(t('reply.closest', { question: 'fees' })).toContain('“fees”')
    expect(t('category.count.other', { count: 0 })).toBe('0 articles')
    expect(t('category.count.other')).toBe('{count} articles')
  })

  test('puts a value in as it is (property)', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('{title}', '{count}', '$&', '$1', "$'", '$$'))
    fc.assert(
      fc.property(value, (title) => {
        const [before = '', after = ''] = en['reply.answer'].split('{title}')
        expect(t('reply.answer', { title })).toBe(before + title + after)
      }),
    )
  })

  test('of a string that was not given fails and names it', () => {
    const few = createTranslate({ 'nav.ask': 'Ask' })
    expect(few('nav.ask')).toBe('Ask')
    expect(() => few('nav.home')).toThrow(/"nav\.home"/)
  })
})

test('textFor gives the text of a pair in each locale', () => {
  const pair = { 'zh-CN': '联系“客服”', en: 'Contact' }
  expect(LOCALES.map((locale) => textFor(pair, locale))).toEqual(['联系“客服”', '聯絡「客服」', 'Contact'])
})

test('every key that pages and replies name literally exists', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.(?:ts|astro)$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
  const used = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1]),
  )
  expect(used.length).toBeGreaterThan(50)
  expect(used.filter((key) => !KEYS.includes(key as StringKey))).toEqual([])
})
