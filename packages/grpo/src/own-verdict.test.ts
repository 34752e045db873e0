import { loadBackend } from '@echo/compute/node';
import { parseResponse } from '@echo/parser';
import { presets } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  confidenceLoss,
  type ExactConfidence,
  rewardsAfterAnswers,
  rewardsAfterPrompt,
} from './exact-confidence.js';
import { confidenceTargets, ownVerdictWeight } from './own-verdict.js';
import type { RolloutGroup } from './rollout.js';

beforeAll(() => loadBackend());

test('γ: ½ answer first, 0 confidence first, unless given', () => {
  expect(ownVerdictWeight('answer-first')).toBe(0.5);
  expect(ownVerdictWeight('answer-first', 1)).toBe(1);
  expect(ownVerdictWeight('confidence-first')).toBe(0);
  expect(ownVerdictWeight('confidence-first', 0)).toBe(0);
});

test.each([
  [
    'confidence-first',
    0.5,
    /^Expected `ownVerdict` to be 0 where the confidence is stated before its answer/,
  ],
  ['answer-first', 1.1, /^Expected `ownVerdict` to be a number from 0 to 1, got 1.1\.$/],
  ['answer-first', Number.NaN, /from 0 to 1/],
] as const)('%s refuses γ = %d', (order, gamma, sentence) => {
  expect(() => ownVerdictWeight(order, gamma)).toThrow(sentence);
});

/** A group in which the answer A, which is correct, was given three times in five. */
const answers = ['A', 'A', 'B', 'A', 'B'];
const group = {
  rollouts: answers.map((answer) => ({
    result: { parsed: parseResponse(`<answer>${answer}</answer><confidence>50</confidence>`) },
    reward: { correct: answer === 'A' },
  })),
} as unknown as RolloutGroup;

test.each([
  [0, [0.6, 0.6, 0.6, 0.6, 0.6]],
  [0.5, [0.8, 0.8, 0.3, 0.8, 0.3]],
  [1, [1, 1, 0, 1, 0]],
])('targets with γ = %d', (gamma, targets) => {
  expect(confidenceTargets(gamma)(group)).toEqual(targets.map((t) => expect.closeTo(t, 12)));
});

const OPTIONS = { entropyCoefficient: 0.02, weight: 1 };

describe('the gradient of a table of logits', () => {
  test('is π (R − β log π − J) by hand, and by finite differences', () => {
    const rewards = rewardsAfterPrompt({ reward: presets.honest, targets: confidenceTargets(0) }, group);
    const rows = [{ rewards, weight: 0.7 }];
    const logits = Float32Array.from({ length: 101 }, (_, c) => Math.sin(c) + c / 60);
    const lossOf = (values: Float32Array) =>
      tf.tidy(
        () =>
          confidenceLoss(tf.logSoftmax(tf.tensor2d(values, [1, 101])), rows, OPTIONS).dataSync()[0] as number,
      );
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => confidenceLoss(tf.logSoftmax(x as tf.Tensor2D), rows, OPTIONS))(
          tf.tensor2d(logits, [1, 101]),
        )
        .dataSync(),
    );
    const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
    const logPi = Array.from(logits, (z) => z - Math.log(total));
    const gain = logPi.map((l, c) => (rewards[c] as number) - 0.02 * l);
    const J = gain.reduce((sum, g, c) => sum + Math.exp(logPi[c] as number) * g, 0);
    for (let c = 0; c <= 100; c++)
      expect(gradient[c]).toBeCloseTo(-0.7 * Math.exp(logPi[c] as number) * ((gain[c] as number) - J), 6);
    for (const c of [3, 60, 97]) {
      const moved = (by: number) => lossOf(logits.map((z, i) => (i === c ? z + by : z)));
      expect((moved(0.1) - moved(-0.1)) / 0.2).toBeCloseTo(gradient[c] as number, 4);
    }
  });
});

