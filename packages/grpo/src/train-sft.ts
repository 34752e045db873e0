import { createRng, EchoError, type Prompt } from '@echo/core';
import { adapterParameters, type Policy, type TokenBatch } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import { type AdamWState, disposeAdamW, initAdamW } from './adamw.js';
import { applyGradients, assertFinite, type Update, type UpdateOptions } from './apply-gradients.js';
import { TRAIN_DEFAULTS } from './defaults.js';
import { disposeGradients, gradientsOf, type Parameters } from './gradients.js';
import { type Decay, learningRate } from './learning-rate.js';
import { nextTurn } from './next-turn.js';
import { tokenWeights } from './policy-loss.js';

/** A prompt and its target completion, for supervised fine-tuning. */
export interface SftExample {
  readonly prompt: Prompt;
  readonly completion: string;
}

export interface SftOptions {
  readonly policy: Policy;
  readonly examples: readonly SftExample[];
  /** 40 unless given. */
  readonly steps?: number;
  /** Examples a step; 8 unless given. */
  readonly batchSize?: number;
  /** After warm-up; 1.5e-4 unless given. */
  readonly learningRate?: number;
  readonly warmupSteps?: number;
  readonly decay?: Decay;
  readonly maxGradientNorm?: number;
  readonly weightDecay?: number;
  readonly seed?: number;
}

export interface SftStep {
  /** Counted from 1. */
  readonly step: number;
  /** Mean negative log-likelihood of a completion token, in nats. */
  readonly loss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
}

/**
 * Supervised fine-tuning (SFT) of the adapter by maximum likelihood; only completion tokens count.
 *
 * It teaches models the response format before GRPO. Throws `invalid-input` without examples, `not-finite`
 * when the loss is NaN or infinite.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { trainSft } from '@echo/grpo';
 * import { loadNano } from '@echo/nano/node';
 *
 * await loadBackend();
 * const policy = await loadNano({ seed: 1 });
 * const prompt = [{ role: 'user', content: '6 · 7?' }] as const;
 * const examples = [{ prompt, completion: '<confidence>90</confidence><answer>42</answer>' }];
 * for await (const { loss } of trainSft({ policy, examples, steps: 2 })) console.log(loss);
 * policy.dispose();
 * ```
 */
export async function* trainSft(options: SftOptions): AsyncGenerator<SftStep, void, void> {
  const { policy, examples, steps = TRAIN_DEFAULTS.sftSteps, batchSize = 8, seed = 0 } = options;
  if (examples.length === 0) throw new EchoError('invalid-input', 'Expected at least one example, got none.');
  const encoded = examples.map(
    ({ prompt, completion }) =>
      [policy.tokenizer.applyChatTemplate(prompt), policy.tokenizer.encode(completion)] as const,
  );
  const schedule = {
    peak: options.learningRate ?? TRAIN_DEFAULTS.learningRate,
    warmupSteps: options.warmupSteps ?? Math.min(20, Math.floor(steps / 10)),
    decay: options.decay ?? 'linear',
    totalSteps: steps,
  };
  const parameters = adapterParameters(policy.adapter);
  let optimizer = initAdamW(parameters);
  try {
    for (let step = 1; step <= steps; step++) {
      const batch = drawBatch(encoded, batchSize, seed, step);
      const rate = learningRate(schedule, step);
      const update = sftStep(
        { parameters, logProbs: (tokens) => logProbsOf(policy, tokens) },
        batch,
        optimizer,
        {
          learningRate: rate,
          maxGradientNorm: options.maxGradientNorm ?? 1,
          weightDecay: options.weightDecay ?? 0,
        },
      );
      optimizer = update.optimizer;
      yield { step, loss: update.loss, gradientNorm: update.gradientNorm, learningRate: rate };
      await nextTurn();
    }
  } finally {
    disposeAdamW(optimizer);
  }
}

/** Parameters, and the log-probs of completion tokens that are differentiable in them, [P · G, T]. */
export interface SftModel {
  readonly parameters: Parameters;
  readonly logProbs: (batch: TokenBatch) => tf.Tensor;
}

function logProbsOf(policy: Policy, { prompts, completions }: TokenBatch): tf.Tensor {
  return policy.score(prompts, [{ kind: 'log-probs', completions }])[0].logProbs;
}

/** One SFT update of a model on the completions of a batch, each token counting the same. */
export function sftStep(
  { parameters, logProbs }: SftModel,
  batch: TokenBatch,
  optimizer: AdamWState,
  options: UpdateOptions,
): Update & { readonly loss: number } {
  const lengths = batch.completions.flat().map((ids) => ids.length);
  const width = Math.max(...lengths);
  const { value, gradients } = gradientsOf(parameters, () => {
    const weights = tf.tensor2d(tokenWeights(lengths, width, 'token'), [lengths.length, width]);
    return tf.neg(tf.sum(tf.mul(logProbs(batch), weights)));
  });
  try {
    assertFinite(value, 'loss');
  } catch (error) {
    disposeGradients(gradients);
    throw error;
  }
  return { ...applyGradients(parameters, gradients, optimizer, options), loss: value };
}

/**
 * The examples of a step of supervised fine-tuning: every epoch is a shuffled pass.
 *
 * So each example is seen once before any is seen twice.
 */
export function drawBatch(
  encoded: readonly (readonly [Int32Array, Int32Array])[],
  size: number,
  seed: number | string,
  step: number,
): TokenBatch {
  const orders = new Map<number, readonly number[]>();
  const pick = Array.from({ length: size }, (_, i) => {
    const place = (step - 1) * size + i;
    const epoch = Math.floor(place / encoded.length);
    const order = orders.get(epoch) ?? epochOrder(encoded.length, seed, epoch);
    orders.set(epoch, order);
    return encoded[order[place % encoded.length] as number] as readonly [Int32Array, Int32Array];
  });
  return { prompts: pick.map(([prompt]) => prompt), completions: pick.map(([, completion]) => [completion]) };
}

function epochOrder(n: number, seed: number | string, epoch: number): number[] {
  return createRng(seed)
    .fork(`epoch ${epoch}`)
    .shuffle(Array.from({ length: n }, (_, i) => i));
}
