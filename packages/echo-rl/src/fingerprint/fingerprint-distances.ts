import { holm } from '@echo/eval';
import { compareFingerprints, fingerprintDistance, type PermutationOptions } from '@echo/metrics/fingerprint';
import type { DomainTrial, LabelledFingerprint } from './fingerprint-series.js';

/** How far two fingerprints are apart. */
export interface DistanceRow {
  readonly first: string;
  readonly second: string;
  /** Common tasks: with any, the distance is that on them. */
  readonly tasks: number;
  /** Null without a common task or domain. */
  readonly distance: number | null;
  /** Of the permutation test; null without a common task. */
  readonly p: number | null;
  /** Corrected for the number of pairs (Holm 1979). */
  readonly adjustedP: number | null;
}

/** The distance of each pair of fingerprints. */
export function distancesOf(
  series: readonly LabelledFingerprint[],
  options: PermutationOptions,
): readonly DistanceRow[] {
  const pairs = series.flatMap((first, i) => series.slice(i + 1).map((second) => ({ first, second })));
  const rows = pairs.map(({ first, second }) => {
    const names = { first: first.label, second: second.label };
    const [a, b] = commonTasks(first.trials, second.trials);
    if (a.length === 0) return { ...names, tasks: 0, distance: fingerprintDistance(first, second), p: null };
    const { n, distance, p } = compareFingerprints(a, b, options);
    return { ...names, tasks: n, distance, p };
  });
  const adjusted = holm(rows.map(({ p }) => p));
  return rows.map((row, i) => ({ ...row, adjustedP: adjusted[i] ?? null }));
}

/** The trials of common tasks, side by side; of a task asked several times the first beside the first. */
function commonTasks(
  first: readonly DomainTrial[],
  second: readonly DomainTrial[],
): readonly [DomainTrial[], DomainTrial[]] {
  const others = byTask(second);
  const [a, b]: [DomainTrial[], DomainTrial[]] = [[], []];
  for (const [key, trial] of byTask(first)) {
    const other = others.get(key);
    if (!other) continue;
    a.push(trial);
    b.push(other);
  }
  return [a, b];
}

function byTask(trials: readonly DomainTrial[]): ReadonlyMap<string, DomainTrial> {
  const asked = new Map<string, number>();
  return new Map(
    trials.map((trial) => {
      const task = JSON.stringify([trial.domain, trial.taskId]);
      const time = asked.get(task) ?? 0;
      asked.set(task, time + 1);
      return [`${task} ${time}`, trial];
    }),
  );
}
