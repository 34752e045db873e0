import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from '../../node/load-backend.js';

beforeAll(async () => {
  await loadBackend({ prefer: 'wasm' });
});

function random(shape: readonly number[], seed: string): tf.Tensor {
  const rng = createRng(seed);
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => rng.next() - 0.5);
  return tf.tensor(values, [...shape]);
}

/** A batched product by its definition, in doubles; batches of one are multiplied with all. */
function productByDefinition(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): number[] {
  const [x, y] = [a, b].map((t) => t.dataSync()) as [Float32Array, Float32Array];
  const [batchA, rowsA, columnsA] = a.shape as [number, number, number];
  const [batchB, rowsB, columnsB] = b.shape as [number, number, number];
  const [m, k, n] = [
    transposeA ? columnsA : rowsA,
    transposeA ? rowsA : columnsA,
    transposeB ? rowsB : columnsB,
  ];
  const out: number[] = [];
  for (let i = 0; i < Math.max(batchA, batchB); i++)
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          const [s, t] = transposeA ? [p, row] : [row, p];
          const [u, v] = transposeB ? [column, p] : [p, column];
          const left = x[(batchA === 1 ? 0 : i * rowsA * columnsA) + s * columnsA + t] as number;
          const right = y[(batchB === 1 ? 0 : i * rowsB * columnsB) + u * columnsB + v] as number;
          sum += left * right;
        }
        out.push(sum);
      }
  return out;
}

describe('products', () => {
  const cases = [
    [1, 1, 3, 5, 7],
    [4, 4, 3, 5, 7],
    [4, 1, 3, 5, 7],
    [1, 4, 3, 5, 7],
    [1, 1, 2, 64, 200],
    [1, 1, 200, 64, 2],
    [3, 3, 33, 17, 18],
    [2, 2, 1, 1, 1],
    [3, 3, 40, 41, 42],
    [3, 1, 40, 41, 42],
    [1, 3, 40, 41, 42],
  ] as const;
  const transposes = [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const;
  test.each(cases.flatMap((sizes) => transposes.map((flags) => [...sizes, ...flags] as const)))(
    'batches %i and %i of %i·%i·%i, transposed %s, %s',
    (batchA, batchB, m, k, n, transposeA, transposeB) => {
      const a = random(transposeA ? [batchA, k, m] : [batchA, m, k], 'a');
      const b = random(transposeB ? [batchB, n, k] : [batchB, k, n], 'b');
      const before = tf.memory().numTensors;
      const data = tf.engine().backend.numDataIds();
      const product = tf.matMul(a, b, transposeA, transposeB);
      expect(product.shape).toEqual([Math.max(batchA, batchB), m, n]);
      const wanted = productByDefinition(a, b, transposeA, transposeB);
      for (const [i, value] of product.dataSync().entries())
        expect(value).toBeCloseTo(wanted[i] as number, 5);
      product.dispose();
      expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual([before, data]);
    },
  );

  test('are zero without an inner length, and empty without rows', () => {
    expect([...tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 2])).dataSync()]).toEqual([0, 0, 0, 0]);
    expect(tf.matMul(tf.zeros([0, 2]), tf.zeros([2, 3])).shape).toEqual([0, 3]);
  });

  test('follow a changed right operand in the same memory', () => {
    const a = tf.tensor2d([1, 2], [1, 2]);
    const results = [1, 10].map((scale) =>
      tf.tidy(() => [...tf.matMul(a, tf.tensor2d([scale, 2 * scale], [2, 1])).dataSync()]),
    );
    expect(results).toEqual([[5], [50]]);
  });

  test('refuse integers, and batches neither of one nor of equal sizes', () => {
    const integers = tf.ones([2, 2], 'int32');
    expect(() => tf.matMul(integers, integers)).toThrow('float32');
    expect(() => tf.matMul(tf.zeros([2, 1, 2, 2]), tf.zeros([1, 3, 2, 2]))).toThrow('batches of one');
  });

  test('refuse inner lengths that differ', () => {
    expect(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow(/inner/i);
  });
});

describe('gather', () => {
  test('takes rows, in any order and more than once', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    expect(tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')).arraySync()).toEqual([
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
  });

  test('takes entries of another axis, and of each batch its own', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    expect(tf.gather(x, tf.tensor1d([2, 0], 'int32'), 1).arraySync()).toEqual([
      [3, 1],
      [6, 4],
    ]);
    const each = tf.tensor2d([2, 0, 1, 1], [2, 2], 'int32');
    expect(tf.gather(x, each, 1, 1).arraySync()).toEqual([
      [3, 1],
      [5, 5],
    ]);
  });

  test('keeps integers, booleans and the shape of the indices', () => {
    const indices = tf.tensor2d([1, 0], [2, 1], 'int32');
    const integers = tf.gather(tf.tensor1d([2 ** 30 + 1, -1], 'int32'), indices);
    expect(integers.dtype).toBe('int32');
    expect(integers.arraySync()).toEqual([[-1], [2 ** 30 + 1]]);
    expect(tf.gather(tf.tensor1d([true, false], 'bool'), indices).arraySync()).toEqual([[0], [1]]);
  });

  test('refuses strings', () => {
    const words = tf.tensor1d(['a', 'b'], 'string');
    expect(() => tf.gather(words, tf.tensor1d([1], 'int32'))).toThrow('got string');
  });

  test('refuses an index out of range', () => {
    const x = tf.zeros([3, 2]);
    for (const index of [-1, 3])
      expect(() => tf.gather(x, tf.tensor1d([index], 'int32'))).toThrow(`index value ${index}`);
  });
});
