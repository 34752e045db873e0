import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as metrics from './testing/every-entry.js';
import { jackknifeAcceleration } from './uncertainty/bootstrap.js';

interface Golden {
  readonly value: unknown;
  /** Of a number x, the difference allowed is this times max(1, |x|). */
  readonly tol: number;
}

interface GoldenCase {
  readonly id: string;
  readonly input: {
    /** In percentages. */
    readonly confidence: readonly number[];
    readonly correct: readonly number[];
    readonly domain?: readonly string[];
  };
  readonly expected: Readonly<Record<string, Golden>>;
  readonly bootstrap?: {
    readonly 'bca.acceleration.ece': Golden;
    readonly brier: GoldenBootstrap;
    readonly 'ece.l1.B10.exactL': GoldenBootstrap;
  };
}

interface GoldenBootstrap {
  readonly percentile: readonly number[];
  readonly tolQ1000: readonly number[];
}

interface GoldenFile {
  readonly cases: readonly GoldenCase[];
  readonly errorCases: readonly {
    readonly id: string;
    readonly input: { readonly confidence: readonly (number | null)[]; readonly correct: readonly number[] };
  }[];
}

const path = new URL('../../../../shared/goldens/metrics.dev.json', import.meta.url);
const { cases, errorCases }: GoldenFile = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { cases: [], errorCases: [] };

const predictionsOf = ({ confidence, correct, domain }: GoldenCase['input']): metrics.Prediction[] =>
  confidence.map((percent, i) => ({
    confidence: percent / 100,
    correct: correct[i] as number,
    ...(domain ? { domain: domain[i] as string } : {}),
  }));

type Compute = (predictions: metrics.Prediction[]) => unknown;

const EDGES = { L: 'lower', R: 'upper' } as const;
const BINS = [10, 15, 20];

const binned = BINS.flatMap((bins) =>
  (['L', 'R'] as const).flatMap((side): [string, Compute][] => {
    const binning = { bins, edges: EDGES[side] };
    const suffix = `B${bins}.exact${side}`;
    return [
      ...(['l1', 'l2', 'max'] as const).map((norm): [string, Compute] => [
        `ece.${norm}.${suffix}`,
        (p) => metrics.expectedCalibrationError(p, { ...binning, norm }),
      ]),
      [`ece.ace.${suffix}`, (p) => metrics.averageCalibrationError(p, binning)],
    ];
  }),
);

const perBinCount = BINS.flatMap((bins): [string, Compute][] => {
  const upper = { bins, edges: 'upper' } as const;
  return [
    [`overconf.B${bins}.exactL`, (p) => metrics.overconfidenceError(p, { bins })],
    [`underconf.B${bins}.exactL`, (p) => metrics.underconfidenceError(p, { bins })],
    [`oe.B${bins}.exactL`, (p) => metrics.weightedOverconfidenceError(p, { bins })],
    [`ece.l2sq.debiased.B${bins}.exactR`, (p) => metrics.debiasedSquaredCalibrationError(p, upper)],
    [`ece.l2.debiased.B${bins}.exactR`, (p) => metrics.debiasedCalibrationError(p, upper)],
    [`ece.l1.debiased.B${bins}.exactR`, (p) => metrics.debiasedCalibrationError(p, { ...upper, norm: 'l1' })],
  ];
});

const equalMass = [10, 15].flatMap((bins) =>
  (['l1', 'l2'] as const).map((norm): [string, Compute] => [
    `ece.${norm}.em.B${bins}.tie`,
    (p) => metrics.expectedCalibrationError(p, { bins, scheme: 'equal-mass', norm }),
  ]),
);

const indexOf = (curve: 'isotonic' | 'lowess' | 'cox') => (p: metrics.Prediction[]) =>
  metrics.integratedCalibrationIndex(p, { curve });

const ends = (interval: metrics.Interval | null | undefined) => interval && [interval.low, interval.high];
const corpLog = (p: metrics.Prediction[]) => metrics.corpDecomposition(p, { score: 'log' });
const external = { edges: 'upper', fitted: true } as const;
const groupsOf = (p: metrics.Prediction[]) =>
  metrics.groupCalibration(metrics.tabulateBy(p, ({ domain }) => domain));

