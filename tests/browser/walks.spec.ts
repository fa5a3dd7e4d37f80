// What people do from start to end: find an article, ask, reach a person, follow the ticket.
import { expect, type Locator, type Page, test } from '@playwright/test'

test.describe('searching', () => {
  test('suggests articles in Chinese as one types and opens the chosen section', async ({ page }) => {
    await page.goto('/zh-CN/')
    const field = page
      .getByRole('combobox', { name: '搜索帮助文章' })
      .or(page.getByRole('searchbox', { name: '搜索帮助文章' }))
    await field.click()
    await field.pressSequentially('转账失败')
    const first = page.getByRole('option').first()
    await expect(first).toContainText('转账失败')
    await field.press('ArrowDown')
    await field.press('Enter')
    await expect(page).toHaveURL(/\/zh-CN\/articles\/failed-transfer\//)
    await expect(page.getByRole('heading', { level: 1, name: '转账失败' })).toBeVisible()
  })

  test('has a results page whose address can be shared', async ({ page }) => {
    await page.goto('/en/search/?q=recovery+phrase')
    await expect(page.getByRole('searchbox')).toHaveValue('recovery phrase')
    await page
      .getByRole('link', { name: /Back up your recovery phrase/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('recovery phrase')
  })

  test('offers ways on when nothing is found', async ({ page }) => {
    await page.goto('/en/search/?q=xyzzyqwv')
    await expect(page.getByRole('main')).toContainText('Nothing found')
    await expect(page.getByRole('main').getByRole('link', { name: 'Talk to a person' })).toBeVisible()
  })
})

async function askOn(page: Page, locale: string, question: string): Promise<void> {
  await page.goto(`/${locale}/ask/`)
  await page.locator('#hc-question').fill(question)
  await page.locator('[data-ask] button[type=submit]').click()
  await expect(page.locator('[data-reply]')).toBeVisible()
}

test.describe('asking', () => {
  for (const { locale, question, article, words } of [
    { locale: 'zh-CN', question: '手机丢了怎么把钱包找回来', article: 'recover-wallet', words: '助记词' },
    {
      locale: 'en',
      question: 'my transfer failed but the fee was still taken',
      article: 'failed-transfer',
      words: 'fee',
    },
  ]) {
    test(`in ${locale} quotes steps and leads to the very section`, async ({ page }) => {
      await askOn(page, locale, question)
      const reply = page.locator('[data-reply]')
      await expect(reply).toContainText(words)
      const citation = reply.locator('.sources a[href*="#"]').first()
      await expect(citation).toHaveAttribute('href', new RegExp(`/${locale}/articles/${article}/#`))
      await citation.click()
      const target = page.locator(':target')
      await expect(target).toBeVisible()
      await expect(target).toBeInViewport()
    })
  }

  test('shows what a person typed as text, never as markup', async ({ page }) => {
    await askOn(page, 'en', '<img src=x onerror="document.title=\'owned\'"> gas fee too high')
    await expect(page.locator('.asked-text')).toContainText('<img src=x')
    await expect(page).not.toHaveTitle('owned')
  })

  test('keeps a recovery phrase in the browser', async ({ page }) => {
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto('/en/ask/')
    await page.locator('#hc-question').fill(`${'abandon '.repeat(11)}about why is my balance zero`)
    await page.locator('[data-ask] button[type=submit]').click()
    await expect(page.getByRole('alert')).toContainText('This was not sent')
    expect(sent.filter((text) => text.includes('abandon'))).toEqual([])
  })
})

const QUESTION = 'can the app send me an alert when bitcoin reaches a price'

/** From an unanswered question through the form to the ticket's own page. */
async function reachPerson(page: Page): Promise<void> {
  await page.goto('/en/ask/')
  await page.locator('#hc-question').fill(QUESTION)
  await page.locator('[data-ask] button[type=submit]').click()
  await page.getByRole('link', { name: 'Open the form for a person' }).click()
  await expect(page.getByLabel('What happened?')).toHaveValue(QUESTION)
  await page.getByLabel('What is it about?').selectOption({ label: 'Something else' })
  await page.getByRole('checkbox', { name: /I agree/ }).check()
  await page.getByRole('button', { name: 'Send to the support team' }).click()
  await expect(page).toHaveURL(/\/en\/ticket\/\?code=HC-/)
  await expect(page.getByRole('main')).toContainText('We have your message')
  await expect(page.getByRole('main')).toContainText(/HC-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  await expect(page.getByRole('main')).toContainText(QUESTION)
}

test.describe('reaching a person', () => {
  test('carries an unanswered question into the form and on to the status page', async ({ page }) => {
    await reachPerson(page)
    await page.getByLabel('Add something').fill('It concerns the validator on Polygon.')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('main')).toContainText('It concerns the validator on Polygon.')
  })

  test('says what to mend when the form is not complete', async ({ page }) => {
    await page.goto('/zh-CN/contact/')
    await page.locator('[data-ticket-form]').evaluate((form: HTMLFormElement) => {
      form.noValidate = true
    })
    await page.getByRole('button', { name: '提交给客服团队' }).click()
    await expect(page.getByRole('alert')).toContainText('请')
    await page.getByRole('alert').getByRole('link').first().click()
    await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
  })

  test('stops a form that holds a private key', async ({ page }) => {
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.goto('/en/contact/')
    await page.getByLabel('What is it about?').selectOption({ index: 1 })
    await page.getByLabel('In one line').fill('Export problem')
    await page
      .getByLabel('What happened?')
      .fill(`my private key is ${'4c0883a69102937d6231471b5dbb6204'.repeat(2)} and it fails`)
    await page.getByRole('checkbox', { name: /I agree/ }).check()
    const submit = page.getByRole('button', { name: 'Send to the support team' })
    // Whoever is quicker than the stop, or presses what looks out of use, must not get through either.
    await submit.dispatchEvent('click')
    await expect(page.getByRole('alert').filter({ hasText: 'This was not sent' })).toBeVisible()
    await expect(submit).toBeDisabled()
    await submit.dispatchEvent('click')
    await expect(page).toHaveURL(/\/en\/contact\//)
    expect(sent.filter((text) => text.includes('4c0883a6') || text.includes('/api/tickets'))).toEqual([])
  })
})

/** Presses Tab until an element has the focus; on the way, every stop has to be seen and to have a name. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await page.waitForLoadState()
  for (let stops = 0; stops < 200; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(describeFocus)
    if (stop.isEnd) continue
    expect(stop.isMarked, `${stop.html} shows that it has the focus`).toBe(true)
    expect(stop.isSeen, `${stop.html} is inside the window`).toBe(true)
  }
  throw new Error(`No Tab reaches ${String(target)}.`)
}

interface FocusStop {
  readonly html: string
  readonly isMarked: boolean
  readonly isSeen: boolean
  /** Behind the last stop the focus leaves the page and comes round. */
  readonly isEnd: boolean
}

function describeFocus(): FocusStop {
  const element = document.activeElement ?? document.body
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const { top, bottom, width } = element.getBoundingClientRect()
  return {
    html: element.outerHTML.slice(0, 120),
    isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    isSeen: width > 0 && bottom > 0 && top < innerHeight,
    isEnd: element === document.body,
  }
}

test.describe('with the keyboard alone', () => {
  // Smooth scrolling would still be on its way when the next key comes.
  test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1_280, height: 800 } })

  for (const { locale, query, answers, person, consent, submit } of [
    {
      locale: 'en',
      query: 'transfer failed',
      answers: ['Yes', 'Failed, Fail or Reverted', /^Ethereum/, 'The same error a second time'],
      person: 'Write to a person',
      consent: /I agree/,
      submit: 'Send to the support team',
    },
    {
      locale: 'zh-CN',
      query: '转账失败',
      answers: ['有', /^失败/, /^以太坊/, '同样的错误已是第二次'],
      person: '写信给真人',
      consent: /我同意/,
      submit: '提交给客服团队',
    },
  ]) {
    test(`search, article, troubleshooter and form work in ${locale}`, async ({ page }) => {
      await page.goto(`/${locale}/`)
      await page.keyboard.press('Tab')
      await expect(page.locator(':focus')).toHaveAttribute('href', '#hc-main')
      await page.keyboard.press('Enter')
      await tabTo(page, page.locator('#hc-search'))
      await page.keyboard.type(query)
      // The list for the whole query: one for its beginning would still change.
      await expect(page.getByRole('option').filter({ hasText: `“${query}”` })).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(new RegExp(`/${locale}/articles/failed-transfer/`))

      const guide = page.locator('#hc-guide')
      await tabTo(page, guide.locator('summary').first())
      for (const [i, answer] of answers.entries()) {
        const link = i === 0 ? guide.locator('summary').first() : guide.getByRole('link', { name: answer })
        await tabTo(page, link)
        await page.keyboard.press('Enter')
        await expect(guide.locator('.guide-moves')).toBeAttached()
        await expect(guide.locator('.guide-trail li')).toHaveCount(i + 1)
        await expect(guide.locator('.step-title')).toBeFocused()
      }
      await tabTo(page, guide.getByRole('link', { name: person }))
      await page.keyboard.press('Enter')

      await expect(page).toHaveURL(new RegExp(`/${locale}/contact/`))
      await expect(page.locator('textarea[name=message]')).toHaveValue(/\S/)
      await tabTo(page, page.getByRole('checkbox', { name: consent }))
      await page.keyboard.press('Space')
      await tabTo(page, page.getByRole('button', { name: submit }))
      // One of the two is sent: the server takes ten tickets of one address in ten minutes, from all tests together.
      if (locale !== 'en') return
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/en\/ticket\/\?code=HC-/)
      await expect(page.getByRole('main')).toContainText('We have your message')
    })
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('search, article, question, form and status page work', async ({ page }) => {
    await page.goto('/en/')
    await page.getByRole('searchbox').fill('gas fee')
    await page.getByRole('searchbox').press('Enter')
    await page
      .getByRole('link', { name: /Network and gas fees/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('gas fees')
    await reachPerson(page)
  })

  test('search, article, troubleshooter and form work, with the case filled in', async ({ page }) => {
    await page.goto('/zh-CN/')
    await page.getByRole('searchbox').fill('转账失败')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('main').getByRole('link', { name: '转账失败' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: '转账失败' })).toBeVisible()
    const guide = page.locator('#hc-guide')
    for (const answer of [/^有$/, /^失败/, /^以太坊/, '同样的错误已是第二次'])
      await guide.locator('summary', { hasText: answer }).filter({ visible: true }).first().click()
    await guide.getByRole('link', { name: '写信给真人' }).filter({ visible: true }).click()
    await expect(page.locator('textarea[name=message]')).toHaveValue(/以太坊/)
    await expect(page.getByRole('checkbox', { name: '转账失败' })).toBeChecked()
    await page.getByRole('checkbox', { name: /我同意/ }).check()
    await expect(page.getByRole('button', { name: '提交给客服团队' })).toBeEnabled()
    const isComplete = await page
      .locator('[data-ticket-form]')
      .evaluate((form: HTMLFormElement) => form.checkValidity())
    expect(isComplete).toBe(true)
  })

  test('feedback on an article is taken and thanked for', async ({ page }) => {
    await page.goto('/zh-CN/articles/gas-fees/')
    await page.getByRole('button', { name: '有帮助', exact: true }).click()
    await expect(page).toHaveURL(/#hc-thanks$/)
    await expect(page.locator('#hc-thanks')).toBeVisible()
  })
})

test.describe('reading', () => {
  test('asks nothing of anybody else and breaks no policy of its own', async ({ page, baseURL }) => {
    const foreign: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '')) foreign.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    for (const path of [
      '/en/',
      '/zh-CN/articles/failed-transfer/',
      '/en/search/?q=gas',
      '/zh-TW/contact/',
      '/en/ask/?q=gas',
      '/en/ticket/',
    ]) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
    }
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
  })

  test('keeps hashed files for good and asks again for pages', async ({ page, request }) => {
    await page.goto('/en/')
    const style = await page.locator('link[rel=stylesheet]').first().getAttribute('href')
    expect((await request.get(style ?? '')).headers()['cache-control']).toContain('immutable')
    const first = await request.get('/en/')
    expect(first.headers()['cache-control']).toBe('no-cache')
    const again = await request.get('/en/', { headers: { 'if-none-match': first.headers()['etag'] ?? '' } })
    expect(again.status()).toBe(304)
  })

  test('in Traditional Chinese shows converted text, pictures and anchors that work', async ({ page }) => {
    await page.goto('/zh-TW/articles/failed-transfer/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('轉帳失敗')
    const picture = page.locator('main img').first()
    await picture.scrollIntoViewIfNeeded()
    await expect(picture).toHaveAttribute('src', /zh-TW\.svg$/)
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    await page.locator('details.contents summary').click()
    await page.locator('details.contents a').last().click()
    await expect(page.locator(':target')).toBeVisible()
  })

  test('starts with a skip link and reaches the search by keyboard', async ({ page }) => {
    await page.goto('/en/')
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus')).toHaveAttribute('href', /^#/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('combobox').or(page.getByRole('searchbox'))).toBeFocused()
  })
})
