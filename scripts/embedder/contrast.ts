// The loss: each text has to find its partner among all partners of the batch. Computed by onnxruntime, which knows
// how to multiply matrices on all cores; plain JavaScript would take twenty times as long.
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { encodeModel, FLOAT, type Graph } from './onnx.ts'
import { RECIPE } from './recipe.ts'

export interface Contest {
  /** Unit vectors of the texts that search, `rows × dimensions`. */
  readonly rows: Float32Array
  /** Unit vectors of the texts to be found, `columns × dimensions`. */
  readonly columns: Float32Array
  /** What each row should find: a distribution over the columns. */
  readonly target: Tensor
  /** 0, or a large negative number where a column is neither right nor wrong for a row. */
  readonly mask: Tensor
  /** True if columns search for rows as well. */
  readonly isSymmetric: boolean
}

export interface Slopes {
  readonly rows: Float32Array
  readonly columns: Float32Array
  /** Mean over the rows of −log of the probability given to what is right. */
  readonly loss: number
}

export type Contrast = (contest: Contest) => Promise<Slopes>

const IGNORED = -1e4

// S = scale · A·Bᵀ + mask; slopes of softmax cross-entropy over rows (R − Y) and, if symmetric, over columns (K − Y).
const GRAPH: Graph = {
  name: 'contrast',
  inputs: [
    { name: 'a', type: FLOAT, shape: ['rows', 'dimensions'] },
    { name: 'b', type: FLOAT, shape: ['columns', 'dimensions'] },
    { name: 'target', type: FLOAT, shape: ['rows', 'columns'] },
    { name: 'mask', type: FLOAT, shape: ['rows', 'columns'] },
    { name: 'symmetric', type: FLOAT, shape: [1] },
    { name: 'scale', type: FLOAT, shape: [1] },
  ],
  outputs: [
    { name: 'slopeA', type: FLOAT, shape: ['rows', 'dimensions'] },
    { name: 'slopeB', type: FLOAT, shape: ['columns', 'dimensions'] },
    { name: 'right', type: FLOAT, shape: ['rows', 1] },
  ],
  constants: [],
  nodes: [
    { op: 'Transpose', inputs: ['b'], output: 'bT', attributes: { perm: [1, 0] } },
    { op: 'MatMul', inputs: ['a', 'bT'], output: 'cosines' },
    { op: 'Mul', inputs: ['cosines', 'scale'], output: 'scaled' },
    { op: 'Add', inputs: ['scaled', 'mask'], output: 'scores' },
    { op: 'Softmax', inputs: ['scores'], output: 'byRow', attributes: { axis: 1 } },
    { op: 'Softmax', inputs: ['scores'], output: 'byColumn', attributes: { axis: 0 } },
    { op: 'Sub', inputs: ['byRow', 'target'], output: 'rowError' },
    { op: 'Sub', inputs: ['byColumn', 'target'], output: 'columnError' },
    { op: 'Mul', inputs: ['columnError', 'symmetric'], output: 'countedColumnError' },
    { op: 'Add', inputs: ['rowError', 'countedColumnError'], output: 'error' },
    { op: 'MatMul', inputs: ['error', 'b'], output: 'slopeA' },
    { op: 'Transpose', inputs: ['error'], output: 'errorT', attributes: { perm: [1, 0] } },
    { op: 'MatMul', inputs: ['errorT', 'a'], output: 'slopeB' },
    { op: 'Mul', inputs: ['byRow', 'target'], output: 'rightByColumn' },
    { op: 'ReduceSum', inputs: ['rightByColumn', 'axisOne'], output: 'right', attributes: { keepdims: 1 } },
  ],
}

/** Loads the graph; the result computes slopes of a batch, up to a constant factor, which Adam does not see. */
export async function createContrast(): Promise<Contrast> {
  const axis = new Uint8Array(new BigInt64Array([1n]).buffer)
  const graph = { ...GRAPH, constants: [{ name: 'axisOne', type: 7, shape: [1], bytes: axis }] }
  const session = await InferenceSession.create(encodeModel(graph, 'help-centre'))
  const { dimensions } = RECIPE
  return async ({ rows, columns, target, mask, isSymmetric }) => {
    const count = rows.length / dimensions
    const output = await session.run({
      a: new Tensor('float32', rows, [count, dimensions]),
      b: new Tensor('float32', columns, [columns.length / dimensions, dimensions]),
      target,
      mask,
      symmetric: new Tensor('float32', [isSymmetric ? 1 : 0], [1]),
      scale: new Tensor('float32', [RECIPE.scale], [1]),
    })
    const right = output['right']?.data as Float32Array
    const loss = right.reduce((sum, share) => sum - Math.log(Math.max(share, 1e-9)), 0) / count
    return {
      rows: output['slopeA']?.data as Float32Array,
      columns: output['slopeB']?.data as Float32Array,
      loss,
    }
  }
}

/** Row i finds column i and nothing is ignored: for batches of distinct pairs. Made once for a size. */
export function pairwise(size: number): Pick<Contest, 'target' | 'mask'> {
  const target = new Float32Array(size * size)
  for (let i = 0; i < size; i++) target[i * size + i] = 1
  return {
    target: new Tensor('float32', target, [size, size]),
    mask: new Tensor('float32', new Float32Array(size * size), [size, size]),
  }
}

/**
 * Which columns are right for a row, and which are not to be held against it.
 * @param relation 'right', 'wrong' or 'ignored' for row and column.
 */
export function relate(
  rows: number,
  columns: number,
  relation: (row: number, column: number) => 'right' | 'wrong' | 'ignored',
): Pick<Contest, 'target' | 'mask'> {
  const target = new Float32Array(rows * columns)
  const mask = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const right: number[] = []
    for (let column = 0; column < columns; column++) {
      const found = relation(row, column)
      if (found === 'right') right.push(column)
      if (found === 'ignored') mask[row * columns + column] = IGNORED
    }
    for (const column of right) target[row * columns + column] = 1 / right.length
  }
  return {
    target: new Tensor('float32', target, [rows, columns]),
    mask: new Tensor('float32', mask, [rows, columns]),
  }
}
