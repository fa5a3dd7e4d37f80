// Every built page breaks no rule that axe knows, in light and dark, and nothing that the server adds does.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { builtPages } from './built-site.ts'

const LOCALES = ['zh-CN', 'zh-TW', 'en']
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What another colour scheme can change; everything else holds for both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
/** Parts that the server fills, and addresses that are not there. */
const FILLED = [
  'search/?q=USDT',
  'search/?q=xyzzyqwv',
  'ask/?q=gas%20fee',
  'ask/?q=stolen%20coins%20help',
  'channels/?q=support%40examp1e.com',
  'ticket/?code=HC-AAAA-AAAA&key=x',
  'contact/?article=failed-transfer&step=chain',
  'articles/gas-fee-too-high/',
]
// A worker would answer with copies, and pictures say nothing to axe beyond their alt text.
test.use({ serviceWorkers: 'block' })
test.beforeEach(async ({ page }) => {
  await page.route(/\.(?:svg|png)$/, (route) => route.abort())
})

const fromAxe = createRequire(fileURLToPath(import.meta.resolve('@axe-core/playwright')))
const { source } = fromAxe('axe-core') as { readonly source: string }

interface Finding {
  readonly id: string
  readonly nodes: readonly {
    readonly target: readonly string[]
    readonly any: readonly { readonly data: { readonly messageKey?: string } | null }[]
  }[]
}
interface Findings {
  readonly violations: readonly Finding[]
  readonly incomplete: readonly Finding[]
}

/** Loads axe once a page and lets it look at both colour schemes. */
async function problemsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.evaluate(source)
  const light = await runAxe(page, { runOnly: { type: 'tag', values: STANDARDS } })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await runAxe(page, { runOnly: { type: 'rule', values: COLOUR_RULES } })
  return [...problemsIn('light', light), ...problemsIn('dark', dark)]
}

function runAxe(page: Page, options: unknown): Promise<Findings> {
  return page.evaluate(
    (given) =>
      (
        globalThis as unknown as { axe: { run: (root: Document, options: unknown) => Promise<Findings> } }
      ).axe.run(document, given),
    { ...(options as object), resultTypes: ['violations', 'incomplete'] },
  )
}

/**
 * What axe could not measure counts as well, but for two reasons: a number drawn beside a step, which hides nothing, and
 * the gradient of the home page's band, whose ends tests/contrast.test.ts measures.
 */
const UNMEASURED = new Set(['pseudoContent', 'bgGradient'])

function problemsIn(scheme: string, { violations, incomplete }: Findings): string[] {
  const unmeasured = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .flatMap(({ nodes }) => nodes)
    .map(({ target, any }) => ({ target, reason: any.map(({ data }) => data?.messageKey ?? '').join() }))
    .filter(({ reason }) => !UNMEASURED.has(reason))
  return [
    ...violations.map(
      ({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
    ...unmeasured.map(
      ({ target, reason }) => `${scheme} contrast not measured (${reason}): ${target.join(' ')}`,
    ),
  ]
}

for (const locale of LOCALES) {
  for (const half of [0, 1]) {
    test(`every page in ${locale} breaks no accessibility rule, in light and dark (${half + 1} of 2)`, async ({
      page,
    }) => {
      test.setTimeout(180_000)
      const built = builtPages()
        .filter((candidate) => candidate.locale === locale)
        .map(({ path }) => path)
      expect(built.length).toBeGreaterThan(50)
      const paths = [...built, ...FILLED.map((path) => `/${locale}/${path}`)].filter((_, i) => i % 2 === half)
      const problems: string[] = []
      for (const path of paths) {
        await page.goto(path, { waitUntil: 'load' })
        problems.push(...(await problemsOf(page)).map((problem) => `${path} ${problem}`))
      }
      expect(problems).toEqual([])
    })
  }
}
