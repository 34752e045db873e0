import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { groupLogProbs } from './group-log-probs.js';
import type { CausalLm } from './model/causal-lm.js';
import { promptStates } from './prompt-states.js';
import { TINY_CONFIG, tinyModel } from './testing/tiny-model.js';

beforeAll(async () => {
  await loadBackend();
});

const shared = [9, 8, 7, 6, 5, 4, 3, 2, 1];
const prompts = [
  [...shared, 11, 12],
  [...shared, 13],
  [...shared, 14, 15, 16],
].map((ids) => Int32Array.from(ids));
const model = () => tinyModel('states', { ...TINY_CONFIG, layers: 3 });

test('the last states are what the head reads', () => {
  const whole = model();
  const last = promptStates(whole, prompts).at(-1) ?? [];
  const completions = prompts.map((_, p) => [Int32Array.of(20 + p)]);
  const expected = [...groupLogProbs(whole, { prompts, completions }).dataSync()];
  const logProbs = tf.tidy(() => {
    const x = tf.tensor2d(last.map((state) => [...state]));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(x), 1, true), TINY_CONFIG.rmsNormEps));
    const normed = tf.mul(tf.mul(x, scale), whole.norm);
    return tf.logSoftmax(tf.matMul(normed as tf.Tensor2D, whole.head, false, true)).arraySync() as number[][];
  });
  prompts.forEach((_, p) => {
    expect(logProbs[p]?.[20 + p]).toBeCloseTo(expected[p] as number, 4);
  });
});

test('the states before a layer are those that a model of the layers below ends with', () => {
  const whole = model();
  const layers = promptStates(whole, prompts);
  expect(layers.map((rows) => rows.length)).toEqual([3, 3, 3, 3]);
  for (const kept of [1, 2]) {
    const below: CausalLm = {
      ...whole,
      config: { ...whole.config, layers: kept },
      layers: whole.layers.slice(0, kept),
    };
    const states = promptStates(below, prompts).at(-1) ?? [];
    states.forEach((state, p) => {
      state.forEach((value, i) => {
        expect(value).toBeCloseTo(layers[kept]?.[p]?.[i] as number, 5);
      });
    });
  }
});

test('a prompt alone has the states it has among others, and nothing leaks', () => {
  const whole = model();
  const together = promptStates(whole, prompts);
  const tensors = tf.memory().numTensors;
  prompts.forEach((prompt, p) => {
    promptStates(whole, [prompt]).forEach(([state], layer) => {
      state?.forEach((value, i) => {
        expect(value).toBeCloseTo(together[layer]?.[p]?.[i] as number, 4);
      });
    });
  });
  expect(tf.memory().numTensors).toBe(tensors);
});
