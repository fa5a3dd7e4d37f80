// Small ONNX models, written without the onnx package: what training computes and what it exports.
import protobuf from 'protobufjs'

export const FLOAT = 1
export const INT8 = 3
export const INT64 = 7

export interface Node {
  readonly op: string
  readonly inputs: readonly string[]
  readonly output: string
  /** Integer attributes, such as an axis. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>
}

export interface Value {
  readonly name: string
  readonly type: number
  /** A number for a fixed dimension, a name for a free one. */
  readonly shape: readonly (number | string)[]
}

export interface Constant {
  readonly name: string
  readonly type: number
  readonly shape: readonly number[]
  /** Little-endian. */
  readonly bytes: Uint8Array
}

export interface Graph {
  readonly name: string
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly constants: readonly Constant[]
  readonly nodes: readonly Node[]
}

const OPSET = 13
const IR_VERSION = 7
/** AttributeProto.AttributeType of a single integer and of a list of them. */
const [ATTRIBUTE_INT, ATTRIBUTE_INTS] = [2, 7]

// The messages and fields used here, numbered as in onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const SCHEMA = `
syntax = "proto2";
message ModelProto { optional int64 ir_version = 1; repeated OperatorSet opset_import = 8; optional string producer_name = 2; optional GraphProto graph = 7; }
message OperatorSet { optional string domain = 1; optional int64 version = 2; }
message GraphProto { repeated NodeProto node = 1; optional string name = 2; repeated TensorProto initializer = 5; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
message NodeProto { repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4; repeated AttributeProto attribute = 5; }
message AttributeProto { optional string name = 1; optional int64 i = 3; repeated int64 ints = 8; optional int32 type = 20; }
message TensorProto { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9; }
message ValueInfo { optional string name = 1; optional TypeProto type = 2; }
message TypeProto { optional TensorType tensor_type = 1; }
message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
message Shape { repeated Dimension dim = 1; }
message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`

/** Bytes of an .onnx file. */
export function encodeModel(graph: Graph, producer: string): Uint8Array {
  const type = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('ModelProto')
  return type
    .encode(
      type.fromObject({
        ir_version: IR_VERSION,
        opset_import: [{ domain: '', version: OPSET }],
        producer_name: producer,
        graph: {
          name: graph.name,
          input: graph.inputs.map(valueInfo),
          output: graph.outputs.map(valueInfo),
          initializer: graph.constants.map(({ name, type: elements, shape, bytes }) => ({
            dims: shape,
            data_type: elements,
            name,
            raw_data: bytes,
          })),
          node: graph.nodes.map(({ op, inputs, output, attributes = {} }) => ({
            op_type: op,
            name: output,
            input: inputs,
            output: [output],
            attribute: Object.entries(attributes).map(([name, value]) =>
              typeof value === 'number'
                ? { name, i: value, type: ATTRIBUTE_INT }
                : { name, ints: value, type: ATTRIBUTE_INTS },
            ),
          })),
        },
      }),
    )
    .finish()
}

function valueInfo({ name, type, shape }: Value): object {
  const dim = shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }))
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } }
}
