import { EchoError } from '@echo/core';
import type { Trial } from '@echo/eval';
import { accuracy, confidentErrorRate } from '@echo/metrics';
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
}

/**
 * What self-play did to confident errors: before, after, and beside the same budget without it.
 *
 * Differences are paired by task, with 95 % intervals over tasks, which seeds do not make narrower than tasks
 * allow (Miller 2024, “Adding Error Bars to Evals”, clustered by question). They tell nothing of other seeds.
 * Throws `invalid-input` without runs, or for runs that were not measured on the same tasks.
 */
export function selfPlayReport(seeds: readonly SelfPlaySeed[]): SelfPlayReport {
  const compared = seeds.filter(({ without }) => without !== null);
  const change = pairedDifference(seeds.map(({ selfPlay }) => [selfPlay.after, selfPlay.before]));
  return {
    n: seeds[0]?.selfPlay.after.length ?? 0,
    rows: seeds.map(({ seed, selfPlay, without }) => ({
      seed,
      before: measures(selfPlay.before),
      after: measures(selfPlay.after),
      without: without && measures(without.after),
      change: pairedDifference([[selfPlay.after, selfPlay.before]]),
      difference: without && pairedDifference([[selfPlay.after, without.after]]),
      ...(selfPlay.wentBack && { wentBack: selfPlay.wentBack }),
      ...(without?.wentBack && { withoutWentBack: without.wentBack }),
    })),
    change,
    difference:
      compared.length === 0
        ? null
        : pairedDifference(compared.map(({ selfPlay, without }) => [selfPlay.after, without?.after ?? []])),
  };
}

function measures(trials: readonly Trial[]): SelfPlayMeasures {
  const value = confidentErrorRate(trials);
  const interval =
    value === null
      ? { low: null, high: null }
      : wilsonInterval(Math.round(value * trials.length), trials.length);
  return { confidentErrors: { value, ...interval }, accuracy: accuracy(trials) };
}

type Pair = readonly [first: readonly Trial[], second: readonly Trial[]];

const isConfidentError = (trial: Trial): number => confidentErrorRate([trial]) ?? 0;

/** The normal quantile of an interval of 95 %. */
const Z = 1.96;

/** Confident errors of the first less those of the second, averaged over the pairs and then over tasks. */
function pairedDifference(pairs: readonly Pair[]): Estimate {
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

const byTask = (trials: readonly Trial[]): ReadonlyMap<string, number> =>
  new Map(trials.map((trial) => [trial.taskId, isConfidentError(trial)]));

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
