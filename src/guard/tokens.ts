// A reading cut into runs of letters of one script; everything else parts them.
import { addToHash, HASH_START } from './hash.ts'
import { KIND, kinds, type Reading } from './reading.ts'

export interface Tokens {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly hashes: Int32Array
  /** Of each token, a {@link KIND} from latin on. */
  readonly kinds: Uint8Array
}

/** Left out of hashes: 第一个, 第二个 and so on are one filler. */
const NUMERALS: ReadonlySet<number> = new Set(
  Array.from('零一二三四五六七八九十', (char) => char.charCodeAt(0)),
)

export function tokenise({ codes }: Reading): Tokens {
  const kindOf = kinds()
  const starts = new Int32Array(codes.length)
  const ends = new Int32Array(codes.length)
  const hashes = new Int32Array(codes.length)
  const tokenKinds = new Uint8Array(codes.length)
  let count = 0
  let open = 0
  let hash = HASH_START
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    const kind = kindOf[code] ?? 0
    if (kind !== open) {
      if (open >= KIND.latin) {
        ends[count] = i
        hashes[count++] = hash
      }
      open = kind
      if (kind < KIND.latin) continue
      starts[count] = i
      tokenKinds[count] = kind
      hash = HASH_START
    }
    if (kind >= KIND.latin && !(kind === KIND.han && NUMERALS.has(code))) hash = addToHash(hash, code)
  }
  if (open >= KIND.latin) {
    ends[count] = codes.length
    hashes[count++] = hash
  }
  return { count, starts, ends, hashes, kinds: tokenKinds }
}
