/** Functions staged as graphs, beside the same functions without: results, lengths that vary, and what lives how long. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadBackend } from '../load-backend.js';
import type { NativeBackend } from '../native/native-backend.js';
import { rawTensorCount } from '../raw-tensor-count.js';
import { availableBackends } from '../testing/backends.js';
import type { Compute, RawTensor } from './compute.js';
import { currentCompute } from './current-compute.js';

const BACKENDS = await availableBackends();

describe.each(BACKENDS)('%s', (prefer) => {
  let c: Compute;
  beforeAll(async () => {
    await loadBackend({ prefer });
    c = currentCompute();
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
  const counting = (rows: number, from = 0) =>
    c.floats(
      Float32Array.from({ length: rows * 2 }, (_, i) => from + i),
      [rows, 2],
    );
  const values = (x: RawTensor) => [...c.read(x)];

  test('a graph puts rows into room of any length, where they stay when the room given is freed', () => {
    c.scope(() => {
      const write = c.stage(
        ({ room, rows, row }: { room: RawTensor; rows: RawTensor; row: RawTensor }) => {
          const written = c.put(room, rows, row);
          return { written, total: c.sum(c.reshape(written, [1, -1])) };
        },
        () => [],
        1,
      );
      for (const length of [3, 6]) {
        let room = c.mul(counting(length), 0);
        for (let row = 0; row < length; row++) {
          const next = write({ room, rows: c.ints(Int32Array.of(row)), row: counting(1, 2 * row) });
          c.dispose(room);
          room = next.written;
          const sum = (row + 1) * (2 * row + 1);
          expect(values(next.total)).toEqual([sum]);
        }
        expect(values(room)).toEqual(values(counting(length)));
      }
      expectGraphs(1);
    });
  });

  test('one graph serves lengths that are left open', () => {
    c.scope(() => {
      const longer = c.stage(
        ({ past, row }: { past: RawTensor; row: RawTensor }) => {
          const all = c.concat([past, row], 0);
          return { all, pairs: c.reshape(c.sum(all), [1, -1]) };
        },
        () => [],
        1,
      );
      let past = counting(1);
      for (let rows = 2; rows < 7; rows++) {
        const done = longer({ past, row: counting(1, 2 * rows - 2) });
        expect(done.all.shape).toEqual([rows, 2]);
        expect(values(done.all)).toEqual(values(counting(rows)));
        expect(values(done.pairs)).toEqual(Array.from({ length: rows }, (_, i) => 4 * i + 1));
        past = done.all;
      }
      expectGraphs(1);
    });
    expectGraphs(0);
  });

  test('a length that is taken from a shape has a graph of its own, and so has an input that is missing', () => {
    c.scope(() => {
      const doubled = c.stage(
        ({ x, mask }: { x: RawTensor; mask: RawTensor | null }) => {
          const half = c.split(x, [1, (x.shape[1] as number) - 1])[1] as RawTensor;
          return mask ? c.add(half, mask) : half;
        },
        ({ x }) => [x.shape[1] as number],
        0,
      );
      const x = (width: number) =>
        c.floats(
          Float32Array.from({ length: width }, (_, i) => i),
          [1, width],
        );
      for (let again = 0; again < 3; again++) {
        expect(values(doubled({ x: x(3), mask: null }))).toEqual([1, 2]);
        expect(values(doubled({ x: x(4), mask: null }))).toEqual([1, 2, 3]);
        expect(values(doubled({ x: x(3), mask: c.floats(Float32Array.of(5), [1, 1]) }))).toEqual([6, 7]);
      }
      expectGraphs(3);
    });
  });

  test('an input may be given twice the first time only, come out again, and come out several times', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    c.scope(() => {
      const compared = c.stage(
        ({ a, b }: { a: RawTensor; b: RawTensor }) => {
          const apart = c.sub(a, b);
          return { a, apart: [apart, apart], width: 2 };
        },
        () => [],
        0,
      );
      const [one, other] = [counting(2), counting(2, 3)];
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

  test('stages within stages are part of the outer graph', () => {
    c.scope(() => {
      const inner = c.stage(
        (x: RawTensor) => c.square(x),
        () => [],
        0,
      );
      const outer = c.stage(
        (x: RawTensor) => c.add(inner(x), 1),
        () => [],
        0,
      );
      for (let again = 0; again < 3; again++) expect(values(inner(counting(1, 2)))).toEqual([4, 9]);
      for (let from = 0; from < 3; from++)
        expect(values(outer(counting(1, from)))).toEqual([1 + from ** 2, 1 + (from + 1) ** 2]);
      expectGraphs(2);
    });
  });

  test('a throw leaves nothing behind, and the next call goes well', () => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    c.scope(() => {
      let failing = true;
      const squared = c.stage(
        (x: RawTensor) => {
          const y = c.square(x);
          if (failing) throw new Error('on the way');
          return y;
        },
        () => [],
        0,
      );
      expect(() => squared(counting(1))).toThrow('on the way');
      failing = false;
      for (let again = 0; again < 2; again++) expect(values(squared(counting(1, 1)))).toEqual([1, 4]);
    });
    expectGraphs(0);
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });

  test('where nothing is among the inputs, and what else they say, has a graph of its own', () => {
    c.scope(() => {
      const described = c.stage(
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
          const moved = up ? c.add(x, up) : down ? c.sub(x, down) : x;
          return c.mul(moved, times);
        },
        () => [],
        0,
      );
      const [x, one] = [counting(1, 3), counting(1, 1)];
      for (let again = 0; again < 3; again++) {
        expect(values(described({ x, up: one, down: null, times: 1 }))).toEqual([4, 6]);
        expect(values(described({ x, up: null, down: one, times: 1 }))).toEqual([2, 2]);
        expect(values(described({ x, up: null, down: one, times: 3 }))).toEqual([6, 6]);
      }
      expectGraphs(3);
      const same = c.stage(
        (y: RawTensor) => y,
        () => [],
        0,
      );
      for (let again = 0; again < 3; again++) expect(same(x)).toBe(x);
    });
  });

  test('what a graph cannot do is refused when it is to be recorded, and none where there is no scope for it', (context) => {
    context.skip(!makesGraphs(), 'no graphs are made');
    const before = rawTensorCount();
    const kept = c.scope(() => {
      const one = c.floats(Float32Array.of(2), [1, 1]);
      const product = c.stage(
        (x: RawTensor) => c.matMul(x, one),
        () => [],
        1,
      );
      const x = c.floats(Float32Array.of(3), [1, 1]);
      expect(values(product(x))).toEqual([6]);
      expect(() => product(x)).toThrow(
        'A staged function took a tensor [1,1] that is not among its inputs; pass it as one.',
      );
      const read = c.stage(
        (x: RawTensor) => c.mul(x, c.read(x)[0] as number),
        () => [],
        0,
      );
      expect(() => read(x)).toThrow('Expected a staged function to read nothing; read what it returns.');
      return { product };
    });
    expect(rawTensorCount()).toBe(before);
    const x = c.floats(Float32Array.of(3), [1, 1]);
    expect(() => kept.product(x)).toThrow(/called within the scope it was made in/);
    c.dispose(x);
    expect(() =>
      c.stage(
        (x: RawTensor) => x,
        () => [],
      ),
    ).toThrow(/made within a scope/);
  });

  test('a graph that cannot be written says where and what to do, and leaves no folder', (context) => {
    context.skip(!makesGraphs(), 'no graphs are made');
    const before = readdirSync(tmpdir());
    c.scope(() => {
      const squared = c.stage(
        (x: RawTensor) => c.square(x),
        () => [],
        0,
      );
      const x = counting(1);
      squared(x);
      vi.stubEnv('TMPDIR', '/nowhere/at all');
      expect(() => squared(x)).toThrow(
        'A graph for TensorFlow could not be written to /nowhere/at all; set TMPDIR to a folder that can be written.',
      );
      vi.unstubAllEnvs();
      expect(values(squared(counting(1, 2)))).toEqual([4, 9]);
    });
    expect(
      readdirSync(tmpdir()).filter((name) => /^echo-graph/.test(name) && !before.includes(name)),
    ).toEqual([]);
  });
});
