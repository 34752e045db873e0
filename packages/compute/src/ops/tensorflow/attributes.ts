import type { NativeBinding, OpAttribute } from '@echo/tfjs-native';

/** No attributes: the inputs determine them all. */
export const NONE: readonly OpAttribute[] = [];

/** The attributes of TensorFlow's operations, made once for a binding. */
export type Attributes = ReturnType<typeof createAttributes>;

/** The attributes that the operations here are called with, where inputs do not determine them. */
export function createAttributes(binding: NativeBinding) {
  const flag = (name: string): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value: true });
  const count = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_INT, value });
  const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  /** By whether the first and the second matrix are transposed, [2][2]. */
  const transposed = (first: string, second: string) => [
    [NONE, [flag(second)]],
    [[flag(first)], [flag(first), flag(second)]],
  ];
  return {
    matMul: transposed('transpose_a', 'transpose_b'),
    batchMatMul: transposed('adj_x', 'adj_y'),
    keepDims: [flag('keep_dims')],
    toComplex: [type('type', binding.TF_COMPLEX64)],
    toFloat: [type('type', binding.TF_FLOAT)],
    concat: (parts: number) => [
      count('N', parts),
      type('T', binding.TF_FLOAT),
      type('Tidx', binding.TF_INT32),
    ],
    split: (parts: number) => [count('num_split', parts)],
  };
}
