// The general pairs: files of `source ⇥ text ⇥ text`, gzipped, one file a kind.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Bags, type Encode, packBags } from './bags.ts'
import { MIX, RECIPE, SAME_FIRST } from './recipe.ts'

export interface PairKind {
  readonly name: string
  /** How often it is drawn, relative to the others. */
  readonly weight: number
  readonly count: number
  readonly first: Bags
  readonly second: Bags
}

const unpack = promisify(gunzip)

/**
 * Reads and tokenises every kind of pair.
 * @throws {Error} naming the files that are missing.
 */
export async function readPairs(
  folder: string,
  encode: Encode,
  say: (line: string) => void,
): Promise<PairKind[]> {
  const names = Object.keys(MIX)
  const missing = names.map((name) => join(folder, `${name}.tsv.gz`)).filter((file) => !existsSync(file))
  if (missing.length > 0)
    throw new Error(`Training needs these files, lines of "source ⇥ text ⇥ text":\n${missing.join('\n')}`)
  const kinds: PairKind[] = []
  for (const name of names) {
    const started = performance.now()
    const kind = await readKind(folder, name, encode)
    kinds.push(kind)
    say(`  ${name}: ${kind.count} pairs (${((performance.now() - started) / 1000).toFixed(0)} s)`)
  }
  return kinds
}

async function readKind(folder: string, name: string, encode: Encode): Promise<PairKind> {
  const text = (await unpack(await readFile(join(folder, `${name}.tsv.gz`)))).toString('utf8')
  const seen = new Set<string>()
  const firsts = new Map<string, number>()
  const most = SAME_FIRST[name] ?? Number.POSITIVE_INFINITY
  const rows: [number[], number[]][] = []
  for (const line of text.split('\n')) {
    const [, a = '', b = ''] = line.split('\t')
    const times = firsts.get(a) ?? 0
    if (times >= most || seen.has(line)) continue
    const first = encode(a, RECIPE.maxTokens.first)
    const second = encode(b, RECIPE.maxTokens.second)
    if (first.length === 0 || second.length === 0) continue
    seen.add(line)
    firsts.set(a, times + 1)
    rows.push([first, second])
  }
  return {
    name,
    weight: MIX[name] ?? 0,
    count: rows.length,
    first: packBags(rows.map(([first]) => first)),
    second: packBags(rows.map(([, second]) => second)),
  }
}
