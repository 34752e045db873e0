import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { formatConfidence } from '@echo/parser';
import type { Policy } from '@echo/policy';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConfidenceDistribution } from './confidence-distribution.js';

let policy: Policy;
beforeAll(async () => {
  await loadBackend();
  policy = withConfidenceDistribution(await loadNano());
});
afterAll(() => policy.dispose());

test.each([
  ['at once', 'confidence-first', ''],
  ['after an answer', 'answer-first', '<answer>Paris</answer>'],
] as const)('a confidence stated %s: as the likelihoods of 101 replies say', async (_, order, before) => {
  const [task] = builtinTasks('dev');
  if (!task) throw new Error('no task');
  const prompt = renderPrompt(task, { order });
  const distribution = await policy.confidenceDistribution?.(prompt, before);
  const replies = Array.from({ length: 101 }, (_, percent) => before + formatConfidence(percent / 100));
  const likelihoods = (await policy.logLikelihoods(prompt, replies)).map(Math.exp);
  const sum = likelihoods.reduce((total, p) => total + p, 0);
  expect(distribution).toHaveLength(101);
  likelihoods.forEach((p, percent) => {
    expect(distribution?.[percent]).toBeCloseTo(p / sum, 3);
  });
  expect(distribution?.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 5);
});
