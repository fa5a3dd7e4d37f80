// Is it really us? The check on the channels page and in chat: with scripts and without, online and off, by keyboard.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'

const TEXTS = {
  'zh-CN': {
    field: '链接、邮箱、账号、电话号码或应用',
    check: '查一查',
    bad: '不是官方的',
    unknown: '不在官方名单里',
  },
  'zh-TW': {
    field: '連結、郵箱、帳號、電話號碼或應用',
    check: '查一查',
    bad: '不是官方的',
    unknown: '不在官方名單裡',
  },
  en: {
    field: 'Link, mail address, account, phone number or app',
    check: 'Check',
    bad: 'Not ours',
    unknown: 'Not on our list',
  },
} as const
const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const

function field(page: Page): Locator {
  return page.locator('#hc-contact')
}

async function open(page: Page, locale: string): Promise<void> {
  await page.goto(`/${locale}/channels/`)
  // The line that nothing is sent stands there once the page's script is at work.
  await expect(page.locator('.verifier-local')).toBeVisible()
}

async function check(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await page.locator('[data-verifier] button').click()
}

const verdicts = (page: Page): Locator => page.locator('#hc-verdicts .verdict')

test.describe('the channels page', () => {
  for (const locale of LOCALES) {
    test(`in ${locale} tells official, unknown and look-alike apart, and sends nothing`, async ({ page }) => {
      await open(page, locale)
      const sent: string[] = []
      page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
      await check(page, 'support@example.com, t.me/xyz, https://help.examp1e.com/login')
      await expect(verdicts(page)).toHaveCount(3)
      await expect(verdicts(page).nth(0)).toHaveClass(/verdict-official/)
      await expect(verdicts(page).nth(1)).toContainText(TEXTS[locale].unknown)
      await expect(verdicts(page).nth(2)).toContainText(TEXTS[locale].bad)
      await expect(verdicts(page).nth(2).locator('mark')).toHaveText('1')
      expect(sent.filter((text) => /examp1e|xyz|verify/.test(text))).toEqual([])
      expect(page.url()).not.toContain('q=')
    })
  }

  test('links to what to do now, and never to what was pasted', async ({ page }) => {
    await open(page, 'en')
    await check(page, 'https://help.example.com.evil.net/claim')
    await expect(verdicts(page)).toHaveCount(1)
    const links = page.locator('#hc-verdicts a')
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(addresses.length).toBeGreaterThan(1)
    expect(addresses.filter((address) => !address.startsWith('/en/'))).toEqual([])
    await page.getByRole('link', { name: /Do this first/ }).click()
    await expect(page).toHaveURL(/\/en\/articles\/stolen-funds-first-hour\//)
  })

  test('shows the fingerprint and the day of the list, the same as the API says', async ({
    page,
    request,
  }) => {
    const { hash, updated, contacts } = (await (await request.get('/api/contacts')).json()) as {
      hash: string
      updated: string
      contacts: { value: string }[]
    }
    await page.goto('/zh-CN/channels/')
    await expect(page.locator('.list-version code')).toHaveText(hash)
    await expect(page.locator('.list-version time')).toHaveAttribute('datetime', updated)
    for (const { value } of contacts)
      await expect(page.locator('.channels').getByText(value, { exact: true })).toBeVisible()
  })

  test('keeps a recovery phrase to itself', async ({ page }) => {
    await open(page, 'en')
    await field(page).fill(`${'abandon '.repeat(11)}about`)
    // By then the button may be held back already.
    await field(page).press('Enter')
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expect(verdicts(page)).toHaveCount(0)
  })
})

test.describe('without a network', () => {
  test('a page that stands open goes on checking, also a whole message', async ({ page, context }) => {
    await open(page, 'en')
    await field(page).focus()
    // What the check and the guard need comes with the focus; an idle network may only mean that it has not begun.
    for (const part of ['latin', 'verdict'])
      await page.waitForFunction(
        (name) => performance.getEntriesByType('resource').some((entry) => entry.name.includes(`/${name}.`)),
        part,
      )
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await check(
      page,
      'Dear customer, the wallet team has to verify your account today, please write to support@examp1e.com at once',
    )
    await expect(verdicts(page)).toHaveClass(/verdict-lookalike/)
  })

  test('a page that was visited opens and checks', async ({ page, context }) => {
    await page.goto('/zh-CN/channels/')
    await page.mouse.move(40, 40)
    await page.mouse.move(60, 60)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload() // from here on the worker sees every request
    await field(page).focus()
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const keys = await (await caches.open('hc-visited')).keys()
          return keys.map(({ url }) => new URL(url).pathname)
        }),
      )
      .toContain('/zh-CN/channels/')
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await page.reload()
    await expect(page.locator('.verifier-local')).toBeVisible()
    await check(page, 't.me/xyz')
    await expect(verdicts(page)).toContainText(TEXTS['zh-CN'].unknown)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  for (const locale of LOCALES) {
    test(`the form answers on the page in ${locale}`, async ({ page }) => {
      await page.goto(`/${locale}/channels/`)
      await expect(page.locator('.verifier-local')).toBeHidden()
      await page.getByRole('textbox', { name: TEXTS[locale].field }).fill('support@examp1e.com')
      await page.getByRole('button', { name: TEXTS[locale].check, exact: true }).click()
      await expect(page).toHaveURL(/\?q=support%40examp1e\.com$/)
      await expect(verdicts(page)).toContainText(TEXTS[locale].bad)
      await expect(field(page)).toHaveValue('support@examp1e.com')
    })
  }
})

