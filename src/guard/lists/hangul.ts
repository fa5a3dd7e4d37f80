// The Korean list.
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import type { WordList } from '../word-table.ts'
import { HANGUL_WEIGHTS } from './hangul-weights.ts'

export const HANGUL: WordList = { words: korean, weights: HANGUL_WEIGHTS }
