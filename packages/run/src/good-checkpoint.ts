import { leastShare } from '@echo/grpo';
import type { StepEvent } from './run-event.js';

/**
 * The newest checkpoint whose policy still kept the response format; null where there is none.
 *
 * The completions of the step after it tell: its policy sampled them. `start` is the share of well-formed
 * ones before the first update.
 */
export function goodCheckpoint(
  steps: readonly number[],
  events: readonly Pick<StepEvent, 'step' | 'formatRate'>[],
  start: number | null,
): number | null {
  const shares = new Map(events.map(({ step, formatRate }) => [step, formatRate]));
  const isGood = (step: number) => (shares.get(step + 1) ?? -1) >= leastShare(start ?? 0);
  return steps.filter(isGood).at(-1) ?? null;
}