test.describe('for those who do not use a mouse or a screen', () => {
  test('the check is reached, used and left by keyboard', async ({ page }) => {
    await open(page, 'en')
    await page.locator('#hc-main').focus()
    for (let i = 0; i < 8 && !(await field(page).evaluate((node) => node === document.activeElement)); i++)
      await page.keyboard.press('Tab')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('+1 555 010 9999')
    await page.keyboard.press('Enter')
    await expect(verdicts(page)).toContainText(TEXTS.en.unknown)
    await expect(field(page)).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(
      page.getByRole('link', { name: 'Reach us only by what is on the official list.' }),
    ).toBeFocused()
  })

  test('field, hint and verdict have names, and the verdict is announced', async ({ page }) => {
    await open(page, 'en')
    const box = page.getByRole('region', { name: 'Is it really us?' })
    const input = box.getByRole('textbox', { name: TEXTS.en.field })
    await expect(input).toHaveAccessibleDescription(/As you received it/)
    await input.fill('@wallet_support')
    await box.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(box.getByRole('status')).toHaveText(
      '“@wallet_support” looks like @wallet@social.example, but is not.',
    )
    await expect(box.getByRole('list').first().getByRole('listitem').first()).toContainText('Not ours')
    // What differs is marked in colour, and said in words.
    await expect(box.getByText('How to tell')).toBeAttached()
    await expect(box).toContainText('Words such as “support” or “official” stand around our name.')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every verdict passes axe in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await open(page, 'zh-CN')
      await check(page, 'support@example.com t.me/xyz help.examp1e.com')
      await expect(verdicts(page)).toHaveCount(3)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      )
    })
  }

  test('a small phone shows every verdict without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await open(page, 'en')
    await check(page, `https://${'zq7x-kd3v-'.repeat(6)}.evil.net/${'x'.repeat(90)} help.examp1e.com`)
    await expect(verdicts(page)).toHaveCount(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

test.describe('in chat', () => {
  for (const { locale, question, text, verdict } of [
    { locale: 'zh-CN', question: '这个客服是真的吗 t.me/xyz', text: 't.me/xyz', verdict: 'unknown' },
    {
      locale: 'en',
      question: 'is support@examp1e.com really you',
      text: 'support@examp1e.com',
      verdict: 'lookalike',
    },
    { locale: 'zh-TW', question: '這個客服是真的嗎 t.me/xyz', text: 't.me/xyz', verdict: 'unknown' },
    {
      locale: 'en',
      question: 'is support@example.com your real mail?',
      text: 'support@example.com',
      verdict: 'official',
    },
  ]) {
    test(`“${question}” gets the verdict before anything else`, async ({ page }) => {
      await page.goto(`/${locale}/ask/`)
      await page.locator('#hc-question').fill(question)
      await page.locator('[data-ask] button[type=submit]').click()
      const reply = page.locator('[data-reply]')
      const card = reply.locator(`.verdict-${verdict}`)
      // The first question of all waits for the model.
      await expect(card).toContainText(text, { timeout: 20_000 })
      const [cardTop = 0, messageTop = 0] = await Promise.all(
        [card, reply.locator('.reply-message')].map(async (part) => (await part.boundingBox())?.y),
      )
      expect(cardTop).toBeLessThan(messageTop)
      await expect(page.locator('#hc-ask-status')).toContainText(text)
    })
  }

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false })
    test('the page that answers holds the verdict, too', async ({ page }) => {
      await page.goto(`/zh-CN/ask/?q=${encodeURIComponent('这个客服是真的吗 t.me/xyz')}`)
      await expect(page.locator('[data-reply] .verdict-unknown')).toContainText('t.me/xyz')
    })
  })
})