const COMPUTE: readonly (readonly [string, Compute])[] = [
  ...binned,
  ...perBinCount,
  ...equalMass,
  ['ece.l1.unique', (p) => metrics.expectedCalibrationError(p, { scheme: 'distinct' })],
  ['smece.sigma0.05.ideal', (p) => metrics.smoothCalibrationError(p, { bandwidth: 0.05 })],
  ['smece.sigma0.1.ideal', (p) => metrics.smoothCalibrationError(p, { bandwidth: 0.1 })],
  [
    'smece.ideal',
    (p) => {
      const value = metrics.smoothCalibrationError(p);
      return value !== null && value < 1e-3 ? null : value; // below it the reference gives none
    },
  ],
  ['kdeEce.beta.h0.02', (p) => metrics.kernelCalibrationError(p, { bandwidth: 0.02 })],
  ['kdeEce.beta.h0.1', (p) => metrics.kernelCalibrationError(p, { bandwidth: 0.1 })],
  ['mmce', metrics.maximumMeanCalibrationError],
  ['n', (p) => metrics.tabulate(p).n],
  ['accuracy', metrics.accuracy],
  ['meanConfidence', metrics.meanConfidence],
  ['bias', (p) => (metrics.overconfidenceError(p) ?? 0) - (metrics.underconfidenceError(p) ?? 0)],
  ['brier', metrics.brierScore],
  ['brierSkill', metrics.brierSkill],
  ['logloss.eps64', (p) => metrics.logLoss(p, { clip: 2 ** -52 })],
  ['logloss.eps1e-07', (p) => metrics.logLoss(p, { clip: 1e-7 })],
  ['logloss.eps0.001', (p) => metrics.logLoss(p)],
  ['spherical', metrics.sphericalScore],
  ['murphy.rel.unique', (p) => metrics.brierDecomposition(p)?.reliability],
  ['murphy.res.unique', (p) => metrics.brierDecomposition(p)?.resolution],
  ['murphy.unc.unique', (p) => metrics.brierDecomposition(p)?.uncertainty],
  ['murphy.rel.B10', (p) => metrics.brierDecomposition(p, {})?.reliability],
  ['murphy.res.B10', (p) => metrics.brierDecomposition(p, {})?.resolution],
  ['murphy.wbv.B10', (p) => metrics.brierDecomposition(p, {})?.withinBinVariance],
  ['murphy.wbc.B10', (p) => metrics.brierDecomposition(p, {})?.withinBinCovariance],
  ['corp.brier.mcb', (p) => metrics.corpDecomposition(p)?.miscalibration],
  ['corp.brier.dsc', (p) => metrics.corpDecomposition(p)?.discrimination],
  ['corp.brier.unc', (p) => metrics.corpDecomposition(p)?.uncertainty],
  ['corp.logloss.mcb', (p) => corpLog(p)?.miscalibration],
  ['corp.logloss.dsc', (p) => corpLog(p)?.discrimination],
  ['corp.logloss.unc', (p) => corpLog(p)?.uncertainty],
  ['ici.isotonic', (p) => indexOf('isotonic')(p)?.mean],
  ['e50.isotonic', (p) => indexOf('isotonic')(p)?.median],
  ['e90.isotonic', (p) => indexOf('isotonic')(p)?.ninetieth],
  ['emax.isotonic', (p) => indexOf('isotonic')(p)?.maximum],
  ['ici.lowess', (p) => indexOf('lowess')(p)?.mean],
  ['ici.cox', (p) => indexOf('cox')(p)?.mean],
  ['auroc', metrics.auroc],
  ['auroc.delongVar', metrics.aurocVariance],
  ['auroc.delongCI95', (p) => ends(metrics.aurocInterval(p, { scale: 'linear' }))],
  ['auroc.delongCI95.logit', (p) => ends(metrics.aurocInterval(p))],
  ['auprc.correct', (p) => metrics.averagePrecision(p)],
  ['auprc.error', (p) => metrics.averagePrecision(p, { of: 'errors' })],
  ['fpr95', metrics.falsePositiveRate],
  ['aurc', metrics.areaUnderRiskCoverage],
  ['eaurc', metrics.excessAreaUnderRiskCoverage],
  ['augrc', metrics.areaUnderGeneralizedRisk],
  ...[0.1, 0.5, 0.8].map((coverage): [string, Compute] => [
    `accAtCoverage${coverage}`,
    (p) => metrics.accuracyAtCoverage(p, coverage),
  ]),
  ...[0.8, 0.9, 0.95].map((accuracy): [string, Compute] => [
    `coverageAtAccuracy${accuracy}`,
    (p) => metrics.coverageAtAccuracy(p, accuracy)?.coverage,
  ]),
  ['spiegelhalter.z', (p) => metrics.spiegelhalterTest(p)?.z ?? null],
  ['spiegelhalter.p', (p) => metrics.spiegelhalterTest(p)?.p],
  ['ecce.r.tie', (p) => metrics.cumulativeTest(p)?.range],
  ['ecce.mad.tie', (p) => metrics.cumulativeTest(p)?.maximum],
  [
    'ecce.r.sigma',
    (p) => {
      const { range = 0, deviation = 0 } = metrics.cumulativeTest(p) ?? {};
      return range / deviation;
    },
  ],
  ['ecce.p', (p) => metrics.cumulativeTest(p)?.rangeP],
  ['hl.stat.B10.exactR', (p) => metrics.hosmerLemeshowTest(p, external)?.statistic],
  ['hl.p.B10.exactR', (p) => metrics.hosmerLemeshowTest(p, external)?.p],
  ['cox.slope', (p) => metrics.coxCalibration(p)?.slope ?? null],
  ['cox.intercept', (p) => metrics.coxCalibration(p)?.intercept],
  ['cox.slopeCI95', (p) => ends(metrics.coxCalibration(p)?.slopeInterval)],
  ['cox.interceptCI95', (p) => ends(metrics.coxCalibration(p)?.interceptInterval)],
  ['cox.lrStat', (p) => metrics.coxCalibration(p)?.test.statistic],
  ['cox.lrP', (p) => metrics.coxCalibration(p)?.test.p],
  ['citl', metrics.calibrationInTheLarge],
  ['groups', (p) => metrics.calibrationReport(p, { resamples: 0 }).byDomain],
  ['groups.maxEce', (p) => groupsOf(p).maximum],
  ['groups.meanEce', (p) => groupsOf(p).mean],
  ['groups.weightedEce', (p) => groupsOf(p).weighted],
  ['groups.multicalMax', (p) => groupsOf(p).multicalibration],
  [
    'reliability.B10.exactR',
    (p) => {
      const curve = (interval: 'wilson' | 'clopper-pearson' | 'jeffreys') =>
        metrics
          .reliabilityCurve(p, { edges: 'upper', interval })
          .flatMap((bin, at) => (bin.count > 0 ? [{ at, ...bin }] : []));
      const bins = curve('wilson');
      return {
        bin: bins.map(({ at }) => at),
        count: bins.map(({ count }) => count),
        conf: bins.map(({ meanConfidence }) => meanConfidence),
        acc: bins.map(({ accuracy }) => accuracy),
        wilson: bins.map(({ interval }) => ends(interval)),
        clopperPearson: curve('clopper-pearson').map(({ interval }) => ends(interval)),
        jeffreys: curve('jeffreys').map(({ interval }) => ends(interval)),
      };
    },
  ],
];

