import type { Completer } from '@echo/core';
import type { ReplyFormat } from '@echo/tasks';
import { batched } from '../completers/batched.js';
import { withRetry } from '../completers/with-retry.js';
import { expectPositive, expectWhole } from '../internal/expect.js';
import { statedAfter } from '../methods/stated-after.js';
import { statedBefore } from '../methods/stated-before.js';
import type { TrialStore } from '../store/trial-store.js';
import type { Trial } from '../trial.js';
import { doneMarks } from './done-marks.js';
import type { EvaluateOptions, TaskSource } from './evaluate-options.js';
import { chunked, type IndexedTask, noTasks, pendingTasks } from './pending-tasks.js';
import { type Posing, poseTask } from './pose-task.js';
import { progressCounter } from './progress.js';
import { formatTrialLine, type IndexedTrial, readTrialLog } from './trial-log.js';
import { trialSink } from './trial-sink.js';

/** Trials that may be finished and not yet taken before workers wait. */
const CAPACITY = 512;

/**
 * Evaluates a completer on tasks, one trial each, as an async generator of arrays of trials.
 *
 * Trials of a store come first and are not asked again; others come once the store has them. A completer
 * that takes batches gets one at a time, in order; any other is asked several tasks at a time, and trials
 * come as they finish. A failed call is a trial with its `error`, unless `failOnError` is set. Throws
 * `invalid-input` without tasks or for an option that is none, `config-mismatch` for the log of another
 * evaluation, and what completers and graders throw as an `EchoError`.
 *
 * @example
 * ```ts
 * import { evaluate, fromFunction } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const completer = fromFunction(() => '<confidence>60</confidence><answer>4</answer>');
 * for await (const batch of evaluate(completer, builtinTasks('dev').slice(0, 20)))
 *   for (const { taskId, correct, confidence } of batch) [taskId, correct, confidence];
 * ```
 */
export async function* evaluate(
  completer: Completer,
  tasks: TaskSource,
  options: EvaluateOptions = {},
): AsyncGenerator<readonly Trial[], void, void> {
  for await (const batch of evaluateIndexed(completer, tasks, options)) yield batch.map(({ trial }) => trial);
}

/**
 * All trials of an evaluation at once, in the order of the tasks.
 *
 * @example
 * ```ts
 * import { evalReport, evaluateAll, fromFunction } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const completer = fromFunction(() => '<confidence>60</confidence><answer>4</answer>');
 * const report = evalReport(await evaluateAll(completer, builtinTasks('dev').slice(0, 20)));
 * report.meanConfidence; // → 0.6
 * ```
 */
export async function evaluateAll(
  completer: Completer,
  tasks: TaskSource,
  options: EvaluateOptions = {},
): Promise<readonly Trial[]> {
  const trials = new Map<number, Trial>();
  for await (const batch of evaluateIndexed(completer, tasks, options))
    for (const { index, trial } of batch) trials.set(index, trial);
  return [...trials].sort(([a], [b]) => a - b).map(([, trial]) => trial);
}

