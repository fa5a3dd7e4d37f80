// node scripts/guard-tables.ts FOLDER: how often ordinary text uses the words of the recovery-phrase lists.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { parse } from 'yaml'
import { readText } from '../src/guard/reading.ts'
import { runCommand } from './command.ts'
import { CONTENT_DIR, ROOT } from './paths.ts'

const USAGE = `Usage: node scripts/guard-tables.ts FOLDER

Writes src/guard/lists/*-weights.ts and src/guard/lists/han-pairs.ts: what a word of a recovery-phrase list proves, and
which pairs of Chinese characters ordinary text is full of. Needed again only when the lists or the method change.

FOLDER holds ordinary text, UTF-8, one paragraph a line: en.txt es.txt fr.txt it.txt pt.txt cs.txt ja.txt ko.txt zh.txt,
and zh-words.txt with a word and its frequency a line (jieba's dict.txt). The tables in use were made from the manual
pages, message catalogues, fortunes and the handbook of Debian 12, jieba's dictionary, and this repository's content.
`

/** Weights are bits of evidence within these bounds, written as one digit each, 0 for the lowest. */
const WEIGHT = { lowest: -4, highest: 8 } as const
/** Our own subject counts as much as everything else, in spite of fewer words: a share of each text's frequency. */
const SHARE = 0.8
/** Words seen nowhere count as seen this often, among this many more: no text is long enough to prove a zero. */
const UNSEEN = { times: 0.3, among: 100_000 } as const
/** Pairs kept. 6,000 let one random phrase in 140 pass, 15,000 one in 2,400 for twice the bytes. */
const PAIRS = 10_000
const PAIR_SHARES = { words: 0.45, text: 0.2, own: 0.35 } as const

type Frequency = (word: string) => number

