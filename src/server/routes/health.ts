// GET /api/health (alive, and with what) and GET /api/ready (able to answer and to keep tickets).
import { createRoute, z } from '@hono/zod-openapi'
import type { App, RouteDeps } from '../app.ts'
import { errorSchema } from '../errors.ts'

const healthSchema = z
  .object({
    status: z.literal('ok'),
    articles: z.number().int(),
    passages: z.number().int(),
    embedder: z
      .string()
      .meta({ description: "Id of the model behind the search by meaning; 'none' without one." }),
    wordsOnly: z
      .string()
      .optional()
      .meta({ description: 'Why questions are matched by their words alone; absent if they are not.' }),
    content: z.string().meta({ description: 'Hash of the content in use.' }),
  })
  .meta({ id: 'Health' })

const health = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Is the process alive, and what does it serve?',
  responses: { 200: { description: 'Alive.', content: { 'application/json': { schema: healthSchema } } } },
})

const readySchema = z.object({ status: z.literal('ready') }).meta({ id: 'Ready' })
const ready = createRoute({
  method: 'get',
  path: '/api/ready',
  summary: 'Can questions be answered and tickets be kept?',
  responses: {
    200: { description: 'Ready.', content: { 'application/json': { schema: readySchema } } },
    default: { description: 'Not ready.', content: { 'application/json': { schema: errorSchema } } },
  },
})

export function registerHealth(app: App, { library, store }: RouteDeps): void {
  app.openapi(health, (c) => {
    const { manifest, wordsOnly } = library()
    const { articles, passages, content } = manifest
    const embedder = wordsOnly === undefined ? manifest.embedder?.id : undefined
    const reason = wordsOnly === undefined ? {} : { wordsOnly }
    return c.json(
      { status: 'ok' as const, articles, passages, embedder: embedder ?? 'none', ...reason, content },
      200,
    )
  })
  app.openapi(ready, async (c) => {
    await Promise.all([library().embed?.('ready'), store.countTickets()])
    return c.json({ status: 'ready' as const }, 200)
  })
}
