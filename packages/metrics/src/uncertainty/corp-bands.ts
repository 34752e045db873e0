import { expectInside, expectWhole } from '../checks.js';
import type { CountCell } from '../count-table.js';
import { isotonicAt } from '../scores/corp-decomposition.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import type { SimulationOptions } from './consistency-bars.js';
import { quantile } from './quantile.js';
import { binomial, drawEach, randomFrom, samplerOf } from './random.js';

/** One distinct confidence of a CORP reliability diagram. */
export interface CorpPoint {
  readonly confidence: number;
  readonly count: number;
  /** The isotonic fit of the outcomes. */
  readonly recalibrated: number;
  readonly low: number;
  readonly high: number;
}

export interface CorpBandOptions extends SimulationOptions {
  /**
   * The kind of band.
   *
   * `consistency`: outcomes are drawn from the stated confidences, and the band lies around the diagonal.
   * `confidence`: from the isotonic fit, and it lies around the curve.
   *
   * `consistency` unless given.
   */
  readonly band?: 'consistency' | 'confidence';
}

/**
 * The CORP reliability curve with a pointwise band (Dimitriadis, Gneiting & Jordan 2021).
 *
 * The band holds quantiles of isotonic fits of redrawn outcomes at the stated confidences. Each resample
 * takes time linear in the distinct confidences. Empty of nothing.
 *
 * @example
 * ```ts
 * import { corpBands } from '@echo/metrics/uncertainty';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * corpBands(table)[0]; // → { confidence: 0.8, count: 100, recalibrated: 0.7, low: 0.7198, high: 0.88 }
 * ```
 */
export function corpBands(
  of: PredictionInput,
  { band = 'consistency', resamples = 1000, seed = 0, level = 0.95 }: CorpBandOptions = {},
): readonly CorpPoint[] {
  expectWhole('resamples', resamples, 1);
  expectInside('level', level);
  const table = tableOf(of);
  if (table.n === 0) return [];
  const recalibrated = table.cells.map(isotonicAt(table));
  const random = randomFrom(seed);
  const sampler = samplerOf(
    table.cells.map(({ n, confidence }, c) =>
      binomial(n, band === 'consistency' ? confidence : (recalibrated[c] as number)),
    ),
  );
  const correct = new Uint32Array(table.cells.length);
  const draws = table.cells.map(() => new Float64Array(resamples));
  for (let i = 0; i < resamples; i++) {
    drawEach(sampler, random, correct);
    const cells = table.cells.map((cell, c): CountCell => {
      const sum = correct[c] as number;
      return { ...cell, sum, squares: sum };
    });
    const refitted = isotonicAt({ n: table.n, cells });
    cells.forEach((cell, c) => {
      (draws[c] as Float64Array)[i] = refitted(cell);
    });
  }
  return table.cells.map(({ confidence, n }, c) => {
    const sorted = Array.from((draws[c] as Float64Array).sort());
    return {
      confidence,
      count: n,
      recalibrated: recalibrated[c] as number,
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
    };
  });
}
