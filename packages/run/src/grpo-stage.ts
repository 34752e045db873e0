import {
  type ExactConfidence,
  entropyCoefficient,
  formatVerdict,
  initialTrainState,
  segmentCredit,
  type TrainOptions,
  type TrainState,
  train,
} from '@echo/grpo';
import { rewardByName } from '@echo/reward';
import type { RunConfig } from './config-schema.js';
import { lookAtHeldOut } from './evaluation-stage.js';
import { stopForFormat } from './format-stop.js';
import { goodCheckpoint } from './good-checkpoint.js';
import type { RunContext } from './run-context.js';
import type { RunStore } from './run-store.js';
import { openEnvironments, type TrainingEnvironments } from './training-environments.js';

/**
 * GRPO from the newest checkpoint, or from the start; logs every step and saves checkpoints.
 *
 * False when the signal asked for an early end: the step at hand is finished and saved. Throws `format-lost`,
 * back at the last good checkpoint, when the policy no longer keeps the response format.
 */
export async function runGrpo(run: RunContext): Promise<boolean> {
  const { policy, store } = run;
  const saved = (await store.checkpointSteps()).at(-1);
  const resume = saved === undefined ? initialTrainState(policy) : await store.loadCheckpoint(policy, saved);
  const environments = await openEnvironments(run);
  try {
    return await trainFrom(run, resume, environments);
  } finally {
    await environments.close();
  }
}

async function trainFrom(
  run: RunContext,
  resume: TrainState,
  environments: TrainingEnvironments,
): Promise<boolean> {
  const { config, policy, store, onEvent, signal } = run;
  let started = performance.now();
  let last = resume.step;
  for await (const { groups, state, ...numbers } of train(trainOptions(run, resume, environments))) {
    last = numbers.step;
    const seconds = (performance.now() - started) / 1000;
    const isDue = config.evalEvery > 0 && last % config.evalEvery === 0 && last < config.steps;
    const event = { ...numbers, seconds, ...(isDue && (await lookAtHeldOut(run))) };
    started = performance.now();
    await store.appendEvent(event);
    onEvent({ kind: 'step', event, of: config.steps });
    if (config.formatGuard && formatVerdict(state.format) !== 'kept')
      await stopForFormat(run, state.format, last);
    const ending = signal.aborted || last === config.steps;
    if (ending || last % config.checkpointEvery === 0) {
      await store.saveCheckpoint(policy, state);
      await pruneCheckpoints(store, config.formatGuard ? state.format.start : null);
    }
    if (ending) break;
  }
  return last === config.steps;
}

/** The options of `train` that a configuration means. */
function trainOptions(
  { config, policy }: RunContext,
  resume: TrainState,
  { environment }: TrainingEnvironments,
): TrainOptions {
  return {
    policy,
    environment,
    reward: rewardByName(config.reward),
    steps: config.steps,
    seed: config.seed,
    promptsPerStep: config.prompts,
    groupSize: config.group,
    learningRate: config.learningRate,
    temperature: config.temperature,
    topP: config.topP,
    maxTokens: config.maxTokens,
    klCoefficient: config.klCoefficient,
    klEstimator: config.klEstimator,
    normalization: config.normalization,
    ...(config.microBatch !== null && { promptsPerMicroBatch: config.microBatch }),
    curriculum: config.curriculum,
    ...(config.credit === 'segment' && { credit: segmentCredit }),
    exactConfidence: config.credit === 'exact-confidence' && exactConfidenceOf(config),
    // The run stops by itself, at a checkpoint.
    formatGuard: false,
    resume,
  };
}

/** The exact confidence gradient of each step. */
function exactConfidenceOf(config: RunConfig) {
  const entropy = {
    from: config.entropyCoefficient,
    to: config.finalEntropyCoefficient,
    totalSteps: config.steps,
  };
  return (step: number): ExactConfidence => ({
    entropyCoefficient: entropyCoefficient(entropy, step),
    weight: config.confidenceWeight,
  });
}

/**
 * Keeps the newest two checkpoints, that of step 0, which is what a resumed run compares with, and the newest
 * that is known to keep the format.
 */
async function pruneCheckpoints(store: RunStore, start: number | null): Promise<void> {
  const steps = (await store.checkpointSteps()).filter((step) => step > 0);
  const good = start === null ? null : goodCheckpoint(steps, await store.events(), start);
  for (const step of steps.slice(0, -2)) if (step !== good) await store.removeCheckpoint(step);
}
