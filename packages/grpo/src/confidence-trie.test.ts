import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { adapterParameters, type Policy } from '@echo/policy';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConfidenceTrie, confidenceLogProbs, confidenceTrie } from './confidence-trie.js';
import { disposeGradients, gradientsOf } from './gradients.js';

let policy: Policy;
let trie: ConfidenceTrie;
let prompts: Int32Array[];

beforeAll(async () => {
  await loadBackend();
  policy = await loadNano();
  trie = confidenceTrie(policy.tokenizer);
  prompts = builtinTasks('test')
    .slice(0, 2)
    .map((task) => policy.tokenizer.applyChatTemplate(renderPrompt(task)));
});
afterAll(() => policy.dispose());

function logProbsAt(temperature: number): tf.Tensor2D {
  const { tree, candidates } = trie;
  const asked = [{ kind: 'tree-logits', tree, candidates }] as const;
  return confidenceLogProbs(trie, policy.score(prompts, asked, { temperature })[0].logits);
}

test('digits one by one: branch nodes after the tag, after each first digit but 0, and after 10', () => {
  expect(trie.branchNodes).toHaveLength(11);
  expect(trie.candidates).toHaveLength(11);
  expect(trie.tree.ids).toHaveLength(1 + 9 + 1);
});

test('the probabilities of the 101 confidences sum to one', () => {
  const totals = tf.tidy(() => tf.sum(tf.exp(logProbsAt(0.7)), 1).arraySync());
  for (const total of totals as number[]) expect(total).toBeCloseTo(1, 5);
});

test('they are those of the tokens after the tag, but for what is no integer percentage', () => {
  const percents = [7, 42, 100];
  const replies = percents.map((percent) => policy.tokenizer.encode(`<confidence>${percent}</confidence>`));
  const asked = [{ kind: 'log-probs', completions: prompts.map(() => replies) }] as const;
  const { exact, whole } = tf.tidy(() => ({
    exact: logProbsAt(1).arraySync(),
    whole: policy.score(prompts, asked)[0].logProbs.arraySync() as number[][],
  }));
  prompts.forEach((_, p) => {
    percents.forEach((percent, i) => {
      const digits = String(percent).length;
      const stated = whole[p * percents.length + i]?.slice(1, digits + 2).reduce((sum, x) => sum + x, 0);
      expect(exact[p]?.[percent]).toBeCloseTo(stated as number, 1);
    });
  });
});

test('differentiable in the adapter, and nothing leaks', () => {
  const before = tf.memory().numTensors;
  const { value, gradients } = gradientsOf(adapterParameters(policy.adapter), () => tf.sum(logProbsAt(1)));
  expect(Number.isFinite(value)).toBe(true);
  expect(
    [...gradients.values()].some((g) => tf.tidy(() => tf.max(tf.abs(g)).dataSync()[0] as number) > 0),
  ).toBe(true);
  disposeGradients(gradients);
  expect(tf.memory().numTensors).toBe(before);
});
