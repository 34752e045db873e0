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
import { confidenceLoss, rewardsAfterAnswers, rewardsAfterPrompt } from './exact-confidence.js';
import { confidenceTargets } from './own-verdict.js';
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
const answered = '<answer>Paris</answer><confidence>70</confidence>';

test('the expected reward of a confidence is taken over the verdicts of the group', () => {
  const values = rewardsAfterPrompt(
    { reward, targets: confidenceTargets(0) },
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
  const values = rewardsAfterPrompt(
    { reward, targets: confidenceTargets(0) },
    group(0, ['Paris', true], ["<confidence>5</confidence><answer>I don't know</answer>", false]),
  );
  expect(values.every((value) => value === 0)).toBe(true);
});

test.each([
  // q is ¼; the answer of the first is correct, that of the second is not.
  [0, 0.25, 0.25],
  [0.5, 0.625, 0.125],
  [1, 1, 0],
])(
  'after answers, own verdict %d: −t (1 − c)² − (1 − t) c² with t of %d and %d',
  (ownVerdict, first, second) => {
    const own = group(0, [answered, true], [answered, false], [answered, false], [answered, false]);
    const rewards = rewardsAfterAnswers({ reward, targets: confidenceTargets(ownVerdict) }, own);
    expect(rewards).toHaveLength(4);
    for (const [i, t] of [first, second].entries())
      for (const percent of [0, 25, 60, 100]) {
        const c = percent / 100;
        expect(rewards[i]?.[percent]).toBeCloseTo(-t * (1 - c) ** 2 - (1 - t) * c ** 2, 6);
      }
  },
);

test('the loss is minus the weighted expected reward with its entropy bonus', () => {
  const groups = [group(0, [formed, true], [formed, false]), group(5, [formed, false], [formed, false])];
  const trie = confidenceTrie(policy.tokenizer);
  const groupWeights = [0.25, 0.5];
  const { loss, logProbs } = tf.tidy(() => {
    const prompts = groups.map((g) => g.promptIds);
    const { tree, candidates } = trie;
    const asked = [{ kind: 'tree-logits', tree, candidates }] as const;
    const logProbs = confidenceLogProbs(trie, policy.score(prompts, asked, { temperature: 0.9 })[0].logits);
    const rows = groups.map((g, i) => ({
      rewards: rewardsAfterPrompt({ reward, targets: confidenceTargets(0) }, g),
      weight: groupWeights[i] as number,
    }));
    const options = { entropyCoefficient: 0.1, weight: 3 };
    return {
      loss: confidenceLoss(logProbs, rows, options).dataSync()[0] as number,
      logProbs: logProbs.arraySync(),
    };
  });
  let expected = 0;
  groups.forEach((g, i) => {
    const values = rewardsAfterPrompt({ reward, targets: confidenceTargets(0) }, g);
    logProbs[i]?.forEach((logProb, percent) => {
      expected -=
        3 * (groupWeights[i] as number) * Math.exp(logProb) * ((values[percent] as number) - 0.1 * logProb);
    });
  });
  expect(loss).toBeCloseTo(expected, 5);
});

/** Logits of three distributions, and rows that are paid less the squared distance to .2, .5 and .9. */
const LOGITS = [0, 1, 2].map((row) =>
  Array.from({ length: 101 }, (_, percent) => Math.sin(percent * (row + 1))),
);
const ROWS = [0.2, 0.5, 0.9].map((target, i) => ({
  rewards: Float32Array.from({ length: 101 }, (_, percent) => -((percent / 100 - target) ** 2)),
  weight: i + 1,
}));
const BY_CROSS_ENTROPY = { objective: 'cross-entropy', entropyCoefficient: 0.05, weight: 3 } as const;

test('by cross-entropy the gradient is the distance from the distribution that the reward makes optimal', () => {
  const gradient = tf.tidy(
    () =>
      tf
        .grad((x) => confidenceLoss(tf.logSoftmax(x) as tf.Tensor2D, ROWS, BY_CROSS_ENTROPY))(
          tf.tensor2d(LOGITS),
        )
        .arraySync() as number[][],
  );
  const normalized = (values: readonly number[]) => {
    const sum = values.reduce((total, x) => total + x, 0);
    return values.map((x) => x / sum);
  };
  ROWS.forEach(({ rewards, weight }, row) => {
    const stated = normalized((LOGITS[row] as number[]).map(Math.exp));
    const optimal = normalized([...rewards].map((r) => Math.exp(r / 0.05)));
    optimal.forEach((q, percent) => {
      expect(gradient[row]?.[percent]).toBeCloseTo(3 * weight * ((stated[percent] as number) - q), 5);
    });
  });
});

test('by cross-entropy and by expected reward the same distribution is optimal', () => {
  const optimal = ROWS.map(({ rewards }) => [...rewards].map((r) => r / 0.05));
  for (const objective of ['cross-entropy', 'expected-reward'] as const) {
    const gradient = tf.tidy(() =>
      tf
        .grad((x) =>
          confidenceLoss(tf.logSoftmax(x) as tf.Tensor2D, ROWS, { ...BY_CROSS_ENTROPY, objective }),
        )(tf.tensor2d(optimal))
        .dataSync(),
    );
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-5);
  }
});

test('by cross-entropy an entropy bonus of 0 is refused', () => {
  expect(() =>
    confidenceLoss(tf.tensor2d(LOGITS), ROWS, { ...BY_CROSS_ENTROPY, entropyCoefficient: 0 }),
  ).toThrow('Expected `entropyCoefficient` to be above 0 with the objective cross-entropy');
});
