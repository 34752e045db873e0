import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CountTable } from '../count-table.js';
import { tabulate } from '../tabulate.js';
import { fitBeta } from './beta.js';
import { fitHistogram } from './histogram.js';
import { fitIsotonic } from './isotonic.js';
import { logitCells, sigmoid } from './log-odds.js';
import { lossAt } from './logistic-fit.js';
import { fitLogistic, fitPlatt } from './platt.js';
import { applyRecalibration, type Recalibration } from './recalibration.js';
import { fitTemperature } from './temperature.js';
import { applyVennAbers, fitVennAbers } from './venn-abers.js';

interface Golden {
  readonly value: unknown;
  /** Of a number x, the difference allowed is this times max(1, |x|). */
  readonly tol: number;
}

interface GoldenFile {
  readonly meta: { readonly grid: readonly number[] };
  readonly cases: readonly {
    readonly id: string;
    readonly input: { readonly confidence: readonly number[]; readonly correct: readonly number[] };
    readonly expected: Readonly<Record<string, Golden>>;
  }[];
}

const path = new URL('../../../../../shared/goldens/metrics.dev.json', import.meta.url);
const { meta, cases }: GoldenFile = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { meta: { grid: [] }, cases: [] };

const grid = meta.grid.map((percent) => percent / 100);
const onGrid = (map: Recalibration | null) => map && grid.map((p) => applyRecalibration(map, p));

/**
 * logit P = a ln p − b ln(1 − p) + c where the values are given, null where the free fit has a negative
 * coefficient.
 */
function freeBeta(table: CountTable): readonly number[] | null {
  const map = fitBeta(table);
  return map && map.a > 0 && map.b > 0 ? [map.a, map.b, map.c] : null;
}

/** Lists of more corners are null in the file. */
const LONGEST_LIST = 60;

const COMPUTE: Readonly<Record<string, (table: CountTable) => unknown>> = {
  'isotonic.grid': (t) => onGrid(fitIsotonic(t)),
  'isotonic.thresholds': (t) => {
    const { confidence, probability } = fitIsotonic(t);
    return confidence.length > LONGEST_LIST ? null : confidence.map((x, i) => [x, probability[i]]);
  },
  'histBinning.grid.B10': (t) => onGrid(fitHistogram(t)),
  'vennAbers.grid': (t) => {
    const map = fitVennAbers(t);
    return grid.map((p) => Object.values(applyVennAbers(map, p)));
  },
  'temperature.invT': (t) => fitTemperature(t)?.inverseTemperature ?? null,
  'temperature.nll': (t) => {
    const cells = logitCells(t).map(({ logit, n, sum }) => ({ features: [logit], n, sum }));
    return lossAt(cells, [fitTemperature(t)?.inverseTemperature as number]) / t.n;
  },
  'platt.grid': (t) => onGrid(fitLogistic(t)),
  'plattTargets.ab': (t) => {
    const { slope, intercept } = fitPlatt(t);
    return [-slope, -intercept];
  },
  'beta.abm': freeBeta,
  'beta.grid': (t) => onGrid(fitBeta(t)),
};

function expectClose(actual: unknown, expected: unknown, tol: number): void {
  if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expectClose((actual as readonly unknown[])[i], value, tol);
    });
  } else if (typeof expected === 'number') {
    expect(actual).toBeTypeOf('number');
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(
      tol * Math.max(1, Math.abs(expected)),
    );
  } else {
    expect(actual).toEqual(expected);
  }
}

describe.skipIf(cases.length === 0)('agrees with the reference libraries', () => {
  test.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, { input, expected }) => {
    const table = tabulate({ confidence: input.confidence.map((c) => c / 100), correct: input.correct });
    for (const [key, compute] of Object.entries(COMPUTE)) {
      const golden = expected[key];
      if (golden) expectClose(compute(table), golden.value, golden.tol);
    }
  });

  test.each(Object.keys(COMPUTE))('%s is given for at least ten sets of predictions', (key) => {
    expect(cases.filter(({ expected }) => expected[key]).length).toBeGreaterThanOrEqual(10);
  });
});

test('σ saturates without overflow', () => {
  expect([sigmoid(-1000), sigmoid(0), sigmoid(1000)]).toEqual([0, 0.5, 1]);
});
