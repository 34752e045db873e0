/**
 * GRPO in one file: everything that `train` of @echo/grpo does in its plain form, top to bottom, with the
 * same numbers.
 *
 * Left out, because the library has it: micro-batches, resuming, the exact confidence gradient, credit by
 * segment, the exact KL, the curriculum. Shapes: P prompts, G completions of each, T tokens of the longest
 * completion, B = P · G.
 */
import { pathToFileURL } from 'node:url';
import { loadBackend } from '@echo/compute/node';
import { type Completion, createRng, stopSequences } from '@echo/core';
import { createEnvironment, type StepResult } from '@echo/env';
import { loadNano } from '@echo/nano/node';
import { adapterParameters, type Policy } from '@echo/policy';
import type { Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';

const PROMPTS = 4; // P
const GROUP = 4; // G
const TEMPERATURE = 0.8;
const CLIP = 0.2; // ε
const BETA = 0.05; // weight of the KL to the reference policy
const PEAK_RATE = 2e-3;
const MAX_NORM = 1;

interface Rollout {
  readonly promptIds: Int32Array;
  readonly completion: Completion;
  readonly result: StepResult;
}

/** One step of training, as logged. */
export interface LoggedStep {
  readonly step: number;
  readonly reward: number;
  readonly accuracy: number;
  readonly loss: number;
  readonly gradientNorm: number;
}

/** Trains the policy's adapter on these tasks for some steps, and yields what each step came to. */
export async function* grpo(policy: Policy, tasks: readonly Task[], steps: number, seed: number) {
  const parameters = adapterParameters(policy.adapter);
  const zeros = () =>
    [...parameters].map(([name, p]) => [name, tf.variable(tf.zerosLike(p), false)] as const);
  const firstMoments = new Map(zeros());
  const secondMoments = new Map(zeros());

  for (let step = 1; step <= steps; step++) {
    // Rollouts: each question is posed to G environments, each completion is graded and paid by its own.
    const questions = createRng(seed).fork(`questions of step ${step}`);
    const episodes = await Promise.all(
      Array.from({ length: PROMPTS }, async () => {
        const reset = { seed: questions.int(2 ** 31) };
        const environments = Array.from({ length: GROUP }, () => createEnvironment({ tasks }));
        const observations = await Promise.all(environments.map((environment) => environment.reset(reset)));
        return { environments, prompt: observations[0]?.prompt ?? [] };
      }),
    );
    const { groups: completions, activations } = await policy.sample(
      episodes.map(({ prompt }) => prompt),
      {
        n: GROUP,
        temperature: TEMPERATURE,
        topP: 0.95,
        topK: 0,
        maxTokens: 64,
        stop: stopSequences(),
        seed: `${seed}/step ${step}`,
        keepActivations: true, // the update starts from what sampling has computed
      },
    );
    const sampled: Rollout[][] = await Promise.all(
      episodes.map(({ environments, prompt }, p) =>
        Promise.all(
          environments.map(async (environment, g) => {
            const completion = completions[p]?.[g] as Completion;
            const result = await environment.step({ response: completion.text });
            return { promptIds: policy.tokenizer.applyChatTemplate(prompt), completion, result };
          }),
        ),
      ),
    );
    const order = [...sampled.keys()].sort((a, b) => longest(sampled[a] ?? []) - longest(sampled[b] ?? []));
    const groups = order.map((p) => sampled[p] as Rollout[]);

    // Advantages: the reward less the mean of its group, the same for every token of the completion.
    const rollouts = groups.flat();
    const lengths = rollouts.map(({ completion }) => completion.tokenIds.length);
    const T = Math.max(...lengths);
    const shape: [number, number] = [rollouts.length, T]; // [B, T]
    const oldLogProbs = new Float32Array(rollouts.length * T);
    const advantages = new Float32Array(rollouts.length * T);
    const weights = new Float32Array(rollouts.length * T); // each token of the step counts the same; padding counts 0
    const tokens = lengths.reduce((sum, n) => sum + n, 0);
    rollouts.forEach(({ completion, result }, row) => {
      const group = groups[Math.floor(row / GROUP)] as Rollout[];
      const end = row * T + completion.tokenIds.length;
      oldLogProbs.set(completion.logProbs, row * T);
      advantages.fill(result.reward - mean(group.map((rollout) => rollout.result.reward)), row * T, end);
      weights.fill(1 / tokens, row * T, end);
    });

    // Loss: the clipped surrogate, and the k3 estimate of the KL to the base model without its adapter.
    const prompts = groups.map(([first]) => (first as Rollout).promptIds);
    const batch = groups.map((group) => group.map(({ completion }) => completion.tokenIds));
    const asked = [{ kind: 'log-probs', completions: batch }] as const;
    const options = { temperature: TEMPERATURE };
    const [{ logProbs: reference }] = policy.score(prompts, asked, { ...options, byReference: true });
    const reused = activations && { activations: { cache: activations, groups: order } };
    const { value, grads } = tf.tidy(() =>
      tf.variableGrads(() => {
        const [{ logProbs }] = policy.score(prompts, asked, { ...options, ...reused });
        const A = tf.tensor2d(advantages, shape);
        const ratio = tf.exp(tf.sub(logProbs, tf.tensor2d(oldLogProbs, shape))); // ρ, 1 on the first update
        const clipped = tf.clipByValue(ratio, 1 - CLIP, 1 + CLIP);
        const surrogate = tf.minimum(tf.mul(ratio, A), tf.mul(clipped, A));
        const d = tf.sub(reference, logProbs);
        const kl = tf.sub(tf.sub(tf.exp(d), d), 1); // k3: never negative, unbiased
        const perToken = tf.sub(tf.mul(kl, BETA), surrogate);
        return tf.sum(tf.mul(perToken, tf.tensor2d(weights, shape))) as tf.Scalar;
      }, [...parameters.values()]),
    );
    const loss = value.dataSync()[0] as number;
    tf.dispose([value, reference]);

    // Update: the joint norm of the gradient is clipped; AdamW's rate rises and falls linearly.
    const gradients = new Map(
      [...parameters].map(([name, variable]) => [name, grads[variable.name] as tf.Tensor]),
    );
    const gradientNorm = tf.tidy(() =>
      Math.sqrt(tf.addN([...gradients.values()].map((g) => tf.sum(tf.square(g)))).dataSync()[0] as number),
    );
    const scale = gradientNorm > MAX_NORM ? MAX_NORM / gradientNorm : 1;
    const rate = learningRate(step, steps) / (1 - 0.9 ** step);
    const rootCorrection = 1 / Math.sqrt(1 - 0.999 ** step);
    for (const [name, parameter] of parameters) {
      const [m, v] = [firstMoments.get(name), secondMoments.get(name)] as [tf.Variable, tf.Variable];
      tf.tidy(() => {
        const gradient = gradients.get(name) as tf.Tensor;
        const g = scale === 1 ? gradient : tf.mul(gradient, scale);
        m.assign(tf.add(tf.mul(m, 0.9), tf.mul(g, 1 - 0.9)));
        v.assign(tf.add(tf.mul(v, 0.999), tf.mul(tf.square(g), 1 - 0.999)));
        const direction = tf.div(m, tf.add(tf.mul(tf.sqrt(v), rootCorrection), 1e-8));
        parameter.assign(tf.sub(parameter, tf.mul(direction, rate)));
      });
    }
    tf.dispose([...gradients.values()]);
    activations?.dispose();

    yield {
      step,
      reward: mean(rollouts.map(({ result }) => result.reward)),
      accuracy: mean(rollouts.map(({ result }) => Number(result.grade.correct))),
      loss,
      gradientNorm,
    } satisfies LoggedStep;
  }
  tf.dispose([...firstMoments.values(), ...secondMoments.values()]);
}

/** Rises over a tenth of the steps, at most 20, and falls linearly to 0 after the last. */
function learningRate(step: number, steps: number): number {
  const warmup = Math.min(20, Math.floor(steps / 10));
  if (step <= warmup) return (PEAK_RATE * step) / warmup;
  return PEAK_RATE * (1 - Math.min(1, (step - warmup - 1) / Math.max(1, steps - warmup)));
}

/** Tokens of the longest sequence of a group. */
function longest(group: readonly Rollout[]): number {
  return (group[0]?.promptIds.length ?? 0) + Math.max(...group.map((r) => r.completion.tokenIds.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await loadBackend();
  const policy = await loadNano({ seed: 1 });
  for await (const { step, reward, accuracy, loss, gradientNorm } of grpo(policy, builtinTasks('dev'), 10, 1))
    console.log(
      `step ${step}  reward ${reward.toFixed(3)}  correct ${(100 * accuracy).toFixed(0)} %  loss ${loss.toFixed(4)}  gradient ${gradientNorm.toFixed(3)}`,
    );
}
