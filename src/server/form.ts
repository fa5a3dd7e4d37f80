// Plain form posts: pages without JavaScript send these where scripts and programs send JSON.
import type { Context } from 'hono'
import type { AppEnv } from './app.ts'

export type FormFields = Readonly<Record<string, string | readonly string[]>>

export function isFormPost(c: Context<AppEnv>): boolean {
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header('content-type') ?? '',
  )
}

/** Text fields of a form post, repeated names as lists; files are left out, since no form asks for any. */
export async function readForm(c: Context<AppEnv>): Promise<FormFields> {
  const body = await c.req.parseBody({ all: true })
  const entries = Object.entries(body).flatMap(([name, value]): [string, string | string[]][] => {
    if (typeof value === 'string') return [[name, value]]
    if (!Array.isArray(value)) return []
    return [[name, value.filter((part) => typeof part === 'string')]]
  })
  return Object.fromEntries(entries)
}

/** A form's empty fields are absent ones. */
export function withoutEmpty(fields: FormFields): FormFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}
