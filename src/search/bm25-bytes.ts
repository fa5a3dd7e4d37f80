// Postings ↔ bytes: compact, equal for equal documents, and refused if damaged.
import { assembleBm25, type Bm25Index, type Postings } from './bm25.ts'
import { FIELDS } from './lexical.ts'
import type { Tokenizer } from './text.ts'

/*
 * "BM25", the checksum of all that follows (32 bits, little-endian), and then numbers as LEB128, seven bits a byte,
 * lowest first, the eighth bit set on all but the last:
 *   documents · length in bytes of the terms · the terms as JSON · uses
 *   per field and document: its distinct terms
 *   per term: its uses · for each, how many documents after the one before · field and times
 * Nine of ten numbers are below 128 and take a byte.
 */
const MAGIC = 0x3532_4d42
const HEADER_BYTES = 8

export function serialiseBm25(index: Bm25Index): Uint8Array {
  const terms = new TextEncoder().encode(JSON.stringify([...index.terms.keys()]))
  const writer = createWriter()
  for (const number of [index.count, terms.length]) writer.write(number)
  writer.writeBytes(terms)
  writer.write(index.documents.length)
  for (const length of index.lengths) writer.write(length)
  for (let position = 0; position < index.terms.size; position++) writeUses(writer, index, position)
  const body = writer.bytes()
  const bytes = new Uint8Array(HEADER_BYTES + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, checksumOf(body), true)
  bytes.set(body, HEADER_BYTES)
  return bytes
}

function writeUses(writer: Writer, { starts, documents, uses }: Bm25Index, position: number): void {
  const start = starts[position] ?? 0
  const end = starts[position + 1] ?? 0
  writer.write(end - start)
  let last = 0
  for (let i = start; i < end; i++) {
    const document = documents[i] ?? 0
    writer.write(document - last)
    writer.write(uses[i] ?? 0)
    last = document
  }
}

/**
 * @param tokenizer equal to the one the documents were cut with.
 * @throws {RangeError} if the bytes are not those that {@link serialiseBm25} wrote.
 */
export function loadBm25(bytes: Uint8Array, tokenizer: Tokenizer): Bm25Index {
  const body = bytes.subarray(HEADER_BYTES)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) {
    throw new RangeError(
      `Expected an index of words that starts with "BM25", got ${bytes.length} other bytes.`,
    )
  }
  if (view.getUint32(4, true) !== checksumOf(body)) {
    throw new RangeError(
      `The ${bytes.length} bytes of the index of words do not have the checksum they state.`,
    )
  }
  return assembleBm25(readPostings(createReader(body)), tokenizer)
}

function readPostings(reader: Reader): Postings {
  const count = reader.read()
  const names: string[] = JSON.parse(new TextDecoder().decode(reader.readBytes(reader.read())))
  const total = reader.read()
  const documents = new Uint32Array(total)
  const uses = new Uint16Array(total)
  const lengths = new Uint32Array(FIELDS.length * count)
  for (let i = 0; i < lengths.length; i++) lengths[i] = reader.read()
  const starts = new Uint32Array(names.length + 1)
  let at = 0
  names.forEach((_, position) => {
    const end = at + reader.read()
    for (let document = 0; at < end; at++) {
      document += reader.read()
      documents[at] = document
      uses[at] = reader.read()
    }
    starts[position + 1] = at
  })
  if (at !== total || !reader.isAtEnd()) throw new RangeError(`Expected ${total} uses of words, got ${at}.`)
  return { count, lengths, terms: new Map(names.map((name, i) => [name, i])), starts, documents, uses }
}

interface Writer {
  readonly write: (number: number) => void
  readonly writeBytes: (bytes: Uint8Array) => void
  readonly bytes: () => Uint8Array
}

function createWriter(): Writer {
  let bytes = new Uint8Array(1 << 16)
  let length = 0
  const makeRoom = (more: number): void => {
    if (length + more <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more))
    larger.set(bytes)
    bytes = larger
  }
  return {
    write: (number) => {
      makeRoom(5)
      let rest = number
      for (; rest > 0x7f; rest >>>= 7) bytes[length++] = (rest & 0x7f) | 0x80
      bytes[length++] = rest
    },
    writeBytes: (more) => {
      makeRoom(more.length)
      bytes.set(more, length)
      length += more.length
    },
    bytes: () => bytes.subarray(0, length),
  }
}

interface Reader {
  readonly read: () => number
  readonly readBytes: (length: number) => Uint8Array
  readonly isAtEnd: () => boolean
}

function createReader(bytes: Uint8Array): Reader {
  let at = 0
  return {
    read: () => {
      let number = 0
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++] ?? 0 // past the end, zeros: the sum of uses or the end will not be right
        number |= (byte & 0x7f) << shift
        if (byte < 0x80) return number >>> 0
      }
    },
    readBytes: (length) => {
      at += length
      return bytes.subarray(at - length, at)
    },
    isAtEnd: () => at === bytes.length,
  }
}

/** FNV-1a: any single changed byte changes it. http://www.isthe.com/chongo/tech/comp/fnv/ */
function checksumOf(bytes: Uint8Array): number {
  let hash = 0x811c_9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193)
  return hash >>> 0
}
