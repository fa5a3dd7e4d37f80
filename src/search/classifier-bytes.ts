// A classifier as bytes, and back. Little-endian: a header of JSON, then buckets, rarities, scales and weights.
import { z } from 'zod'
import { CLASSIFIER } from '../config.ts'
import type { Classifier } from './classifier.ts'

const headerSchema = z.strictObject({
  classes: z.array(z.string()),
  rows: z.int(),
  buckets: z.literal(CLASSIFIER.buckets),
})

type Header = z.infer<typeof headerSchema>

/** No classifier is no bytes. */
export function serialiseClassifier(classifier: Classifier | undefined): Uint8Array {
  if (!classifier) return new Uint8Array(0)
  const { classes, rowOf, rarity, scales, weights } = classifier
  const rows = rarity.length
  const header = new TextEncoder().encode(
    JSON.stringify({ classes: [...classes], rows, buckets: CLASSIFIER.buckets } satisfies Header),
  )
  const bytes = new Uint8Array(4 + header.length + rows * 12 + weights.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, header.length, true)
  bytes.set(header, 4)
  const start = 4 + header.length
  rowOf.forEach((row, bucket) => {
    if (row > 0) view.setUint32(start + (row - 1) * 4, bucket, true)
  })
  rarity.forEach((value, row) => {
    view.setFloat32(start + (rows + row) * 4, value, true)
  })
  scales.forEach((value, row) => {
    view.setFloat32(start + (2 * rows + row) * 4, value, true)
  })
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), start + rows * 12)
  return bytes
}

/** @throws {RangeError} if the bytes are cut short or too long; {z.ZodError} if they are something else. */
export function loadClassifier(bytes: Uint8Array): Classifier | undefined {
  if (bytes.length === 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 4 + view.getUint32(0, true)
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)))
  const { classes, rows, buckets } = headerSchema.parse(header)
  const expected = start + rows * (12 + classes.length)
  if (bytes.length !== expected) {
    throw new RangeError(`Expected ${expected} bytes of a classifier, got ${bytes.length}.`)
  }
  const rowOf = new Int32Array(buckets)
  for (let row = 0; row < rows; row++) rowOf[view.getUint32(start + row * 4, true)] = row + 1
  const floats = (from: number): Float32Array =>
    Float32Array.from({ length: rows }, (_, row) => view.getFloat32(start + (from + row) * 4, true))
  const weights = new Int8Array(bytes.slice(start + rows * 12))
  return { classes, rowOf, rarity: floats(rows), scales: floats(2 * rows), weights }
}
