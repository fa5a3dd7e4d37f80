// Random numbers that are the same on every run.

export interface Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Standard normal. */
  readonly normal: () => number
  /** Whole number in [0, below). */
  readonly below: (below: number) => number
  /** The numbers 0 … count − 1 in random order. */
  readonly permutation: (count: number) => Uint32Array
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for shuffling. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(uniform() * limit)
  return {
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    permutation: (count) => {
      const order = Uint32Array.from({ length: count }, (_, i) => i)
      for (let i = count - 1; i > 0; i--) {
        const j = below(i + 1)
        const swapped = order[i] ?? 0
        order[i] = order[j] ?? 0
        order[j] = swapped
      }
      return order
    },
  }
}
