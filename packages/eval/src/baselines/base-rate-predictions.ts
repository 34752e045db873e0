import type { Prediction } from '@echo/metrics';
import type { Trial } from '../trial.js';

/**
 * The base-rate baseline: each trial's verdict with the base rate of its key as the confidence.
 *
 * Base rates are taken from `others`; unless given, they are fitted to the very verdicts they are scored on.
 * A key that none of the others has gets the base rate of all; ½ where there are none.
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

/** The base rate of some trials: the share that is correct; ½ of none. */
export function baseRate(trials: readonly Trial[]): number {
  return trials.length ? trials.filter(({ correct }) => correct).length / trials.length : 0.5;
}
