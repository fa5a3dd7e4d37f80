// Home and search as people use them: by keyboard, without scripts, without a connection.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

test.describe('the search field', () => {
  test('is a combobox that opens the chosen suggestion by keyboard and closes on Escape', async ({
    page,
  }) => {
    await page.goto('/en/')
    await page.getByRole('searchbox').focus()
    const field = page.getByRole('combobox', { name: 'Search the help articles' })
    await expect(field).toHaveAttribute('aria-expanded', 'false')
    await field.pressSequentially('gas')
    await expect(field).toHaveAttribute('aria-expanded', 'true')
    await field.press('ArrowDown')
    const chosen = page.getByRole('option', { selected: true })
    await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
    await field.press('Escape')
    await expect(page.getByRole('listbox')).toBeHidden()
    await expect(field).toBeFocused()
    await field.press('ArrowDown')
    await field.press('ArrowDown')
    await field.press('Enter')
    await expect(page).toHaveURL(/\/en\/articles\//)
  })

  test('offers what was searched for before, and forgets it', async ({ page }) => {
    await page.goto('/en/')
    await page.getByRole('searchbox').fill('gas fee')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=gas/)
    // The search page, whose address may be shared, keeps it as well.
    await page.waitForLoadState('networkidle')
    await page.goto('/en/')
    await page.getByRole('searchbox').click()
    await expect(page.getByRole('option', { name: 'gas fee' })).toBeVisible()
    await page.getByRole('option', { name: 'Forget these searches' }).click()
    await expect(page.getByRole('listbox')).toBeHidden()
    expect(await page.evaluate(() => localStorage.getItem('hc-searches'))).toBeNull()
  })

  test('never keeps an address or what may be a secret', async ({ page }) => {
    const kept = () => page.evaluate(() => localStorage.getItem('hc-searches'))
    await page.goto('/en/')
    await page.getByRole('searchbox').fill('0x52908400098527886E0F7030069857D2E4169EE7')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\//)
    await page.waitForLoadState('networkidle')
    expect(await kept()).toBeNull()
    await page.goto('/en/')
    await page.getByRole('searchbox').fill(`${'abandon '.repeat(11)}about`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('This was not sent')
    expect(await kept()).toBeNull()
  })
})

test.describe('the search page', () => {
  test('narrows results to a category and keeps that in the address', async ({ page }) => {
    await page.goto('/en/search/?q=wallet')
    await page.waitForLoadState('networkidle')
    const all = await page.locator('.result').count()
    const filter = page.getByRole('navigation', { name: 'Filter by topic' }).getByRole('link').nth(1)
    await filter.click()
    await expect(page).toHaveURL(/category=\w+/)
    await expect(page.locator('[data-category][aria-current=true]')).toBeFocused()
    expect(await page.locator('.result').count()).toBeLessThan(all)
    await page.reload()
    expect(await page.locator('.result').count()).toBeLessThan(all)
  })

  test('marks what matched and leads to the section', async ({ page }) => {
    await page.goto('/zh-CN/search/?q=助记词')
    await expect(page.locator('.result mark').first()).toHaveText('助记词')
    await page.locator('.result-more a').first().click()
    await expect(page.locator(':target')).toBeInViewport()
  })

  test('offers another spelling that finds more', async ({ page }) => {
    await page.goto('/en/search/?q=phishng')
    await page.getByRole('link', { name: 'phishing', exact: true }).click()
    await expect(page.getByRole('searchbox')).toHaveValue('phishing')
    await expect(page.locator('.result').first()).toBeVisible()
  })

  test('finds as one types, and tells the server nothing of it', async ({ page }) => {
    const told: string[] = []
    page.on('request', (request) => {
      if (decodeURIComponent(request.url()).includes('手续')) told.push(request.url())
    })
    await page.goto('/zh-CN/search/')
    await page.getByRole('searchbox').pressSequentially('手续费', { delay: 300 })
    await expect(page.locator('.result').first()).toContainText('手续费')
    await expect(page.locator('#hc-search-status')).toContainText('找到')
    expect(told).toEqual([])
    await page.getByRole('searchbox').press('Enter')
    await expect(page.locator('.result').first()).toContainText('手续费')
    expect(told).not.toEqual([])
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('filters and other spellings are links', async ({ page }) => {
    await page.goto('/en/search/?q=wallet')
    await page.getByRole('navigation', { name: 'Filter by topic' }).getByRole('link').nth(1).click()
    await expect(page).toHaveURL(/category=/)
    await expect(page.locator('[data-category][aria-current=true]')).toBeVisible()
  })

  test('the home page tells the hours and leads to a person', async ({ page }) => {
    await page.goto('/en/')
    const person = page.getByRole('region', { name: 'Talk to a person' })
    await expect(person).toContainText('09:00 to 21:00')
    await person.getByRole('link').click()
    await expect(page).toHaveURL(/\/en\/contact\//)
  })
})

test.describe('the home page', () => {
  for (const [time, words] of [
    ['2026-11-22T04:00:00Z', 'A person is here now'],
    ['2026-11-22T18:00:00Z', 'Nobody is here right now'],
  ] as const) {
    test(`says “${words}” at ${time}, and when to expect a reply`, async ({ page }) => {
      await page.clock.setFixedTime(new Date(time))
      await page.goto('/en/')
      const person = page.getByRole('region', { name: 'Talk to a person' })
      await expect(person).toContainText(words)
      await expect(person).toContainText(/first reply by \w+day/)
    })
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`breaks no accessibility rule in ${colorScheme} with suggestions open`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto('/zh-CN/')
      await page.getByRole('searchbox').click()
      await page.getByRole('combobox').pressSequentially('转账')
      await expect(page.getByRole('option').first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([])
    })
  }
})
