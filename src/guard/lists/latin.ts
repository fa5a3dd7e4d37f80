// The lists in Latin letters.
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js'
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import type { WordList } from '../word-table.ts'
import {
  CZECH_WEIGHTS,
  ENGLISH_WEIGHTS,
  FRENCH_WEIGHTS,
  ITALIAN_WEIGHTS,
  PORTUGUESE_WEIGHTS,
  SPANISH_WEIGHTS,
} from './latin-weights.ts'

export const LATIN: readonly WordList[] = [
  { words: english, weights: ENGLISH_WEIGHTS },
  { words: spanish, weights: SPANISH_WEIGHTS },
  { words: french, weights: FRENCH_WEIGHTS },
  { words: italian, weights: ITALIAN_WEIGHTS },
  { words: portuguese, weights: PORTUGUESE_WEIGHTS },
  { words: czech, weights: CZECH_WEIGHTS },
]
