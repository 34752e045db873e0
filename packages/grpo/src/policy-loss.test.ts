import { loadBackend } from '@echo/compute/node';
import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { k3 } from './kl.js';
import { type LossInput, policyLoss, tokenWeights } from './policy-loss.js';

beforeAll(async () => {
  await loadBackend({ prefer: 'cpu' });
});

const row = (...values: number[]) => tf.tensor2d(values, [1, values.length]);
const ln = Math.log;

function lossOf(ratios: number[], advantages: number[], clipRange = 0.2): number {
  const input = {
    logProbs: row(...ratios.map((r) => ln(r) - 1)),
    oldLogProbs: row(...ratios.map(() => -1)),
    advantages: row(...advantages),
    weights: row(...ratios.map(() => 1 / ratios.length)),
  };
  return policyLoss(input, { clipRange, klCoefficient: 0 }).dataSync()[0] as number;
}

test.each([
  ['on policy: −A', [1], [2], -2],
  ['inside the range: −ρA', [1.1], [1], -1.1],
  ['a good action is not rewarded beyond 1 + ε', [1.5], [1], -1.2],
  ['a bad action is punished in full beyond 1 + ε', [1.5], [-1], 1.5],
  ['a good action is rewarded in full below 1 − ε', [0.5], [1], -0.5],
  ['a bad action is not punished less than at 1 − ε', [0.5], [-1], 0.8],
  ['the mean of two tokens', [1, 1.5], [1, 1], -1.1],
])('%s', (_, ratios, advantages, loss) => {
  expect(lossOf(ratios, advantages)).toBeCloseTo(loss, 5);
});

test('k3 by hand: reference − policy of 0, ln 2 and −ln 2', () => {
  const values = k3(row(-1, -1, -1), row(-1, -1 + ln(2), -1 - ln(2))).dataSync();
  expect([...values]).toEqual([0, expect.closeTo(1 - ln(2), 5), expect.closeTo(ln(2) - 0.5, 5)]);
});

test('the KL penalty is added with its coefficient', () => {
  const input = {
    logProbs: row(-1),
    oldLogProbs: row(-1),
    advantages: row(0),
    weights: row(1),
    kl: row(1 - ln(2)),
  };
  expect(policyLoss(input, { clipRange: 0.2, klCoefficient: 0.5 }).dataSync()[0]).toBeCloseTo(
    0.5 * (1 - ln(2)),
    5,
  );
});

test('the gradient agrees with finite differences, with clipping, KL and padding', () => {
  const rng = createRng('loss');
  const shape: [number, number] = [3, 4];
  const values = (scale: number, shift = 0) =>
    Float32Array.from({ length: 12 }, () => (rng.next() - 0.5) * scale + shift);
  const start = values(1, -1);
  const fixed = {
    oldLogProbs: tf.tensor2d(values(1, -1), shape),
    advantages: tf.tensor2d(values(4), shape),
    weights: tf.tensor2d(tokenWeights([4, 2, 3], 4, 'sequence'), shape),
  };
  const reference = tf.tensor2d(values(1, -1), shape);
  const loss = (logProbs: tf.Tensor) =>
    policyLoss({ ...fixed, logProbs, kl: k3(logProbs, reference) } as LossInput, {
      clipRange: 0.2,
      klCoefficient: 0.3,
    });
  const gradient = tf.grad(loss)(tf.tensor2d(start, shape)).dataSync();
  const at = (i: number, delta: number) => {
    const moved = Float32Array.from(start);
    moved[i] = (moved[i] as number) + delta;
    return loss(tf.tensor2d(moved, shape)).dataSync()[0] as number;
  };
  const h = 1 / 256;
  gradient.forEach((g, i) => {
    expect(Math.abs(g - (at(i, h) - at(i, -h)) / (2 * h))).toBeLessThan(2e-3);
  });
  expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.05);
  expect(Math.abs(gradient[6] as number)).toBe(0);
});

test('token weights: each token the same, or each completion the same; nothing after the end', () => {
  expect([...tokenWeights([1, 3], 3, 'token')]).toEqual([0.25, 0, 0, 0.25, 0.25, 0.25]);
  const third = Math.fround(1 / 6);
  expect([...tokenWeights([1, 3], 3, 'sequence')]).toEqual([0.5, 0, 0, third, third, third]);
});

test('a loss frees all but itself', () => {
  const input = {
    logProbs: row(-1),
    oldLogProbs: row(-1),
    advantages: row(1),
    weights: row(1),
    kl: row(1),
  };
  const before = tf.memory().numTensors;
  policyLoss(input, { clipRange: 0.2, klCoefficient: 0.1 }).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
