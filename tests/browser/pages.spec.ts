// The pages about the help centre, the terms in articles, and addresses that are not there, as people meet them.
import { expect, test } from '@playwright/test'

test('the footer leads to every page about the help centre', async ({ page }) => {
  await page.goto('/en/')
  const footer = page.getByRole('contentinfo')
  for (const name of ['Status and notices', 'Glossary', 'You said, we did', 'Privacy']) {
    await footer.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
})

test('the glossary is filtered as one types, by another name, and says how much is left', async ({
  page,
}) => {
  await page.goto('/en/glossary/')
  const field = page.getByRole('searchbox', { name: 'Find a word' })
  const other = page.locator('#private-key')
  await expect(other).toBeVisible()
  await field.fill('seed phrase')
  await expect(page.locator('#recovery-phrase')).toBeVisible()
  await expect(other).toBeHidden()
  await expect(page.getByRole('status')).toContainText('fit')
  await field.fill('xyzzy')
  await expect(page.getByRole('status')).toHaveText('Nothing here fits “xyzzy”.')
  await expect(page.getByRole('link', { name: 'Search the articles instead' })).toBeVisible()
  await field.fill('')
  await expect(other).toBeVisible()
})

test('a term is explained when it has the focus, until Escape, and leads to its entry', async ({ page }) => {
  await page.goto('/en/articles/failed-transfer/')
  const term = page.locator('a.term').first()
  const name = (await term.textContent()) ?? ''
  await page.keyboard.press('Tab')
  const card = page.locator('.term-card')
  await expect(card).toBeAttached()
  await term.focus()
  await expect(term).toBeFocused()
  await expect(card).toBeVisible()
  await expect(term).toHaveAccessibleDescription(/\w{3,}/)
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/en\/glossary\/#/)
  await expect(page.locator('.glossary-entry:target dfn')).toHaveText(name, { ignoreCase: true })
})

test('a term is explained at the first tap, inside the window, and leads on from there', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/zh-CN/articles/failed-transfer/')
  await page.getByRole('heading', { level: 1 }).tap()
  const card = page.locator('.term-card')
  await expect(card).toBeAttached()
  await page.locator('a.term').first().tap()
  await expect(card).toBeVisible()
  const box = await card.boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true)
  await card.getByRole('link', { includeHidden: true }).tap()
  await expect(page).toHaveURL(/\/zh-CN\/glossary\/#/)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a term leads to its entry, and its meaning stands at the end of the article', async ({ page }) => {
    await page.goto('/en/articles/failed-transfer/')
    await page.getByText(/terms explained/).click()
    await expect(page.locator('.terms dd').first()).toBeVisible()
    await page.locator('a.term').first().click()
    await expect(page.locator('.glossary-entry:target')).toBeVisible()
  })

  test('the status page knows the time', async ({ page }) => {
    await page.goto('/en/status/')
    await expect(page.getByText(/^As of /)).toBeVisible()
  })

  test('an address that is not there leads to articles close to its words', async ({ page }) => {
    const response = await page.goto('/en/articles/gas-fee-too-high/')
    expect(response?.status()).toBe(404)
    const closest = page.getByRole('region', { name: 'Were you looking for one of these?' })
    await expect(closest.getByRole('link', { name: /fee/i }).first()).toBeVisible()
  })
})

test('a file that is not there is no search', async ({ request }) => {
  const response = await request.get('/en/gas-fee.png')
  expect(response.status()).toBe(404)
  expect(await response.text()).not.toContain('id="hc-closest"')
})
