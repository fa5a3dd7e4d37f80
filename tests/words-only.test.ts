// The published content without a model: the server starts, says so, and people still get what they need.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_DIR, ROOT } from '../scripts/paths.ts'
import { judge } from '../src/answer/ask.ts'
import { type Reply, replySchema } from '../src/answer/reply.ts'
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { EMBEDDER } from '../src/config.ts'
import { openDatabase } from '../src/desk/database.node.ts'
import { createTicketStore, type TicketStore } from '../src/desk/store.ts'
import { openEmbedder } from '../src/search/embedder.node.ts'
import { buildIndex, loadIndex } from '../src/search/index-files.node.ts'
import { type App, createApp, type Library } from '../src/server/app.ts'
import { createLog } from '../src/server/log.ts'
import { temporaryFolder } from './fixtures/content.ts'

const PHRASE = `${'abandon '.repeat(11)}about`

let library: Library
let store: TicketStore
let app: App
beforeAll(async () => {
  const opened = await openEmbedder({ ...EMBEDDER, model: './nowhere', need: 'optional' }, ROOT)
  if (opened.embedder) throw new Error('There is a model at ./nowhere.')
  const { corpus } = await readSoundCorpus(CONTENT_DIR)
  const folder = temporaryFolder()
  const indexDir = join(folder, 'index')
  await buildIndex({ corpus, contentHash: 'test', indexDir, cacheDir: join(folder, 'cache') })
  const loaded = await loadIndex(indexDir, undefined)
  library = {
    ...loaded,
    embed: undefined,
    wordsOnly: opened.reason,
    now: () => new Date('2026-11-22T12:00:00Z'),
  }
  store = createTicketStore(await openDatabase(':memory:'))
  app = createApp({
    library: () => library,
    store,
    site: { read: async () => '<html><!--slot:results-->empty<!--/slot:results--></html>' },
    log: createLog(() => undefined),
  })
})
afterAll(() => store.close())

async function ask(question: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  const response = await app.request('/api/ask', {
    method: 'POST',
    headers,
    body: JSON.stringify({ question }),
  })
  expect(response.status).toBe(200)
  return replySchema.parse(await response.json())
}

describe('without a model', () => {
  it('the server is ready and says that words alone decide, and why', async () => {
    const health = await (await app.request('/api/health')).json()
    expect(health).toMatchObject({
      status: 'ok',
      articles: expect.any(Number),
      embedder: 'none',
      wordsOnly: library.wordsOnly,
    })
    expect(library.wordsOnly).toMatch(/nowhere.*config\.json.*src\/config\.ts/)
    expect(await (await app.request('/api/ready')).json()).toEqual({ status: 'ready' })
  })

  it('search finds articles by their words', async () => {
    const response = await app.request('/api/search?q=export private key&locale=en')
    const { results } = (await response.json()) as { results: { article: string }[] }
    expect(results[0]?.article).toBe('export-private-key')
    expect(await (await app.request('/en/search/?q=gas')).text()).toContain('/en/articles/gas-fees/')
  })

  it.each([
    ['hello', 'decline'],
    ['推荐几部悬疑电影', 'decline'],
    ['zxqv', 'decline'],
    ['我的钱包被盗了，币全没了', 'funds-at-risk'],
    ['转人工', 'person-requested'],
    ['my account is frozen', 'account-specific'],
    ['Как восстановить кошелёк?', 'other-language'],
    [`my phrase is ${PHRASE}`, 'secret-shared'],
  ])('a person gets what they need: “%s” leads to %s', async (question, expected) => {
    const { decision, escalation } = await ask(question)
    expect(escalation?.reason ?? decision).toBe(expected)
  })

  it('hardly any question of an article is refused, and what is answered is answered from the right one', async () => {
    const decisions: string[] = []
    let wrong = 0
    for (const { id, locale, questions } of library.corpus.articles) {
      for (const question of questions) {
        const { evidence, verdict } = await judge(library, question, locale)
        decisions.push(verdict.decision)
        if (verdict.decision === 'answer' && evidence.hits[0]?.article !== id) wrong++
      }
    }
    const count = (decision: string): number => decisions.filter((one) => one === decision).length
    expect(count('decline')).toBeLessThanOrEqual(decisions.length / 50)
    expect(count('answer')).toBeGreaterThan(decisions.length / 2)
    expect(wrong).toBeLessThanOrEqual(count('answer') / 20)
  })
})
