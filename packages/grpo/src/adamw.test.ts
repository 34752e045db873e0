import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { disposeAdamW, initAdamW, stepAdamW } from './adamw.js';
import { addGradients, disposeGradients, gradientNorm, gradientsOf } from './gradients.js';

beforeAll(async () => {
  await loadBackend({ prefer: 'cpu' });
});

test('the first update moves every coordinate by the learning rate against its gradient', () => {
  const parameters = new Map([['x', tf.variable(tf.tensor1d([1, 1]))]]);
  const state = stepAdamW(parameters, new Map([['x', tf.tensor1d([0.5, -3])]]), initAdamW(parameters), {
    learningRate: 0.1,
  });
  const values = parameters.get('x')?.dataSync() as Float32Array;
  expect(values[0]).toBeCloseTo(0.9, 5);
  expect(values[1]).toBeCloseTo(1.1, 5);
  expect(state.updates).toBe(1);
});

test('three updates agree with the recursion in double precision', () => {
  const parameters = new Map([['x', tf.variable(tf.scalar(2))]]);
  let state = initAdamW(parameters);
  let [x, m, v] = [2, 0, 0];
  const options = { learningRate: 0.05, weightDecay: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-6 };
  [1, -2, 0.5].forEach((g, i) => {
    state = stepAdamW(parameters, new Map([['x', tf.scalar(g)]]), state, options);
    m = 0.8 * m + 0.2 * g;
    v = 0.95 * v + 0.05 * g * g;
    const t = i + 1;
    x = x * (1 - 0.05 * 0.1) - (0.05 * (m / (1 - 0.8 ** t))) / (Math.sqrt(v / (1 - 0.95 ** t)) + 1e-6);
  });
  expect(parameters.get('x')?.dataSync()[0]).toBeCloseTo(x, 5);
});

test('gradients are found by name, added, measured and freed; nothing leaks', () => {
  const parameters = new Map<string, tf.Variable>([
    ['a', tf.variable(tf.tensor1d([3, 4]))],
    ['b', tf.variable(tf.scalar(2))],
  ]);
  const before = tf.memory().numTensors;
  const loss = () =>
    tf.add(tf.sum(tf.square(parameters.get('a') as tf.Tensor)), tf.square(parameters.get('b') as tf.Tensor));
  const { value, gradients } = gradientsOf(parameters, loss);
  expect(value).toBe(29);
  expect([...(gradients.get('a')?.dataSync() ?? [])]).toEqual([6, 8]);
  expect(gradientNorm(gradients)).toBeCloseTo(Math.sqrt(36 + 64 + 16), 5);
  const sum = addGradients(gradients, gradientsOf(parameters, loss).gradients);
  expect([...(sum.get('b')?.dataSync() ?? [])]).toEqual([8]);
  disposeGradients(sum);
  const state = initAdamW(parameters);
  disposeAdamW(state);
  expect(tf.memory().numTensors).toBe(before);
});
