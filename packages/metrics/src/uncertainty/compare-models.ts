import { expectedCalibrationError } from '../binned/calibration-error.js';
import { expectInside, expectWhole } from '../checks.js';
import type { CountTable } from '../count-table.js';
import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { auroc } from '../ranking/auroc.js';
import { accuracy } from '../rates.js';
import { brierScore } from '../scores/brier-score.js';
import { binomialCdf } from '../special/incomplete-beta.js';
import { tabulate } from '../tabulate.js';
import { withinBounds } from '../tally.js';
import type { BootstrapOptions } from './bootstrap.js';
import { type AurocComparison, compareAurocs } from './compare-aurocs.js';
import { quantile } from './quantile.js';
import { randomFrom, uniform } from './random.js';

/** First model less second; `p` of no difference, two-sided. All null when undefined. */
export interface Difference {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
}

/**
 * Tasks that one model gets correct and the other incorrect, and McNemar's (1947) exact two-sided p of a fair
 * coin between them.
 */
export interface McNemar {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly p: number;
}

export interface ModelComparison {
  readonly n: number;
  readonly accuracy: Difference;
  readonly brier: Difference;
  readonly ece: Difference;
  readonly auroc: Difference;
  readonly mcNemar: McNemar;
  /** Null unless both have two correct and two incorrect answers. */
  readonly delong: AurocComparison | null;
}

const METRICS = { accuracy, brier: brierScore, ece: expectedCalibrationError, auroc };

/**
 * Comparison of two models on the same tasks, prediction i of each being of task i.
 *
 * Tasks are resampled, so what is hard for both cancels; the p-value is twice the smaller share of resampled
 * differences on one side of 0, counting the observed one (Davison & Hinkley 1997). ECE has ten bins of equal
 * width. Throws `invalid-input` for lists of unequal length and for graded outcomes.
 *
 * @example
 * ```ts
 * import { compareModels } from '@echo/metrics/uncertainty';
 *
 * const predict = (confidence: number) => (_: unknown, i: number) => ({ confidence, correct: i % 5 > 0 });
 * const first = Array.from({ length: 100 }, predict(0.8));
 * const second = Array.from({ length: 100 }, predict(0.95));
 * compareModels(first, second).brier; // → { value: -0.0225, low: -0.0465, high: 0.0015, p: 0.0539 }
 * ```
 */
export function compareModels(
  first: readonly Prediction[],
  second: readonly Prediction[],
  { resamples = 1000, seed = 0, level = 0.95 }: Omit<BootstrapOptions, 'method'> = {},
): ModelComparison {
  expectWhole('resamples', resamples, 0);
  expectInside('level', level);
  const delong = compareAurocs(first, second, level);
  const sides = [sideOf(first), sideOf(second)] as const;
  const n = first.length;
  const random = randomFrom(seed);
  const draws = { accuracy: [], brier: [], ece: [], auroc: [] } as Record<keyof typeof METRICS, number[]>;
  for (let i = 0; i < resamples && n > 0; i++) {
    for (const side of sides) side.counts.fill(0);
    for (let k = 0; k < n; k++) {
      const task = Math.floor(uniform(random) * n);
      for (const { atomOf, counts } of sides) {
        const atom = atomOf[task] as number;
        counts[atom] = (counts[atom] as number) + 1;
      }
    }
    const [a, b] = [drawnTable(sides[0]), drawnTable(sides[1])];
    for (const name of Object.keys(draws) as (keyof typeof METRICS)[]) {
      const difference = less(METRICS[name](a), METRICS[name](b));
      if (difference !== null) draws[name].push(difference);
    }
  }
  const differenceOf = (name: keyof typeof METRICS): Difference => {
    const value = less(METRICS[name](sides[0].table), METRICS[name](sides[1].table));
    const sorted = draws[name].sort((a, b) => a - b);
    if (value === null || sorted.length === 0) return { value, low: null, high: null, p: null };
    const up = sorted.filter((x) => x >= 0).length + 1;
    const down = sorted.filter((x) => x <= 0).length + 1;
    return {
      value,
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
      p: Math.min(1, (2 * Math.min(up, down)) / (sorted.length + 1)),
    };
  };
  return {
    n,
    accuracy: differenceOf('accuracy'),
    brier: differenceOf('brier'),
    ece: differenceOf('ece'),
    auroc: differenceOf('auroc'),
    mcNemar: mcNemarTest(first, second),
    delong,
  };
}

/**
 * McNemar's exact test on paired correct and incorrect answers; a grade of at least ½ counts as correct.
 *
 * @example
 * ```ts
 * import { mcNemarTest } from '@echo/metrics/uncertainty';
 *
 * const outcomes = (...correct: boolean[]) => correct.map((c) => ({ confidence: 0.5, correct: c }));
 * mcNemarTest(outcomes(true, true, false), outcomes(true, false, false));
 * // → { onlyFirst: 1, onlySecond: 0, p: 1 }
 * ```
 */
export function mcNemarTest(first: readonly Prediction[], second: readonly Prediction[]): McNemar {
  if (first.length !== second.length)
    throw new MetricsError(
      `Expected two predictions for each task, got ${first.length} and ${second.length}.`,
    );
  let [onlyFirst, onlySecond] = [0, 0];
  first.forEach(({ correct }, i) => {
    const [a, b] = [Number(correct) >= 0.5, Number(second[i]?.correct) >= 0.5];
    if (a && !b) onlyFirst++;
    if (b && !a) onlySecond++;
  });
  const p = 2 * binomialCdf(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5);
  return { onlyFirst, onlySecond, p: Math.min(1, p) };
}

/** The predictions of one model as atoms (a confidence, an outcome), and how often each is drawn. */
interface Side {
  readonly table: CountTable;
  /** Of each task: twice the place of its cell, plus the outcome. */
  readonly atomOf: Uint32Array;
  readonly counts: Uint32Array;
}

function sideOf(predictions: readonly Prediction[]): Side {
  const table = tabulate(predictions);
  const places = new Map(table.cells.map(({ confidence }, i) => [confidence, i]));
  const atomOf = Uint32Array.from(
    predictions,
    ({ confidence, correct }) => 2 * (places.get(withinBounds(confidence)) ?? 0) + Number(correct),
  );
  return { table, atomOf, counts: new Uint32Array(2 * table.cells.length) };
}

function drawnTable({ table, counts }: Side): CountTable {
  const cells = table.cells.flatMap(({ confidence }, i) => {
    const sum = counts[2 * i + 1] as number;
    const n = (counts[2 * i] as number) + sum;
    return n === 0 ? [] : [{ confidence, n, sum, squares: sum }];
  });
  return { n: table.n, cells };
}

function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}
