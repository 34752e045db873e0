import { type BinningOptions, binsOfCells, binTable } from '../binning.js';
import { expectInside, expectWhole } from '../checks.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import type { Interval } from './proportion-interval.js';
import { quantile } from './quantile.js';
import { binomial, drawEach, randomFrom, samplerOf } from './random.js';

export interface SimulationOptions {
  /** 1,000 unless given. */
  readonly resamples?: number;
  /** 0 unless given. */
  readonly seed?: number;
  /** Of each interval by itself; .95 unless given. */
  readonly level?: number;
}

/**
 * Consistency bars: the range of each bin's accuracy if the model were calibrated (Bröcker & Smith 2007).
 *
 * For the bins of `reliabilityCurve`; outcomes are drawn from the stated confidences, which stay as they are.
 *
 * Drawn around the diagonal; an accuracy outside speaks against calibration. Null for empty bins.
 *
 * @example
 * ```ts
 * import { consistencyBars } from '@echo/metrics/uncertainty';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * consistencyBars(table)[8]; // → { low: 0.7198, high: 0.88 }
 * ```
 */
export function consistencyBars(
  of: PredictionInput,
  { resamples = 1000, seed = 0, level = 0.95, ...binning }: SimulationOptions & BinningOptions = {},
): readonly (Interval | null)[] {
  expectWhole('resamples', resamples, 1);
  expectInside('level', level);
  const table = tableOf(of);
  const bins = binTable(table, binning);
  const places = placesAmong(binsOfCells(table, binning), binning);
  const random = randomFrom(seed);
  const sampler = samplerOf(table.cells.map(({ confidence, n }) => binomial(n, confidence)));
  const correct = new Uint32Array(table.cells.length);
  const draws = bins.map(() => new Float64Array(resamples));
  for (let i = 0; i < resamples; i++) {
    drawEach(sampler, random, correct);
    places.forEach((place, cell) => {
      const drawn = draws[place];
      if (drawn) drawn[i] = (drawn[i] as number) + (correct[cell] as number);
    });
  }
  return bins.map(({ n }, i) => {
    if (n === 0) return null;
    const sorted = Array.from((draws[i] as Float64Array).sort(), (count) => count / n);
    return {
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
    };
  });
}

/** Bins of equal mass are listed without the empty ones. */
function placesAmong(places: readonly number[], { scheme }: BinningOptions): readonly number[] {
  if (scheme !== 'equal-mass') return places;
  const listed = [...new Set(places)];
  return places.map((place) => listed.indexOf(place));
}
