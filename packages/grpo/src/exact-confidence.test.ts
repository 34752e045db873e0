import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { parseResponse } from '@echo/parser';
import type { Policy } from '@echo/policy';
import { defineReward } from '@echo/reward';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confidenceLogProbs, confidenceTrie } from './confidence-trie.js';
import { confidenceLoss, expectedConfidenceRewards } from './exact-confidence.js';
import type { RolloutGroup } from './rollout.js';

/** Less the squared distance of confidence and outcome. */
const reward = defineReward([
  {
    name: 'calibration',
    weight: 1,
    score: ({ parsed, grade }) => -((parsed.confidence - Number(grade.correct)) ** 2),
  },
]);

let policy: Policy;
beforeAll(async () => {
  await loadBackend();
  policy = await loadNano();
});
afterAll(() => policy.dispose());

function group(index: number, ...replies: readonly (readonly [text: string, correct: boolean])[]) {
  const task = builtinTasks('dev')[index];
  if (!task) throw new Error('no such task');
  return {
    promptIds: policy.tokenizer.applyChatTemplate(renderPrompt(task)),
    rollouts: replies.map(([text, correct]) => ({
      result: { parsed: parseResponse(text) },
      reward: { correct },
    })),
  } as unknown as RolloutGroup;
}
const formed = '<confidence>70</confidence><answer>Paris</answer>';

test('the expected reward of a confidence is taken over the verdicts of the group', () => {
  const values = expectedConfidenceRewards(
    reward,
    group(0, [formed, true], [formed, false], ['Paris', false], [formed, false]),
  );
  // correct one time in four: −¼ (1 − c)² − ¾ c², best at c = ¼
  expect(values).toHaveLength(101);
  expect(values[0]).toBeCloseTo(-0.25, 6);
  expect(values[25]).toBeCloseTo(-0.1875, 6);
  expect(values[100]).toBeCloseTo(-0.75, 6);
  expect(values.indexOf(Math.max(...values))).toBe(25);
});

test('without a well-formed completion the expected rewards are zeros', () => {
  const values = expectedConfidenceRewards(
    reward,
    group(0, ['Paris', true], ["<confidence>5</confidence><answer>I don't know</answer>", false]),
  );
  expect(values.every((value) => value === 0)).toBe(true);
});

test('the loss is minus the weighted expected reward with its entropy bonus', () => {
  const groups = [group(0, [formed, true], [formed, false]), group(5, [formed, false], [formed, false])];
  const trie = confidenceTrie(policy.tokenizer);
  const groupWeights = [0.25, 0.5];
  const { loss, logProbs } = tf.tidy(() => {
    const prompts = groups.map((g) => g.promptIds);
    const { tree, candidates } = trie;
    const asked = [{ kind: 'tree-logits', tree, candidates }] as const;
    const logProbs = confidenceLogProbs(trie, policy.score(prompts, asked, { temperature: 0.9 })[0].logits);
    const input = { logProbs, groups, groupWeights, reward };
    return {
      loss: confidenceLoss(input, { entropyCoefficient: 0.1, weight: 3 }).dataSync()[0] as number,
      logProbs: logProbs.arraySync(),
    };
  });
  let expected = 0;
  groups.forEach((g, i) => {
    const values = expectedConfidenceRewards(reward, g);
    logProbs[i]?.forEach((logProb, percent) => {
      expected -=
        3 * (groupWeights[i] as number) * Math.exp(logProb) * ((values[percent] as number) - 0.1 * logProb);
    });
  });
  expect(loss).toBeCloseTo(expected, 5);
});
