// Dot products of one vector with many, by WebAssembly SIMD: eight multiplications an instruction, in any JavaScript engine.

/** Rows of int8 beside the buffers that a query and its products pass through. */
export interface Rows {
  /** Bytes from one row to the next: the dimensions, padded with zeros to whole steps. */
  readonly stride: number
  /** Row-major, `count × stride`. */
  readonly values: Int8Array
  /** To be filled with a query before {@link multiply}; as long as a row, zeros in the padding. */
  readonly query: Int16Array
  /**
   * Products of the query with the rows from `first` on, {@link BLOCK} at most. Query and products are buffers that
   * every caller shares: fill, multiply and read without awaiting anything in between.
   */
  readonly multiply: (first: number) => Int32Array
}

/** Rows multiplied in one call: their products stay in the fastest cache until they are read. */
export const BLOCK = 4096
/** Components that one turn of the inner loop multiplies. */
const STEP = 16
const PAGE_BYTES = 65_536

/** @param engine the fastest one that runs here; the other is for comparison. Both give equal numbers. */
export function createRows(count: number, dimensions: number, engine = fastestEngine()): Rows {
  const stride = Math.max(1, Math.ceil(dimensions / STEP)) * STEP
  return engine === 'wasm' ? wasmRows(count, stride) : plainRows(count, stride)
}

/** "js" where there is no WebAssembly or no SIMD in it (before Chrome 91, Firefox 89, Safari 16.4, Node 16.4). */
export function fastestEngine(): 'wasm' | 'js' {
  return typeof WebAssembly === 'object' && WebAssembly.validate(moduleBytes()) ? 'wasm' : 'js'
}

function plainRows(count: number, stride: number): Rows {
  const values = new Int8Array(count * stride)
  const query = new Int16Array(stride)
  const products = new Int32Array(Math.min(BLOCK, count))
  const multiply = (first: number): Int32Array => {
    const block = products.subarray(0, count - first)
    block.forEach((_, row) => {
      const start = (first + row) * stride
      let sum = 0
      for (let i = 0; i < stride; i++) sum += (values[start + i] ?? 0) * (query[i] ?? 0)
      block[row] = sum
    })
    return block
  }
  return { stride, values, query, multiply }
}

/** One memory holds all: the query at 0, then a block of products, then the rows. */
function wasmRows(count: number, stride: number): Rows {
  const productsAt = stride * 2
  const rowsAt = productsAt + Math.min(BLOCK, count) * 4
  const bytes = rowsAt + count * stride
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { '': { memory } })
  const multiplyRows = exports['multiply'] as (
    row: number,
    product: number,
    productsEnd: number,
    queryEnd: number,
  ) => void
  const multiply = (first: number): Int32Array => {
    const length = Math.min(BLOCK, count - first)
    if (length > 0)
      multiplyRows(rowsAt + first * stride, productsAt, productsAt + length * 4, /* queryEnd: */ stride * 2)
    return new Int32Array(memory.buffer, productsAt, length)
  }
  return {
    stride,
    values: new Int8Array(memory.buffer, rowsAt, count * stride),
    query: new Int16Array(memory.buffer, 0, stride),
    multiply,
  }
}

/*
 * The module, written byte by byte as the specification's binary format has it, so that neither a build step nor a
 * binary file is needed: sections https://webassembly.github.io/spec/core/binary/modules.html, instructions
 * https://webassembly.github.io/spec/core/binary/instructions.html. Numbers are LEB128: seven bits a byte, lowest
 * first, the eighth bit set on all but the last; what is below 64 is one byte, signed or not. In text form:
 *
 *   (module
 *     (import "" "memory" (memory 1))
 *     (func (export "multiply") (param $row $product $productsEnd $queryEnd i32)
 *       (local $query i32) (local $sum v128)
 *       loop                                    ;; every row
 *         query = 0; sum = 0
 *         loop                                  ;; every 16 components
 *           sum += dot(eight int8 at row widened to int16, eight int16 at query), then the same for the next eight
 *           row += 16; query += 32
 *           br_if query < queryEnd
 *         end
 *         store at product: the four lanes of sum added up; product += 4
 *         br_if product < productsEnd
 *       end))
 */
