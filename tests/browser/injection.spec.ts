// What people type stays text in a real browser: nothing of it runs, is fetched, is styled or becomes a link.
import { expect, type Page, test } from '@playwright/test'

const EVIL = [
  '<img src=x onerror="window.hcEvil=1">',
  '"><svg onload="window.hcEvil=2">',
  '</textarea></title></script><script>window.hcEvil=3</script>',
  '<!--/slot:conversation--><hc-evil></hc-evil>',
  '<a href="javascript:window.hcEvil=4" autofocus onfocus="window.hcEvil=5">official</a>',
  '[bank](https://evil.example) {{constructor.constructor("window.hcEvil=6")()}}',
  '<style>body{display:none}</style><iframe src="https://evil.example"></iframe>',
  '\u202egpj.exe\u200b',
].join(' ')
/** The same, short enough to be remembered as a search. */
const SHORT = '<img src=x onerror="hcEvil=1"><hc-evil> gas fee \u202egpj'

interface Watch {
  readonly foreign: string[]
  readonly complaints: string[]
}

/** Requests to others and complaints of the browser, from here on. */
function watch(page: Page, baseURL: string | undefined): Watch {
  const seen: Watch = { foreign: [], complaints: [] }
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '')) seen.foreign.push(request.url())
  })
  page.on('pageerror', ({ message }) => seen.complaints.push(message))
  page.on('dialog', (dialog) => {
    seen.complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) seen.complaints.push(message.text())
  })
  return seen
}

async function expectInert(page: Page, seen: Watch): Promise<void> {
  await expect(
    page
      .locator('hc-evil, iframe, main style, script[src*="evil"]')
      .or(page.locator('script', { hasText: 'hcEvil' })),
  ).toHaveCount(0)
  await expect(
    page.locator(
      '[onerror], [onload], [onfocus], [href^="//"], [href*="//evil"], [href^="javascript"], [href^="data"]',
    ),
  ).toHaveCount(0)
  await expect(page.locator('body')).toBeVisible()
  expect(seen).toEqual({ foreign: [], complaints: [] })
}

/** What a script of theirs would have left behind. */
async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hcEvil' in window)).toBe(false)
}

async function createTicket(page: Page): Promise<string> {
  const response = await page.request.post('/api/tickets', {
    data: { topic: 'other', subject: SHORT, message: EVIL, locale: 'en', consent: true },
  })
  expect(response.status()).toBe(201)
  return ((await response.json()) as { url: string }).url
}

test.describe('with scripts', () => {
  test('a question and its reply', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL)
    await page.goto('/en/ask/')
    await page.locator('#hc-question').fill(`gas fee ${EVIL}`)
    await page.locator('[data-ask] button[type=submit]').click()
    await expect(page.locator('[data-reply]')).toBeVisible({ timeout: 20_000 })
    await expect(page.locator('.asked-text')).toHaveText(`gas fee ${EVIL}`)
    await expectInert(page, seen)
    await expectNothingRan(page)
  })

  test('a search as one types, its suggestions, its results and what is remembered of it', async ({
    page,
    baseURL,
  }) => {
    const seen = watch(page, baseURL)
    await page.goto('/en/')
    await page.locator('#hc-search').click()
    await page.locator('#hc-search').fill(SHORT)
    await expect(page.getByRole('listbox')).toBeVisible()
    await expectInert(page, seen)
    await page.locator('#hc-search').press('Enter')
    await expect(page).toHaveURL(/\/en\/search\/\?q=/)
    await expect(page.getByRole('main')).toContainText('<img src=x')
    await expectInert(page, seen)
    await page.goto('/en/')
    await page.locator('#hc-search').click()
    await expect(page.getByRole('option').filter({ hasText: '<img src=x' })).toBeVisible()
    await expectInert(page, seen)
    await expectNothingRan(page)
  })

  test('a contact that is checked', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL)
    await page.goto('/en/channels/')
    await expect(page.locator('.verifier-local')).toBeVisible()
    await page
      .locator('#hc-contact')
      .fill(`https://help.example.com.evil.example/"><hc-evil onload=x> ${SHORT}`)
    await page.locator('[data-verifier] button').click()
    await expect(page.locator('#hc-verdicts .verdict').first()).toContainText('help.example.com.evil.example')
    await expectInert(page, seen)
    await expectNothingRan(page)
  })

  test('an address with scripts in every field', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL)
    const typed = encodeURIComponent(EVIL)
    for (const path of [
      `search/?q=${encodeURIComponent(SHORT)}&category=${typed}`,
      `ask/?q=${typed}`,
      `contact/?question=${typed}&topic=${typed}&article=${typed},__proto__&step=${typed}`,
      `channels/?q=${typed}`,
      `ticket/?code=${typed}&key=${typed}&problem=${typed}#${typed}`,
    ]) {
      await page.goto(`/en/${path}`)
      await page.waitForLoadState('networkidle')
      await expectInert(page, seen)
      await expectNothingRan(page)
    }
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('pages that the server fills show it as text', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL)
    await page.goto(`/en/ask/?q=${encodeURIComponent(`gas fee ${EVIL}`)}`)
    await expect(page.locator('.asked-text')).toHaveText(`gas fee ${EVIL}`)
    await expectInert(page, seen)
    await page.goto(`/en/contact/?question=${encodeURIComponent(EVIL)}`)
    await expect(page.getByLabel('What happened?')).toHaveValue(EVIL)
    await expectInert(page, seen)
  })
})

test('a case with hostile words, on its own page', async ({ page, baseURL }) => {
  const url = await createTicket(page)
  const seen = watch(page, baseURL)
  await page.goto(url)
  await expect(page.locator('.event-text').first()).toHaveText(EVIL)
  await page.getByLabel('Add something').fill(EVIL)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.locator('.event-text')).toHaveCount(2)
  await expectInert(page, seen)
  await expectNothingRan(page)
})

test('a reversed reading direction turns no word of ours', async ({ page }) => {
  await page.goto(`/en/search/?q=${encodeURIComponent('\u202exyzzyqwv')}`)
  const line = page.locator('.empty-title')
  await expect(line).toBeVisible()
  expect(await line.textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
})
