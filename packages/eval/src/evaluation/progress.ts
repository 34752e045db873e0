import type { TokenUsage } from '@echo/core';
import { addUsage } from '../completers/metered.js';
import { costOf, type Pricing } from '../reports/pricing.js';
import type { IndexedTrial } from './trial-log.js';

/** How far an evaluation is. */
export interface EvaluationProgress {
  /** Trials so far, those of the store among them. */
  readonly done: number;
  /** Tasks in all; null where they come one after another. */
  readonly total: number | null;
  /** Trials that were in the store already. */
  readonly resumed: number;
  readonly failed: number;
  readonly usage: TokenUsage;
  /** Null without a pricing. */
  readonly cost: number | null;
  readonly seconds: number;
  /** Seconds that the rest will take at the rate so far; null where that cannot be said. */
  readonly secondsLeft: number | null;
}

/** Counts trials for the progress of an evaluation. */
export function progressCounter(
  total: number | null,
  pricing: Pricing | undefined,
): { count(trials: readonly IndexedTrial[], from: 'store' | 'completer'): EvaluationProgress } {
  const started = performance.now();
  let [done, resumed, failed] = [0, 0, 0];
  let usage: TokenUsage = { inputTokens: 0, outputTokens: 0 };
  return {
    count(trials, from) {
      done += trials.length;
      if (from === 'store') resumed += trials.length;
      for (const { trial } of trials) {
        if (trial.error) failed++;
        if (trial.usage) usage = addUsage(usage, trial.usage);
      }
      const seconds = (performance.now() - started) / 1000;
      const asked = done - resumed;
      return {
        done,
        total,
        resumed,
        failed,
        usage,
        cost: pricing ? costOf(usage, pricing) : null,
        seconds,
        secondsLeft: total === null || asked === 0 ? null : (seconds / asked) * (total - done),
      };
    },
  };
}