type Code = readonly (number | Code)[]

const I32 = 0x7f
const V128 = 0x7b
const NO_RESULT = 0x40
const LOCALS = { row: 0, product: 1, productsEnd: 2, queryEnd: 3, query: 4, sum: 5 } as const
type Local = keyof typeof LOCALS

const read = (local: Local): Code => [0x20, LOCALS[local]]
const assign = (local: Local): Code => [0x21, LOCALS[local]]
const assignAndKeep = (local: Local): Code => [0x22, LOCALS[local]]
const constant = (value: number): Code => [0x41, value]
const loop = (...body: Code[]): Code => [0x03, NO_RESULT, ...body, END]
const repeatIf = (condition: Code): Code => [condition, 0x0d, 0]
const END: Code = [0x0b]
const I32_ADD: Code = [0x6a]
const I32_LESS_UNSIGNED: Code = [0x49]
const i32Store: Code = [0x36, /* aligned to 2^ */ 2, /* offset */ 0]
const V128_ZERO: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]
const loadInt16x8 = (offset: number): Code => [0xfd, 0x00, /* aligned to 2^ */ 4, offset]
const loadInt8x8Widened = (offset: number): Code => [0xfd, 0x01, /* aligned to 2^ */ 3, offset]
const I32X4_DOT_I16X8: Code = [0xfd, 0xba, 0x01]
const I32X4_ADD: Code = [0xfd, 0xae, 0x01]
const lane = (index: number): Code => [0xfd, 0x1b, index]

const advance = (local: Local, bytes: number): Code => [read(local), constant(bytes), I32_ADD]
const isBefore = (end: Local): Code => [read(end), I32_LESS_UNSIGNED]

/** sum += the products of eight components, those `offset` components on from where row and query point. */
const addEight = (offset: number): Code => [
  [read('sum'), read('row'), loadInt8x8Widened(offset), read('query'), loadInt16x8(offset * 2)],
  [I32X4_DOT_I16X8, I32X4_ADD, assign('sum')],
]

const EVERY_STEP = loop(
  addEight(0),
  addEight(8),
  [advance('row', STEP), assign('row')],
  repeatIf([advance('query', STEP * 2), assignAndKeep('query'), isBefore('queryEnd')]),
)

const SUM_OF_LANES: Code = [
  [read('sum'), lane(0), read('sum'), lane(1), I32_ADD],
  [read('sum'), lane(2), I32_ADD, read('sum'), lane(3), I32_ADD],
]

const MULTIPLY: Code = [
  [/* groups of locals */ 2, /* query */ 1, I32, /* sum */ 1, V128],
  loop(
    [constant(0), assign('query'), V128_ZERO, assign('sum')],
    EVERY_STEP,
    [read('product'), SUM_OF_LANES, i32Store],
    repeatIf([advance('product', 4), assignAndKeep('product'), isBefore('productsEnd')]),
  ),
  END,
]

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const section = (id: number, ...content: Code[]): Code => [id, sized(content)]
  return Uint8Array.from(
    flat([
      [0x00, text('asm'), 0x01, 0x00, 0x00, 0x00], // magic, version
      section(1, [1, 0x60, sized([I32, I32, I32, I32]), 0]), // types: four i32 → nothing; counted by their bytes
      section(2, [1, named(''), named('memory'), 0x02, /* no upper limit */ 0x00, /* pages at least */ 1]), // imports
      section(3, [1, 0]), // functions: one, of type 0
      section(7, [1, named('multiply'), 0x00, 0]), // exports: function 0
      section(10, [1, sized(MULTIPLY)]), // code
    ]),
  )
}

/** A length as LEB128, two bytes at most, before what it counts. */
function sized(content: Code): Code {
  const bytes = flat(content)
  const { length } = bytes
  return length < 0x80 ? [length, bytes] : [(length & 0x7f) | 0x80, length >> 7, bytes]
}

function named(name: string): Code {
  return sized(text(name))
}

function text(ascii: string): Code {
  return [...ascii].map((character) => character.charCodeAt(0))
}

function flat(code: Code): number[] {
  return code.flat(Number.POSITIVE_INFINITY as 1) as number[]
}
