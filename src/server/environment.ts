// The environment, read once. Everything an operator sets per installation is here.
import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const environmentSchema = z.object({
  /** Port to listen on. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** Address to listen on; 127.0.0.1 keeps the service to this machine, e.g. behind a proxy. */
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Folder of the ticket database. */
  DATA_DIR: z.string().min(1).default('data'),
  /** Public address, for absolute links in what people keep. Without it the request's own address is used. */
  SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Take the client's address from X-Forwarded-For. Only behind a proxy that sets it. */
  TRUST_PROXY: flag.default(false),
  /** One log line per request, without query strings, bodies or addresses. */
  LOG_REQUESTS: flag.default(false),
})
export type Environment = z.infer<typeof environmentSchema>

/** Variables that do not fit, all of them at once. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** @throws {EnvironmentError} naming every variable that does not fit, with what was expected. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = environmentSchema.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => {
    const name = issue.path.join('.')
    return `  ${name}="${variables[name] ?? ''}": ${issue.message}`
  })
  throw new EnvironmentError(`These environment variables do not fit:\n${problems.join('\n')}`)
}
