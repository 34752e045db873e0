import { loadBackend } from '@echo/compute/node';
import type { ReplyOrder } from '@echo/core';
import { loadNano } from '@echo/nano/node';
import { parseResponse } from '@echo/parser';
import { adapterParameters, type Policy } from '@echo/policy';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confidenceDistribution } from './confidence-distribution.js';
import { confidenceTrie } from './confidence-trie.js';
import { referenceConfidence } from './reference-confidence.js';
import type { RolloutGroup } from './rollout.js';

let policy: Policy;
beforeAll(async () => {
  await loadBackend();
  policy = await loadNano();
});
afterAll(() => policy.dispose());

const meanOf = (distribution: readonly number[]) =>
  distribution.reduce((sum, p, percent) => sum + (p * percent) / 100, 0);

function promptOf(index: number, order: ReplyOrder = 'confidence-first') {
  const task = builtinTasks('dev')[index];
  if (!task) throw new Error('no such task');
  return renderPrompt(task, { order });
}

function group(index: number, order: ReplyOrder, texts: readonly string[]) {
  return {
    promptIds: policy.tokenizer.applyChatTemplate(promptOf(index, order)),
    rollouts: texts.map((text) => ({
      completion: { text, tokenIds: policy.tokenizer.encode(text) },
      result: { parsed: parseResponse(text) },
      reward: { correct: false },
    })),
  } as unknown as RolloutGroup;
}

const optionsOf = (order: ReplyOrder) => ({
  ...{ order, trie: confidenceTrie(policy.tokenizer), temperature: 1, promptsPerMicroBatch: 2 },
});

test('confidence first it is the mean of the distribution after the prompt, for every rollout of a group', () => {
  const texts = Array.from({ length: 2 }, () => '<confidence>70</confidence><answer>Paris</answer>');
  const groups = [0, 5, 9].map((index) => group(index, 'confidence-first', texts));
  const rates = referenceConfidence(policy, groups, optionsOf('confidence-first'));
  groups.forEach((one, i) => {
    const prompt = promptOf([0, 5, 9][i] as number);
    const mean = meanOf(confidenceDistribution(policy, confidenceTrie(policy.tokenizer), prompt));
    for (const rate of rates(one)) expect(rate).toBeCloseTo(mean, 5);
  });
  const [first = 0, second = 0] = groups.map((one) => rates(one)[0] as number);
  expect(Math.abs(first - second)).toBeGreaterThan(1e-3);
});

test('answer first it is the mean after each answer, and the share of the group after none', () => {
  const of = (answer: string) => `<answer>${answer}</answer><confidence>70</confidence>`;
  const groups = [
    group(0, 'answer-first', [of('Paris'), of('12'), 'Paris']),
    group(5, 'answer-first', [of('A'), of('B'), of('C')]),
  ];
  const [rates = [], others = []] = groups.map(
    referenceConfidence(policy, groups, optionsOf('answer-first')),
  );
  const alone = (texts: readonly string[]) => {
    const one = group(0, 'answer-first', texts);
    return referenceConfidence(policy, [one], optionsOf('answer-first'))(one)[0] as number;
  };
  expect(rates[0]).toBeCloseTo(alone([of('Paris')]), 5);
  expect(rates[1]).toBeCloseTo(alone([of('12')]), 5);
  expect(Math.abs((rates[0] as number) - (rates[1] as number))).toBeGreaterThan(1e-4);
  expect(rates[2]).toBe(0);
  expect(others[0]).toBeGreaterThan(0);
});

test('it stays that of the frozen reference when the policy moves', async () => {
  const moving = await loadNano({ seed: 3 });
  moving.freezeReference();
  const one = group(0, 'confidence-first', ['<confidence>70</confidence><answer>Paris</answer>']);
  const rateOf = () => referenceConfidence(moving, [one], optionsOf('confidence-first'))(one)[0] as number;
  const before = rateOf();
  for (const [name, values] of adapterParameters(moving.adapter))
    if (name.includes('lora_B')) values.assign(tf.fill(values.shape, 0.05));
  const moved = confidenceDistribution(moving, confidenceTrie(moving.tokenizer), promptOf(0));
  expect(Math.abs(meanOf(moved) - before)).toBeGreaterThan(1e-3);
  expect(rateOf()).toBeCloseTo(before, 6);
  moving.dispose();
});
