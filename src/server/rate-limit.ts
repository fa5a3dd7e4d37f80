// Requests per client address, counted in memory. The address is never stored or logged.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RATE_LIMITS } from '../config.ts'
import type { AppEnv } from './app.ts'
import { ApiError, translateFor } from './errors.ts'

export type RateLimitName = keyof typeof RATE_LIMITS
export type RateLimit = (name: RateLimitName) => MiddlewareHandler<AppEnv>

/** A middleware per limit; one limiter serves all routes of the same name. */
export function createRateLimit(trustProxy: boolean): RateLimit {
  const limiters = new Map(
    Object.entries(RATE_LIMITS).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  )
  return (name) => async (c, next) => {
    try {
      await limiters.get(name)?.consume(clientKey(c, trustProxy))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      const message = translateFor(c)('error.rate-limited', { seconds })
      throw new ApiError(429, 'rate-limited', message, { headers: { 'retry-after': String(seconds) } })
    }
    await next()
  }
}

/** The client's address; an IPv6 client counts by its /64, which is what one customer gets. */
function clientKey(c: Context<AppEnv>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded ?? (c.env?.incoming ? getConnInfo(c).remote.address : undefined) ?? 'unknown'
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}
