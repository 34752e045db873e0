import { type Completer, isEchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import pTimeout from 'p-timeout';
import { metered } from '../completers/metered.js';
import { statusOf } from '../completers/transient-error.js';
import { failedTrial } from '../internal/trial-of.js';
import type { ElicitationMethod, ElicitOptions } from '../methods/elicitation-method.js';
import type { Trial, TrialError } from '../trial.js';

/** How each task of an evaluation is posed. */
export interface Posing extends ElicitOptions {
  readonly completer: Completer;
  readonly method: ElicitationMethod;
  /** Aborted when the evaluation ends early. */
  readonly signal: AbortSignal;
  /**
   * One controller for each trial in flight, to end its calls.
   *
   * A signal of its own, as some clients leave listeners on the signals they are given.
   */
  readonly inFlight: Set<AbortController>;
  readonly timeout: number | undefined;
  readonly failOnError: boolean;
  /** Whether the time of a trial is its own. */
  readonly timed: boolean;
}

/** The longest message that is kept of an error. */
const MESSAGE_LENGTH = 500;

/**
 * Poses one task; a call that fails is a trial with its error.
 *
 * Throws what the completer or the graders throw as an `EchoError`, which says that the evaluation is set up
 * wrongly, and any error with `failOnError` or once the signal is aborted.
 */
export async function poseTask(task: Task, posing: Posing): Promise<Trial> {
  const { completer, method, signal, inFlight, timeout, failOnError, timed } = posing;
  const over = new AbortController();
  inFlight.add(over);
  const meter = metered(completer, over.signal);
  const started = timed ? performance.now() : 0;
  const measured = (trial: Trial): Trial => {
    const usage = meter.usage();
    if (!usage && !timed) return trial;
    const seconds = Math.round(performance.now() - started) / 1000;
    return { ...trial, ...(usage && { usage }), ...(timed && { seconds }) };
  };
  try {
    const trial = method.elicit(meter.completer, task, posing);
    return measured(await (timeout === undefined ? trial : inTime(trial, timeout)));
  } catch (error) {
    if (signal.aborted || failOnError || isEchoError(error)) throw error;
    over.abort(error);
    return measured(failedTrial(task, trialError(error)));
  } finally {
    inFlight.delete(over);
  }
}

function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  return pTimeout(work, {
    milliseconds: seconds * 1000,
    message: `The trial took longer than ${seconds} s; raise \`timeout\` or lower \`maxTokens\`.`,
  });
}

function trialError(error: unknown): TrialError {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE_LENGTH);
  const status = statusOf(error);
  return { message, ...(status !== undefined && { status }) };
}
