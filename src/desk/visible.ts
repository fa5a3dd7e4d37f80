// Making text from strangers safe to print: nothing in it may steer a terminal or change how a line reads.

/**
 * Control characters (escape sequences start with one), marks that reverse the reading direction, invisible characters
 * and line separators. Tab and newline are among them; a caller that wants lines splits first.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** One line of text in which every unsafe character shows: `␛` for escape, `␊` for a newline, `<U+202E>` for others. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** JSON with the same characters as `\u` escapes: the same value, safe to print. */
export function visibleJson(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value, null, 2))
}

/** JSON text as it stands, its unsafe characters other than line breaks as `\u` escapes. */
export function escapeUnsafe(json: string): string {
  return json.replace(UNSAFE, (char) =>
    char === '\n'
      ? char
      : Array.from({ length: char.length }, (_, i) => escapeUnit(char.charCodeAt(i))).join(''),
  )
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
