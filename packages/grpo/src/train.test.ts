import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawTensorCount } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import { createEnvironment } from '@echo/env';
import { loadNano } from '@echo/nano/node';
import { adapterParameters, type LogProbsScore, type Policy } from '@echo/policy';
import { type GroupRewardFunction, presets } from '@echo/reward';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confidenceDistribution } from './confidence-distribution.js';
import { confidenceTrie } from './confidence-trie.js';
import { completionCredit } from './credit.js';
import { entropyCoefficient } from './entropy-schedule.js';
import { loadTrainState, saveTrainState } from './node/save-train-state.js';
import { type TrainStep, train } from './train.js';
import type { TrainOptions } from './train-options.js';

const tasks = builtinTasks('dev')
  .filter((task) => task.difficulty === 'easy')
  .slice(0, 50);
const environment = () => createEnvironment({ tasks, reward: presets.honest });
let folder: string;

beforeAll(async () => {
  await loadBackend();
  folder = await mkdtemp(join(tmpdir(), 'echo-train-'));
});
afterAll(() => rm(folder, { recursive: true }));

const small = {
  environment,
  reward: presets.honest,
  steps: 4,
  seed: 5,
  promptsPerStep: 2,
  groupSize: 3,
  learningRate: 1e-3,
  maxTokens: 12,
  topP: 1,
  temperature: 1,
  exactConfidence: false,
} as const;

const EXACT = { entropyCoefficient: 0.03, weight: 40 };

type Numbers = Omit<TrainStep, 'groups' | 'state'>;

async function run(
  policy: Policy,
  options: Partial<TrainOptions> = {},
  visit?: (step: TrainStep) => Promise<void>,
): Promise<Numbers[]> {
  const numbers: Numbers[] = [];
  for await (const step of train({ policy, ...small, ...options })) {
    const { groups, state, ...rest } = step;
    numbers.push(rest);
    await visit?.(step);
  }
  return numbers;
}

const weights = (policy: Policy) =>
  [...adapterParameters(policy.adapter)].map(([name, v]) => [name, [...v.dataSync()]]);

test('the exact KL is 0 before the first update, and its weight holds the policy back', async () => {
  const [loose, tight] = await Promise.all([loadNano(), loadNano()]);
  const options = { klEstimator: 'exact', steps: 8, learningRate: 2e-2, formatGuard: false } as const;
  const free = await run(loose, { ...options, klCoefficient: 1e-6 });
  const held = await run(tight, { ...options, klCoefficient: 20 });
  expect(free[0]?.kl).toBeCloseTo(0, 6);
  expect(Math.min(...free.map(({ kl }) => kl))).toBeGreaterThan(-1e-6);
  const moved = (steps: readonly Numbers[]) => steps.reduce((sum, { kl }) => sum + kl, 0);
  expect(moved(free)).toBeGreaterThan(2 * moved(held));
  loose.dispose();
  tight.dispose();
});

test('the same seed gives the same numbers, another seed others', async () => {
  const [first, again, other] = [await loadNano(), await loadNano(), await loadNano()];
  const numbers = await run(first);
  expect(await run(again)).toEqual(numbers);
  expect(weights(again)).toEqual(weights(first));
  expect(await run(other, { seed: 6 })).not.toEqual(numbers);
  for (const policy of [first, again, other]) policy.dispose();
});

test.each([
  ['with a curriculum and a KL', { curriculum: true, klCoefficient: 0.05 }],
  ['learning by likelihood', { successRate: 'likelihood', promptsPerStep: 24, exactConfidence: EXACT }],
] as const)(
  'stopped, saved, and resumed in a new policy, the rest is the same to the digit: %s',
  async (_, given) => {
    const options: Partial<TrainOptions> = given;
    const alone = await loadNano();
    const numbers = await run(alone, options);
    const stopped = await loadNano();
    const checkpoint = await mkdtemp(join(folder, 'step-2-'));
    for await (const step of train({ policy: stopped, ...small, ...options })) {
      if (step.step < 2) continue;
      await saveTrainState(checkpoint, stopped, step.state, { baseModel: 'nano' });
      break;
    }
    const resumed = await loadNano({ seed: 'another fresh adapter' });
    const resume = await loadTrainState(checkpoint, resumed);
    const sampled = 2 * (options.promptsPerStep ?? small.promptsPerStep) * small.groupSize;
    expect(resume.format.recent).toHaveLength(sampled);
    expect(resume.outcomes.length > 100).toBe(options.successRate === 'likelihood');
    expect(await run(resumed, { ...options, resume })).toEqual(numbers.slice(2));
    expect(weights(resumed)).toEqual(weights(alone));
    for (const policy of [alone, stopped, resumed]) policy.dispose();
  },
);

