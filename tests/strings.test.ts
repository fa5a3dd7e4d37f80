// The strings that page scripts fetch: everything they ask for, in every locale, at an address of its own.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../src/config.ts'
import { en } from '../src/i18n/en.ts'
import { SCRIPT_STRINGS, stringsFile } from '../src/pages/_strings.ts'

const SCRIPTS = join(import.meta.dirname, '../src/browser')

/** Keys that scripts name in full, by file. */
async function askedFor(): Promise<[string, string][]> {
  const names = await readdir(SCRIPTS)
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(SCRIPTS, name), 'utf8') })),
  )
  return files.flatMap(({ name, text }) =>
    [...text.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)]
      .map(([, key = '']): [string, string] => [name, key])
      .filter(([, key]) => key in en),
  )
}

describe('the strings of page scripts', () => {
  test('hold every key that a script names', async () => {
    const asked = await askedFor()
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.filter(([, key]) => !SCRIPT_STRINGS.some((given) => given === key))).toEqual([])
  })

  test.each(LOCALES)('are complete in %s', (locale) => {
    const strings = JSON.parse(stringsFile(locale).json) as Record<string, string>
    expect(Object.keys(strings).sort()).toEqual([...new Set(SCRIPT_STRINGS)].sort())
    expect(Object.values(strings).filter((text) => typeof text !== 'string' || text === '')).toEqual([])
  })

  test('have an address that changes with them, and one per locale', () => {
    expect(new Set(LOCALES.map((locale) => stringsFile(locale).path)).size).toBe(LOCALES.length)
    expect(stringsFile('en').path).toMatch(/^\/_astro\/strings\.en\.[0-9a-f]{8}\.json$/)
  })
})
