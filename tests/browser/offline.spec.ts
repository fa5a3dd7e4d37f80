// Reading and searching without a network after a visit; nothing personal kept; a clean way out.
import { expect, type Page, test } from '@playwright/test'

/** A visit with a reader at work, until the worker has taken over and kept the page. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => kept(page, 'hc-visited')).toContain(new URL(page.url()).pathname)
}

/** Paths of the copies under a name. */
function kept(page: Page, name: string): Promise<string[]> {
  return page.evaluate(async (cacheName) => {
    const keys = await (await caches.open(cacheName)).keys()
    return keys.map(({ url }) => new URL(url).pathname)
  }, name)
}

test('an article that was read opens without a network, styles and all', async ({ page, context }) => {
  await visit(page, '/en/articles/gas-fees/')
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gas fees')
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('flex')
})

test('another page says what still works: articles kept, official contacts', async ({ page, context }) => {
  await visit(page, '/zh-CN/articles/failed-transfer/')
  await context.setOffline(true)
  await page.goto('/zh-CN/articles/gas-fees/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有网络连接')
  await expect(page.getByRole('main')).toContainText('support@example.com')
  await page.getByRole('main').getByRole('link', { name: '转账失败' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('转账失败')
})

test('search that was used before works without a network', async ({ page, context }) => {
  await visit(page, '/en/')
  await page.reload() // from here on the worker sees every request
  await page.locator('#hc-search').click()
  await page.locator('#hc-search').pressSequentially('gas')
  await expect.poll(() => kept(page, 'hc-files')).toContain('/search-index/en.json')
  await expect.poll(() => kept(page, 'hc-visited')).toContain('/en/search/')
  await context.setOffline(true)
  await page.goto('/en/search/?q=gas+fee')
  await expect(
    page
      .getByRole('main')
      .getByRole('link', { name: /gas fees/i })
      .first(),
  ).toBeVisible()
})

test('nothing of one person is kept: no ticket, no question, no answer of the API', async ({
  page,
  context,
}) => {
  await visit(page, '/en/')
  for (const path of ['/en/ticket/', '/en/ask/?q=gas', '/en/contact/?question=x', '/en/search/?q=gas'])
    await page.goto(path)
  await page.evaluate(() => fetch('/api/search?q=gas&locale=en'))
  const all = await page.evaluate(async () => {
    const lists = (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
    return (await Promise.all(lists)).flat().map(({ url }) => new URL(url).pathname)
  })
  expect(all.filter((path) => /api|ticket\/|ask\/|contact\//.test(path))).toEqual([])
  await context.setOffline(true)
  await page.goto('/en/ticket/?code=HC-AAAA-AAAA&key=x')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection')
})

test('a newer version is offered to whoever reads the copy', async ({ page }) => {
  await visit(page, '/en/articles/gas-fees/')
  await page.evaluate(async () => {
    const cache = await caches.open('hc-visited')
    const copy = await cache.match('/en/articles/gas-fees/')
    const headers = { 'content-type': 'text/html', date: new Date().toUTCString(), etag: '"older"' }
    const text = ((await copy?.text()) ?? '').replace(/<h1[^>]*>[^<]*/, '<h1>An older copy')
    await cache.put('/en/articles/gas-fees/', new Response(text, { headers }))
  })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('An older copy')
  await page.getByRole('status').getByRole('link', { name: 'Show it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gas fees')
})

test('?sw=off removes worker and copies and keeps them away', async ({ page }) => {
  await visit(page, '/en/')
  await page.goto('/en/?sw=off')
  const left = () =>
    page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      copies: await caches.keys(),
    }))
  await expect.poll(left).toEqual({ workers: 0, copies: [] })
  await page.goto('/en/')
  await page.mouse.move(40, 40)
  await page.mouse.move(60, 60)
  await page.waitForLoadState('networkidle')
  expect((await left()).workers).toBe(0)
})

test('the help centre can be installed: manifest and icons are there, and no policy is broken', async ({
  page,
  request,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await visit(page, '/zh-CN/')
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const response = await request.get(address ?? '')
  const manifest = (await response.json()) as { start_url: string; icons: { src: string }[] }
  expect(manifest.start_url).toBe('/zh-CN/')
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200)
  const session = await page.context().newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A private window cannot install anything; that is the test's own.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  expect(complaints).toEqual([])
})
