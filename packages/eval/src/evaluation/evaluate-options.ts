import type { Prompt, SamplingOptions } from '@echo/core';
import type { Graders, ReplyFormat, Task } from '@echo/tasks';
import type { RetryOptions } from '../completers/with-retry.js';
import type { ElicitationMethod } from '../methods/elicitation-method.js';
import type { Pricing } from '../reports/pricing.js';
import type { TrialStore } from '../store/trial-store.js';
import type { EvaluationProgress } from './progress.js';

/** Tasks in an array, or one after another from anywhere, for evaluations that do not fit in memory. */
export type TaskSource = readonly Task[] | Iterable<Task> | AsyncIterable<Task>;

export interface EvaluateOptions extends RetryOptions {
  /** How the confidence is elicited; stated in the tags, in the order of `format`, unless given. */
  readonly method?: ElicitationMethod;
  /** The format of replies: confidence first, under the usual system turn, unless given. */
  readonly format?: ReplyFormat;
  /** Renders a task as a prompt, for the method that is used unless one is given. */
  readonly render?: (task: Task) => Prompt;
  /** Greedy with up to 64 tokens unless given. */
  readonly sampling?: SamplingOptions;
  readonly graders?: Graders;
  /** Tasks posed together to a completer that takes batches; 64 unless given. */
  readonly batchSize?: number;
  /** Tasks posed at a time to any other completer; 8 unless given. */
  readonly concurrency?: number;
  /** Poses the tasks of an array in an order drawn from this seed; in their order unless given. */
  readonly seed?: number | string;
  /** Seconds a trial may take, its calls and retries together; no limit unless given. */
  readonly timeout?: number;
  /** Whether a failed call ends the evaluation; unless true, it is a trial with its error. */
  readonly failOnError?: boolean;
  /** Keeps finished trials; what it holds already is not asked again. */
  readonly store?: TrialStore;
  /** Whether tasks whose call failed are posed again when resuming; false unless given. */
  readonly retryFailed?: boolean;
  /** The name of the model, for the log: it is not resumed with another. */
  readonly model?: string;
  /** The price of tokens, for the cost that progress tells. */
  readonly pricing?: Pricing;
  /** Called after each batch of trials. */
  readonly onProgress?: (progress: EvaluationProgress) => void;
  /** Ends the evaluation; what finished before is in the store. */
  readonly signal?: AbortSignal;
}
