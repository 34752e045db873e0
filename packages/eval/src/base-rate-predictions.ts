import type { Prediction } from '@echo/metrics';
import type { Trial } from './trial.js';

/**
 * The trials with the share of right answers among those of the same key as their confidence. It is taken from `others`; unless they are
 * given it is fitted to the very outcomes it stands beside. A key that none of them has gets the share of all; ½ where there are none.
 */
export function baseRatePredictions(
  trials: readonly Trial[],
  key: (trial: Trial) => string,
  others: readonly Trial[] = trials,
): readonly Prediction[] {
  const shares = new Map<string, number>();
  for (const name of new Set(others.map(key)))
    shares.set(name, baseRate(others.filter((trial) => key(trial) === name)));
  const overall = baseRate(others);
  return trials.map((trial) => ({
    confidence: shares.get(key(trial)) ?? overall,
    correct: trial.correct,
  }));
}

/** The share of right answers; ½ of none. */
export function baseRate(trials: readonly Trial[]): number {
  return trials.length ? trials.filter(({ correct }) => correct).length / trials.length : 0.5;
}
