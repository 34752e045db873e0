import type { Prediction } from '@echo/metrics';
import type { Trial } from './trial.js';

/** The trials with the share of right answers among those of the same key as their confidence: fitted to the very outcomes it stands beside. */
export function lookedUp(trials: readonly Trial[], key: (trial: Trial) => string): readonly Prediction[] {
  const groups = new Map<string, { right: number; n: number }>();
  for (const trial of trials) {
    const { right, n } = groups.get(key(trial)) ?? { right: 0, n: 0 };
    groups.set(key(trial), { right: right + Number(trial.correct), n: n + 1 });
  }
  return trials.map((trial) => {
    const { right, n } = groups.get(key(trial)) ?? { right: 0, n: 1 };
    return { confidence: right / n, correct: trial.correct };
  });
}
