import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@echo/core';
import { disposeGradients, gradientsOf, k3, policyLoss, tokenWeights } from '@echo/grpo';
import { adapterParameters, assignAdapter, type Policy, type TokenBatch } from '@echo/policy';
import { writePeftFolder, writeSafetensors } from '@echo/policy/node';
import * as tf from '@tensorflow/tfjs-core';
import { forcedPolicy } from './forced-policy.js';
import type { Job } from './settings.js';

/** A batch both sides compute the loss of; what is by completion or token is [P·G] and [P·G][·]. */
interface FrozenBatch {
  readonly prompts: readonly (readonly number[])[];
  readonly completions: readonly (readonly (readonly number[])[])[];
  readonly oldLogProbs: readonly (readonly number[])[];
  readonly advantages: readonly number[];
}

/**
 * Writes an adapter, a batch of completions and our gradients into `folder`.
 *
 * The adapter is not zero (adapter/), the completions are of unequal length (batch.json), and gradients have
 * one file for each β (ours-0.safetensors …). Returns our losses.
 */
export async function checkGradients({
  model,
  folder,
  settings,
  prompts,
  betas,
}: Extract<Job, { part: 'check' }>): Promise<readonly number[]> {
  const policy = await forcedPolicy(model, settings);
  const rng = createRng('frozen batch');
  const random = new Map(
    [...adapterParameters(policy.adapter)].map(([name, { shape, size }]) => {
      const values = rng.fork(name);
      return [name, { shape, data: Float32Array.from({ length: size }, () => values.normal() * 0.02) }];
    }),
  );
  assignAdapter(policy.adapter, random);
  await writePeftFolder(join(folder, 'adapter'), policy.adapter, model);
  const { temperature } = settings;
  const groups = await policy.completeGroups(prompts, {
    n: settings.groupSize,
    temperature,
    topP: 1,
    maxTokens: settings.completionTokens,
  });
  const cut = groups.map((group) =>
    group.map(({ tokenIds, logProbs }) => {
      const length = 1 + rng.int(tokenIds.length);
      return { ids: tokenIds.slice(0, length), logProbs: logProbs.slice(0, length) };
    }),
  );
  const batch: FrozenBatch = {
    prompts: prompts.map((prompt) => [...policy.tokenizer.applyChatTemplate(prompt)]),
    completions: cut.map((group) => group.map(({ ids }) => [...ids])),
    oldLogProbs: cut.flat().map(({ logProbs }) => Array.from(logProbs, (x) => x + 0.3 * rng.normal())),
    advantages: cut.flat().map(() => rng.normal()),
  };
  writeFileSync(join(folder, 'batch.json'), JSON.stringify(batch));
  const tokens: TokenBatch = {
    prompts: batch.prompts.map((ids) => Int32Array.from(ids)),
    completions: cut.map((group) => group.map(({ ids }) => ids)),
  };
  const losses: number[] = [];
  for (const beta of betas) {
    const { value, gradients } = lossAndGradients(policy, tokens, batch, { ...settings, beta });
    losses.push(value);
    const stored = Object.fromEntries(
      [...gradients].map(([name, g]) => [name, { shape: g.shape, data: g.dataSync() as Float32Array }]),
    );
    await writeSafetensors(join(folder, `ours-${beta}.safetensors`), stored);
    disposeGradients(gradients);
  }
  return losses;
}

/** The gradients as `trainStep` computes them. */
function lossAndGradients(
  policy: Policy,
  tokens: TokenBatch,
  { oldLogProbs, advantages }: FrozenBatch,
  { beta, temperature, clipRange }: { beta: number; temperature: number; clipRange: number },
) {
  const lengths = oldLogProbs.map((row) => row.length);
  const width = Math.max(...lengths);
  const shape: [number, number] = [lengths.length, width];
  const padded = (rows: readonly (readonly number[])[]) =>
    tf.tensor2d(
      rows.flatMap((row) => [...row, ...new Array<number>(width - row.length).fill(0)]),
      shape,
    );
  const asked = [{ kind: 'log-probs', completions: tokens.completions }] as const;
  const [{ logProbs: reference }] = policy.score(tokens.prompts, asked, { temperature, byReference: true });
  const result = gradientsOf(adapterParameters(policy.adapter), () => {
    const [{ logProbs }] = policy.score(tokens.prompts, asked, { temperature });
    return policyLoss(
      {
        logProbs,
        oldLogProbs: padded(oldLogProbs),
        advantages: padded(advantages.map((a) => new Array<number>(width).fill(a))),
        weights: tf.tensor2d(tokenWeights(lengths, width, 'token'), shape),
        kl: k3(logProbs, reference),
      },
      { clipRange, klCoefficient: beta },
    );
  });
  reference.dispose();
  return result;
}
