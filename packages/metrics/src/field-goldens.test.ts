import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as metrics from './testing/every-entry.js';

type Expected = Readonly<Record<string, number | null>>;

interface RecordSet {
  readonly id: string;
  readonly bins: number;
  readonly confidence: readonly number[];
  readonly correct: readonly number[];
  readonly expected: Expected;
}

/** Made by internal/fixtures/make-field-goldens.py, which says what computes each. */
const own: {
  readonly sets: readonly RecordSet[];
  readonly twoAlternatives: readonly (metrics.RatingCounts & { readonly expected: Expected })[];
} = JSON.parse(readFileSync(new URL('../fixtures/field-goldens.json', import.meta.url), 'utf8'));

type Compute = (of: metrics.PredictionColumns, bins: number) => number | null | undefined;

const OWN: Readonly<Record<string, Compute>> = {
  accuracy: metrics.accuracy,
  brier: metrics.brierScore,
  auroc: metrics.auroc,
  'ece lower': (of, bins) => metrics.expectedCalibrationError(of, { bins }),
  'ece upper': (of, bins) => metrics.expectedCalibrationError(of, { bins, edges: 'upper' }),
  'brier index': metrics.brierIndex,
  'rank binned': (of) => metrics.rankBinnedError(of),
  'rank binned, last dropped': (of) => metrics.rankBinnedError(of, { dropLast: true }),
  'rank binned 30': (of) => metrics.rankBinnedError(of, { binSize: 30 }),
  auarc: metrics.areaUnderAccuracyRejection,
  prr: (of) => metrics.predictionRejectionRatio(of),
  'prr .5': (of) => metrics.predictionRejectionRatio(of, { maxRejection: 0.5 }),
  gamma: metrics.goodmanKruskalGamma,
  'target 0.5': (of) => metrics.confidenceTargetScore(of, { target: 0.5 }),
  'target 0.75': (of) => metrics.confidenceTargetScore(of, { target: 0.75 }),
  'target 0.9': (of) => metrics.confidenceTargetScore(of, { target: 0.9 }),
  distinct: (of) => metrics.confidenceVariety(of)?.distinct,
  'top three': (of) => metrics.confidenceVariety(of)?.topThreeShare,
  entropy: (of) => metrics.confidenceVariety(of)?.entropy,
};

function expectNear(got: number | null | undefined, golden: number | null | undefined, tolerance = 1e-9) {
  if (typeof golden !== 'number') expect(got).toBe(golden);
  else expect(Math.abs((got ?? Number.NaN) - golden)).toBeLessThan(tolerance * Math.max(1, Math.abs(golden)));
}

describe.each(own.sets)('$id, of our own making', ({ confidence, correct, bins, expected }) => {
  test('every key is computed', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(OWN).sort());
  });

  test.each(Object.entries(OWN))('%s', (key, compute) => {
    expectNear(compute({ confidence, correct }, bins), expected[key]);
  });
});

test.each(own.twoAlternatives)('meta-d′ of $first and $second', ({ first, second, expected }) => {
  const fit = metrics.metaDPrime({ first, second });
  expectNear(fit?.dPrime, expected.d);
  expectNear(fit?.logLikelihood, expected['log likelihood'], 1e-8);
  expectNear(fit?.metaDPrime, expected['meta-d'], 1e-5);
  expectNear(fit?.mRatio, expected['m ratio'], 1e-5);
});

interface PublishedSet {
  readonly confidence: readonly number[];
  readonly correct: readonly number[];
  readonly expected: Expected & { readonly published: Expected };
}

/** Verbalised confidences of the RLCR paper with its authors' figures, and further ones by definition. */
const path = new URL('../../../../shared/goldens/rlcr.json', import.meta.url);
const published: Readonly<Record<string, PublishedSet>> = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8')).sets
  : {};

const PUBLISHED: Readonly<Record<string, Compute>> = {
  accuracy: metrics.accuracy,
  ece: (of) => metrics.expectedCalibrationError(of),
  brier_score: metrics.brierScore,
  auroc: metrics.auroc,
};

const DERIVED: Readonly<Record<string, Compute>> = {
  n: (of) => metrics.tabulate(of).n,
  ece10L: (of) => metrics.expectedCalibrationError(of),
  ece20R: (of) => metrics.expectedCalibrationError(of, { bins: 20, edges: 'upper' }),
  positive_ce20R: (of) => metrics.overconfidenceError(of, { bins: 20, edges: 'upper' }),
  brierIndex: metrics.brierIndex,
  auarc: metrics.areaUnderAccuracyRejection,
  prr: (of) => metrics.predictionRejectionRatio(of),
  'prr_0.5': (of) => metrics.predictionRejectionRatio(of, { maxRejection: 0.5 }),
  gamma: metrics.goodmanKruskalGamma,
  hleRms_official_tieAveraged: (of) => metrics.rankBinnedError(of, { dropLast: true }),
  hleRms_allBins_tieAveraged: (of) => metrics.rankBinnedError(of),
  'targetScore_t0.5': (of) => metrics.confidenceTargetScore(of, { target: 0.5 }),
  'targetScore_t0.75': (of) => metrics.confidenceTargetScore(of, { target: 0.75 }),
  'targetScore_t0.9': (of) => metrics.confidenceTargetScore(of, { target: 0.9 }),
  distinctConfidences: (of) => metrics.confidenceVariety(of)?.distinct,
};

/** Values that depend on the order of the records, which ours do not. */
const BY_ORDER = /_(numpyArgsort|stableOrder)$/;

describe.runIf(existsSync(path)).each(Object.entries(published))('%s, as published', (_, set) => {
  const { published: figures, ...derived } = set.expected;

  test('every key is computed', () => {
    expect(Object.keys(figures).sort()).toEqual(Object.keys(PUBLISHED).sort());
    const wanted = Object.keys(derived).filter((key) => !BY_ORDER.test(key));
    expect(wanted.sort()).toEqual(Object.keys(DERIVED).sort());
  });

  test.each(Object.entries(PUBLISHED))('%s', (key, compute) => {
    expectNear(compute(set, 10), figures[key]);
  });

  test.each(Object.entries(DERIVED))('%s', (key, compute) => {
    expectNear(compute(set, 10), derived[key]);
  });
});
