// Secrets are stopped in every field in which people type: said at once, nothing sent, sending held back until they are gone.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'

const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything the page sends; a part of the phrase or the key must never be in it. */
function watchRequests(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    sent.push(decodeURIComponent(`${request.url()} ${request.postData() ?? ''}`).replaceAll('+', ' '))
  })
  return sent
}

const leaks = (sent: readonly string[]): string[] =>
  sent.filter((text) => /winner thank|sausage worth|4c0883a6|3f362318/.test(text))

interface Place {
  readonly field: Locator
  readonly submit: Locator
}

async function openTicketForm(page: Page, locale: string, name = 'message'): Promise<Place> {
  await page.goto(`/${locale}/contact/`)
  await page.locator('#hc-field-topic').selectOption({ index: 1 })
  await page.locator('#hc-field-subject').fill('Export')
  await page.locator('#hc-field-message').fill('It does not work at all.')
  await page.locator('#hc-field-consent').check()
  return {
    field: page.locator(`#hc-field-${name}`),
    submit: page.locator('[data-ticket-form] button[type=submit]'),
  }
}

async function openReply(page: Page, locale: string): Promise<Place> {
  const { submit } = await openTicketForm(page, locale)
  await submit.click()
  await expect(page).toHaveURL(/\/ticket\/\?code=HC-/)
  return { field: page.locator('#hc-message'), submit: page.locator('.add-message button[type=submit]') }
}

async function openAsk(page: Page, locale: string): Promise<Place> {
  await page.goto(`/${locale}/ask/`)
  return { field: page.locator('#hc-question'), submit: page.locator('[data-ask] button[type=submit]') }
}

async function openFeedback(page: Page, locale: string): Promise<Place> {
  await page.goto(`/${locale}/articles/gas-fees/`)
  await page.locator('.feedback-more summary').first().click()
  return {
    field: page.locator('textarea[name=comment]').first(),
    submit: page.locator('.feedback-more button[name=helpful]').first(),
  }
}

/** Every place to type in, by name. */
const PLACES: Readonly<Record<string, (page: Page, locale: string) => Promise<Place>>> = {
  'the question': openAsk,
  'the search in the header': async (page, locale) => {
    await page.goto(`/${locale}/articles/gas-fees/`)
    const form = page.locator('[data-search-box]').first()
    return { field: form.locator('input[name=q]'), submit: form.locator('button:not([type=button])') }
  },
  'the search page': async (page, locale) => {
    await page.goto(`/${locale}/search/`)
    const form = page.locator('form', { has: page.locator('[data-search-page] input[name=q]') }).first()
    return {
      field: page.locator('[data-search-page] input[name=q]'),
      submit: form.locator('button:not([type=button])'),
    }
  },
  'the form’s message': openTicketForm,
  'the form’s line': (page, locale) => openTicketForm(page, locale, 'subject'),
  'the form’s last field': (page, locale) => openTicketForm(page, locale, 'outcome'),
  'an addition to a ticket': openReply,
  'a comment on an article': openFeedback,
}

const stopOf = (page: Page): Locator => page.locator('.secret-warning')

