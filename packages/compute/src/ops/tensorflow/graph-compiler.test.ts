/**
 * Functions compiled to graphs against the same functions run eagerly: results, varying lengths and
 * lifetimes.
 */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { NativeBackend } from '@echo/tfjs-native';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadBackend } from '../../node/load-backend.js';
import { rawTensorCount } from '../../raw-tensor-count.js';
import { availableBackends } from '../../testing/backends.js';
import { tensorOps } from '../current-tensor-ops.js';
import type { RawTensor, TensorOps } from '../tensor-ops.js';

const BACKENDS = await availableBackends();

describe.each(BACKENDS)('%s', (prefer) => {
  let ops: TensorOps;
  beforeAll(async () => {
    await loadBackend({ prefer });
    ops = tensorOps();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const native = () => tf.backend() as NativeBackend;
  const makesGraphs = () => prefer === 'tensorflow' && !native().isUsingGpuDevice;
  const expectGraphs = (count: number) =>
    expect(prefer === 'tensorflow' ? native().binding.getNumOfSavedModels() : 0).toBe(
      makesGraphs() ? count : 0,
    );
  const range = (rows: number, from = 0) =>
    ops.floats(
      Float32Array.from({ length: rows * 2 }, (_, i) => from + i),
      [rows, 2],
    );
  const values = (x: RawTensor) => [...ops.read(x)];

  test('a graph writes rows into a buffer of any length, and they stay when the buffer given is freed', () => {
    ops.scope(() => {
      const write = ops.compile(
        ({ buffer, rows, row }: { buffer: RawTensor; rows: RawTensor; row: RawTensor }) => {
          const written = ops.scatterUpdate(buffer, rows, row);
          return { written, total: ops.sum(ops.reshape(written, [1, -1])) };
        },
        () => [],
        1,
      );
      for (const length of [3, 6]) {
        let buffer = ops.mul(range(length), 0);
        for (let row = 0; row < length; row++) {
          const next = write({ buffer, rows: ops.ints(Int32Array.of(row)), row: range(1, 2 * row) });
          ops.dispose(buffer);
          buffer = next.written;
          const sum = (row + 1) * (2 * row + 1);
          expect(values(next.total)).toEqual([sum]);
        }
        expect(values(buffer)).toEqual(values(range(length)));
      }
      expectGraphs(1);
    });
  });

  test('one graph serves lengths that are not fixed', () => {
    ops.scope(() => {
      const longer = ops.compile(
        ({ past, row }: { past: RawTensor; row: RawTensor }) => {
          const all = ops.concat([past, row], 0);
          return { all, pairs: ops.reshape(ops.sum(all), [1, -1]) };
        },
        () => [],
        1,
      );
      let past = range(1);
      for (let rows = 2; rows < 7; rows++) {
        const done = longer({ past, row: range(1, 2 * rows - 2) });
        expect(done.all.shape).toEqual([rows, 2]);
        expect(values(done.all)).toEqual(values(range(rows)));
        expect(values(done.pairs)).toEqual(Array.from({ length: rows }, (_, i) => 4 * i + 1));
        past = done.all;
      }
      expectGraphs(1);
    });
    expectGraphs(0);
  });

  test('a length taken from a shape has a graph of its own, and so has a missing input', () => {
    ops.scope(() => {
      const doubled = ops.compile(
        ({ x, mask }: { x: RawTensor; mask: RawTensor | null }) => {
          const half = ops.split(x, [1, (x.shape[1] as number) - 1])[1] as RawTensor;
          return mask ? ops.add(half, mask) : half;
        },
        ({ x }) => [x.shape[1] as number],
        0,
      );
      const x = (width: number) =>
        ops.floats(
          Float32Array.from({ length: width }, (_, i) => i),
          [1, width],
        );
      for (let again = 0; again < 3; again++) {
        expect(values(doubled({ x: x(3), mask: null }))).toEqual([1, 2]);
        expect(values(doubled({ x: x(4), mask: null }))).toEqual([1, 2, 3]);
        expect(values(doubled({ x: x(3), mask: ops.floats(Float32Array.of(5), [1, 1]) }))).toEqual([6, 7]);
      }
      expectGraphs(3);
    });
  });

  test('an input may be given twice in the first call only, be a result itself, and be returned several times', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    ops.scope(() => {
      const compared = ops.compile(
        ({ a, b }: { a: RawTensor; b: RawTensor }) => {
          const apart = ops.sub(a, b);
          return { a, apart: [apart, apart], width: 2 };
        },
        () => [],
        0,
      );
      const [one, other] = [range(2), range(2, 3)];
      expect(values(compared({ a: one, b: one }).apart[0] as RawTensor)).toEqual([0, 0, 0, 0]);
      for (const [a, b, difference] of [
        [other, one, 3],
        [one, other, -3],
      ] as const) {
        const result = compared({ a, b });
        expect(result.a).toBe(a);
        expect(result.width).toBe(2);
        for (const x of result.apart) expect(values(x)).toEqual(Array(4).fill(difference));
      }
    });
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });

  test('compiled functions within compiled functions are part of the outer graph', () => {
    ops.scope(() => {
      const inner = ops.compile(
        (x: RawTensor) => ops.square(x),
        () => [],
        0,
      );
      const outer = ops.compile(
        (x: RawTensor) => ops.add(inner(x), 1),
        () => [],
        0,
      );
      for (let again = 0; again < 3; again++) expect(values(inner(range(1, 2)))).toEqual([4, 9]);
      for (let from = 0; from < 3; from++)
        expect(values(outer(range(1, from)))).toEqual([1 + from ** 2, 1 + (from + 1) ** 2]);
      expectGraphs(2);
    });
  });

  test('a throw leaks nothing, and the next call succeeds', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    ops.scope(() => {
      let failing = true;
      const squared = ops.compile(
        (x: RawTensor) => {
          const y = ops.square(x);
          if (failing) throw new Error('on the way');
          return y;
        },
        () => [],
        0,
      );
      expect(() => squared(range(1))).toThrow('on the way');
      failing = false;
      for (let again = 0; again < 2; again++) expect(values(squared(range(1, 1)))).toEqual([1, 4]);
    });
    expectGraphs(0);
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });

  test('each pattern of null inputs, and each value of other inputs, has a graph of its own', () => {
    ops.scope(() => {
      const described = ops.compile(
        ({
          x,
          up,
          down,
          times,
        }: {
          x: RawTensor;
          up: RawTensor | null;
          down: RawTensor | null;
          times: number;
        }) => {
          const moved = up ? ops.add(x, up) : down ? ops.sub(x, down) : x;
          return ops.mul(moved, times);
        },
        () => [],
        0,
      );
      const [x, one] = [range(1, 3), range(1, 1)];
      for (let again = 0; again < 3; again++) {
        expect(values(described({ x, up: one, down: null, times: 1 }))).toEqual([4, 6]);
        expect(values(described({ x, up: null, down: one, times: 1 }))).toEqual([2, 2]);
        expect(values(described({ x, up: null, down: one, times: 3 }))).toEqual([6, 6]);
      }
      expectGraphs(3);
      const same = ops.compile(
        (y: RawTensor) => y,
        () => [],
        0,
      );
      for (let again = 0; again < 3; again++) expect(same(x)).toBe(x);
    });
  });

  test('what a graph cannot do is refused when recorded, and so is a function without an enclosing scope', (context) => {
    context.skip(!makesGraphs(), 'no graphs are made');
    const before = rawTensorCount();
    const kept = ops.scope(() => {
      const one = ops.floats(Float32Array.of(2), [1, 1]);
      const product = ops.compile(
        (x: RawTensor) => ops.matMul(x, one),
        () => [],
        1,
      );
      const x = ops.floats(Float32Array.of(3), [1, 1]);
      expect(values(product(x))).toEqual([6]);
      expect(() => product(x)).toThrow(
        'A compiled function took a tensor [1,1] that is not among its inputs; pass it as one.',
      );
      const read = ops.compile(
        (x: RawTensor) => ops.mul(x, ops.read(x)[0] as number),
        () => [],
        0,
      );
      expect(() => read(x)).toThrow('Expected a compiled function to read nothing; read what it returns.');
      return { product };
    });
    expect(rawTensorCount()).toBe(before);
    const x = ops.floats(Float32Array.of(3), [1, 1]);
    expect(() => kept.product(x)).toThrow(/called within the scope it was made in/);
    ops.dispose(x);
    expect(() =>
      ops.compile(
        (x: RawTensor) => x,
        () => [],
      ),
    ).toThrow(/made within a scope/);
  });

  test('a graph that cannot be written says where and what to do, and leaves no folder', (context) => {
    context.skip(!makesGraphs(), 'no graphs are made');
    const before = readdirSync(tmpdir());
    ops.scope(() => {
      const squared = ops.compile(
        (x: RawTensor) => ops.square(x),
        () => [],
        0,
      );
      const x = range(1);
      squared(x);
      vi.stubEnv('TMPDIR', '/nowhere/at all');
      expect(() => squared(x)).toThrow(
        'A graph for TensorFlow could not be written to /nowhere/at all; set TMPDIR to a folder that can be written.',
      );
      vi.unstubAllEnvs();
      expect(values(squared(range(1, 2)))).toEqual([4, 9]);
    });
    expect(
      readdirSync(tmpdir()).filter((name) => /^echo-graph/.test(name) && !before.includes(name)),
    ).toEqual([]);
  });
});
