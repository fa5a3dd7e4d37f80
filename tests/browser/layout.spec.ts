// No page is wider than its window: on the smallest phone, on a wide screen, enlarged, or with text twice as large. And
// nothing on a page moves while it loads.
import { expect, test } from '@playwright/test'

const LOCALES = ['zh-CN', 'zh-TW', 'en']
/** One page of each kind. */
const KINDS = [
  '',
  'categories/transfers/',
  'articles/failed-transfer/',
  'articles/error-messages/',
  'articles/gas-fees/',
  'search/?q=USDT',
  'ask/?q=gas%20fee',
  'channels/',
  'channels/?q=support%40examp1e.com',
  'contact/',
  'ticket/',
  'status/',
  'glossary/',
  'changes/',
  'privacy/',
  'offline/',
  '404/',
  'articles/gas-fee-too-high/',
]

/** Milliseconds by which each script is held back. */
const SCRIPT_DELAY = 100

test.use({ serviceWorkers: 'block' })

for (const locale of LOCALES) {
  test(`no page in ${locale} scrolls sideways`, async ({ page }) => {
    test.setTimeout(120_000)
    const problems: string[] = []
    for (const path of KINDS) {
      await page.goto(`/${locale}/${path}`)
      for (const [name, width, textSize] of [
        ['320 px', 320, '100%'],
        ['1280 px at 200 %', 640, '100%'],
        ['text at 200 %', 640, '200%'],
        ['2560 px', 2_560, '100%'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        const widest = await page.evaluate((size) => {
          document.documentElement.style.fontSize = size
          return document.documentElement.scrollWidth
        }, textSize)
        if (widest > width) problems.push(`/${locale}/${path} at ${name}: ${widest} pixels`)
      }
    }
    expect(problems).toEqual([])
  })
}

// The layout is the same in all languages.
for (const { name, locale, viewport } of [
  { name: 'phone', locale: 'zh-CN', viewport: { width: 412, height: 823 } },
  { name: 'desktop', locale: 'en', viewport: { width: 1_280, height: 900 } },
]) {
  test(`nothing moves while a page loads on a ${name}`, async ({ page }) => {
    test.setTimeout(120_000)
    const problems: string[] = []
    await page.setViewportSize(viewport)
    // Scripts come after the first paint, as they do on a slow connection: what they add may not push anything.
    await page.route(/\/_astro\/.*\.(?:js|json)$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SCRIPT_DELAY))
      await route.continue()
    })
    for (const path of KINDS) {
      await page.goto(`/${locale}/${path}`)
      await page.waitForLoadState('networkidle')
      const moved = await page.evaluate(movedParts)
      if (moved.length > 0) problems.push(`/${locale}/${path}: ${moved.join(', ')}`)
    }
    expect(problems).toEqual([])
  })
}

/** What has moved since the page began, as the browser counts it for Cumulative Layout Shift. */
function movedParts(): Promise<string[]> {
  interface Shift extends PerformanceEntry {
    readonly hadRecentInput: boolean
    readonly value: number
    readonly sources: readonly { readonly node?: Node | null }[]
  }
  return new Promise((resolve) => {
    const moved: string[] = []
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources } of list.getEntries() as unknown as Shift[]) {
        if (hadRecentInput) continue
        const nodes = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 60) : '?'))
        moved.push(`${value.toFixed(4)} ${nodes.join(' ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(moved), 150)
  })
}
