import { EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';

/** What a policy has shown on a task that was posed. */
export interface TaskOutcome {
  readonly taskId: string;
  /**
   * How confident and incorrect its completions are, in [0, 1]: the mean of confidence² over them, counting 0
   * where one is correct. It is the part of the Brier score that errors make.
   */
  readonly errorLoss: number;
}

/** The most recent outcomes count, up to this many. */
export const RECENT_OUTCOMES = 2000;

/**
 * The weights of adversarial self-play: where a policy is confident and incorrect, it is asked again more
 * often.
 *
 * A task weighs 1 + `strength` · the larger of two error losses: its own when it was last posed, and the
 * mean of its template, which is its `source`. So new questions come from the templates that mislead
 * the policy, and its own mistakes come back until they are made no more. Outcomes are oldest first. Throws
 * `invalid-input` for a strength that is no number of at least 0.
 *
 * @example
 * ```ts
 * import { selfPlayWeights } from '@echo/env';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const tasks = builtinTasks('dev').slice(0, 2);
 * const [first] = tasks;
 * const weights = selfPlayWeights(tasks, [{ taskId: first?.id ?? '', errorLoss: 0.5 }], 4);
 * weights.get(first?.id ?? ''); // → 3
 * ```
 */
export function selfPlayWeights(
  tasks: readonly Task[],
  outcomes: readonly TaskOutcome[],
  strength: number,
): ReadonlyMap<string, number> {
  if (!(Number.isFinite(strength) && strength >= 0))
    throw new EchoError(
      'invalid-input',
      `Expected \`strength\` to be a number of at least 0, got ${strength}.`,
    );
  const templates = new Map(tasks.map(({ id, source }) => [id, source]));
  const last = new Map<string, number>();
  const sums = new Map<string, { errors: number; n: number }>();
  for (const { taskId, errorLoss } of outcomes.slice(-RECENT_OUTCOMES)) {
    last.set(taskId, errorLoss);
    const template = templates.get(taskId);
    if (template === undefined) continue;
    const { errors, n } = sums.get(template) ?? { errors: 0, n: 0 };
    sums.set(template, { errors: errors + errorLoss, n: n + 1 });
  }
  return new Map(
    tasks.map(({ id, source }) => {
      const { errors, n } = (source !== undefined && sums.get(source)) || { errors: 0, n: 1 };
      return [id, 1 + strength * Math.max(last.get(id) ?? 0, errors / n)];
    }),
  );
}
