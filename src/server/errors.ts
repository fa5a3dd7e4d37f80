// One error body for everything: { error: { code, message, requestId } }.
import { z } from 'zod'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Locale } from '../config.ts'
import type { EmergencyLink } from '../fragments/secret-warning.ts'
import { redactSecrets } from '../guard/secrets.ts'
import { stringsFor } from '../i18n/strings.ts'
import { createTranslate, type Translate } from '../i18n/translate.ts'
import type { AppEnv } from './app.ts'
import { negotiateLocale } from './locale.ts'

/** The article to act by, wherever a secret was sent. */
export const emergencySchema = z
  .object({ title: z.string(), url: z.string().meta({ description: 'Site path.' }) })
  .meta({ id: 'EmergencyArticle', description: 'What to do at once if a secret got into wrong hands.' })

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string().meta({ example: 'invalid' }),
      message: z.string(),
      requestId: z.string().meta({ description: 'Quote it when you report the problem.' }),
      fields: z.record(z.string(), z.string()).optional().meta({ description: 'Problems by field.' }),
      article: emergencySchema.optional(),
    }),
  })
  .meta({ id: 'Error' })

interface ApiErrorDetails {
  readonly fields?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly article?: EmergencyLink
}

/** An error whose message is meant for the person who sent the request. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly details: ApiErrorDetails
  constructor(status: ContentfulStatusCode, code: string, message: string, details: ApiErrorDetails = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/** The language the client asks for. */
export function localeFor(c: Context<AppEnv>): Locale {
  return negotiateLocale(c.req.header('accept-language'))
}

/** Interface strings in that language. */
export function translateFor(c: Context<AppEnv>): Translate {
  return createTranslate(stringsFor(localeFor(c)))
}

const CODES: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
}

/** Any error as an {@link ApiError}; what was not foreseen says nothing of its inside. */
export function toApiError(error: Error, t: Translate): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof HTTPException && error.status < 500) {
    const code = CODES[error.status] ?? 'refused'
    return new ApiError(error.status as ContentfulStatusCode, code, error.message || code)
  }
  return new ApiError(500, 'internal', t('error.internal'))
}

export function respondError(c: Context<AppEnv>, error: ApiError): Response {
  const { code, message, status, details } = error
  for (const [name, value] of Object.entries(details.headers ?? {})) c.header(name, value)
  const body = {
    code,
    message,
    requestId: c.get('requestId'),
    ...(details.fields ? { fields: details.fields } : {}),
    ...(details.article ? { article: details.article } : {}),
  }
  return c.json({ error: body }, status)
}

/** Validation problems as one sentence and by field. Names of unknown fields are what somebody typed, too. */
export function invalid(error: z.ZodError, t: Translate): ApiError {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [
      redactSecrets(
        issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'),
      ).text,
      redactSecrets(issue.message).text,
    ]),
  )
  const detail = Object.entries(fields)
    .map(([field, message]) => `${field}: ${message}`)
    .join('; ')
  return new ApiError(400, 'invalid', t('error.invalid', { detail }), { fields })
}
