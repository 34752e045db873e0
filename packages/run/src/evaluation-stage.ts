import { answered, confidenceExpectation, evaluate, type Trial } from '@echo/eval';
import { withConfidenceDistribution } from '@echo/grpo';
import { accuracy, auroc, expectedCalibrationError } from '@echo/metrics';
import type { Task } from '@echo/tasks';
import type { RunContext } from './run-context.js';
import type { HeldOutLook, When } from './run-event.js';
import { limitTasks } from './split-tasks.js';

const LOOKED_AT = 200;

/** All trials of an evaluation; null when the signal asked for an early end. */
export async function evaluateRun(run: RunContext, when: When): Promise<readonly Trial[] | null> {
  const { tasks, onEvent, signal } = run;
  const trials: Trial[] = [];
  for await (const batch of askPolicy(run, tasks.evaluation)) {
    trials.push(...batch);
    onEvent({ kind: 'evaluating', when, done: trials.length, of: tasks.evaluation.length });
    if (signal.aborted) return null;
  }
  return trials;
}

/** A look at the same 200 of the held-out tasks at most; it draws no random number of the training. */
export async function lookAtHeldOut(run: RunContext): Promise<HeldOutLook> {
  const given = await look(run, limitTasks(run.tasks.evaluation, LOOKED_AT));
  return {
    heldOutTasks: given.length,
    heldOutAccuracy: accuracy(given),
    heldOutEce: expectedCalibrationError(given),
    heldOutAuroc: auroc(given),
  };
}

/** The accuracy on the tasks that the guard watches, 0 of none; it draws no random number of the training. */
export async function lookAtWatched(run: RunContext): Promise<number> {
  return accuracy(await look(run, run.tasks.watched ?? [])) ?? 0;
}

async function look(run: RunContext, tasks: readonly Task[]): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for await (const batch of askPolicy(run, tasks)) trials.push(...batch);
  return answered(trials);
}

function askPolicy({ config, policy }: RunContext, tasks: readonly Task[]) {
  const sampling = { maxTokens: config.maxTokens };
  const format = { order: config.order };
  // A sequence of a full batch costs a fraction of a lone one.
  const batchSize = Math.max(32, config.prompts * config.group);
  const { readingTemperature: temperature } = config;
  return evaluate(withConfidenceDistribution(policy), tasks, {
    ...{ sampling, format, batchSize, failOnError: true },
    ...(temperature !== null && { method: confidenceExpectation({ temperature }) }),
  });
}
