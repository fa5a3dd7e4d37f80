// Contrast as it is: every pair of colours that carries text or an outline, from the tokens, in both schemes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8')

/** The tokens of a scheme; what dark does not change is as in light. */
function tokensOf(scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
  const text = scheme === 'light' ? light : light + dark
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['bg', 'surface', 'sunken', 'accent-soft', 'danger-soft', 'ok-soft', 'warn-soft', 'mark']],
  ['mute', ['bg', 'surface', 'sunken', 'accent-soft']],
  ['accent', ['bg', 'surface', 'sunken', 'accent-soft', 'danger-soft']],
  ['accent-strong', ['bg', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['danger', ['surface', 'danger-soft']],
  ['ok', ['surface', 'ok-soft', 'sunken']],
  ['warn-ink', ['warn-soft']],
  ['band-ink', ['band', 'band-light']],
  ['band-mute', ['band', 'band-light']],
  // Signs and messages turn the colours round.
  ['surface', ['danger', 'ok', 'accent', 'mute']],
  ['bg', ['ink']],
]
/** Outlines of fields and buttons, and the ring of the focus. */
const OUTLINES: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', ['bg', 'surface', 'sunken']],
  ['accent', ['bg', 'surface', 'sunken', 'accent-soft']],
  ['danger', ['surface', 'danger-soft']],
]

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  const tokens = tokensOf(scheme)
  const measure = (pairs: typeof TEXT): [string, number][] =>
    pairs.flatMap(([front, backs]) =>
      backs.map((back): [string, number] => [
        `${front} on ${back}`,
        contrast(tokens.get(front) ?? '', tokens.get(back) ?? ''),
      ]),
    )

  test('text stands out by 4.5 to 1', () => {
    const measured = measure(TEXT)
    expect(measured.filter(([, ratio]) => !(ratio >= 4.5))).toEqual([])
  })

  test('outlines stand out by 3 to 1', () => {
    expect(measure(OUTLINES).filter(([, ratio]) => !(ratio >= 3))).toEqual([])
  })
})

test('contrast is measured as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBe(21)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})
