// POST /api/feedback: was this helpful? JSON from scripts, a plain form post without them.
import { createRoute, z } from '@hono/zod-openapi'
import { articleUrl, pageUrl } from '../../articles/urls.ts'
import { type Feedback, feedbackSchema } from '../../desk/ticket.ts'
import type { App, RouteDeps } from '../app.ts'
import { ApiError, errorSchema, invalid, translateFor } from '../errors.ts'
import { isFormPost, readForm, withoutEmpty } from '../form.ts'
import { refuseSecrets, secretFields } from '../secret.ts'
import { showSecretReply } from './pages.ts'

const route = createRoute({
  method: 'post',
  path: '/api/feedback',
  summary: 'Rate an article or a reply',
  description: 'Also takes a plain form post and then redirects back to the article.',
  request: { body: { content: { 'application/json': { schema: feedbackSchema } } } },
  responses: {
    201: {
      description: 'Kept.',
      content: { 'application/json': { schema: z.object({ status: z.literal('kept') }) } },
    },
    303: { description: 'Kept; back to the article (form posts).' },
    default: { description: 'Why not.', content: { 'application/json': { schema: errorSchema } } },
  },
})

export function registerFeedback(app: App, deps: RouteDeps): void {
  app.use(route.path, deps.rateLimit('feedback'))
  app.post(route.path, async (c, next) => {
    if (!isFormPost(c)) return next()
    const { helpful, ...fields } = withoutEmpty(await readForm(c))
    const result = feedbackSchema.safeParse({ ...fields, helpful: helpful === 'true' })
    if (!result.success) throw invalid(result.error, translateFor(c))
    // Without JavaScript the refusal is a page, with what to do now.
    if (secretFields({ ...result.data }).length > 0) return showSecretReply(c, deps, result.data.locale)
    await keep(deps, result.data)
    const { article, locale } = result.data
    return c.redirect(
      article === undefined ? pageUrl(locale, 'ask') : `${articleUrl(locale, article)}#hc-thanks`,
      303,
    )
  })
  app.openapi(route, async (c) => {
    await keep(deps, c.req.valid('json'))
    return c.json({ status: 'kept' as const }, 201)
  })
}

async function keep({ store, library }: RouteDeps, feedback: Feedback): Promise<void> {
  refuseSecrets({ ...feedback }, { library: library(), locale: feedback.locale })
  const { article } = feedback
  if (article !== undefined && !library().corpus.articles.some(({ id }) => id === article)) {
    throw new ApiError(404, 'not-found', `There is no article "${article}".`)
  }
  await store.saveFeedback(feedback)
}
