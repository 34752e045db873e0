import { STOP_SEQUENCES } from '@echo/core';
import { evaluate, type Trial } from '@echo/eval';
import type { RunContext } from './run-context.js';
import type { When } from './run-event.js';

/** All trials of an evaluation; null when the signal asked for an early end. */
export async function evaluateRun(run: RunContext, when: When): Promise<readonly Trial[] | null> {
  const { config, policy, tasks, onEvent, signal } = run;
  const trials: Trial[] = [];
  const sampling = { maxTokens: config.maxTokens, stop: STOP_SEQUENCES };
  // A sequence of a full batch costs a fraction of a lone one.
  const batchSize = Math.max(32, config.prompts * config.group);
  for await (const batch of evaluate(policy, tasks.evaluation, { sampling, batchSize, failOnError: true })) {
    trials.push(...batch);
    onEvent({ kind: 'evaluating', when, done: trials.length, of: tasks.evaluation.length });
    if (signal.aborted) return null;
  }
  return trials;
}
