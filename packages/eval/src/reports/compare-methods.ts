import {
  type Completer,
  type CompletionOptions,
  EchoError,
  isEchoError,
  type TextCompletion,
} from '@echo/core';
import type { Task } from '@echo/tasks';
import { evaluateAll } from '../evaluation/evaluate.js';
import type { EvaluateOptions } from '../evaluation/evaluate-options.js';
import { confidenceExpectation } from '../methods/confidence-expectation.js';
import type { ElicitationMethod } from '../methods/elicitation-method.js';
import { fewShot } from '../methods/few-shot.js';
import { honestyPrompt } from '../methods/honesty-prompt.js';
import { probabilityTrue } from '../methods/probability-true.js';
import { crossFittedTrials, fitRecalibration, recalibrateTrials } from '../methods/recalibrated.js';
import { scorePrompt } from '../methods/score-prompt.js';
import { selfConsistency } from '../methods/self-consistency.js';
import { sequenceLikelihood } from '../methods/sequence-likelihood.js';
import { statedAfter } from '../methods/stated-after.js';
import { statedBefore } from '../methods/stated-before.js';
import { topK } from '../methods/top-k.js';
import type { TrialStore } from '../store/trial-store.js';
import { answered, type Trial } from '../trial.js';
import {
  type MethodSummary,
  readingTrials,
  type SummaryOptions,
  summarizeMethod,
  unsupportedMethod,
} from './method-summary.js';

/** Every elicitation method, with its defaults. */
export function allMethods(): readonly ElicitationMethod[] {
  return [
    statedBefore(),
    statedAfter(),
    honestyPrompt(),
    scorePrompt(),
    fewShot(),
    confidenceExpectation(),
    sequenceLikelihood(),
    probabilityTrue(),
    selfConsistency(),
    topK(),
  ];
}

export interface CompareMethodsOptions extends Omit<EvaluateOptions, 'method' | 'render' | 'store'> {
  /** `allMethods()` unless given. */
  readonly methods?: readonly ElicitationMethod[];
  /** Tasks of another split to fit recalibrations on; without, they are cross-fitted on the tasks. */
  readonly calibrationTasks?: readonly Task[];
  /** The store of each method, by its name; that of the calibration tasks has `calibration/` before it. */
  readonly store?: (name: string) => TrialStore;
  readonly summary?: SummaryOptions;
}

/** Methods side by side, and the trials of each row by its name. */
export interface MethodComparison {
  readonly rows: readonly MethodSummary[];
  readonly trials: Readonly<Record<string, readonly Trial[]>>;
}

/**
 * Asks a completer the same tasks by several methods, one after another.
 *
 * Each method has a row, each of its other readings one named `method/reading`, and a recalibrated one:
 * `method+kind` with `calibrationTasks`, else `method+cross-fitted` of at least 50 answers. A method that the
 * completer does not support has a row that says why. Throws what `evaluate` throws otherwise.
 */
export async function compareMethods(
  completer: Completer,
  tasks: readonly Task[],
  options: CompareMethodsOptions = {},
): Promise<MethodComparison> {
  const { methods = allMethods(), calibrationTasks, store, summary = {}, ...shared } = options;
  const rows: MethodSummary[] = [];
  const trials: Record<string, readonly Trial[]> = {};
  for (const method of methods) {
    const run = async (some: readonly Task[], name: string) =>
      measured(completer, some, { ...shared, method, ...(store && { store: store(name) }) });
    try {
      const asked = await run(tasks, method.name);
      const fitted = calibrationTasks && (await run(calibrationTasks, `calibration/${method.name}`));
      for (const [name, some] of rowsOf(method, asked.trials, fitted?.trials)) {
        trials[name] = some;
        rows.push({ ...summarizeMethod(name, some, summary), ...asked.measures(some) });
      }
    } catch (error) {
      if (!isEchoError(error, 'unsupported')) throw error;
      rows.push(unsupportedMethod(method.name, error.message));
    }
  }
  if (rows.length === 0)
    throw new EchoError('invalid-input', 'Expected at least one method to compare, got none.');
  return { rows, trials };
}

function rowsOf(
  method: ElicitationMethod,
  asked: readonly Trial[],
  fitted: readonly Trial[] | undefined,
): readonly (readonly [name: string, trials: readonly Trial[]])[] {
  const readings = Object.keys(asked.find(({ error }) => !error)?.readings ?? {});
  return [
    [method.name, asked],
    ...readings.map((name) => [`${method.name}/${name}`, readingTrials(asked, name)] as const),
    ...recalibratedRow(method.name, asked, fitted),
  ];
}

/** With fewer answers a map that was fitted on four fifths of them says little. */
const ENOUGH_TO_CROSS_FIT = 50;

function recalibratedRow(
  name: string,
  asked: readonly Trial[],
  fitted: readonly Trial[] | undefined,
): readonly (readonly [name: string, trials: readonly Trial[]])[] {
  if (fitted) {
    const map = fitRecalibration(fitted);
    return [[`${name}+${map.kind}`, recalibrateTrials(asked, map)]];
  }
  return answered(asked).length < ENOUGH_TO_CROSS_FIT
    ? []
    : [[`${name}+cross-fitted`, crossFittedTrials(asked)]];
}

type Measures = Partial<Pick<MethodSummary, 'tokensPerQuestion' | 'secondsPerQuestion'>>;

/** Trials, and the tokens and seconds that the trials themselves do not tell: those of batches. */
async function measured(
  completer: Completer,
  tasks: readonly Task[],
  options: EvaluateOptions,
): Promise<{ readonly trials: readonly Trial[]; measures(of: readonly Trial[]): Measures }> {
  let [tokens, resumed] = [0, 0];
  const started = performance.now();
  const counted = countingTokens(completer, (count) => {
    tokens += count;
  });
  const trials = await evaluateAll(counted, tasks, {
    ...options,
    onProgress: (progress) => {
      resumed = progress.resumed;
      options.onProgress?.(progress);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const asked = trials.length - resumed;
  return {
    trials,
    measures: (of) => ({
      ...(asked > 0 &&
        tokens > 0 &&
        of.every(({ usage }) => !usage) && { tokensPerQuestion: tokens / asked }),
      ...(asked > 0 &&
        of.every((trial) => trial.seconds === undefined) && { secondsPerQuestion: seconds / asked }),
    }),
  };
}

/** Counts the sampled tokens of a local policy, which come as ids. */
function countingTokens(completer: Completer, count: (tokens: number) => void): Completer {
  const { completeGroups } = completer;
  if (!completeGroups) return completer;
  const add = (completion: TextCompletion): void => {
    if ('tokenIds' in completion && ArrayBuffer.isView(completion.tokenIds))
      count((completion.tokenIds as Int32Array).length);
  };
  return {
    complete: (prompt, given) => completer.complete(prompt, given),
    completeGroups: async (prompts, given?: CompletionOptions) => {
      const groups = await completeGroups.call(completer, prompts, given);
      for (const group of groups) group.forEach(add);
      return groups;
    },
    ...(completer.logLikelihoods && { logLikelihoods: completer.logLikelihoods.bind(completer) }),
  };
}
