// The two Chinese lists, which agree place by place, and the pairs of characters that ordinary text is full of.
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import { HAN_PAIRS } from './han-pairs.ts'

export const HAN = { simplified, traditional, pairs: HAN_PAIRS }
