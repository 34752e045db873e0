/** The ops of the model and their gradients, against values by hand and finite differences. */
import { type RawTensor, tensorOps, tfjsOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { TINY_CONFIG } from '../testing/tiny-model.js';
import { activate } from './gated-activation.js';
import { headNorm, normalize, rmsNorm, rmsNormBackward } from './rms-norm.js';
import { inverseOrder, ropeTables, rotaryFrequencies, rotaryOrder } from './rotary.js';
import { headLogProbs, headLogProbsAndKl, tokenLogProbs } from './token-log-probs.js';

beforeAll(async () => {
  await loadBackend();
});

function random(shape: readonly number[], seed: string): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal());
}

/** Compares the gradient of Σ w·f(x), w random, with central differences. */
function checkGradient(f: (x: tf.Tensor) => tf.Tensor, shape: readonly number[], seed = 'x'): void {
  const start = random(shape, seed);
  const loss = (x: tf.Tensor) => {
    const y = f(x);
    return tf.sum(tf.mul(y, tf.tensor(random(y.shape, 'w'), y.shape)));
  };
  const gradient = tf
    .grad(loss)(tf.tensor(start, [...shape]))
    .dataSync();
  const h = 1 / 128;
  const at = (i: number, delta: number) => {
    const moved = Float32Array.from(start);
    moved[i] = (moved[i] as number) + delta;
    return tf.tidy(() => loss(tf.tensor(moved, [...shape])).dataSync()[0] as number);
  };
  gradient.forEach((g, i) => {
    expect(Math.abs(g - (at(i, h) - at(i, -h)) / (2 * h))).toBeLessThan(5e-3 * Math.max(1, Math.abs(g)));
  });
}

/** The values of a computation in the fastest tensor operations. */
function valuesOf(compute: (ops: ReturnType<typeof tensorOps>) => RawTensor): number[] {
  const ops = tensorOps();
  let values: number[] = [];
  ops.scope(() => {
    values = [...ops.read(compute(ops))];
  });
  return values;
}

test('rms norm by hand: (3, 4) has root mean square √12.5', () => {
  const y = valuesOf((ops) =>
    rmsNorm(ops, ops.floats(Float32Array.of(3, 4), [1, 2]), ops.floats(Float32Array.of(1, 2), [2]), 0),
  );
  expect(y).toEqual([expect.closeTo(3 / Math.sqrt(12.5), 5), expect.closeTo(8 / Math.sqrt(12.5), 5)]);
});

test('rms norm: its backward pass is the gradient of its forward pass', () => {
  const [rows, gain, dy] = [random([3, 4], 'rows'), Float32Array.of(1, -0.5, 2, 0.3), random([3, 4], 'dy')];
  const forward = (x: tf.Tensor) => rmsNorm(tfjsOps, x, tf.tensor1d(gain), 1e-5) as tf.Tensor;
  const expected = tf
    .grad((x) => tf.sum(tf.mul(forward(x), tf.tensor2d(dy, [3, 4]))))(tf.tensor2d(rows, [3, 4]))
    .dataSync();
  const actual = valuesOf((ops) =>
    rmsNormBackward(
      ops,
      normalize(ops, ops.floats(rows, [3, 4]), 1e-5),
      ops.floats(gain, [4]),
      ops.floats(dy, [3, 4]),
    ),
  );
  actual.forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i] as number, 5);
  });
});

test('rms norm survives huge and zero rows', () => {
  const y = valuesOf((ops) =>
    rmsNorm(
      ops,
      ops.floats(Float32Array.of(1e15, -1e15, 0, 0), [2, 2]),
      ops.floats(Float32Array.of(1, 1), [2]),
      1e-5,
    ),
  );
  expect(y.map((v) => Math.round(v * 1e3) / 1e3)).toEqual([1, -1, 0, 0]);
});