test('from the first sixty answers on, the likelihood decides what the confidence is trained towards', async () => {
  const [byGroup, byLikelihood] = [await loadNano(), await loadNano()];
  const options = { steps: 3, promptsPerStep: 12, exactConfidence: EXACT } as const;
  const ofGroup = await run(byGroup, options);
  const ofLikelihood = await run(byLikelihood, { ...options, successRate: 'likelihood' });
  // 36 answers a step: the third step has 72 to learn from.
  expect(ofLikelihood.slice(0, 2)).toEqual(ofGroup.slice(0, 2));
  expect(ofLikelihood[2]?.loss).not.toBe(ofGroup[2]?.loss);
  for (const policy of [byGroup, byLikelihood]) policy.dispose();
});

test('trained towards the reference, the policy comes to write what the reference states on average', async () => {
  const policy = await loadNano();
  policy.freezeReference();
  const trie = confidenceTrie(policy.tokenizer);
  const prompts = builtinTasks('dev')
    .slice(0, 40)
    .map((task) => renderPrompt(task));
  const read = () =>
    prompts.map((prompt) => {
      const distribution = confidenceDistribution(policy, trie, prompt);
      const mode = distribution.indexOf(Math.max(...distribution)) / 100;
      return { mode, mean: distribution.reduce((sum, p, percent) => sum + (p * percent) / 100, 0) };
    });
  const before = read();
  await run(policy, {
    ...{ steps: 25, promptsPerStep: 16, groupSize: 2, learningRate: 3e-3, temperature: 1 },
    successRate: 'reference',
    exactConfidence: { objective: 'cross-entropy', entropyCoefficient: 0.002, weight: 8 },
  });
  const distance = (after: readonly { readonly mode: number }[]) =>
    after.reduce((sum, { mode }, i) => sum + Math.abs(mode - (before[i]?.mean ?? 0)), 0) / after.length;
  expect(distance(read())).toBeLessThan(0.5 * distance(before));
  policy.dispose();
});

/**
 * Adam's first steps have the size of the learning rate whatever the gradient, so that rounding shows where
 * it is nearly none.
 */
function expectMovedAlike(one: Policy, other: Policy): void {
  const pairs = weights(one).map(([name, values], i) => [name, values, weights(other)[i]?.[1]] as const);
  for (const [name, a, b] of pairs) {
    if (!String(name).includes('lora_B')) continue;
    const moved = Math.max(...(a as number[]).map(Math.abs));
    const apartBy = (a as number[]).filter(
      (x, i) => Math.abs(x - ((b as number[])[i] as number)) > 0.1 * moved,
    ).length;
    expect(apartBy / (a as number[]).length).toBeLessThan(0.02);
  }
}

test('gradients accumulated prompt by prompt move the adapter as those of all at once', async () => {
  const [together, apart] = [await loadNano(), await loadNano()];
  await run(together, { steps: 1, warmupSteps: 0 });
  await run(apart, { steps: 1, warmupSteps: 0, promptsPerMicroBatch: 1 });
  expectMovedAlike(together, apart);
  together.dispose();
  apart.dispose();
});

test('an update that reuses the activations of sampling is the one that recomputes them', async () => {
  const [from, again] = [await loadNano(), await loadNano()];
  const kept: boolean[] = [];
  const watching: Policy = {
    ...from,
    sample: async (prompts, options) => {
      const samples = await from.sample(prompts, options);
      kept.push(samples.activations !== null);
      return samples;
    },
  };
  await run(watching, { steps: 1, warmupSteps: 0, updatesPerStep: 2 });
  await run(
    {
      ...again,
      sample: (p, options) => again.sample(p, { ...options, keepActivations: false }),
    },
    { steps: 1, warmupSteps: 0, updatesPerStep: 2 },
  );
  expect(kept).toEqual([true]);
  expectMovedAlike(from, again);
  from.dispose();
  again.dispose();
});

test('prompts that do not fit into memory together go one by one', async () => {
  const [one, short] = [await loadNano(), await loadNano()];
  await run(one, { steps: 2, promptsPerMicroBatch: 1 });
  const recomputing: Policy = {
    ...short,
    sample: (prompts, options) => short.sample(prompts, { ...options, keepActivations: false }),
    microBatches: (prompts, continuations, options) =>
      short.microBatches(prompts, continuations, { ...options, maxPrompts: 1 }),
  };
  await run(recomputing, { steps: 2 });
  expect(weights(short)).toEqual(weights(one));
  one.dispose();
  short.dispose();
});

test('a step leaks no tensor', async () => {
  const before = [tf.memory().numTensors, rawTensorCount()];
  const policy = await loadNano();
  const during: number[] = [];
  await run(policy, { klCoefficient: 0.05 }, async () => {
    during.push(tf.memory().numTensors);
  });
  expect(new Set(during).size).toBe(1);
  policy.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
});

test('statistics: on policy no token is clipped, entropy is positive, a group reward replaces the environment’s', async () => {
  const policy = await loadNano();
  const constant: GroupRewardFunction = (group) =>
    group.map(() => ({ total: 0.25, correct: true, components: [] }));
  const numbers = await run(policy, { steps: 1, groupReward: constant });
  expect(numbers[0]).toMatchObject({
    step: 1,
    phase: null,
    reward: 0.25,
    rewardStd: 0,
    accuracy: 1,
    overconfidenceRate: null,
    clipFraction: 0,
    kl: expect.closeTo(0, 7),
    zeroVarianceGroups: 1,
  });
  expect(numbers[0]?.entropy).toBeGreaterThan(0);
  policy.dispose();
});

