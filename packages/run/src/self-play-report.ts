import { EchoError } from '@echo/core';
import type { Trial } from '@echo/eval';
import { accuracy, brierScore, confidentErrorRate, meanConfidence } from '@echo/metrics';
import { type Estimate, wilsonInterval } from '@echo/metrics/uncertainty';
import type { WentBack } from './run-event.js';

/** A finished run with or without self-play: its trials, and whether its guard stopped it. */
export interface SelfPlayArm {
  readonly before: readonly Trial[];
  readonly after: readonly Trial[];
  readonly wentBack?: WentBack;
}

/** The runs of one seed. */
export interface SelfPlaySeed {
  readonly seed: number;
  readonly selfPlay: SelfPlayArm;
  /** The same budget without self-play; null where it was not run. */
  readonly without: SelfPlayArm | null;
}

/** What one evaluation shows. */
export interface SelfPlayMeasures {
  /** Share of the tasks answered incorrectly with at least 80 %, with Wilson's interval of 95 %. */
  readonly confidentErrors: Estimate;
  readonly accuracy: number | null;
  /** Mean confidence of the incorrect answers; null of none. */
  readonly confidenceOfErrors: number | null;
  readonly brierScore: number | null;
}

export interface SelfPlayRow {
  readonly seed: number;
  readonly before: SelfPlayMeasures;
  readonly after: SelfPlayMeasures;
  readonly without: SelfPlayMeasures | null;
  /** Confident errors after self-play less those before, paired by task. */
  readonly change: Estimate;
  /** Confident errors with self-play less those of the same budget without it, paired by task. */
  readonly difference: Estimate | null;
  /** The Brier score with self-play less that without it, paired by task. */
  readonly brierDifference: Estimate | null;
  /** Given where the accuracy guard stopped self-play. */
  readonly wentBack?: WentBack;
  /** Given where it stopped the run without self-play. */
  readonly withoutWentBack?: WentBack;
}

/** What self-play did to confident errors, seed by seed and over all seeds. */
export interface SelfPlayReport {
  /** Tasks measured on. */
  readonly n: number;
  readonly rows: readonly SelfPlayRow[];
  /** Over all seeds: each task counts once, by its mean over the seeds. */
  readonly change: Estimate;
  readonly difference: Estimate | null;
  readonly brierDifference: Estimate | null;
}

/**
 * What self-play did to confident errors: before, after, and beside the same budget without it.
 *
 * Differences are paired by task, with 95 % intervals over tasks, which seeds do not make narrower than tasks
 * allow (Miller 2024, “Adding Error Bars to Evals”, clustered by question). They tell nothing of other seeds.
 * Throws `invalid-input` without runs, or for runs that were not measured on the same tasks.
 */
export function selfPlayReport(seeds: readonly SelfPlaySeed[]): SelfPlayReport {
  const beside = seeds.flatMap(({ selfPlay, without }): Pair[] =>
    without ? [[selfPlay.after, without.after]] : [],
  );
  const change = pairedDifference(
    seeds.map(({ selfPlay }) => [selfPlay.after, selfPlay.before]),
    isConfidentError,
  );
  return {
    n: seeds[0]?.selfPlay.after.length ?? 0,
    rows: seeds.map(({ seed, selfPlay, without }) => ({
      seed,
      before: measures(selfPlay.before),
      after: measures(selfPlay.after),
      without: without && measures(without.after),
      change: pairedDifference([[selfPlay.after, selfPlay.before]], isConfidentError),
      difference: without && pairedDifference([[selfPlay.after, without.after]], isConfidentError),
      brierDifference: without && pairedDifference([[selfPlay.after, without.after]], squaredError),
      ...(selfPlay.wentBack && { wentBack: selfPlay.wentBack }),
      ...(without?.wentBack && { withoutWentBack: without.wentBack }),
    })),
    change,
    difference: beside.length === 0 ? null : pairedDifference(beside, isConfidentError),
    brierDifference: beside.length === 0 ? null : pairedDifference(beside, squaredError),
  };
}

function measures(trials: readonly Trial[]): SelfPlayMeasures {
  const value = confidentErrorRate(trials);
  const interval =
    value === null
      ? { low: null, high: null }
      : wilsonInterval(Math.round(value * trials.length), trials.length);
  return {
    confidentErrors: { value, ...interval },
    accuracy: accuracy(trials),
    confidenceOfErrors: meanConfidence(trials.filter(({ correct }) => !correct)),
    brierScore: brierScore(trials),
  };
}

type Pair = readonly [first: readonly Trial[], second: readonly Trial[]];

const isConfidentError = (trial: Trial): number => confidentErrorRate([trial]) ?? 0;
const squaredError = (trial: Trial): number => brierScore([trial]) ?? 0;

/** The normal quantile of an interval of 95 %. */
const Z = 1.96;

/** A measure of the first less that of the second, averaged over the pairs and then over tasks. */
function pairedDifference(pairs: readonly Pair[], measure: (trial: Trial) => number): Estimate {
  const byTask = (trials: readonly Trial[]): ReadonlyMap<string, number> =>
    new Map(trials.map((trial) => [trial.taskId, measure(trial)]));
  const tables = pairs.map(([first, second]) => [byTask(first), byTask(second)] as const);
  const ids = [...(tables[0]?.[0].keys() ?? [])];
  if (
    ids.length === 0 ||
    !tables.flat().every((one) => one.size === ids.length && ids.every((id) => one.has(id)))
  )
    throw new EchoError(
      'invalid-input',
      'Expected runs that were measured on the same tasks, got others or none; run all of them with the same --limit.',
    );
  const differences = ids.map((id) =>
    mean(tables.map(([first, second]) => (first.get(id) ?? 0) - (second.get(id) ?? 0))),
  );
  const value = mean(differences);
  const n = differences.length;
  if (n < 2) return { value, low: null, high: null };
  const variance = differences.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