test.each([
  ['silu', (x: number) => x / (1 + Math.exp(-x))],
  [
    'gelu_pytorch_tanh',
    (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  ],
] as const)('%s and its derivative, against the formula and its differences', (name, formula) => {
  const xs = [-30, -3, -1, -0.2, 0, 0.5, 1, 2.5, 30];
  const [values, slopes] = ['value', 'derivative'].map((which) =>
    valuesOf((ops) => {
      const activated = activate(ops, name, ops.floats(Float32Array.from(xs), [1, xs.length]));
      return which === 'value' ? activated.value : activated.derivative();
    }),
  );
  xs.forEach((x, i) => {
    expect(values?.[i]).toBeCloseTo(formula(x), 5);
    expect(slopes?.[i]).toBeCloseTo((formula(x + 1e-4) - formula(x - 1e-4)) / 2e-4, 5);
  });
});

test('a norm of heads divides each by its own root mean square', () => {
  const y = valuesOf((ops) =>
    headNorm(ops, ops.floats(Float32Array.of(3, 4, 0, 2), [1, 4]), ops.floats(Float32Array.of(1, 2), [2]), 0),
  );
  [3 / Math.sqrt(12.5), 8 / Math.sqrt(12.5), 0, 4 / Math.sqrt(2)].forEach((x, i) => {
    expect(y[i]).toBeCloseTo(x, 5);
  });
});

test('rotary order makes the pairs (i, i + D/2) of each head adjacent', () => {
  expect([...rotaryOrder(2, 4)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  const order = rotaryOrder(3, 8);
  const inverse = inverseOrder(order);
  expect([...order].map((at) => inverse[at])).toEqual([...order.keys()]);
});

test('RoPE rotates pairs by position × frequency, scales queries by 1 / √D, and rotates back', () => {
  const config = { ...TINY_CONFIG, headDim: 4, ropeTheta: 100 };
  expect([...rotaryFrequencies(config)]).toEqual([1, expect.closeTo(0.1, 12)]);
  const at = { queries: Int32Array.of(3), keys: Int32Array.of(3) };
  const x = Float32Array.of(1, 0, 0, 1);
  const expected = [Math.cos(3), Math.sin(3), -Math.sin(0.3), Math.cos(0.3)];
  const keys = valuesOf((ops) => ops.applyRope(ops.floats(x, [1, 4]), ropeTables(ops, config, at).keys));
  const queries = valuesOf((ops) =>
    ops.applyRope(ops.floats(x, [1, 4]), ropeTables(ops, config, at).queries),
  );
  keys.forEach((v, i) => {
    expect(v).toBeCloseTo(expected[i] as number, 5);
    expect(queries[i]).toBeCloseTo((expected[i] as number) / 2, 5);
  });
  const back = valuesOf((ops) => {
    const turned = ops.applyRope(ops.floats(x, [1, 4]), ropeTables(ops, config, at).keys);
    return ops.applyRope(turned, ropeTables(ops, config, at, { direction: -1 }).keys);
  });
  back.forEach((v, i) => {
    expect(v).toBeCloseTo(x[i] as number, 5);
  });
});

test('rope scaling: linear divides, llama3 leaves fast pairs, divides slow ones and blends between', () => {
  const plain = rotaryFrequencies({ ...TINY_CONFIG, headDim: 64, ropeTheta: 500_000 });
  const linear = rotaryFrequencies({
    ...TINY_CONFIG,
    headDim: 64,
    ropeTheta: 500_000,
    ropeScaling: { type: 'linear', factor: 4 },
  });
  linear.forEach((f, i) => {
    expect(f).toBeCloseTo((plain[i] as number) / 4, 14);
  });
  const scaled = rotaryFrequencies({
    ...TINY_CONFIG,
    headDim: 64,
    ropeTheta: 500_000,
    ropeScaling: {
      type: 'llama3',
      factor: 8,
      lowFrequencyFactor: 1,
      highFrequencyFactor: 4,
      originalMaxPositions: 8192,
    },
  });
  scaled.forEach((f, i) => {
    const wavelength = (2 * Math.PI) / (plain[i] as number);
    if (wavelength < 8192 / 4) expect(f).toBe(plain[i]);
    else if (wavelength > 8192) expect(f).toBeCloseTo((plain[i] as number) / 8, 14);
    else expect(f).toBeGreaterThan((plain[i] as number) / 8);
  });
});

test('token log-probs by hand, at two temperatures', () => {
  const logits = tf.tensor2d([
    [0, Math.log(3)],
    [Math.log(4), 0],
  ]);
  const at1 = tokenLogProbs(logits, Int32Array.from([1, 1])).dataSync();
  expect([...at1]).toEqual([expect.closeTo(Math.log(3 / 4), 5), expect.closeTo(Math.log(1 / 5), 5)]);
  const half = tokenLogProbs(logits, Int32Array.from([1, 1]), 0.5).dataSync();
  expect([...half]).toEqual([expect.closeTo(Math.log(9 / 10), 5), expect.closeTo(Math.log(1 / 17), 5)]);
});

test.each([1, 0.7])('token log-probs: gradient at temperature %d', (temperature) => {
  checkGradient((x) => tokenLogProbs(x, Int32Array.from([2, 0, 4]), temperature), [3, 5]);
});

test('token log-probs of ±1000 are finite', () => {
  const values = tokenLogProbs(tf.tensor2d([[1000, -1000, 0]]), Int32Array.from([1])).dataSync();
  expect(values[0]).toBeCloseTo(-2000, 2);
});

test.each([1, 0.7])(
  'log-probs and KL through the head, in chunks: those of all logits, values and gradients, at temperature %d',
  (temperature) => {
    const [vocabulary, rows] = [50, 7];
    const perChunk = 3 * vocabulary;
    const head = tf.tensor2d(random([vocabulary, 2], 'head'), [vocabulary, 2]);
    const [states, others] = ['states', 'others'].map((seed) =>
      tf.tensor2d(random([rows, 2], seed), [rows, 2]),
    );
    const targets = Int32Array.from({ length: rows }, (_, i) => (i * 19) % vocabulary);
    const options = { temperature, logitsPerChunk: perChunk };
    const logits = (x: tf.Tensor) => tf.matMul(x, head, false, true);
    const whole = (x: tf.Tensor) => {
      const logP = tf.logSoftmax(tf.div(logits(x), temperature));
      const logQ = tf.logSoftmax(tf.div(logits(others as tf.Tensor), temperature));
      return tf.stack([
        tokenLogProbs(logits(x), targets, temperature),
        tf.sum(tf.mul(tf.exp(logP), tf.sub(logP, logQ)), 1),
      ]);
    };
    const inParts = (x: tf.Tensor) =>
      tf.stack([
        ...headLogProbsAndKl(x, head, { targets, reference: () => others as tf.Tensor }, options),
      ] as tf.Tensor[]);
    const weights = tf.tensor2d(random([2, rows], 'weights'), [2, rows]);
    const gradient = (f: (x: tf.Tensor) => tf.Tensor) =>
      tf
        .grad((x) => tf.sum(tf.mul(f(x), weights)))(states as tf.Tensor)
        .dataSync();
    const [actual, expected] = [inParts, whole].map((f) =>
      tf.tidy(() => f(states as tf.Tensor)).dataSync(),
    ) as [Float32Array, Float32Array];
    for (const [i, x] of actual.entries()) expect(x).toBeCloseTo(expected[i] as number, 4);
    const slopes = gradient(whole);
    for (const [i, x] of gradient(inParts).entries()) expect(x).toBeCloseTo(slopes[i] as number, 4);
    const alone = tf.tidy(() => headLogProbs(states as tf.Tensor, head, targets, options)).dataSync();
    expect([...alone]).toEqual([...actual.subarray(0, rows)]);
    tf.dispose([head, weights]);
  },
);
