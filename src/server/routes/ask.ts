// POST /api/ask: a question in, a cited reply or a way to a person out.
import { createRoute } from '@hono/zod-openapi'
import { ask } from '../../answer/ask.ts'
import { questionSchema, replySchema } from '../../answer/reply.ts'
import type { App, RouteDeps } from '../app.ts'
import { errorSchema } from '../errors.ts'

const route = createRoute({
  method: 'post',
  path: '/api/ask',
  summary: 'Ask a question in plain language',
  description: 'Answers only by quoting articles. Below the confidence bar it offers the form instead.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: questionSchema,
        },
      },
    },
  },
  responses: {
    200: { description: 'The reply.', content: { 'application/json': { schema: replySchema } } },
    default: { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } },
  },
})

export function registerAsk(app: App, { library, rateLimit }: RouteDeps): void {
  app.use(route.path, rateLimit('ask'))
  app.openapi(route, async (c) => {
    c.header('cache-control', 'no-store')
    return c.json(await ask(library(), c.req.valid('json')), 200)
  })
}
