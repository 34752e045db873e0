/**
 * A batch of scripted replies of a tiny random model, with the loss and LoRA gradients of ECHO's `trainStep`.
 *
 * Usage: tsx frozen-batch.ts FOLDER. `check_frozen_batch.py FOLDER` compares the Python loss with them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '@echo/compute/node';
import { createRng, REPLY_ORDERS, type ReplyOrder } from '@echo/core';
import {
  completionCredit,
  confidenceTargets,
  confidenceTrie,
  disposeAdamW,
  initAdamW,
  type RolloutGroup,
  type StepOptions,
  trainStep,
} from '@echo/grpo';
import { parseResponse } from '@echo/parser';
import { adapterParameters, type Policy } from '@echo/policy';
import { loadPolicy, writePeftFolder, writeSafetensors } from '@echo/policy/node';
import { presets } from '@echo/reward';

/** A reply, and whether its answer counts as correct. */
type Reply = readonly [text: string, correct: boolean];

/** Groups of four: confidences of one to three digits, what the format does not allow, and nothing formed. */
const CONFIDENCE_FIRST: readonly (readonly Reply[])[] = [
  [
    ['<confidence>70</confidence><answer>Paris</answer>', true],
    ['<confidence>5</confidence><answer>Lyon</answer>', false],
    ['\n<confidence>100</confidence> <answer>Paris, in France</answer>', true],
    ['Paris, I think.', true],
  ],
  [
    ['<confidence>95</confidence><answer>41</answer>', false],
    ['<confidence>0</confidence><answer>40</answer>', false],
    ['<confidence>42</confidence><answer>', false],
    ['<confidence>80</confidence><answer>42</answer>', true],
  ],
  [
    ['It is 7.', true],
    ['<answer>7', true],
    ['<confidence>lots</confidence>', false],
    ['7', true],
  ],
];
const ANSWER_FIRST = CONFIDENCE_FIRST.map((group) =>
  group.map(([text, correct]): Reply => {
    const [, confidence = '', answer = ''] =
      /(<confidence>.*<\/confidence>) ?(<answer>.*<\/answer>)/.exec(text) ?? [];
    return [answer === '' ? text : answer + confidence, correct];
  }),
);
const QUESTIONS = ['Capital of France?', '6 · 7?', '3 + 4?'];

const OPTIONS = {
  reward: presets.honest,
  temperature: 0.8,
  clipRange: 0.2,
  klEstimator: 'k3',
  normalization: 'token',
  promptsPerMicroBatch: 2,
  // AdamW's first moment is then the gradient itself, and nothing moves.
  beta1: 0,
  learningRate: 0,
  maxGradientNorm: Infinity,
} as const satisfies Partial<StepOptions>;
/** Weight β of the KL, and the constants of the exact confidence gradient. */
const [KL, CONFIDENCE] = [0.05, { entropyCoefficient: 0.03, weight: 40 }];

const [folder = '.'] = process.argv.slice(2);
const model = fileURLToPath(new URL('../../packages/policy/fixtures/tiny-qwen2', import.meta.url));
await loadBackend();
const policy = await loadPolicy(model, { adapter: join(model, 'adapter') });
await writePeftFolder(join(folder, 'adapter'), policy.adapter, model);
const batches = await Promise.all(REPLY_ORDERS.map((order) => frozenBatch(policy, order)));
writeFileSync(join(folder, 'batches.json'), JSON.stringify({ model, batches }));
policy.dispose();

async function frozenBatch(policy: Policy, order: ReplyOrder) {
  const replies = order === 'answer-first' ? ANSWER_FIRST : CONFIDENCE_FIRST;
  const groups = withOldLogProbs(
    policy,
    replies.map((group, i) => groupOf(policy, QUESTIONS[i] ?? '', group)),
  );
  const exactConfidence = { ...CONFIDENCE, trie: confidenceTrie(policy.tokenizer) };
  const whole = { ...OPTIONS, order, exactConfidence, credit: completionCredit(), klCoefficient: KL };
  const exact = { ...whole, credit: completionCredit((rewards) => rewards.map(() => 0)), klCoefficient: 0 };
  const rollouts = groups.flatMap((group) => group.rollouts);
  const { tokenizer } = policy;
  const context = { step: groups, reward: OPTIONS.reward, tokenizer, order, targets: confidenceTargets(0) };
  return {
    order,
    temperature: OPTIONS.temperature,
    clipRange: OPTIONS.clipRange,
    kl: KL,
    ...CONFIDENCE,
    groupSize: groups[0]?.rollouts.length,
    prompts: groups.map(({ promptIds }) => [...promptIds]),
    completions: rollouts.map(({ completion }) => [...completion.tokenIds]),
    texts: rollouts.map(({ completion }) => completion.text),
    correct: rollouts.map(({ reward }) => reward.correct),
    rewards: rollouts.map(({ reward }) => reward.total),
    advantages: groups.flatMap((group) => whole.credit(group, context).map(([first]) => first)),
    oldLogProbs: rollouts.map(({ completion }) => [...completion.logProbs]),
    losses: {
      exact: await gradientsInto(`${order}.exact.safetensors`, policy, groups, exact),
      whole: await gradientsInto(`${order}.whole.safetensors`, policy, groups, whole),
    },
  };
}

function groupOf(policy: Policy, question: string, replies: readonly Reply[]): RolloutGroup {
  const { tokenizer } = policy;
  const rollouts = replies.map(([text, correct]) => {
    const [parsed, grade] = [parseResponse(text), { grade: Number(correct), correct }];
    return {
      completion: { text, tokenIds: tokenizer.encode(text) },
      result: { parsed, grade },
      reward: OPTIONS.reward({ parsed, grade }),
    };
  });
  const promptIds = tokenizer.applyChatTemplate([{ role: 'user', content: question }]);
  return { promptIds, rollouts } as unknown as RolloutGroup;
}

/** The groups with log-probs of sampling that put some probability ratios outside the clip range. */
function withOldLogProbs(policy: Policy, groups: readonly RolloutGroup[]): readonly RolloutGroup[] {
  const completions = groups.map(({ rollouts }) => rollouts.map(({ completion }) => completion.tokenIds));
  const prompts = groups.map(({ promptIds }) => promptIds);
  const { temperature } = OPTIONS;
  const [{ logProbs }] = policy.score(prompts, [{ kind: 'log-probs', completions }], { temperature });
  const rows = logProbs.arraySync() as number[][];
  logProbs.dispose();
  const rng = createRng('frozen batch');
  let row = 0;
  return groups.map((group) => ({
    ...group,
    rollouts: group.rollouts.map((rollout) => {
      const now = rows[row++]?.slice(0, rollout.completion.tokenIds.length) ?? [];
      const logProbs = Float32Array.from(now, (x) => x + 0.3 * rng.normal());
      return { ...rollout, completion: { ...rollout.completion, logProbs } };
    }),
  }));
}

/** Writes the gradients of a step, and returns its loss. */
async function gradientsInto(
  name: string,
  policy: Policy,
  groups: readonly RolloutGroup[],
  options: StepOptions,
): Promise<number> {
  const start = initAdamW(adapterParameters(policy.adapter));
  const { optimizer, stats } = await trainStep(policy, groups, start, options);
  const gradients = [...optimizer.moments].map(([parameter, { m }]) => {
    return [parameter, { shape: m.shape, data: m.dataSync() as Float32Array }] as const;
  });
  await writeSafetensors(join(folder, name), Object.fromEntries(gradients));
  disposeAdamW(optimizer);
  return stats.loss;
}
