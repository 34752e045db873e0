import { EchoError } from '@echo/core';
import { disposeAdamW } from '@echo/grpo';
import { lookAtWatched } from './evaluation-stage.js';
import type { RunContext } from './run-context.js';
import type { WatchedLook, WentBack } from './run-event.js';

/** A guard against collapse: it watches the accuracy on tasks that are not trained on. */
export interface AccuracyGuard {
  /** What the log keeps of a step: a look where there is one. */
  look(step: number): Promise<Partial<WatchedLook>>;
  /** Whether a look shows that accuracy has fallen too far. */
  hasCollapsed(look: Partial<WatchedLook>): boolean;
}

/**
 * The accuracy guard of a run. Its looks come with the checkpoints and after the last step.
 *
 * The accuracy it compares with, that before the first step, is measured or, on resume, read from the log.
 */
export async function openAccuracyGuard(run: RunContext): Promise<AccuracyGuard> {
  const { config, store } = run;
  if (config.accuracyGuard === 0) return { look: async () => ({}), hasCollapsed: () => false };
  const logged = (await store.events()).find(({ step }) => step === 1)?.watchedAccuracyBefore;
  const before = logged ?? (await lookAtWatched(run));
  return {
    async look(step) {
      const isDue = step % config.checkpointEvery === 0 || step === config.steps;
      return {
        ...(step === 1 && { watchedAccuracyBefore: before }),
        ...(isDue && { watchedAccuracy: await lookAtWatched(run) }),
      };
    },
    hasCollapsed: ({ watchedAccuracy }) =>
      watchedAccuracy !== undefined && before - watchedAccuracy >= config.accuracyGuard,
  };
}

/** Refuses an accuracy guard without tasks to look at. */
export function assertWatchedTasks({ config, tasks }: Pick<RunContext, 'config' | 'tasks'>): void {
  if (config.accuracyGuard > 0 && (tasks.watched ?? []).length === 0)
    throw new EchoError(
      'invalid-input',
      'Expected `tasks.watched` to be tasks that the accuracy guard looks at, got none; give some, or leave out `accuracyGuard`.',
    );
}

/**
 * Takes the run back to the newest checkpoint that the guard has looked at, the policy included.
 *
 * A checkpoint of an early end in between was not looked at: a run that was stopped there comes to the same.
 */
export async function goBack(
  { config, policy, store, onEvent }: RunContext,
  step: number,
): Promise<WentBack> {
  const steps = await store.checkpointSteps();
  const good = newestWatched(steps, config.checkpointEvery) ?? 0;
  for (const bad of steps.filter((one) => one > good)) await store.removeCheckpoint(bad);
  disposeAdamW((await store.loadCheckpoint(policy, good)).optimizer);
  const text = `Accuracy on the tasks that are watched fell by ${config.accuracyGuard} or more, so training stopped at step ${step} and the run is back at step ${good}.`;
  onEvent({ kind: 'note', text });
  return { fromStep: step, toStep: good };
}

/** The newest of these checkpoints that comes with a look; null where there is none. */
export function newestWatched(steps: readonly number[], every: number): number | null {
  return steps.filter((step) => step % every === 0).at(-1) ?? null;
}
