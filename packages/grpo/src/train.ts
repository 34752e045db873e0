import { createRng, stopSequences } from '@echo/core';
import { advanceCurriculum, type Phase, type ResetOptions } from '@echo/env';
import { expectedCalibrationError, overconfidenceRate, type Prediction } from '@echo/metrics';
import { mean, standardDeviation } from 'simple-statistics';
import { disposeAdamW } from './adamw.js';
import { collectRollouts } from './collect-rollouts.js';
import { confidenceTrie } from './confidence-trie.js';
import { completionCredit } from './credit.js';
import { TRAIN_DEFAULTS } from './defaults.js';
import { entropyCoefficient } from './entropy-schedule.js';
import type { ExactConfidence } from './exact-confidence.js';
import { assertFormat, observeFormat } from './format-guard.js';
import { learningRate } from './learning-rate.js';
import { nextTurn } from './next-turn.js';
import { ownVerdictWeight } from './own-verdict.js';
import { referenceConfidence } from './reference-confidence.js';
import type { RolloutGroup } from './rollout.js';
import {
  groupSuccessRate,
  likelihoodSuccessRates,
  type SuccessRates,
  withOutcomesOf,
} from './success-rates.js';
import { checkOptions, type TrainOptions } from './train-options.js';
import { initialTrainState, type TrainState } from './train-state.js';
import { type StepStats, trainStep } from './train-step.js';

/** One step of training: its statistics, its rollouts and the state after it. */
export interface TrainStep extends StepStats {
  /** Counted from 1. */
  readonly step: number;
  readonly phase: Phase | null;
  readonly reward: number;
  readonly rewardStd: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  /** ECE of the recent completions (up to 1,000 of them). */
  readonly ece: number | null;
  /** Share of the incorrect among the recent completions that state at least 80 %; null of none. */
  readonly overconfidenceRate: number | null;
  /** Share of well-formed completions. */
  readonly formatRate: number;
  /** Estimated entropy in nats per token: the mean of −log-prob over the sampled tokens. */
  readonly entropy: number;
  /** Share of groups whose rewards are all equal: their advantages are 0. */
  readonly zeroVarianceGroups: number;
  readonly learningRate: number;
  /** Completion tokens sampled. */
  readonly tokens: number;
  readonly groups: readonly RolloutGroup[];
  /** The state that `resume` takes to go on after this step; valid until the next one. */
  readonly state: TrainState;
}

const RECENT = 1000;

