import { quantileSorted } from 'simple-statistics';
import { expectInside, expectWhole } from '../checks.js';
import { isotonicAt } from '../scores/corp-decomposition.js';
import { type Cell, type Measurable, tableOf } from '../table.js';
import type { SimulationOptions } from './consistency-bars.js';
import { randomFrom, sampleBinomial } from './random.js';

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
   * `consistency`: outcomes are drawn from the stated confidences, and the band lies around the diagonal. `confidence`: from the isotonic
   * fit, and it lies around the curve. `consistency` unless given.
   */
  readonly band?: 'consistency' | 'confidence';
}

/**
 * The CORP reliability curve with a pointwise band: quantiles of isotonic fits of redrawn outcomes at the stated confidences (Dimitriadis,
 * Gneiting & Jordan 2021). Each resample takes time linear in the distinct confidences. Empty of nothing.
 */
export function corpBands(
  of: Measurable,
  { band = 'consistency', resamples = 1000, seed = 0, level = 0.95 }: CorpBandOptions = {},
): readonly CorpPoint[] {
  expectWhole('resamples', resamples, 1);
  expectInside('level', level);
  const table = tableOf(of);
  if (table.n === 0) return [];
  const recalibrated = table.cells.map(isotonicAt(table));
  const random = randomFrom(seed);
  const draws = table.cells.map(() => new Float64Array(resamples));
  for (let i = 0; i < resamples; i++) {
    const cells = table.cells.map((cell, c): Cell => {
      const share = band === 'consistency' ? cell.confidence : (recalibrated[c] as number);
      const sum = sampleBinomial(cell.n, share, random);
      return { ...cell, sum, squares: sum };
    });
    const fit = isotonicAt({ n: table.n, cells });
    cells.forEach((cell, c) => {
      (draws[c] as Float64Array)[i] = fit(cell);
    });
  }
  return table.cells.map(({ confidence, n }, c) => {
    const sorted = Array.from((draws[c] as Float64Array).sort());
    return {
      confidence,
      count: n,
      recalibrated: recalibrated[c] as number,
      low: quantileSorted(sorted, (1 - level) / 2),
      high: quantileSorted(sorted, (1 + level) / 2),
    };
  });
}
