// Dense vectors as int8 rows with one scale each, and exact nearest neighbours over them.

export interface Vectors {
  readonly dimensions: number
  readonly count: number
  /** Row-major, `count × dimensions`. */
  readonly values: Int8Array
  /** Per row: value × scale ≈ component of the unit vector. */
  readonly scales: Float32Array
}

export interface QuantisedVector {
  readonly values: Int8Array
  readonly scale: number
}

/** Symmetric int8 quantisation of a vector: largest component ↦ ±127. A zero vector stays zero. */
export function quantise(vector: Float32Array): QuantisedVector {
  const largest = vector.reduce((most, component) => Math.max(most, Math.abs(component)), 0)
  if (largest === 0) return { values: new Int8Array(vector.length), scale: 0 }
  const values = Int8Array.from(vector, (component) => Math.round((component / largest) * 127))
  return { values, scale: largest / 127 }
}

export function stackVectors(rows: readonly QuantisedVector[], dimensions: number): Vectors {
  const values = new Int8Array(rows.length * dimensions)
  rows.forEach((row, index) => {
    values.set(row.values, index * dimensions)
  })
  return { dimensions, count: rows.length, values, scales: Float32Array.from(rows, (row) => row.scale) }
}

/** Cosine similarity of a unit query vector with every row, in row order. */
export function similarities(vectors: Vectors, query: Float32Array): Float32Array {
  const { count, dimensions, values, scales } = vectors
  const result = new Float32Array(count)
  for (let row = 0; row < count; row++) {
    let sum = 0
    const start = row * dimensions
    for (let i = 0; i < dimensions; i++) sum += (values[start + i] ?? 0) * (query[i] ?? 0)
    result[row] = sum * (scales[row] ?? 0)
  }
  return result
}

/** Little-endian: all scales (float32), then all values (int8). */
export function serialiseVectors(vectors: Vectors): Uint8Array {
  const bytes = new Uint8Array(vectors.count * 4 + vectors.values.length)
  const view = new DataView(bytes.buffer)
  vectors.scales.forEach((scale, row) => {
    view.setFloat32(row * 4, scale, true)
  })
  bytes.set(
    new Uint8Array(vectors.values.buffer, vectors.values.byteOffset, vectors.values.length),
    vectors.count * 4,
  )
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
  return { dimensions, count, values, scales }
}
