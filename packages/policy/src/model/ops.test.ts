/** The ops with gradients of their own, against values by hand and finite differences. */
import { loadBackend } from '@echo/backend';
import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { TINY_CONFIG } from '../testing/tiny-model.js';
import { rmsNorm } from './rms-norm.js';
import { rotary, rotaryFrequencies, rotaryTable } from './rotary.js';
import { tokenLogProbs } from './token-log-probs.js';

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

test('rms norm by hand: (3, 4) has root mean square √12.5', () => {
  const y = rmsNorm(tf.tensor2d([[3, 4]]), tf.tensor1d([1, 2]), 0).dataSync();
  expect([...y]).toEqual([expect.closeTo(3 / Math.sqrt(12.5), 5), expect.closeTo(8 / Math.sqrt(12.5), 5)]);
});

test('rms norm: gradients in the rows and in the gain', () => {
  const gain = tf.tensor1d([1, -0.5, 2, 0.3]);
  checkGradient((x) => rmsNorm(x, gain, 1e-5), [3, 4]);
  const rows = tf.tensor2d(random([3, 4], 'rows'), [3, 4]);
  checkGradient((g) => rmsNorm(rows, g, 1e-5), [4]);
});

test('rms norm survives huge and zero rows', () => {
  const y = rmsNorm(
    tf.tensor2d([
      [1e15, -1e15],
      [0, 0],
    ]),
    tf.ones([2]),
    1e-5,
  ).dataSync();
  expect([...y].map((v) => Math.round(v * 1e3) / 1e3)).toEqual([1, -1, 0, 0]);
});

test('rotary turns pairs (i, i + D/2) by position × frequency, and keeps lengths', () => {
  const frequencies = rotaryFrequencies({ ...TINY_CONFIG, headDim: 4, ropeTheta: 100 });
  expect([...frequencies]).toEqual([1, expect.closeTo(0.1, 12)]);
  const y = rotary(tf.tensor3d([1, 0, 0, 1], [1, 1, 4]), rotaryTable(frequencies, [3])).dataSync();
  const expected = [Math.cos(3), -Math.sin(0.3), Math.sin(3), Math.cos(0.3)];
  y.forEach((v, i) => {
    expect(v).toBeCloseTo(expected[i] as number, 5);
  });
});

test('rotary: gradient', () => {
  const frequencies = rotaryFrequencies(TINY_CONFIG);
  checkGradient((x) => rotary(x, rotaryTable(frequencies, [0, 5])), [2, 2, 6]);
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
