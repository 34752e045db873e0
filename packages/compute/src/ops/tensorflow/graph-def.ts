import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A tensor that a graph carries in itself. */
export interface GraphConstant {
  readonly dtype: number;
  readonly shape: readonly number[];
  /** Its values, little-endian. */
  readonly content: Uint8Array;
}

export type GraphAttribute =
  | { readonly type: number }
  | { readonly int: number }
  | { readonly bool: boolean }
  | { readonly tensor: GraphConstant };

/** An operation of a TensorFlow graph. Inputs are outputs of others, `name:i` for the i-th. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, GraphAttribute>>;
}

export const SERVING_TAG = 'serve';
/** The version of graphs that the nodes here belong to; TensorFlow takes old ones for good. */
const PRODUCER = 1087;

/**
 * The nodes as a saved model with the tag `SERVING_TAG`: what TensorFlow reads from a file `saved_model.pb`.
 * The numbers are those of the fields in tensorflow/core/protobuf/{saved_model,meta_graph}.proto and
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor}.proto.
 */
export function savedModel(nodes: readonly GraphNode[]): Uint8Array {
  const writer = new BinaryWriter();
  const message = (field: number, write: () => void) => {
    writer.tag(field, WireType.LengthDelimited).fork();
    write();
    writer.join();
  };
  const integer = (field: number, value: number) => writer.tag(field, WireType.Varint).int64(value);
  const text = (field: number, value: string) => writer.tag(field, WireType.LengthDelimited).string(value);
  const constant = ({ dtype, shape, content }: GraphConstant) => {
    integer(1, dtype);
    message(2, () => {
      for (const length of shape) message(2, () => integer(1, length));
    });
    writer.tag(4, WireType.LengthDelimited).bytes(content);
  };
  const attribute = (value: GraphAttribute) => {
    if ('type' in value) integer(6, value.type);
    else if ('int' in value) integer(3, value.int);
    else if ('bool' in value) integer(5, +value.bool);
    else message(8, () => constant(value.tensor));
  };
  integer(1, 1);
  message(2, () => {
    message(1, () => text(4, SERVING_TAG));
    message(2, () => {
      for (const node of nodes) {
        message(1, () => {
          text(1, node.name);
          text(2, node.op);
          for (const input of node.inputs) text(3, input);
          for (const [name, value] of Object.entries(node.attributes)) {
            message(5, () => {
              text(1, name);
              message(2, () => attribute(value));
            });
          }
        });
      }
      message(4, () => integer(1, PRODUCER));
    });
  });
  return writer.finish();
}