/**
 * Group-relative policy optimisation (GRPO) of the policy's adapter, as an async generator of steps.
 *
 * The caller logs, evaluates, saves and breaks. The same options, seed and state give the same numbers:
 * random numbers are derived from seed and step. Throws `invalid-input` for an option out of range,
 * `format-lost`, and what `collectRollouts` and `trainStep` throw.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { createEnvironment } from '@echo/env';
 * import { train } from '@echo/grpo';
 * import { loadNano } from '@echo/nano/node';
 * import { presets } from '@echo/reward';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * await loadBackend();
 * const policy = await loadNano({ seed: 1 });
 * const tasks = builtinTasks('dev');
 * const environment = () => createEnvironment({ tasks });
 * for await (const { step, reward } of train({ policy, environment, reward: presets.honest, steps: 2 }))
 *   console.log(step, reward);
 * policy.dispose();
 * ```
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainStep, void, void> {
  const { policy, environment, reward, steps, seed = 0, updatesPerStep = 1 } = options;
  const { order = 'confidence-first' } = options;
  const ownVerdict = ownVerdictWeight(order, options.ownVerdict);
  const isByLikelihood = options.successRate === 'likelihood';
  const {
    promptsPerStep = TRAIN_DEFAULTS.promptsPerStep,
    promptsPerMicroBatch = promptsPerStep,
    groupSize = TRAIN_DEFAULTS.groupSize,
    temperature = TRAIN_DEFAULTS.temperature,
    topP = TRAIN_DEFAULTS.topP,
  } = options;
  const schedule = {
    peak: options.learningRate ?? TRAIN_DEFAULTS.learningRate,
    warmupSteps: options.warmupSteps ?? Math.min(20, Math.floor(steps / 10)),
    decay: options.decay ?? 'linear',
    totalSteps: steps,
  };
  const sampling = {
    temperature,
    topP,
    topK: options.topK ?? 0,
    maxTokens: options.maxTokens ?? TRAIN_DEFAULTS.maxTokens,
    stop: stopSequences(order),
  };
  const exactConfidenceOf = exactConfidenceSchedule(options);
  const isByReference = options.successRate === 'reference';
  const trie = exactConfidenceOf || isByReference ? confidenceTrie(policy.tokenizer) : null;
  let state = options.resume ?? initialTrainState(policy);
  const successRatesOf = (groups: readonly RolloutGroup[]): SuccessRates => {
    if (isByLikelihood) return likelihoodSuccessRates(state.outcomes, policy.tokenizer);
    if (!isByReference || !trie) return groupSuccessRate;
    return referenceConfidence(policy, groups, { order, trie, temperature, promptsPerMicroBatch });
  };
  try {
    checkOptions({ ...options, promptsPerStep, updatesPerStep, groupSize, temperature });
    while (state.step < steps) {
      const step = state.step + 1;
      const phase = options.curriculum ? state.curriculum.phase : null;
      const { groups, activations } = await collectRollouts({
        policy,
        environment,
        reward,
        resets: resetsOf(seed, step, promptsPerStep, phase),
        groupSize,
        sampling: {
          ...sampling,
          seed: `${seed}/step ${step}`,
          keepActivations: promptsPerMicroBatch >= promptsPerStep,
        },
        ...(options.groupReward && { groupReward: options.groupReward }),
      });
      await nextTurn();
      const format = observeFormat(state.format, wellFormed(groups));
      const rate = learningRate(schedule, step);
      const exactConfidence = exactConfidenceOf?.(step);
      let { optimizer } = state;
      let stats: StepStats | undefined;
      try {
        if (options.formatGuard ?? true) assertFormat(format, step);
        const successRates = successRatesOf(groups);
        for (let update = 0; update < updatesPerStep; update++) {
          const result = await trainStep(policy, groups, optimizer, {
            reward,
            order,
            ownVerdict,
            successRates,
            activations: update === 0 ? activations : null,
            credit: options.credit ?? completionCredit(),
            ...(exactConfidence && trie && { exactConfidence: { ...exactConfidence, trie } }),
            normalization: options.normalization ?? TRAIN_DEFAULTS.normalization,
            temperature,
            clipRange: options.clipRange ?? 0.2,
            klCoefficient: options.klCoefficient ?? TRAIN_DEFAULTS.klCoefficient,
            klEstimator: options.klEstimator ?? TRAIN_DEFAULTS.klEstimator,
            promptsPerMicroBatch,
            learningRate: rate,
            maxGradientNorm: options.maxGradientNorm ?? 1,
            weightDecay: options.weightDecay ?? 0,
          });
          optimizer = result.optimizer;
          stats = result.stats;
          activations?.dispose();
        }
      } finally {
        activations?.dispose();
      }
      const recent = [...state.recent, ...predictionsOf(groups)].slice(-RECENT);
      const ece = expectedCalibrationError(recent);
      const curriculum = phase ? advanceCurriculum(state.curriculum, ece) : state.curriculum;
      const outcomes = isByLikelihood
        ? withOutcomesOf(groups, state.outcomes, policy.tokenizer)
        : state.outcomes;
      state = { step, optimizer, curriculum, recent, format, outcomes };
      yield {
        step,
        phase,
        ...summary(groups),
        ece,
        overconfidenceRate: overconfidenceRate(recent),
        ...(stats as StepStats),
        learningRate: rate,
        groups,
        state,
      };
    }
  } finally {
    disposeAdamW(state.optimizer);
  }
}

/** The exact confidence gradient of each step; null to train the confidence by the tokens sampled. */
function exactConfidenceSchedule(options: TrainOptions): ((step: number) => ExactConfidence) | null {
  const { exactConfidence = options.credit || options.groupReward ? false : undefined, steps } = options;
  if (exactConfidence === false) return null;
  if (typeof exactConfidence === 'function') return exactConfidence;
  if (exactConfidence) return () => exactConfidence;
  const { entropyCoefficient: from, finalEntropyCoefficient: to, confidenceWeight: weight } = TRAIN_DEFAULTS;
  return (step) => ({
    entropyCoefficient: entropyCoefficient({ from, to, totalSteps: steps }, step),
    weight,
  });
}

/** The questions of a step: seeds that follow from the run's seed and the step. */
function resetsOf(seed: number, step: number, prompts: number, phase: Phase | null): ResetOptions[] {
  const rng = createRng(seed).fork(`questions of step ${step}`);
  return Array.from({ length: prompts }, () => ({ seed: rng.int(2 ** 31), ...(phase && { phase }) }));
}

function predictionsOf(groups: readonly RolloutGroup[]): Prediction[] {
  return groups.flatMap((group) =>
    group.rollouts.map(({ result, reward }) => ({
      confidence: result.parsed.confidence,
      correct: reward.correct,
    })),
  );
}

function wellFormed(groups: readonly RolloutGroup[]): readonly boolean[] {
  return groups.flatMap(({ rollouts }) => rollouts.map(({ result }) => result.parsed.wellFormed));
}

function summary(groups: readonly RolloutGroup[]) {
  const rollouts = groups.flatMap((group) => group.rollouts);
  const rewards = rollouts.map((r) => r.reward.total);
  const logProbs = rollouts.flatMap((r) => [...r.completion.logProbs]);
  return {
    reward: mean(rewards),
    rewardStd: standardDeviation(rewards),
    accuracy: mean(rollouts.map((r) => Number(r.reward.correct))),
    meanConfidence: mean(rollouts.map((r) => r.result.parsed.confidence)),
    formatRate: mean(rollouts.map((r) => Number(r.result.parsed.wellFormed))),
    entropy: -mean(logProbs),
    zeroVarianceGroups: mean(
      groups.map((group) =>
        Number(group.rollouts.every((r) => r.reward.total === group.rollouts[0]?.reward.total)),
      ),
    ),
    tokens: logProbs.length,
  };
}
