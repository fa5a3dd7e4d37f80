// Key files of wallets, complete or in part: any of their encrypted or salted values under its name.
// https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/
import type { Span } from './reading.ts'

/** Names this close together are of one file. */
const FILE_GAP = 1_200
/** Marks between a name and its value: `\": \"`, and the digits of a value. */
const MOST_MARKS = 14
const FEWEST_DIGITS = 32
const MARKS: ReadonlySet<number> = new Set(Array.from(' \t\r\n"\'\\:=', (char) => char.charCodeAt(0)))
const BRACE = { open: 0x7b, close: 0x7d } as const
const MOST_HEAD = 400
const MOST_TAIL = 200

/** @param names where names of such values stand, in order */
export function findKeystores(codes: Uint16Array, names: readonly Span[]): Span[] {
  const found: Span[] = []
  let open: { start: number; end: number; hasValue: boolean } | undefined
  const close = (): void => {
    if (open?.hasValue) found.push(braced(codes, open))
  }
  for (const { start, end } of names) {
    const valueEnd = endOfValue(codes, end)
    if (!open || start - open.end > FILE_GAP) {
      close()
      open = { start, end, hasValue: false }
    }
    open.end = Math.max(open.end, end, valueEnd)
    open.hasValue ||= valueEnd > 0
  }
  close()
  return found
}

/** End of the long hexadecimal value after a name, 0 if there is none. */
function endOfValue(codes: Uint16Array, end: number): number {
  let start = end
  while (start - end < MOST_MARKS && MARKS.has(codes[start] ?? 0)) start++
  let last = start
  while (isHexDigit(codes[last] ?? 0)) last++
  return start > end && last - start >= FEWEST_DIGITS ? last : 0
}

function isHexDigit(code: number): boolean {
  const small = code | 0x20
  return (code >= 0x30 && code <= 0x39) || (small >= 0x61 && small <= 0x66)
}

/** With the braces around it, where they are near. */
function braced(codes: Uint16Array, { start, end }: Span): Span {
  let first = start
  for (let i = start; i >= Math.max(0, start - MOST_HEAD); i--) if (codes[i] === BRACE.open) first = i
  let last = end
  for (let i = end; i < Math.min(codes.length, end + MOST_TAIL); i++)
    if (codes[i] === BRACE.close) last = i + 1
  return { start: first, end: last }
}
