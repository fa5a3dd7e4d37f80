// An article as people use it: contents, sharing, pictures, the troubleshooter with and without JavaScript, paper.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const PAGE = '/en/articles/failed-transfer/'

/** Opens a step by its address and waits until it stands alone. */
async function openStep(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator('.guide-moves')).toBeAttached()
}

test.describe('the troubleshooter', () => {
  test('asks one question at a time by keyboard and leads to the section', async ({ page }) => {
    await page.goto(PAGE)
    await page.locator('#hc-guide summary').first().focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#hc-step-explorer$/)
    const question = page.locator('#hc-guide .step-title')
    await expect(question).toHaveText(/block explorer/)
    await expect(question).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: 'Question 2' })).toBeVisible()
    await page.getByRole('link', { name: 'Nothing is found' }).press('Enter')
    await page.getByRole('link', { name: 'No, or I am not sure' }).press('Enter')
    await expect(question).toHaveText(/A hash of one chain/)
    await page.getByRole('link', { name: /^Go to: Look up/ }).press('Enter')
    await expect(page).toHaveURL(/#look-up-the-failed-transfer-on-a-block-explorer$/)
  })

  test('goes back by its own link and by the browser, and starts again', async ({ page }) => {
    await openStep(page, `${PAGE}#hc-step-chain`)
    const question = page.locator('#hc-guide .step-title')
    await expect(question).toHaveText('On which chain did it fail?')
    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await expect(question).toHaveText(/block explorer/)
    await page.goBack()
    await expect(question).toHaveText('On which chain did it fail?')
    await page.getByRole('link', { name: 'Start again' }).click()
    await expect(question).toHaveText(/transaction hash/)
    await expect(page.getByRole('list', { name: 'Your answers' })).toBeHidden()
  })

  test('keeps the step in another language', async ({ page }) => {
    await openStep(page, `${PAGE}#hc-step-success`)
    await expect(page.locator('#hc-guide .step-title')).toHaveText('Who was to receive the coins?')
    await page.locator('.site-footer a[hreflang=zh-CN]').click()
    await expect(page).toHaveURL(/zh-CN.*#hc-step-success$/)
    await expect(page.locator('.guide-moves')).toBeAttached()
    await expect(page.locator('#hc-guide .step-title')).toHaveText('收款的是谁？')
  })

  test('has no accessibility violations at a question and at a conclusion', async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const step of ['chain', 'evm-error.4']) {
        await openStep(page, `${PAGE}?${colorScheme}#hc-step-${step}`)
        await expect(page.locator('.guide-trail')).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join())}`),
        ).toEqual([])
      }
    }
  })

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false })

    test('is nested text that ends at the form with the answers given', async ({ page }) => {
      await page.goto(PAGE)
      await page.locator('summary', { hasText: /^Yes$/ }).first().click()
      await page.locator('summary', { hasText: 'Failed, Fail or Reverted' }).click()
      await page.locator('summary', { hasText: 'Ethereum' }).click()
      await page.locator('summary', { hasText: 'The same error a second time' }).click()
      await page.getByRole('link', { name: 'Write to a person', exact: true }).click()
      await expect(page.getByLabel('What happened?')).toHaveValue(/On which chain did it fail\? Ethereum/)
      await expect(page.getByLabel('In one line')).toHaveValue(
        'Transfer failed: The same error a second time',
      )
      await expect(page.getByRole('checkbox', { name: 'Transfer failed' })).toBeChecked()
    })
  })
})

test.describe('reading', () => {
  test('loads nothing for it before a reader does something', async ({ page }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await page.goto(PAGE)
    await page.waitForLoadState('networkidle')
    const later = /\/(?:page|use|on-use|strings|article|picture|terms|troubleshooter|visit)\./
    expect(loaded.filter((path) => later.test(path))).toEqual([])
    expect(loaded.filter((path) => path.endsWith('.css')).length).toBeLessThanOrEqual(2)
  })

  test('marks the section in the contents beside the text', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(PAGE)
    const contents = page.getByRole('navigation', { name: 'On this page' })
    await page.mouse.move(300, 300)
    await page.locator('#send-again-after-a-failed-transfer').scrollIntoViewIfNeeded()
    await page.evaluate(() => document.getElementById('send-again-after-a-failed-transfer')?.scrollIntoView())
    await expect(contents.locator('[aria-current]')).toHaveText('Send again after a failed transfer')
    await expect(contents.locator('[aria-current]')).toHaveCount(1)
  })

  test('copies the address of a section and says so', async ({ browser, baseURL }) => {
    const page = await browser.newPage({
      baseURL: baseURL ?? '',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.goto(PAGE)
    await page.keyboard.press('Shift')
    const message = page.locator('.toast')
    await expect(message).toBeAttached()
    await page.getByRole('link', { name: 'Link to this section: Find the reason' }).click()
    await expect(message).toHaveText('Link copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /#find-the-reason-in-the-error-text$/,
    )
    await page.getByRole('link', { name: 'Share', exact: true }).click()
    await expect(message).toHaveText('Link copied')
    await page.close()
  })

  test('opens a picture large and gives the focus back', async ({ page }) => {
    await page.goto(PAGE)
    const link = page.locator('a.enlarge').first()
    await page.keyboard.press('Shift')
    await expect(page.locator('.toast')).toBeAttached()
    await link.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('img')).toBeVisible()
    await dialog.getByRole('button', { name: 'Fit to screen' }).click()
    await expect(dialog.getByRole('button', { name: 'Larger' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(link).toBeFocused()
  })

  test('leads on to the next article of the topic', async ({ page }) => {
    await page.goto(PAGE)
    await page.locator('.next-step a').click()
    await expect(page).toHaveURL(/\/en\/articles\/(?!failed-transfer)[a-z-]+\/$/)
  })

  test('on paper shows addresses and no navigation', async ({ page }) => {
    await page.goto(PAGE)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await expect(page.locator('.site-header')).toBeHidden()
    await expect(page.locator('.feedback')).toBeHidden()
    await expect(page.locator('.step-end').first()).toBeVisible()
    const after = await page
      .locator('.prose section a[href*="/articles/"]')
      .first()
      .evaluate((link) => getComputedStyle(link, '::after').content)
    expect(after).toContain('/en/')
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
  })
})
