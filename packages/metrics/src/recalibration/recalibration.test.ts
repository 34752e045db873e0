import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prediction } from '../prediction.js';
import { brierScore } from '../scores/brier-score.js';
import { tabulate } from '../tabulate.js';
import { randomFrom, uniform } from '../uncertainty/random.js';
import { applyBayesianBinning, fitBayesianBinning } from './bayesian-binning.js';
import { fitBeta } from './beta.js';
import { fitBest } from './fit-best.js';
import { applyHistogram, fitHistogram } from './histogram.js';
import { applyIsotonic, fitIsotonic } from './isotonic.js';
import { fitLogistic, fitPlatt } from './platt.js';
import { applyRecalibration, type Recalibration } from './recalibration.js';
import { recalibrationFromJson } from './recalibration-from-json.js';
import { fitTemperature } from './temperature.js';
import { applyVennAbers, fitVennAbers } from './venn-abers.js';

const of = (percents: readonly number[], outcomes: readonly number[]): Prediction[] =>
  percents.map((percent, i) => ({ confidence: percent / 100, correct: outcomes[i] as number }));

const repeated = (percent: number, right: number, wrong: number): Prediction[] => [
  ...Array.from({ length: right }, () => ({ confidence: percent / 100, correct: true })),
  ...Array.from({ length: wrong }, () => ({ confidence: percent / 100, correct: false })),
];

const FITS = {
  temperature: fitTemperature,
  platt: fitPlatt,
  logistic: fitLogistic,
  beta: fitBeta,
  isotonic: fitIsotonic,
  histogram: fitHistogram,
  'venn-abers': fitVennAbers,
  'bayesian-binning': fitBayesianBinning,
};
const fits = Object.entries(FITS);

