import {
  type CreditAssignment,
  completionCredit,
  dcpoCredit,
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
import { goBack, newestWatched, openAccuracyGuard } from './accuracy-guard.js';
import type { RunConfig } from './config-schema.js';
import { lookAtHeldOut } from './evaluation-stage.js';
import { stopForFormat } from './format-stop.js';
import { goodCheckpoint } from './good-checkpoint.js';
import type { RunContext } from './run-context.js';
import type { WentBack } from './run-event.js';
import { openSelfPlay, type SelfPlay } from './self-play.js';
import { openEnvironments, type TrainingEnvironments } from './training-environments.js';

/** How GRPO has ended. */
export interface GrpoEnd {
  /** Given where the accuracy guard has stopped it. */
  readonly wentBack?: WentBack;
}

/**
 * GRPO from the newest checkpoint, or from the start; logs every step and saves checkpoints.
 *
 * Null when the signal asked for an early end: the step at hand is finished and saved. Where the accuracy
 * guard stops it, the policy is back at a checkpoint before. Throws `format-lost`, back at the last good
 * checkpoint, when the policy no longer keeps the response format.
 */
export async function runGrpo(run: RunContext): Promise<GrpoEnd | null> {
  const { config, policy, store } = run;
  const saved = (await store.checkpointSteps()).at(-1);
  const resume = saved === undefined ? initialTrainState(policy) : await store.loadCheckpoint(policy, saved);
  // The guard needs somewhere to go back to.
  if (saved === undefined && config.accuracyGuard > 0) await store.saveCheckpoint(policy, resume);
  const selfPlay = await openSelfPlay(run);
  const environments = await openEnvironments(run, selfPlay.weights);
  try {
    return await trainFrom(run, { resume, environments, selfPlay });
  } finally {
    await environments.close();
  }
}

interface Training {
  readonly resume: TrainState;
  readonly environments: TrainingEnvironments;
  readonly selfPlay: SelfPlay;
}

async function trainFrom(
  run: RunContext,
  { resume, environments, selfPlay }: Training,
): Promise<GrpoEnd | null> {
  const { config, policy, store, onEvent, signal } = run;
  const guard = await openAccuracyGuard(run);
  let last = resume.step;
  let hasCollapsed = false;
  await run.beforeStep?.();
  let started = performance.now();
  for await (const { groups, state, ...numbers } of train(trainOptions(run, resume, environments))) {
    last = numbers.step;
    const seconds = (performance.now() - started) / 1000;
    const isDue = config.evalEvery > 0 && last % config.evalEvery === 0 && last < config.steps;
    const event = {
      ...numbers,
      seconds,
      ...selfPlay.observe(groups),
      ...(isDue && (await lookAtHeldOut(run))),
      ...(await guard.look(last)),
    };
    await store.appendEvent(event);
    run.onRollouts?.(groups);
    onEvent({ kind: 'step', event, of: config.steps });
    if (config.formatGuard && formatVerdict(state.format) !== 'kept')
      await stopForFormat(run, state.format, last);
    hasCollapsed = guard.hasCollapsed(event);
    if (hasCollapsed) break;
    const ending = signal.aborted || last === config.steps;
    if (ending || last % config.checkpointEvery === 0) {
      await store.saveCheckpoint(policy, state);
      await pruneCheckpoints(run, state.format.start);
    }
    if (ending) break;
    await run.beforeStep?.();
    if (signal.aborted) {
      await store.saveCheckpoint(policy, state);
      break;
    }
    started = performance.now();
  }
  if (hasCollapsed) return { wentBack: await goBack(run, last) };
  return last === config.steps ? {} : null;
}

/** The credit assignment of each name; the exact confidence gradient leaves the other tokens to the first. */
const CREDITS: Readonly<Record<RunConfig['credit'], CreditAssignment>> = {
  exact: completionCredit(),
  segment: segmentCredit,
  completion: completionCredit(),
  dcpo: dcpoCredit,
};

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
    order: config.order,
    ...(config.ownVerdict !== null && { ownVerdict: config.ownVerdict }),
    successRate: config.successRate,
    credit: CREDITS[config.credit],
    exactConfidence: config.credit === 'exact' && exactConfidenceOf(config),
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
    objective: config.confidenceObjective,
    entropyCoefficient: entropyCoefficient(entropy, step),
    weight: config.confidenceWeight,
    explorationFloor: config.explorationFloor,
  });
}

/**
 * Keeps the newest two checkpoints, that of step 0, which is what a resumed run compares with, and the newest
 * that the guards would go back to.
 *
 * `start` is the share of well-formed completions before the first update, null while it is not known.
 */
async function pruneCheckpoints({ config, store }: RunContext, start: number | null): Promise<void> {
  const steps = (await store.checkpointSteps()).filter((step) => step > 0);
  const wellFormed =
    config.formatGuard && start !== null ? goodCheckpoint(steps, await store.events(), start) : null;
  const watched = config.accuracyGuard > 0 ? newestWatched(steps, config.checkpointEvery) : null;
  for (const step of steps.slice(0, -2))
    if (step !== wellFormed && step !== watched) await store.removeCheckpoint(step);
}
