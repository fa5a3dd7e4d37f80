// No page breaks a rule that axe knows, in light and dark, and none is wider than a small phone.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const PATHS = [
  '',
  'categories/transfers/',
  'articles/failed-transfer/',
  'search/?q=USDT',
  'search/?q=xyzzyqwv',
  'ask/',
  'ask/?q=gas%20fee',
  'ask/?q=stolen%20coins%20help',
  'contact/',
  'ticket/',
  'ticket/?code=HC-AAAA-AAAA&key=x',
  '404/',
]
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

for (const locale of ['zh-CN', 'zh-TW', 'en']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${locale} pages in ${colorScheme} have no accessibility violations`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      for (const path of PATHS) {
        await page.goto(`/${locale}/${path}`)
        const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze()
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
        )
        expect(found, `/${locale}/${path}`).toEqual([])
      }
    })
  }

  test(`${locale} pages fit a screen of 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    for (const path of PATHS) {
      await page.goto(`/${locale}/${path}`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, `/${locale}/${path}`).toBeLessThanOrEqual(320)
    }
  })
}