const confidence = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 100 }).map((p) => p / 100) },
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const predictions = fc.array(fc.record({ confidence, correct: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

/** n predictions: what is stated is uniform on 1 … 99 %, what is correct by the given probability of it. */
function sample(n: number, seed: number, truth: (stated: number) => number): Prediction[] {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => {
    const stated = (1 + Math.floor(99 * uniform(random))) / 100;
    return { confidence: stated, correct: uniform(random) < truth(stated) };
  });
}

describe('by hand', () => {
  test('temperature: of 80 % of which 60 % are correct, logit .6 over logit .8', () => {
    const map = fitTemperature([...repeated(80, 6, 4), ...repeated(20, 4, 6)]);
    expect(map?.inverseTemperature).toBeCloseTo(Math.log(1.5) / Math.log(4), 12);
  });

  test('logistic: two levels are met exactly', () => {
    const map = fitLogistic([...repeated(80, 9, 1), ...repeated(50, 3, 7)]);
    expect(map && applyRecalibration(map, 0.8)).toBeCloseTo(0.9, 12);
    expect(map && applyRecalibration(map, 0.5)).toBeCloseTo(0.3, 12);
  });

  test('Platt: one level states its smoothed base rate, (3 · 4/5 + 1 · 1/3) / 4', () => {
    const map = fitPlatt(repeated(50, 3, 1));
    expect(map.slope).toBeCloseTo(0, 12);
    expect(applyRecalibration(map, 0.5)).toBeCloseTo((3 * (4 / 5) + 1 / 3) / 4, 12);
  });

  test('beta: where it can, it meets three levels exactly', () => {
    const map = fitBeta([...repeated(90, 9, 1), ...repeated(50, 6, 4), ...repeated(10, 1, 9)]);
    expect([0.9, 0.5, 0.1].map((p) => map && applyRecalibration(map, p))).toEqual(
      [0.9, 0.6, 0.1].map((p) => expect.closeTo(p, 10)),
    );
  });

  test('isotonic: violators are pooled, between corners it is linear', () => {
    const map = fitIsotonic(of([10, 20, 30, 40], [0, 1, 0, 1]));
    expect(map).toEqual({
      kind: 'isotonic',
      confidence: [0.1, 0.2, 0.3, 0.4],
      probability: [0, 0.5, 0.5, 1],
    });
    expect([0, 0.1, 0.15, 0.25, 0.35, 0.9].map((p) => applyIsotonic(map, p))).toEqual(
      [0, 0, 0.25, 0.5, 0.75, 1].map((x) => expect.closeTo(x, 12)),
    );
  });

  test('histogram: fitting and applying use one edge rule; empty bins state the base rate', () => {
    const predictions = [...repeated(20, 2, 0), ...repeated(30, 0, 2)];
    for (const edges of ['lower', 'upper'] as const) {
      const map = fitHistogram(predictions, { edges });
      expect([0.2, 0.3, 0.9].map((p) => applyHistogram(map, p))).toEqual([1, 0, 0.5]);
    }
  });

  test('Venn–Abers: of one correct and one incorrect answer at 50 %', () => {
    const map = fitVennAbers(of([50, 50], [1, 0]));
    expect(applyVennAbers(map, 0.5)).toEqual({
      p0: 1 / 3,
      p1: 2 / 3,
      probability: expect.closeTo(1 / 2, 12),
    });
    expect(applyVennAbers(map, 0.4)).toMatchObject({ p0: 0, p1: 2 / 3 });
    expect(applyVennAbers(map, 0.6)).toMatchObject({ p0: 1 / 3, p1: 1 });
  });

  test('Bayesian binning: one confidence is one bin with a prior of two predictions about ½', () => {
    const map = fitBayesianBinning(repeated(70, 3, 1));
    expect(map.from).toEqual([0]);
    expect(applyBayesianBinning(map, 0.2)).toBeCloseTo((3 + 1) / (4 + 2), 12);
  });

  test('Bayesian binning: two levels are one bin or two, by their marginal likelihoods', () => {
    const map = fitBayesianBinning([...repeated(20, 0, 1), ...repeated(80, 1, 0)]);
    // One bin: B(2, 2) / B(1, 1) = 1/6, mean 1/2. Two: priors (.25, .75) and (.75, .25), each .75 for what
    // came; means .125, .875.
    const [one, two] = [1 / 6, 0.75 ** 2];
    expect(map.from).toEqual([0, 0.5]);
    expect(map.probability).toEqual([
      expect.closeTo((one * 0.5 + two * 0.125) / (one + two), 10),
      expect.closeTo((one * 0.5 + two * 0.875) / (one + two), 10),
    ]);
  });
});

describe('where no optimum is finite', () => {
  test.each([
    ['nothing', []],
    ['one class', of([20, 80], [1, 1])],
    ['apart', of([20, 30, 70, 80], [0, 0, 1, 1])],
    ['apart but for one confidence', of([20, 50, 50, 80], [0, 0, 1, 1])],
  ])('%s: null', (_, predictions) => {
    expect(fitTemperature(predictions)).toBeNull();
    expect(fitLogistic(predictions)).toBeNull();
    expect(fitBeta(predictions)).toBeNull();
  });

  test('falling instead of rising: no temperature, a falling line, and beta states the base rate', () => {
    const predictions = [...repeated(20, 3, 1), ...repeated(50, 2, 2), ...repeated(80, 1, 3)];
    expect(fitTemperature(predictions)).toBeNull();
    expect(fitLogistic(predictions)?.slope).toBeLessThan(0);
    expect(fitBeta(predictions)).toEqual({ kind: 'beta', a: 0, b: 0, c: expect.closeTo(0, 12) });
  });

  test('all at 50 % tell no temperature', () => {
    expect(fitTemperature(of([50, 50], [1, 0]))).toBeNull();
  });

  test.each(fits.slice(1).filter(([kind]) => !['logistic', 'beta'].includes(kind)))(
    '%s of no predictions is refused',
    (_, fitMap) => {
      expect(() => fitMap([])).toThrow('at least one prediction');
    },
  );
});

describe('properties', () => {
  test.each(fits)(
    '%s: probabilities at every confidence, 0 and 1 too; the same from a table',
    (_, fitMap) => {
      fc.assert(
        fc.property(predictions, confidence, (fitted, p) => {
          const map = fitMap(fitted);
          expect(fitMap(tabulate(fitted))).toEqual(map);
          if (!map) return;
          for (const stated of [0, p, 1]) {
            const probability = applyRecalibration(map, stated);
            expect(probability).toBeGreaterThanOrEqual(0);
            expect(probability).toBeLessThanOrEqual(1);
          }
        }),
      );
    },
  );

  test.each(fits)('%s: JSON and back maps alike', (_, fitMap) => {
    fc.assert(
      fc.property(predictions, confidence, (fitted, p) => {
        const map = fitMap(fitted);
        if (!map) return;
        const restored = recalibrationFromJson(JSON.parse(JSON.stringify(map)));
        expect(applyRecalibration(restored, p)).toBe(applyRecalibration(map, p));
      }),
    );
  });

  test.each([
    ['temperature', fitTemperature],
    ['beta', fitBeta],
    ['isotonic', fitIsotonic],
    ['venn-abers', fitVennAbers],
  ] as const)('%s never falls', (_, fitMap) => {
    fc.assert(
      fc.property(predictions, confidence, confidence, (fitted, p, q) => {
        const map = fitMap(fitted);
        if (!map) return;
        const [low, high] = [
          applyRecalibration(map, Math.min(p, q)),
          applyRecalibration(map, Math.max(p, q)),
        ];
        expect(low).toBeLessThanOrEqual(high + 1e-12);
      }),
    );
  });

  test.each([
    ['isotonic', fitIsotonic],
    ['temperature', fitTemperature],
    ['logistic', fitLogistic],
  ] as const)('%s fitted again on what it gave changes nothing', (_, fitMap) => {
    fc.assert(
      fc.property(predictions, (fitted) => {
        const inside = fitted.map((p) => ({ ...p, confidence: 0.05 + 0.9 * p.confidence }));
        const map = fitMap(inside);
        if (!map) return;
        const mapped = inside.map((p) => ({ ...p, confidence: applyRecalibration(map, p.confidence) }));
        if (mapped.some(({ confidence: p }) => Math.abs(Math.log(p / (1 - p))) > 12)) return;
        const again = fitMap(mapped);
        for (const { confidence: p } of mapped)
          expect(again && applyRecalibration(again, p)).toBeCloseTo(p, 5);
      }),
    );
  });

  test('isotonic never worsens the Brier score it was fitted on', () => {
    fc.assert(
      fc.property(predictions, (fitted) => {
        const map = fitIsotonic(fitted);
        const mapped = fitted.map((p) => ({ ...p, confidence: applyIsotonic(map, p.confidence) }));
        expect(brierScore(mapped) ?? 1).toBeLessThanOrEqual((brierScore(fitted) ?? 0) + 1e-12);
      }),
    );
  });

  test('Venn–Abers is the isotonic fit with one answer added', () => {
    fc.assert(
      fc.property(predictions, confidence, (fitted, p) => {
        const { p0, p1 } = applyVennAbers(fitVennAbers(fitted), p);
        const withOne = (correct: boolean) =>
          applyIsotonic(fitIsotonic([...fitted, { confidence: p, correct }]), p);
        expect(p0).toBeCloseTo(withOne(false), 12);
        expect(p1).toBeCloseTo(withOne(true), 12);
      }),
    );
  });

  test('beta: no nearby map with a, b ≥ 0 is likelier', () => {
    const offsets = [-0.03, 0, 0.03];
    fc.assert(
      fc.property(predictions, (fitted) => {
        const map = fitBeta(fitted);
        if (!map || Math.max(Math.abs(map.a), Math.abs(map.b), Math.abs(map.c)) > 50) return;
        const loss = (other: Recalibration) =>
          fitted.reduce((total, { confidence, correct }) => {
            const probability = applyRecalibration(other, confidence);
            return total - Math.log(correct ? probability : 1 - probability);
          }, 0);
        const best = loss(map);
        for (const da of offsets)
          for (const db of offsets)
            for (const dc of offsets) {
              const near = { ...map, a: Math.max(0, map.a + da), b: Math.max(0, map.b + db), c: map.c + dc };
              expect(loss(near)).toBeGreaterThanOrEqual(best - 1e-6);
            }
      }),
    );
  });
});

describe('recalibrationFromJson', () => {
  test.each([
    [null, 'an object'],
    [{ kind: 'magic' }, '`kind`'],
    [{ kind: 'temperature', inverseTemperature: -1 }, '`inverseTemperature`'],
    [{ kind: 'platt', slope: 1, intercept: 'x' }, '`intercept`'],
    [{ kind: 'beta', a: 1, b: Number.NaN, c: 0 }, '`b`'],
    [{ kind: 'isotonic', confidence: [0.5, 0.2], probability: [0, 1] }, '`confidence[1]`'],
    [{ kind: 'isotonic', confidence: [0.2, 0.5], probability: [1, 0] }, '`probability[1]`'],
    [{ kind: 'isotonic', confidence: [0.2], probability: [0, 1] }, 'a list of 1'],
    [{ kind: 'histogram', edges: 'both', probability: [1] }, '`edges`'],
    [{ kind: 'histogram', edges: 'lower', probability: [] }, '`probability`'],
    [{ kind: 'venn-abers', confidence: [0.5], p0: [0, 1], p1: [1] }, '`p1`'],
    [{ kind: 'bayesian-binning', from: [0.1], probability: [1] }, '`from`'],
  ])('%o is refused', (value, part) => {
    expect(() => recalibrationFromJson(value)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(part) }),
    );
  });

  test('the identity, and a confidence in per cents', () => {
    const identity = recalibrationFromJson({ kind: 'identity' });
    expect(applyRecalibration(identity, 0.37)).toBe(0.37);
    expect(() => applyRecalibration(identity, 75)).toThrow('not per cents');
  });
});

