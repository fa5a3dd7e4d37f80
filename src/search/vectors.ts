// Dense vectors as int8 rows with one scale each, and exact nearest neighbours over them.
import { BLOCK, createRows, fastestEngine, type Rows } from './dot-product.ts'

export interface Vectors {
  readonly dimensions: number
  readonly count: number
  /** Per row: value × scale ≈ component of the unit vector. Rows are padded with zeros. */
  readonly rows: Rows
  readonly scales: Float32Array
}

export interface QuantisedVector {
  readonly values: Int8Array
  readonly scale: number
}

/** Symmetric int8 quantisation of a vector: largest component ↦ ±127. A zero vector stays zero. */
export function quantise(vector: Float32Array): QuantisedVector {
  const values = new Int8Array(vector.length)
  return { values, scale: quantiseTo(values, vector, 127) }
}

/** @returns the scale: value × scale ≈ component. */
function quantiseTo(values: Int8Array | Int16Array, vector: Float32Array, top: number): number {
  const largest = vector.reduce((most, component) => Math.max(most, Math.abs(component)), 0)
  vector.forEach((component, i) => {
    values[i] = largest === 0 ? 0 : Math.round((component / largest) * top)
  })
  return largest / top
}

export function stackVectors(
  vectors: readonly QuantisedVector[],
  dimensions: number,
  engine = fastestEngine(),
): Vectors {
  const rows = createRows(vectors.length, dimensions, engine)
  vectors.forEach(({ values }, index) => {
    rows.values.set(values, index * rows.stride)
  })
  const scales = Float32Array.from(vectors, ({ scale }) => scale)
  return { dimensions, count: vectors.length, rows, scales }
}

/**
 * Cosine similarity of a unit query vector with every row, in row order. The query is rounded to int16, which costs
 * at most 0.00002 × the sum of a row's components: nothing beside the row's own int8.
 * @param result what to overwrite and return, for the reason given at `scoreBm25`.
 */
export function similarities(
  vectors: Vectors,
  query: Float32Array,
  result: Float32Array = new Float32Array(vectors.count),
): Float32Array {
  const { count, dimensions, rows, scales } = vectors
  if (query.length !== dimensions) {
    throw new RangeError(`Expected a query of ${dimensions} dimensions, got ${query.length}.`)
  }
  const scale = quantiseTo(rows.query, query, largestComponent(rows.stride))
  for (let first = 0; first < count; first += BLOCK) {
    const products = rows.multiply(first)
    for (let i = 0; i < products.length; i++) {
      result[first + i] = (products[i] ?? 0) * scale * (scales[first + i] ?? 0)
    }
  }
  return result
}

/** So that no sum of `stride` products with an int8 leaves int32; up to 512 dimensions all of int16. */
function largestComponent(stride: number): number {
  return Math.min(0x7fff, Math.floor(0x7fff_ffff / (128 * stride)))
}

/** Little-endian: all scales (float32), then all values (int8). */
export function serialiseVectors({ count, dimensions, rows, scales }: Vectors): Uint8Array {
  const bytes = new Uint8Array(count * (4 + dimensions))
  const view = new DataView(bytes.buffer)
  scales.forEach((scale, row) => {
    view.setFloat32(row * 4, scale, true)
  })
  const values = new Int8Array(bytes.buffer, count * 4)
  for (let row = 0; row < count; row++) {
    const start = row * rows.stride
    values.set(rows.values.subarray(start, start + dimensions), row * dimensions)
  }
  return bytes
}

/** @throws {RangeError} if the bytes are not `count` rows of `dimensions`. */
export function loadVectors(bytes: Uint8Array, count: number, dimensions: number): Vectors {
  const expected = count * (4 + dimensions)
  if (bytes.byteLength !== expected) {
    throw new RangeError(
      `Expected ${expected} bytes of vectors (${count} × ${dimensions}), got ${bytes.byteLength}.`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const scales = Float32Array.from({ length: count }, (_, row) => view.getFloat32(row * 4, true))
  // A view at the offset, not `bytes.slice().buffer`: a Node Buffer's slice keeps the whole pool as its buffer.
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + count * 4, count * dimensions)
  const rows = createRows(count, dimensions)
  for (let row = 0; row < count; row++) {
    rows.values.set(values.subarray(row * dimensions, (row + 1) * dimensions), row * rows.stride)
  }
  return { dimensions, count, rows, scales }
}