test.describe('a recovery phrase', () => {
  for (const [name, open] of Object.entries(PLACES)) {
    test(`is stopped in ${name}`, async ({ page }) => {
      const { field, submit } = await open(page, 'en')
      const sent = watchRequests(page)
      await field.fill('')
      await field.pressSequentially(PHRASE)
      const stop = page.getByRole('alert', { name: 'This was not sent' })
      await expect(stop).toContainText('look like a recovery phrase')
      await expect(stop).toContainText('It has not left this device')
      await expect(stop).toContainText('First move everything to a new wallet')
      await expect(stop.getByRole('link')).toHaveAttribute('href', /stolen-funds-first-hour/)
      // Nobody who is typing loses the field; it says itself that something is wrong with it.
      await expect(field).toBeFocused()
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      for (const button of await submit.all()) await expect(button).toBeDisabled()
      // Pressed all the same: by Enter, and past the look of the button.
      await field.press('Control+Enter')
      if ((await field.evaluate((element) => element.tagName)) === 'INPUT') await field.press('Enter')
      if (await submit.first().isVisible()) await submit.first().dispatchEvent('click')
      await expect(stop).toBeVisible()
      expect(leaks(sent)).toEqual([])
      await stop.getByRole('button', { name: 'Remove it for me' }).click()
      await expect(stopOf(page)).toHaveCount(0)
      await expect(field).toHaveValue('')
      await expect(field).toBeFocused()
      await expect(field).not.toHaveAttribute('aria-invalid', 'true')
      for (const button of await submit.all()) await expect(button).toBeEnabled()
      expect(leaks(sent)).toEqual([])
      expect(
        leaks([JSON.stringify(await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]))]),
      ).toEqual([])
    })
  }

  for (const { locale, title, seen } of [
    { locale: 'zh-CN', title: '内容没有发送', seen: '看起来是助记词' },
    { locale: 'zh-TW', title: '內容沒有傳送', seen: '看起來是助記詞' },
  ]) {
    test(`is stopped in words of ${locale}, and what else was typed stays`, async ({ page }) => {
      const sent = watchRequests(page)
      const { field, submit } = await openAsk(page, locale)
      await field.fill(`打不开钱包 ${PHRASE}`)
      await submit.dispatchEvent('click')
      const stop = page.getByRole('alert', { name: title })
      await expect(stop).toContainText(seen)
      // After sending, reading goes on at the stop, from its first line.
      await expect(stop).toBeFocused()
      await expect(stop.getByText(title)).toBeInViewport()
      // What is typed meanwhile moves the secret; the whole of it goes all the same.
      await field.evaluate((element: HTMLTextAreaElement) => {
        element.value = `请问 ${element.value}`
      })
      await stop.getByRole('button').click()
      await expect(field).toHaveValue('请问 打不开钱包')
      await submit.click()
      await expect(page.locator('[data-reply]')).toBeVisible()
      expect(leaks(sent)).toEqual([])
    })
  }

  for (const [name, text] of Object.entries({
    'as an escaped address': `https://x.example/#${encodeURIComponent(PHRASE)}`,
    'in escapes of JSON': PHRASE.replace(/[a-z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
    'letter by letter': [...PHRASE].join(' '),
    'in base64': btoa(PHRASE),
    'in Chinese, in base64': '55qEIOS4gCDmmK8g5ZyoIOS4jSDkuoYg5pyJIOWSjCDkurog6L+ZIOS4rSDlpKc=',
  })) {
    test(`is stopped ${name}: the lists it takes are loaded`, async ({ page }) => {
      const { field } = await openAsk(page, 'en')
      await field.fill(text)
      await expect(page.getByRole('alert', { name: 'This was not sent' })).toContainText('recovery phrase')
    })
  }

  test('is stopped when it is spread over two fields', async ({ page }) => {
    const sent = watchRequests(page)
    const { submit } = await openTicketForm(page, 'en')
    const words = PHRASE.split(' ')
    await page.locator('#hc-field-subject').fill(words.slice(0, 4).join(' '))
    await page.locator('#hc-field-message').fill(words.slice(4, 8).join(' '))
    await submit.dispatchEvent('click')
    await expect(page.getByRole('alert', { name: 'This was not sent' })).toContainText('Taken together')
    expect(sent.filter((text) => text.includes('/api/tickets'))).toEqual([])
  })

  test('can be removed by keyboard alone', async ({ page }) => {
    const { field, submit } = await openAsk(page, 'en')
    await field.fill(`greetings: ${PHRASE}`)
    await submit.dispatchEvent('click')
    await expect(page.getByRole('alert')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Remove it for me' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('greetings:')
    await expect(page.locator('#hc-secret-status')).toHaveText('Removed. You can send now.')
  })

  test('that a link brings leaves the address', async ({ page }) => {
    await page.goto(`/en/search/?q=${encodeURIComponent(PHRASE)}`)
    await expect(page).toHaveURL(/\/en\/search\/$/)
    await expect(page.getByRole('main')).not.toContainText('sausage')
    for (const link of await page.locator('a[hreflang]').all())
      await expect(link).not.toHaveAttribute('href', /winner/)
  })
})

test.describe('64 hex digits that nothing names', () => {
  test('are sent as a hash once the person says that they are one', async ({ page }) => {
    const { field, submit } = await openAsk(page, 'en')
    const sent = watchRequests(page)
    await field.fill(`why is 0x${KEY} slow?`)
    await submit.dispatchEvent('click')
    const question = page.getByRole('group', { name: 'Is this a transaction hash or a private key?' })
    await expect(question).toBeFocused()
    await expect(submit).toBeDisabled()
    expect(leaks(sent)).toEqual([])
    await question.getByRole('button', { name: 'A transaction hash' }).click()
    await expect(page.locator('[data-reply]')).toBeVisible()
    expect(sent.filter((text) => text.includes(`transaction hash 0x${KEY}`))).not.toEqual([])
  })

  for (const answer of ['A private key', 'I’m not sure']) {
    test(`stay here after "${answer}"`, async ({ page }) => {
      const { field, submit } = await openTicketForm(page, 'en')
      const sent = watchRequests(page)
      await field.fill(KEY)
      await submit.dispatchEvent('click')
      await page.getByRole('button', { name: answer }).click()
      const stop = page.getByRole('alert', { name: 'This was not sent' })
      await expect(stop).toContainText('looks like a private key')
      await expect(stop).toBeFocused()
      await submit.dispatchEvent('click')
      await stop.or(page.getByRole('group', { name: /hash or a private key/ })).waitFor()
      expect(leaks(sent)).toEqual([])
    })
  }

  test('are a hash in the field that asks for one', async ({ page }) => {
    const { field } = await openTicketForm(page, 'en', 'address')
    await field.fill(`0x${KEY}`)
    await page.locator('[data-ticket-form] button[type=submit]').click()
    await expect(page).toHaveURL(/\/ticket\/\?code=HC-/)
  })
})

for (const { locale, colorScheme, width } of [
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 412 },
  { locale: 'zh-TW', colorScheme: 'light', width: 320 },
] as const) {
  test(`the stop has no accessibility violations: ${locale}, ${colorScheme}, ${width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const open of [openAsk, PLACES['the search in the header'] ?? openAsk, openFeedback]) {
      for (const text of [PHRASE, KEY]) {
        const { field } = await open(page, locale)
        await field.fill(text)
        await expect(stopOf(page)).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        ).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    }
  })
}
