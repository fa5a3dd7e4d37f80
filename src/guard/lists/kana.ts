// The Japanese list.
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import type { WordList } from '../word-table.ts'
import { KANA_WEIGHTS } from './kana-weights.ts'

export const KANA: WordList = { words: japanese, weights: KANA_WEIGHTS }
