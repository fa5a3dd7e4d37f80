// Host names with letters beyond ASCII, from the form in which they travel (xn--…) to the one that people see.

const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [36, 1, 26, 38, 700, 72, 128]

/** A host with every `xn--` label decoded (RFC 3492); a label that is no Punycode stays. */
export function decodeHost(ascii: string): string {
  return ascii
    .split('.')
    .map((label) => (/^xn--/i.test(label) ? (decodeLabel(label.slice(4)) ?? label) : label))
    .join('.')
}

/** The decoding procedure of RFC 3492, section 6.2; undefined for what it does not accept. */
function decodeLabel(encoded: string): string | undefined {
  const border = encoded.lastIndexOf('-')
  const output = [...encoded.slice(0, Math.max(border, 0))].map((char) => char.codePointAt(0) ?? 0)
  let [code, at, bias, position] = [FIRST_CODE, 0, FIRST_BIAS, border < 0 ? 0 : border + 1]
  while (position < encoded.length) {
    const before = at
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(encoded[position++])
      if (digit === undefined) return undefined
      at += digit * weight
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    bias = adapt(at - before, output.length + 1, before === 0)
    code += Math.floor(at / (output.length + 1))
    at %= output.length + 1
    if (code > 0x10ffff) return undefined
    output.splice(at++, 0, code)
  }
  return String.fromCodePoint(...output)
}

function digitOf(char: string | undefined): number | undefined {
  if (char === undefined || !/[a-z0-9]/i.test(char)) return undefined
  return /\d/.test(char) ? Number(char) + 26 : char.toLowerCase().charCodeAt(0) - 97
}

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
