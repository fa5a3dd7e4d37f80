// What was read stays on the device, moves nothing on the page, and goes away with one switch.
import { expect, type Page, test } from '@playwright/test'

// Requests that a worker answers cannot be held back by a test.
test.use({ serviceWorkers: 'block' })

async function read(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('hc-history') ?? ''))
    .toContain(path.split('/')[3] ?? '')
}

/** Where the section and what follows it stand. */
function places(page: Page): Promise<readonly number[]> {
  return page.evaluate(() =>
    ['.history', '.history + *'].map((selector) => {
      const { top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? {
        top: -1,
        bottom: -1,
      }
      return Math.round(top + scrollY) + Math.round(bottom - top) / 1e5
    }),
  )
}

test('nothing is shown before anything was read', async ({ page }) => {
  await page.goto('/en/')
  await expect(page.getByRole('heading', { name: 'Recently read' })).toBeHidden()
})

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 2400 },
]) {
  test(`the home page shows what was read without moving anything at ${viewport.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    await read(page, '/en/articles/failed-transfer/')
    await read(page, '/en/articles/gas-fees/')
    await page.goto('/en/')
    const recent = page.getByRole('region', { name: 'Recently read' })
    await expect(recent.getByRole('link').first()).toContainText('gas fees')
    await expect(recent.getByRole('link', { name: /Transfer failed/ })).toBeVisible()
    await expect(recent.locator('[data-history-suggested] a')).not.toHaveCount(0)
    const filled = await places(page)
    // The room alone, as it is painted before the script has come.
    await page.route('**/_astro/{visit,reading-history}*', (route) => route.abort())
    await page.goto('/en/')
    await expect(recent.getByRole('link')).toHaveCount(0)
    expect(await places(page)).toEqual(filled)
  })
}

test('leads back to the section that was being read', async ({ page }) => {
  await read(page, '/en/articles/failed-transfer/')
  const heading = page.locator('main .prose h2[id]').nth(2)
  const words = await heading.textContent()
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('hc-history') ?? ''))
    .toContain('"section":{')
  await page.goto('/en/')
  const link = page.getByRole('link', { name: /Transfer failed.*Continue at/s })
  await expect(link).toHaveAttribute('href', /\/en\/articles\/failed-transfer\/#./)
  expect(words).toBeTruthy()
})

test('an article lists the others that were read, not itself', async ({ page }) => {
  await read(page, '/zh-CN/articles/failed-transfer/')
  await read(page, '/zh-CN/articles/gas-fees/')
  const links = page.locator('[data-history-viewed] a')
  await page.reload()
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await expect(links).toHaveText(['转账失败'])
})

test('one switch clears and turns off, with the keyboard, and back on', async ({ page }) => {
  await read(page, '/en/articles/gas-fees/')
  await page.goto('/en/')
  await page.getByRole('button', { name: 'Clear and turn off' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Remember again' })).toBeFocused()
  await page.goto('/en/articles/failed-transfer/')
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => localStorage.getItem('hc-history'))).toBe(
    '{"viewed":[],"suggested":0,"off":true}',
  )
  await page.goto('/en/')
  await page.getByRole('button', { name: 'Remember again' }).click()
  await read(page, '/en/articles/gas-fees/')
})

test('nothing of it is sent', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) =>
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  )
  await read(page, '/en/articles/gas-fees/')
  await page.goto('/en/')
  await page.waitForLoadState('networkidle')
  expect(sent.filter((line) => !line.startsWith('GET ') || line.includes('/api/'))).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('there is no such section', async ({ page }) => {
    await page.goto('/en/articles/gas-fees/')
    await expect(page.locator('[data-history]')).toBeHidden()
  })
})

test('a language chosen by hand counts more than the browser’s, once and without a loop', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page).toHaveURL(/\/en\/$/)
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await page.waitForLoadState('networkidle')
  await page.getByRole('contentinfo').getByRole('link', { name: '简体中文' }).click()
  await expect(page).toHaveURL(/\/zh-CN\/$/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/zh-CN\/$/)
  await page.goto('/en/')
  await expect(page).toHaveURL(/\/en\/$/)
  await context.close()
})
