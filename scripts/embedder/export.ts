// The trained table → a model folder as transformers.js loads it from a hub.
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeModel, FLOAT, type Graph, INT64, INT8 } from './onnx.ts'
import type { Random } from './random.ts'
import type { Table } from './table.ts'

const [UNKNOWN, PADDING] = [0, 1]
/** Length of the unknown token's vector, as a share of the others': too small to matter, never nothing. */
const UNKNOWN_SHARE = 1e-3

/**
 * Writes weights (int8 rows with one scale each), configuration and tokenizer.
 * @param tokenizerDir folder with tokenizer.json and tokenizer_config.json, which training does not change.
 */
export async function exportModel(
  table: Table,
  tokenizerDir: string,
  outDir: string,
  random: Random,
): Promise<void> {
  await mkdir(join(outDir, 'onnx'), { recursive: true })
  await writeFile(
    join(outDir, 'onnx/model_quantized.onnx'),
    encodeModel(graphOf(table, random), 'help-centre'),
  )
  await writeFile(join(outDir, 'config.json'), `${JSON.stringify(configOf(table), null, 2)}\n`)
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    if (tokenizerDir !== outDir) await copyFile(join(tokenizerDir, file), join(outDir, file))
  }
}

/** input_ids → rows of the table; transformers.js takes their mean. */
function graphOf(table: Table, random: Random): Graph {
  const { tokens, dimensions } = table
  const { values, scales } = quantiseRows(withSpecialTokens(table, random))
  const free = (name: string) => ({ name, type: INT64, shape: ['batch', 'sequence'] })
  return {
    name: 'static-embedder',
    // The mask is part of the call, not of the sum: padding has a zero vector and is masked by the pooling.
    inputs: [free('input_ids'), free('attention_mask')],
    outputs: [{ name: 'last_hidden_state', type: FLOAT, shape: ['batch', 'sequence', dimensions] }],
    constants: [
      { name: 'rows', type: INT8, shape: [tokens, dimensions], bytes: new Uint8Array(values.buffer) },
      { name: 'scales', type: FLOAT, shape: [tokens, 1], bytes: new Uint8Array(scales.buffer) },
    ],
    nodes: [
      { op: 'Gather', inputs: ['rows', 'input_ids'], output: 'chosen', attributes: { axis: 0 } },
      { op: 'Cast', inputs: ['chosen'], output: 'whole', attributes: { to: FLOAT } },
      { op: 'Gather', inputs: ['scales', 'input_ids'], output: 'scale', attributes: { axis: 0 } },
      { op: 'Mul', inputs: ['whole', 'scale'], output: 'last_hidden_state' },
    ],
  }
}

/** A tiny vector for unknown text, so that no text has none; nothing for padding. */
function withSpecialTokens({ tokens, dimensions, values }: Table, random: Random): Table {
  const copy = values.slice()
  let sum = 0
  for (const value of values) sum += value * value
  const usual = Math.sqrt(sum / tokens)
  const direction = Float32Array.from({ length: dimensions }, () => random.normal())
  const length = Math.hypot(...direction)
  copy.set(
    direction.map((value) => (value / length) * usual * UNKNOWN_SHARE),
    UNKNOWN * dimensions,
  )
  copy.fill(0, PADDING * dimensions, (PADDING + 1) * dimensions)
  return { tokens, dimensions, values: copy }
}

function quantiseRows({ tokens, dimensions, values }: Table): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(tokens)
  const whole = new Int8Array(values.length)
  for (let row = 0; row < tokens; row++) {
    const part = values.subarray(row * dimensions, (row + 1) * dimensions)
    const largest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const scale = largest / 127 || 1
    scales[row] = scale
    part.forEach((value, i) => {
      whole[row * dimensions + i] = Math.round(value / scale)
    })
  }
  return { values: whole, scales }
}

function configOf({ tokens, dimensions }: Table): object {
  return {
    // The family only tells transformers.js which class to load; the graph has no layers.
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: dimensions,
    vocab_size: tokens,
    pad_token_id: PADDING,
    num_hidden_layers: 0,
    static_embedding: true,
    'transformers.js_config': { dtype: 'q8' },
  }
}