test('NaN is refused before the adapter moves', async () => {
  const policy = await loadNano();
  const before = weights(policy);
  const broken: Policy = {
    ...policy,
    score: (...asked) => {
      const [first] = policy.score(...asked) as readonly [LogProbsScore];
      return [{ ...first, logProbs: tf.mul(first.logProbs, Number.NaN) }] as never;
    },
  };
  await expect(run(broken)).rejects.toMatchObject({ code: 'not-finite' });
  expect(weights(policy)).toEqual(before);
  policy.dispose();
});

test.each([
  [{ steps: 0 }, '`steps`'],
  [{ groupSize: 1.5 }, '`groupSize`'],
  [{ temperature: 0 }, '`temperature`'],
  [{ groupSize: 1 }, '`groupSize`'],
  [{ learningRate: Number.NaN }, '`learningRate`'],
  [{ klCoefficient: -1 }, '`klCoefficient`'],
  [{ clipRange: -1 }, '`clipRange`'],
  [{ promptsPerMicroBatch: 0 }, '`promptsPerMicroBatch`'],
])('%o is refused', async (options, name) => {
  const policy = await loadNano();
  await expect(run(policy, options)).rejects.toThrow(name);
  policy.dispose();
});

test('a checkpoint that is damaged, or of another adapter, is refused and the policy stays as it was', async () => {
  const policy = await loadNano();
  const checkpoint = join(folder, 'damaged');
  for await (const step of train({ policy, ...small, steps: 1 }))
    await saveTrainState(checkpoint, policy, step.state, { baseModel: 'nano' });
  expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  const narrow = await loadNano({ lora: { rank: 2 } });
  const before = weights(narrow);
  await expect(loadTrainState(checkpoint, narrow)).rejects.toMatchObject({ code: 'config-mismatch' });
  expect(weights(narrow)).toEqual(before);
  await expect(loadTrainState(join(folder, 'nowhere'), policy)).rejects.toMatchObject({ code: 'not-found' });
  await writeFile(join(checkpoint, 'state.json'), '{"step":');
  await expect(loadTrainState(checkpoint, policy)).rejects.toMatchObject({ code: 'corrupt-file' });
  policy.dispose();
  narrow.dispose();
});

test('by default the confidence is trained by its exact gradient, unless a credit is given', async () => {
  const { exactConfidence: _, ...byDefault } = { ...small, steps: 2 };
  const numbersOf = async (options: Partial<TrainOptions>): Promise<Numbers[]> => {
    const policy = await loadNano();
    const numbers: Numbers[] = [];
    for await (const { groups, state, ...rest } of train({ policy, ...byDefault, ...options }))
      numbers.push(rest);
    policy.dispose();
    return numbers;
  };
  const exact = await numbersOf({});
  const entropy = { from: 0.03, to: 0.002, totalSteps: 2 };
  const spelledOut = (step: number) => ({
    entropyCoefficient: entropyCoefficient(entropy, step),
    weight: 40,
  });
  expect(await numbersOf({ exactConfidence: spelledOut })).toEqual(exact);
  const plain = await numbersOf({ exactConfidence: false });
  expect(plain).not.toEqual(exact);
  expect(await numbersOf({ credit: completionCredit() })).toEqual(plain);
});

test('a policy that has lost the format is not trained on, unless told to', async () => {
  const before = [tf.memory().numTensors, rawTensorCount()];
  const policy = await loadNano();
  const absurd = {
    steps: 12,
    groupSize: 4,
    promptsPerStep: 4,
    learningRate: 0.3,
    warmupSteps: 0,
    maxTokens: 24,
  };
  const shares: number[] = [];
  const lost = run(policy, absurd, async ({ formatRate }) => {
    shares.push(formatRate);
  });
  await expect(lost).rejects.toMatchObject({
    code: 'format-lost',
    message: expect.stringMatching(/lower learning rate, alpha or temperature/),
  });
  expect(shares[0]).toBeGreaterThan(0.5);
  expect(shares.at(-1)).toBeLessThan(0.5);
  expect(shares.length).toBeLessThan(12);
  policy.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  const again = await loadNano();
  expect(await run(again, { ...absurd, formatGuard: false })).toHaveLength(12);
  again.dispose();
});

test('a policy that does not know the format is refused at its first step', async () => {
  const policy = await loadNano();
  const cutOff = run(policy, { groupSize: 4, promptsPerStep: 4, maxTokens: 2 });
  await expect(cutOff).rejects.toMatchObject({
    code: 'format-lost',
    message: expect.stringMatching(
      /^Only 0 % of the last 16 completions .* before the update of step 1; teach/,
    ),
  });
  policy.dispose();
});