describe('a floor of exploration', () => {
  const rewards = rewardsAfterPrompt({ reward: presets.honest, targets: confidenceTargets(0) }, group);
  const FLOOR = { ...OPTIONS, explorationFloor: 0.02 };
  const gradientAt = (logits: Float32Array, options: ExactConfidence) =>
    tf.tidy(() =>
      tf
        .grad((x) => confidenceLoss(tf.logSoftmax(x as tf.Tensor2D), [{ rewards, weight: 0.7 }], options))(
          tf.tensor2d(logits, [1, 101]),
        )
        .dataSync(),
    );

  test('adds the better confidences’ missing weight to the gradient, by hand', () => {
    const logits = Float32Array.from({ length: 101 }, (_, c) => 4 * Math.sin(c));
    const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
    const pi = Array.from(logits, (z) => Math.exp(z) / total);
    const gain = pi.map((p, c) => (rewards[c] as number) - 0.02 * Math.log(p));
    const J = gain.reduce((sum, g, c) => sum + (pi[c] as number) * g, 0);
    const lift = gain.map((g, c) => Math.max(0, 0.02 - (pi[c] as number)) * Math.max(0, g - J));
    const lifted = lift.reduce((sum, x) => sum + x, 0);
    expect(lifted).toBeGreaterThan(0.1);
    gradientAt(logits, FLOOR).forEach((slope, c) => {
      const p = pi[c] as number;
      expect(slope).toBeCloseTo(-0.7 * (p * ((gain[c] as number) - J) + (lift[c] as number) - p * lifted), 5);
    });
  });

  test('leaves the optimum where it is', () => {
    const optimal = Float32Array.from(rewards, (r) => r / 0.02);
    for (const slope of gradientAt(optimal, FLOOR)) expect(slope).toBeCloseTo(0, 5);
  });

  test('learns a confidence that is hardly ever stated', () => {
    const start = Float32Array.from({ length: 101 }, (_, c) => (c === 100 ? 4 : -8));
    const after = (options: ExactConfidence) => {
      let logits = start;
      for (let step = 0; step < 200; step++) {
        const gradient = gradientAt(logits, options);
        logits = logits.map((z, c) => z - 20 * (gradient[c] as number));
      }
      return logits.indexOf(Math.max(...logits));
    };
    // Three answers in five are correct.
    expect(Math.abs(after(FLOOR) - 60)).toBeLessThanOrEqual(5);
    expect(after(OPTIONS)).toBe(100);
  });
});

/** The likeliest percentages of a table of logits, one row a distribution, after gradient descent. */
function learned(rows: readonly { readonly rewards: Float32Array; readonly weight: number }[]): number[] {
  let logits = tf.zeros([rows.length, 101]);
  const gradient = tf.grad((x: tf.Tensor) => confidenceLoss(tf.logSoftmax(x as tf.Tensor2D), rows, OPTIONS));
  for (let step = 0; step < 300; step++)
    logits = tf.tidy(() => tf.sub(logits, tf.mul(gradient(logits), 100)));
  return [...tf.argMax(logits, 1).dataSync()];
}

describe('a table policy learns', () => {
  test('confidence first, the success rate of the question', () => {
    expect(
      learned([
        {
          rewards: rewardsAfterPrompt({ reward: presets.rlcr, targets: confidenceTargets(0) }, group),
          weight: 1,
        },
      ]),
    ).toEqual([60]);
  });

  test.each([
    [0, [60, 60]],
    [0.5, [80, 30]],
    [1, [100, 0]],
  ])('answer first with γ = %d, after each answer its target', (ownVerdict, confidences) => {
    const rewards = rewardsAfterAnswers(
      { reward: presets.rlcr, targets: confidenceTargets(ownVerdict) },
      group,
    );
    const [afterA, , afterB] = rewards.map((own) => ({ rewards: own, weight: 1 }));
    if (!afterA || !afterB) throw new Error('Expected five rollouts.');
    expect(learned([afterA, afterB])).toEqual(confidences);
  });
});