/** Values of libraries that deviate from the definition, kept for comparison only. */
const NO_TARGET = /\.(tm64|netcal|relplot|calzone|uc|skl|betacal)$/;
/** Recalibrators have a test of their own. */
const RECALIBRATION = /^(isotonic|histBinning|vennAbers|platt|plattTargets|temperature|beta|bbq)\./;

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
  test('every key is computed here', () => {
    const wanted = new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
    const computed = COMPUTE.map(([key]) => key);
    expect(computed.filter((key) => !wanted.has(key))).toEqual([]);
    expect(
      [...wanted].filter(
        (key) => !computed.includes(key) && !NO_TARGET.test(key) && !RECALIBRATION.test(key),
      ),
    ).toEqual([]);
  });

  test.each(COMPUTE)('%s', (key, compute) => {
    for (const { id, input, expected } of cases) {
      const golden = expected[key];
      if (golden) expect(compute(predictionsOf(input)), id).toEqual(within(golden.tol, golden.value));
    }
  });

  test('the bootstrap: quantiles as near as 1,000 resamples come, and the acceleration', () => {
    const resampled = cases.filter(({ bootstrap }) => bootstrap !== undefined);
    expect(resampled).not.toHaveLength(0);
    for (const { id, input, bootstrap } of resampled) {
      if (!bootstrap) continue;
      const table = metrics.tabulate(predictionsOf(input));
      const [ece, brier] = metrics.bootstrapIntervals(table, [
        (t) => metrics.expectedCalibrationError(t),
        metrics.brierScore,
      ]);
      for (const [estimate, { percentile, tolQ1000 }] of [
        [ece, bootstrap['ece.l1.B10.exactL']],
        [brier, bootstrap.brier],
      ] as const) {
        expect(estimate?.low, id).toEqual(within(tolQ1000[0] as number, percentile[0]));
        expect(estimate?.high, id).toEqual(within(tolQ1000[2] as number, percentile[2]));
      }
      const { value, tol } = bootstrap['bca.acceleration.ece'];
      expect(
        jackknifeAcceleration(table, (t) => metrics.expectedCalibrationError(t)),
        id,
      ).toEqual(within(tol, value));
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