async function* evaluateIndexed(
  completer: Completer,
  tasks: TaskSource,
  options: EvaluateOptions,
): AsyncGenerator<readonly IndexedTrial[], void, void> {
  const { batchSize = 64, concurrency = 8, store, signal, onProgress } = options;
  expectWhole('batchSize', batchSize, 1);
  expectWhole('concurrency', concurrency, 1);
  expectPositive('timeout', options.timeout);
  if (Array.isArray(tasks) && tasks.length === 0) throw noTasks();
  const stop = new AbortController();
  const posing = posingOf(completer, options, stop.signal);
  const progress = progressCounter(Array.isArray(tasks) ? tasks.length : null, options.pricing);
  const done = doneMarks();
  const abort = (): void => end(signal?.reason);
  const end = (reason?: unknown): void => {
    stop.abort(reason);
    for (const controller of posing.inFlight) controller.abort(stop.signal.reason);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    if (store) {
      for await (const resumed of resumedTrials(store, posing, options)) {
        for (const { index, trial } of resumed) done.mark(index, trial.taskId);
        onProgress?.(progress.count(resumed, 'store'));
        yield resumed;
      }
    }
    const pending = pendingTasks(tasks, done, options.seed);
    const write = async (batch: readonly IndexedTrial[]) => store?.append(batch.map(formatTrialLine));
    const trials = completer.completeGroups
      ? batchByBatch(chunked(pending, batchSize), posing, write)
      : severalAtATime(pending, posing, { concurrency, write });
    for await (const batch of trials) {
      onProgress?.(progress.count(batch, 'completer'));
      yield batch;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    end();
    await store?.close?.();
  }
}

function posingOf(completer: Completer, options: EvaluateOptions, signal: AbortSignal): Posing {
  const { graders, timeout, failOnError = false, format } = options;
  const stated = format?.order === 'answer-first' ? statedAfter : statedBefore;
  const { method = stated(options) } = options;
  const patient = withRetry(completer, options);
  const { completeGroups } = patient;
  return {
    completer: completeGroups ? batched({ ...patient, completeGroups }) : patient,
    method,
    sampling: { temperature: 0, maxTokens: 64, ...options.sampling },
    ...(graders && { graders }),
    ...(format && { format }),
    signal,
    inFlight: new Set(),
    timeout,
    failOnError,
    timed: !completeGroups,
  };
}

/** The trials of a store, without the failed ones where they are to be asked again. */
async function* resumedTrials(
  store: TrialStore,
  { method, sampling, format }: Posing,
  { model, retryFailed = false }: EvaluateOptions,
): AsyncGenerator<readonly IndexedTrial[], void, void> {
  const settings = { model: model ?? null, method: method.name, sampling, ...unusual(format) };
  for await (const chunk of readTrialLog(store, settings))
    yield retryFailed ? chunk.filter(({ trial }) => !trial.error) : chunk;
}

/** What a log notes of a format: nothing of the usual one. */
function unusual(format: ReplyFormat | undefined): { readonly format?: ReplyFormat } {
  const isUsual =
    (format?.order ?? 'confidence-first') === 'confidence-first' && format?.system === undefined;
  return isUsual || !format ? {} : { format };
}

type Write = (batch: readonly IndexedTrial[]) => Promise<unknown>;

/** One batch after another, each only when the one before was taken. */
async function* batchByBatch(
  batches: AsyncIterable<readonly IndexedTask[]>,
  posing: Posing,
  write: Write,
): AsyncGenerator<readonly IndexedTrial[], void, void> {
  for await (const batch of batches) {
    posing.signal.throwIfAborted();
    const posed = batch.map(async ({ index, task }) => ({ index, trial: await poseTask(task, posing) }));
    const trials = await Promise.all(posed);
    await write(trials);
    yield trials;
  }
}

/** Workers that each pose one task at a time; trials come in the order they finish. */
async function* severalAtATime(
  pending: AsyncGenerator<IndexedTask, void, void>,
  posing: Posing,
  { concurrency, write }: { readonly concurrency: number; readonly write: Write },
): AsyncGenerator<readonly IndexedTrial[], void, void> {
  const sink = trialSink(async (batch) => {
    await write(batch);
  }, CAPACITY);
  const abort = (): void => sink.fail(posing.signal.reason);
  posing.signal.addEventListener('abort', abort, { once: true });
  const stopped = new AbortController();
  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const next = await pending.next();
      if (next.done || stopped.signal.aborted) return;
      const { index, task } = next.value;
      const trial = await poseTask(task, posing);
      if (stopped.signal.aborted) return;
      await sink.put({ index, trial });
    }
  };
  Promise.all(Array.from({ length: concurrency }, work)).then(sink.close, sink.fail);
  try {
    yield* sink.batches();
  } finally {
    posing.signal.removeEventListener('abort', abort);
    stopped.abort();
    await sink.flush();
  }
}