describe('fitBest', () => {
  test('overconfident by temperature 3: the choice gains on held-out folds, about what the truth would', () => {
    const truth = (p: number) => 1 / (1 + Math.exp(-Math.log(p / (1 - p)) / 3));
    const { map, gain, candidates } = fitBest(sample(2000, 1, truth));
    expect(map.kind).not.toBe('identity');
    expect(gain?.low).toBeGreaterThan(0);
    expect(gain).toEqual(candidates[0]);
    expect(Math.abs(applyRecalibration(map, 0.9) - truth(0.9))).toBeLessThan(0.06);
    const possible = sample(20_000, 2, truth).reduce(
      (sum, { confidence: p, correct }, _, all) =>
        sum + ((p - Number(correct)) ** 2 - (truth(p) - Number(correct)) ** 2) / all.length,
      0,
    );
    expect(gain?.gain).toBeCloseTo(possible, 1);
  });

  test('calibrated: the identity stays in at least 95 of 100 samples', () => {
    let changed = 0;
    for (let seed = 0; seed < 100; seed++) {
      if (fitBest(sample(300, seed, (p) => p)).map.kind !== 'identity') changed++;
    }
    expect(changed).toBeLessThanOrEqual(5);
  });

  test('the same seed chooses the same; too few predictions are refused; another loss is heard', () => {
    const predictions = sample(200, 3, (p) => p ** 2);
    expect(fitBest(predictions, { seed: 4 })).toEqual(fitBest(predictions, { seed: 4 }));
    expect(() => fitBest(predictions.slice(0, 4))).toThrow('lower `folds`');
    expect(fitBest(predictions, { loss: () => 0 }).map).toEqual({ kind: 'identity' });
  });
});
