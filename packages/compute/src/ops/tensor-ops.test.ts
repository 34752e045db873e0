/** One suite for both implementations: values, gradients and ownership. */
import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from '../node/load-backend.js';
import { rawTensorCount } from '../raw-tensor-count.js';
import { availableBackends } from '../testing/backends.js';
import { tensorOps } from './current-tensor-ops.js';
import type { RawTensor, TensorOps } from './tensor-ops.js';
import { tfjsOps } from './tfjs-ops.js';

const BACKENDS = await availableBackends();
const CASES = [
  ...BACKENDS.map((backend) => [backend, 'its own', tensorOps] as const),
  ...BACKENDS.filter((backend) => backend === 'tensorflow').map(
    (backend) => [backend, 'its own, compiled', tensorOps] as const,
  ),
  ...BACKENDS.slice(0, 1).map((backend) => [backend, 'tfjs', () => tfjsOps] as const),
];

const rng = createRng('compute');
const random = (size: number) => Float32Array.from({ length: size }, () => rng.normal());
const [A, B] = [random(24), random(24)];

describe.each(CASES)('%s, %s', (prefer, way, layer) => {
  let ops: TensorOps;
  beforeAll(async () => {
    await loadBackend({ prefer });
    ops = layer();
  });

  const close = (actual: readonly number[], expected: readonly number[]) => {
    expect(actual.length).toBe(expected.length);
    for (const [i, x] of actual.entries()) expect(x).toBeCloseTo(expected[i] as number, 5);
  };

  /** The values a computation reads, with every tensor it made freed. */
  const read = (compute: (inputs: null) => RawTensor): number[] => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    let values: number[] = [];
    ops.scope(() => {
      const compiled = way.endsWith('compiled') ? ops.compile(compute, () => [], 0) : compute;
      ops.scope(() => compiled(null));
      values = [...ops.read(compiled(null))];
    });
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
    return values;
  };
  const at = (x: Float32Array, i: number) => x[i] as number;

  test('a few rows times a large matrix are the same rows as each alone', () => {
    const [rows, inner, columns] = [24, 520, 512];
    const [x, map] = [random(rows * inner), random(columns * inner)];
    const weight = () => ops.floats(map, [columns, inner]);
    const together = read(() => ops.matMul(ops.floats(x, [rows, inner]), weight(), false, true));
    const alone = Array.from({ length: rows }, (_, row) =>
      read(() =>
        ops.matMul(ops.floats(x.slice(row * inner, (row + 1) * inner), [1, inner]), weight(), false, true),
      ),
    ).flat();
    expect(together.length).toBe(rows * columns);
    for (const [i, value] of together.entries()) expect(value).toBeCloseTo(alone[i] as number, 3);
  });

  test('matrix products, either factor transposed, alone and in batches', () => {
    const product = (a: number, b: number, rows: number, inner: number, columns: number) =>
      Array.from({ length: rows * columns }, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        return Array.from(
          { length: inner },
          (_, k) => at(A, a + row * inner + k) * at(B, b + k * columns + column),
        ).reduce((sum, x) => sum + x);
      });
    const turned = (x: Float32Array, start: number, rows: number, columns: number) =>
      Float32Array.from({ length: rows * columns }, (_, i) =>
        at(x, start + (i % rows) * columns + Math.floor(i / rows)),
      );
    for (const [ta, tb] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const single = read(() =>
        ops.matMul(
          ta ? ops.floats(turned(A, 0, 4, 6), [6, 4]) : ops.floats(A, [4, 6]),
          tb ? ops.floats(turned(B, 0, 6, 4), [4, 6]) : ops.floats(B, [6, 4]),
          ta,
          tb,
        ),
      );
      close(single, product(0, 0, 4, 6, 4));
      const halves = (x: Float32Array, flip: boolean, rows: number, columns: number) =>
        flip
          ? ops.floats(Float32Array.of(...turned(x, 0, rows, columns), ...turned(x, 12, rows, columns)), [
              2,
              columns,
              rows,
            ])
          : ops.floats(x, [2, rows, columns]);
      const batch = read(() => ops.matMul(halves(A, ta, 4, 3), halves(B, tb, 3, 4), ta, tb));
      close(batch, [...product(0, 0, 4, 3, 4), ...product(12, 12, 4, 3, 4)]);
    }
  });

  test('elementwise operations, broadcast over rows and with scalars', () => {
    const x = () => ops.floats(A, [4, 6]);
    const row = () => ops.floats(B.slice(0, 6), [6]);
    close(
      read(() => ops.add(x(), row())),
      [...A].map((a, i) => a + at(B, i % 6)),
    );
    close(
      read(() => ops.sub(x(), row())),
      [...A].map((a, i) => a - at(B, i % 6)),
    );
    close(
      read(() => ops.mul(x(), row())),
      [...A].map((a, i) => a * at(B, i % 6)),
    );
    close(
      read(() => ops.mul(x(), -0.5)),
      [...A].map((a) => a * -0.5),
    );
    close(
      read(() => ops.rsqrt(ops.add(ops.square(x()), 1))),
      [...A].map((a) => 1 / Math.sqrt(a * a + 1)),
    );
    close(
      read(() => ops.sigmoid(x())),
      [...A].map((a) => 1 / (1 + Math.exp(-a))),
    );
  });

  test('sums, means and softmax over the last axis', () => {
    const rows = Array.from({ length: 4 }, (_, i) => [...A.subarray(6 * i, 6 * i + 6)]);
    const total = (row: readonly number[]) => row.reduce((sum, x) => sum + x, 0);
    const x = () => ops.floats(A, [2, 2, 6]);
    close(
      read(() => ops.sum(x())),
      rows.map(total),
    );
    close(
      read(() => ops.mean(x())),
      rows.map((row) => total(row) / 6),
    );
    close(
      read(() => ops.softmax(x())),
      rows.flatMap((row) => row.map((value) => Math.exp(value) / total(row.map(Math.exp)))),
    );
    close(
      read(() => ops.softmax(ops.floats(Float32Array.of(1e4, -1e9, 1e4), [1, 3]))),
      [0.5, 0, 0.5],
    );
  });

  test('split, concat, gather and scatterAdd', () => {
    const x = () =>
      ops.floats(
        Float32Array.from({ length: 6 }, (_, i) => i),
        [3, 2],
      );
    expect(read(() => ops.split(x(), [1, 1])[1] as RawTensor)).toEqual([1, 3, 5]);
    expect(read(() => ops.concat([x(), ops.reshape(x(), [3, 2])], 1))).toEqual([
      0, 1, 0, 1, 2, 3, 2, 3, 4, 5, 4, 5,
    ]);
    expect(read(() => ops.concat([x()], 0))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(read(() => ops.gather(x(), ops.ints(Int32Array.of(2, 0, 2))))).toEqual([4, 5, 0, 1, 4, 5]);
    expect(read(() => ops.scatterAdd(x(), ops.ints(Int32Array.of(3, 0, 3)), 4))).toEqual([
      2, 3, 0, 0, 0, 0, 4, 6,
    ]);
  });

  test('scatterUpdate replaces rows', () => {
    const buffer = () =>
      ops.concat([ops.floats(A.slice(0, 12), [2, 3, 2]), ops.floats(B.slice(0, 12), [2, 3, 2])], 1);
    const put = () =>
      ops.scatterUpdate(
        buffer(),
        ops.ints(Int32Array.of(7, 0)),
        ops.floats(Float32Array.of(1, 2, 3, 4), [2, 2]),
      );
    ops.scope(() => {
      expect(put().shape).toEqual([2, 6, 2]);
    });
    const expected = read(buffer);
    expected.splice(14, 2, 1, 2);
    expected.splice(0, 2, 3, 4);
    expect(read(put)).toEqual(expected);
  });

  test('gather and concat of empty tensors', () => {
    const nothing = () =>
      ops.gather(ops.floats(new Float32Array(), [2, 0, 3]), ops.ints(Int32Array.of(1, 1, 0)));
    ops.scope(() => {
      expect(nothing().shape).toEqual([3, 0, 3]);
    });
    const row = () => ops.floats(A.slice(0, 9), [3, 1, 3]);
    close(
      read(() => ops.concat([nothing(), row()], 1)),
      [...A.slice(0, 9)],
    );
  });

  test('RoPE rotates each pair in every head by the angle of its row', () => {
    const angles = [0, Math.PI / 2, 0.3, 1];
    const rotated = read(() => {
      const of = (f: (x: number) => number) => Float32Array.from(angles, f);
      return ops.applyRope(ops.floats(A.slice(0, 16), [2, 8]), ops.ropeTable(of(Math.cos), of(Math.sin), 4));
    });
    const expected = Array.from({ length: 16 }, (_, i) => {
      const angle = angles[2 * Math.floor(i / 8) + (Math.floor(i / 2) % 2)] as number;
      const [x, y] = [at(A, i & ~1), at(A, i | 1)];
      return i % 2 === 0
        ? x * Math.cos(angle) - y * Math.sin(angle)
        : x * Math.sin(angle) + y * Math.cos(angle);
    });
    close(rotated, expected);
  });

  test('a scope keeps the tensors of its result for the enclosing scope; a throw frees all', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    ops.scope(() => {
      const inner = ops.scope(() => {
        const x = ops.floats(A, [24]);
        return { deep: [{ sum: ops.sum(x) }], none: null };
      });
      expect(ops.read(inner.deep[0]?.sum as RawTensor)).toHaveLength(1);
    });
    expect(() =>
      ops.scope(() => {
        const x = ops.square(ops.floats(A, [4, 6]));
        ops.scope(() => ops.matMul(x, ops.floats(B, [3, 8])));
      }),
    ).toThrow();
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });

  test('thousands of different constants', () => {
    const total = read(() => {
      for (let i = 0; i < 5000; i++) ops.scope(() => void ops.mul(ops.floats(A, [24]), i / 7));
      return ops.sum(ops.floats(Float32Array.of(1, 2, 3), [3]));
    });
    expect(total).toEqual([6]);
    expect(read(() => ops.mean(ops.mul(ops.floats(Float32Array.of(1, 3), [2]), 2)))).toEqual([4]);
  });

  test('tensors convert from and to tfjs', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    const x = tf.tensor2d(A, [4, 6]);
    const squared = ops.toTensor(ops.scope(() => ops.square(ops.fromTensor(x))));
    close(
      [...squared.dataSync()],
      [...A].map((a) => a * a),
    );
    tf.dispose([x, squared]);
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });
});