async function main(folder: string): Promise<void> {
  const read = async (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const own = await readOwnText()
  const ownWords = frequencies(fold(own))
  const englishText = frequencies(fold(await read('en.txt')))
  const weights: Record<string, string> = {}
  const add = (name: string, words: readonly string[], ...texts: Frequency[]): void => {
    const folded = words.map((word) => fold(word))
    weights[name] = folded.map((word) => weightOf(Math.max(...texts.map((text) => text(word))))).join('')
  }
  add('english', english, ownWords, englishText)
  for (const [name, words, file] of [
    ['spanish', spanish, 'es.txt'],
    ['french', french, 'fr.txt'],
    ['italian', italian, 'it.txt'],
    ['portuguese', portuguese, 'pt.txt'],
    ['czech', czech, 'cs.txt'],
  ] as const)
    add(name, words, ownWords, englishText, frequencies(fold(await read(file))))
  // Words of these stand joined with others, so parts of words count.
  add('japanese', japanese, partFrequencies(fold(await read('ja.txt')), japanese))
  add('korean', korean, partFrequencies(fold(await read('ko.txt')), korean))
  const lists = join(ROOT, 'src/guard/lists')
  const { japanese: kana, korean: hangul, ...latin } = weights
  await writeFile(join(lists, 'latin-weights.ts'), formatWeights(latin))
  await writeFile(join(lists, 'kana-weights.ts'), formatWeights({ kana }))
  await writeFile(join(lists, 'hangul-weights.ts'), formatWeights({ hangul }))
  const pairs = choosePairs(await read('zh-words.txt'), await read('zh.txt'), own)
  await writeFile(join(lists, 'han-pairs.ts'), formatPairs(pairs))
}

function fold(text: string): string {
  const { codes } = readText(text)
  return Array.from({ length: Math.ceil(codes.length / 10_000) }, (_, i) =>
    String.fromCharCode(...codes.subarray(i * 10_000, (i + 1) * 10_000)),
  )
    .join('')
    .toLowerCase()
}

/** Everything this repository says, questions that the evaluation asks left out. */
async function readOwnText(): Promise<string> {
  const names = await readdir(CONTENT_DIR, { recursive: true })
  const texts = await Promise.all(
    names
      .filter((name) => /\.(?:md|yaml)$/.test(name))
      .map(async (name) => {
        const text = await readFile(join(CONTENT_DIR, name), 'utf8')
        return name.endsWith('.md') ? text : stringsIn(parse(text)).join('\n')
      }),
  )
  return texts.join('\n')
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function frequencies(text: string): Frequency {
  const counts = new Map<string, number>()
  let total = 0
  for (const [word] of text.matchAll(/[a-z]+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
    total++
  }
  return (word) => (SHARE * ((counts.get(word) ?? 0) + UNSEEN.times)) / (total + UNSEEN.among)
}

function partFrequencies(text: string, words: readonly string[]): Frequency {
  const folded = new Set(words.map(fold))
  const lengths = [...new Set([...folded].map((word) => word.length))]
  const counts = new Map<string, number>()
  for (let i = 0; i < text.length; i++) {
    for (const length of lengths) {
      const part = text.slice(i, i + length)
      if (folded.has(part)) counts.set(part, (counts.get(part) ?? 0) + 1)
    }
  }
  // Two or three letters make a word of these languages.
  const total = text.length / 2.5
  return (word) => ((counts.get(word) ?? 0) + UNSEEN.times) / (total + UNSEEN.among)
}

function weightOf(frequency: number): string {
  const bits = Math.round(Math.log2(1 / english.length / frequency))
  return (Math.min(WEIGHT.highest, Math.max(WEIGHT.lowest, bits)) - WEIGHT.lowest).toString(36)
}

/** Pairs by place on the list, first × 2048 + second, in order. */
function choosePairs(words: string, text: string, own: string): number[] {
  const rank = new Map([...simplified.entries(), ...traditional.entries()].map(([i, char]) => [char, i]))
  const pairsOf = (source: Iterable<readonly [string, number]>): Map<number, number> => {
    const counts = new Map<number, number>()
    let total = 0
    for (const [string, times] of source) {
      let before: number | undefined
      for (const char of string) {
        const place = rank.get(char)
        if (before !== undefined && place !== undefined) {
          const pair = before * simplified.length + place
          counts.set(pair, (counts.get(pair) ?? 0) + times)
          total += times
        }
        before = place
      }
    }
    return new Map([...counts].map(([pair, times]) => [pair, times / total]))
  }
  const lines = words.split('\n').map((line) => line.split(' '))
  const sources = {
    words: pairsOf(lines.map(([word = '', times = '0']) => [word, Number(times)] as const)),
    text: pairsOf(text.split('\n').map((line) => [line, 1] as const)),
    own: pairsOf(own.split('\n').map((line) => [line, 1] as const)),
  }
  const mixed = new Map<number, number>()
  for (const name of ['words', 'text', 'own'] as const)
    for (const [pair, share] of sources[name])
      mixed.set(pair, (mixed.get(pair) ?? 0) + share * PAIR_SHARES[name])
  const best = [...mixed].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, PAIRS)
  return best.map(([pair]) => pair).sort((a, b) => a - b)
}

function formatWeights(weights: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(weights).map(
    ([name, digits = '']) => `export const ${name.toUpperCase()}_WEIGHTS =\n  '${digits}'\n`,
  )
  return `// Made by scripts/guard-tables.ts: bits of evidence per word, in the order of its list, as base-36 digits less 4.

${lines.join('\n')}`
}

/** Steps from pair to pair in 7-bit groups, lowest first, the 8th bit meaning "more follows"; then base64. */
function formatPairs(pairs: readonly number[]): string {
  const bytes: number[] = []
  let before = 0
  for (const pair of pairs) {
    let step = pair - before
    for (; step > 0x7f; step >>>= 7) bytes.push((step & 0x7f) | 0x80)
    bytes.push(step)
    before = pair
  }
  return `// Made by scripts/guard-tables.ts: pairs of list characters that ordinary Chinese text is full of.

export const HAN_PAIRS =
  '${Buffer.from(bytes).toString('base64')}'
`
}

const [folder] = process.argv.slice(2)
if (folder === undefined || folder.startsWith('-')) process.stdout.write(USAGE)
else await runCommand(() => main(folder))
