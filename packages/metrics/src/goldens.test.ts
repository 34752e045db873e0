import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as metrics from './index.js';

interface Golden {
  readonly value: unknown;
  /** Of a number x, the difference allowed is this times max(1, |x|). */
  readonly tol: number;
}

interface GoldenCase {
  readonly id: string;
  readonly input: {
    /** In per cents. */
    readonly confidence: readonly number[];
    readonly correct: readonly number[];
    readonly domain?: readonly string[];
  };
  readonly expected: Readonly<Record<string, Golden>>;
  readonly bootstrap?: Readonly<
    Record<string, { readonly percentile?: readonly number[]; readonly tolQ1000?: readonly number[] }>
  >;
}

interface GoldenFile {
  readonly meta: { readonly grid: readonly number[] };
  readonly cases: readonly GoldenCase[];
  readonly errorCases: readonly {
    readonly id: string;
    readonly input: { readonly confidence: readonly (number | null)[]; readonly correct: readonly number[] };
  }[];
}

const path = new URL('../../../../shared/goldens/metrics.dev.json', import.meta.url);
const { meta, cases, errorCases }: GoldenFile = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { meta: { grid: [] }, cases: [], errorCases: [] };

const predictionsOf = ({ confidence, correct, domain }: GoldenCase['input']): metrics.Prediction[] =>
  confidence.map((percent, i) => ({
    confidence: percent / 100,
    correct: correct[i] as number,
    ...(domain ? { domain: domain[i] as string } : {}),
  }));

type Compute = (table: metrics.Table) => unknown;

const EDGES = { L: 'lower', R: 'upper' } as const;
const binned = [10, 15, 20].flatMap((bins) =>
  (['L', 'R'] as const).flatMap((side): [string, Compute][] => {
    const binning = { bins, edges: EDGES[side] };
    const suffix = `B${bins}.exact${side}`;
    return [
      [`ece.l1.${suffix}`, (t) => metrics.expectedCalibrationError(t, binning)],
      [`ece.max.${suffix}`, (t) => metrics.maximumCalibrationError(t, binning)],
    ];
  }),
);
const parts = [10, 15, 20].flatMap((bins): [string, Compute][] => [
  [`overconf.B${bins}.exactL`, (t) => metrics.overconfidenceError(t, { bins })],
  [`underconf.B${bins}.exactL`, (t) => metrics.underconfidenceError(t, { bins })],
]);

/** The table with each confidence mapped. */
function recalibrated(table: metrics.Table): metrics.Table {
  const map = metrics.fitIsotonic(table);
  return {
    n: table.n,
    cells: table.cells.map((cell) => ({ ...cell, confidence: metrics.applyIsotonic(map, cell.confidence) })),
  };
}

/** The Brier score of always stating the base rate. */
function uncertainty(table: metrics.Table): number {
  const rate = metrics.accuracy(table) ?? 0;
  return (
    metrics.brierScore({ ...table, cells: table.cells.map((cell) => ({ ...cell, confidence: rate })) }) ?? 0
  );
}

const brier = (table: metrics.Table): number => metrics.brierScore(table) ?? 0;

const COMPUTE: readonly (readonly [string, Compute])[] = [
  ...binned,
  ...parts,
  ['n', (t) => t.n],
  ['accuracy', metrics.accuracy],
  ['meanConfidence', metrics.meanConfidence],
  ['bias', (t) => (metrics.overconfidenceError(t) ?? 0) - (metrics.underconfidenceError(t) ?? 0)],
  ['brier', metrics.brierScore],
  ['murphy.rel.unique', (t) => metrics.brierDecomposition(t)?.reliability],
  ['murphy.res.unique', (t) => metrics.brierDecomposition(t)?.resolution],
  ['murphy.unc.unique', (t) => metrics.brierDecomposition(t)?.uncertainty],
  ['auroc', metrics.auroc],
  ['corp.brier.mcb', (t) => brier(t) - brier(recalibrated(t))],
  ['corp.brier.dsc', (t) => uncertainty(t) - brier(recalibrated(t))],
  ['corp.brier.unc', uncertainty],
  [
    'isotonic.grid',
    (t) => meta.grid.map((percent) => metrics.applyIsotonic(metrics.fitIsotonic(t), percent / 100)),
  ],
  [
    'isotonic.thresholds',
    (t) => {
      const { confidence, probability } = metrics.fitIsotonic(t);
      return confidence.map((p, i) => [p, probability[i]]);
    },
  ],
];

/** Long lists of thresholds are left out of the file; any other null says that the value is undefined. */
function isLeftOut(key: string, golden: Golden | undefined): boolean {
  return key === 'isotonic.thresholds' && golden?.value === null;
}

/** The same structure with every number replaced by a matcher of the stated tolerance. */
function within(tolerance: number, golden: unknown): unknown {
  if (typeof golden === 'number')
    return expect.toSatisfy(
      (got: unknown) =>
        typeof got === 'number' && Math.abs(got - golden) <= tolerance * Math.max(1, Math.abs(golden)),
      `${golden} ± ${tolerance}`,
    );
  if (Array.isArray(golden)) return golden.map((item) => within(tolerance, item));
  if (typeof golden === 'object' && golden !== null)
    return Object.fromEntries(Object.entries(golden).map(([key, item]) => [key, within(tolerance, item)]));
  return golden;
}

describe.runIf(existsSync(path))('the reference values', () => {
  test.each(COMPUTE)('%s', (key, compute) => {
    const having = cases.filter(({ expected }) => key in expected && !isLeftOut(key, expected[key]));
    for (const { id, input, expected } of having) {
      const { value, tol } = expected[key] as Golden;
      expect(compute(metrics.tabulate(predictionsOf(input))), id).toEqual(within(tol, value));
    }
  });

  test('there is a case for each', () => {
    const known = new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
    expect(COMPUTE.map(([key]) => key).filter((key) => !known.has(key))).toEqual([]);
  });

  test('reliability curve with Wilson’s intervals', () => {
    const withCurve = cases.filter(({ expected }) => 'reliability.B10.exactR' in expected);
    expect(withCurve).not.toHaveLength(0);
    for (const { id, input, expected } of withCurve) {
      const { value, tol } = expected['reliability.B10.exactR'] as Golden;
      const bins = metrics.reliabilityCurve(predictionsOf(input), { edges: 'upper' });
      const filled = bins.flatMap((bin, at) => (bin.count > 0 ? [{ at, ...bin }] : []));
      const got = {
        bin: filled.map(({ at }) => at),
        count: filled.map(({ count }) => count),
        conf: filled.map(({ meanConfidence }) => meanConfidence),
        acc: filled.map(({ accuracy }) => accuracy),
        wilson: filled.map(({ interval }) => [interval?.low, interval?.high]),
      };
      for (const [part, numbers] of Object.entries(got)) {
        expect(numbers, `${id} ${part}`).toEqual(within(tol, (value as Record<string, unknown>)[part]));
      }
    }
  });

  test('groups by domain', () => {
    const grouped = cases.filter(({ expected }) => 'groups' in expected);
    expect(grouped).not.toHaveLength(0);
    for (const { input, expected } of grouped) {
      const { value, tol } = expected.groups as Golden;
      const { byDomain } = metrics.calibrationReport(predictionsOf(input), { resamples: 1 });
      expect(byDomain).toEqual(within(tol, value));
    }
  });

  test('bootstrap quantiles, as near as 1,000 resamples come', () => {
    const compute = { 'ece.l1.B10.exactL': metrics.expectedCalibrationError, brier: metrics.brierScore };
    const resampled = cases.filter(({ bootstrap }) => bootstrap !== undefined);
    expect(resampled).not.toHaveLength(0);
    for (const { id, input, bootstrap } of resampled) {
      for (const [key, metric] of Object.entries(compute)) {
        const { percentile = [], tolQ1000 = [] } = bootstrap?.[key] ?? {};
        const { low, high } = metrics.bootstrapInterval(predictionsOf(input), (t) => metric(t));
        expect(low, `${id} ${key}`).toEqual(within(tolQ1000[0] ?? 0, percentile[0]));
        expect(high, `${id} ${key}`).toEqual(within(tolQ1000[2] ?? 0, percentile[2]));
      }
    }
  });

  test.each(errorCases)('$id is refused, or nothing at all', ({ input }) => {
    const records = input.confidence.map((percent, i) => ({
      confidence: percent === null ? Number.NaN : percent / 100,
      correct: input.correct[i] as number,
    }));
    if (records.length === 0) expect(metrics.expectedCalibrationError(records)).toBeNull();
    else expect(() => metrics.expectedCalibrationError(records)).toThrow('prediction 0');
  });
});
