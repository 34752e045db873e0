import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prediction } from '../prediction.js';
import { randomFrom, uniform } from '../uncertainty/random.js';
import { compareFingerprints, epistemicFingerprint, fingerprintDistance } from './index.js';

const of = (domain: string, ...answers: readonly (readonly [confidence: number, correct: 0 | 1])[]) =>
  answers.map(([confidence, correct]) => ({ confidence, correct, domain }));

/** Gaps of .4 in math and 0 in logic. */
const FIRST = [...of('math', [0.9, 1], [0.9, 0]), ...of('logic', [0.5, 1], [0.5, 0])];
/** Gaps of −.4 in math and .1 in logic. */
const SECOND = [...of('math', [0.7, 1], [0.5, 1]), ...of('logic', [0.5, 0], [0.7, 1])];

const prediction = fc.record({
  confidence: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  correct: fc.boolean(),
});
const task = fc.record({
  domain: fc.constantFrom('math', 'logic', 'law'),
  first: prediction,
  second: prediction,
});
const tasks = fc.array(task, { minLength: 1, maxLength: 40 });
const sides = (some: readonly { domain: string; first: Prediction; second: Prediction }[]) =>
  [
    some.map(({ domain, first }) => ({ ...first, domain })),
    some.map(({ domain, second }) => ({ ...second, domain })),
  ] as const;

describe('a fingerprint', () => {
  test('worked by hand: six answers of two domains', () => {
    const answers = [
      { confidence: 0.9, correct: true, domain: 'math', difficulty: 'easy' },
      { confidence: 0.9, correct: false, domain: 'math', difficulty: 'easy' },
      { confidence: 0.1, correct: true, domain: 'math', difficulty: 'hard' },
      { confidence: 0.3, correct: false, domain: 'math', difficulty: 'hard' },
      { confidence: 1, correct: true, domain: 'law' },
      { confidence: 1, correct: true },
    ];
    const { n, domains } = epistemicFingerprint(answers, { resamples: 200 });
    expect([n, domains.map(({ domain }) => domain)]).toEqual([5, ['law', 'math']]);
    const [law, math] = domains;
    expect(law).toMatchObject({ n: 1, meanConfidence: 1, gap: { value: 0 }, difficulties: [] });
    // Bins: .9 with half correct, .1 with all, .3 with none: ½ · .4 + ¼ · .9 + ¼ · .3.
    expect(math).toMatchObject({ n: 4, accuracy: { value: 0.5 }, overconfidenceRate: 0.5 });
    expect(math?.meanConfidence).toBeCloseTo(0.55, 12);
    expect(math?.gap.value).toBeCloseTo(0.05, 12);
    expect(math?.ece.value).toBeCloseTo(0.5, 12);
    expect(math?.overconfidence.value).toBeCloseTo(0.275, 12);
    expect(math?.underconfidence.value).toBeCloseTo(0.225, 12);
    expect(math?.underconfidenceRate).toBe(0.5);
    expect(math?.accuracy.low).toBeCloseTo(0.15, 2);
    expect(
      math?.difficulties.map(({ difficulty, n, gap }) => [difficulty, n, gap.value?.toFixed(2)]),
    ).toEqual([
      ['easy', 2, '0.40'],
      ['hard', 2, '-0.30'],
    ]);
    for (const { low, high } of [math?.gap, math?.ece, math?.overconfidence].map(
      (x) => x ?? { low: 1, high: 0 },
    ))
      expect(low as number).toBeLessThan(high as number);
  });

  test('over- and underconfidence add up to ECE, and the order of the answers does not matter', () => {
    fc.assert(
      fc.property(tasks, (some) => {
        const [answers] = sides(some);
        const fingerprint = epistemicFingerprint(answers, { resamples: 20 });
        expect(epistemicFingerprint(answers.toReversed(), { resamples: 20 })).toEqual(fingerprint);
        for (const { ece, overconfidence, underconfidence, n, domain } of fingerprint.domains) {
          expect((overconfidence.value ?? 0) + (underconfidence.value ?? 0)).toBeCloseTo(ece.value ?? 0, 12);
          expect(n).toBe(answers.filter((answer) => answer.domain === domain).length);
        }
      }),
    );
  });

  test('of nothing', () => {
    expect(epistemicFingerprint([])).toEqual({ n: 0, domains: [] });
  });
});

describe('the distance', () => {
  test('worked by hand: √(½ · .8² + ½ · .1²), reached by three of four swaps', () => {
    const { n, distance, p, domains } = compareFingerprints(FIRST, SECOND);
    expect(n).toBe(4);
    expect(distance).toBeCloseTo(Math.sqrt(0.325), 12);
    // Differences .2 and 1.4 in math, −1 and .8 in logic: only ±.6 with ±.1 is nearer.
    expect(p).toBeGreaterThan(0.735);
    expect(p).toBeLessThan(0.765);
    expect(domains[0]).toMatchObject({ domain: 'logic', n: 2, first: 0 });
    expect(domains[0]?.second).toBeCloseTo(0.1, 12);
    expect(domains[1]?.second).toBeCloseTo(-0.4, 12);
  });

  test('domains weigh as many tasks as they have', () => {
    const two = [...FIRST, ...of('math', [0.9, 1], [0.9, 0])];
    const other = [...SECOND, ...of('math', [0.7, 1], [0.5, 1])];
    expect(compareFingerprints(two, other).distance).toBeCloseTo(Math.sqrt((4 * 0.64 + 2 * 0.01) / 6), 12);
  });

  test('of the same tasks it is that of the fingerprints, and symmetric', () => {
    fc.assert(
      fc.property(tasks, (some) => {
        const [a, b] = sides(some);
        const there = compareFingerprints(a, b, { permutations: 49 });
        expect(compareFingerprints(b, a, { permutations: 49 })).toMatchObject({
          distance: there.distance,
          p: there.p,
        });
        const none = { resamples: 0 };
        const [x, y] = [epistemicFingerprint(a, none), epistemicFingerprint(b, none)];
        expect(fingerprintDistance(x, y)).toBeCloseTo(there.distance ?? -1, 10);
        expect(fingerprintDistance(y, x)).toBe(fingerprintDistance(x, y));
      }),
    );
  });

  test('of a model to itself it is 0, with p = 1', () => {
    fc.assert(
      fc.property(tasks, (some) => {
        const [a] = sides(some);
        expect(compareFingerprints(a, a, { permutations: 49 })).toMatchObject({ distance: 0, p: 1 });
      }),
    );
  });

  test('the triangle inequality holds on the same tasks', () => {
    fc.assert(
      fc.property(tasks, tasks, (some, more) => {
        const size = Math.min(some.length, more.length);
        const [a, b] = sides(some.slice(0, size));
        const c = more.slice(0, size).map(({ first }, i) => ({ ...first, domain: a[i]?.domain ?? '' }));
        const between = (x: readonly Prediction[], y: readonly Prediction[]) =>
          compareFingerprints(x, y, { permutations: 0 }).distance ?? 0;
        expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c) + 1e-12);
      }),
    );
  });

  test('domains of one side alone do not count; without a common one there is none', () => {
    const of = (domain: string, confidence: number) =>
      epistemicFingerprint([{ confidence, correct: 0, domain }], { resamples: 0 });
    const both = { domains: [...of('math', 0.9).domains, ...of('law', 0.2).domains] };
    expect(fingerprintDistance(both, of('math', 0.4))).toBeCloseTo(0.5, 12);
    expect(fingerprintDistance(of('math', 0.9), of('law', 0.9))).toBe(null);
    expect(compareFingerprints([], [])).toEqual({ n: 0, distance: null, p: null, domains: [] });
  });
});

/** Two models on the same tasks, of which the second is surer by `shift` in math. */
function twoModels(seed: number, shift: number): readonly [Prediction[], Prediction[]] {
  const random = randomFrom(seed);
  const drawn = (hard: number, more: number, domain: string) => ({
    confidence: Math.min(1, Math.round(100 * (0.5 * uniform(random) + 0.3 + more)) / 100),
    correct: uniform(random) > hard,
    domain,
  });
  const [a, b]: [Prediction[], Prediction[]] = [[], []];
  for (let i = 0; i < 60; i++) {
    const domain = ['math', 'logic', 'law'][i % 3] as string;
    const hard = uniform(random);
    a.push(drawn(hard, 0, domain));
    b.push(drawn(hard, domain === 'math' ? shift : 0, domain));
  }
  return [a, b];
}

describe('the p-value', () => {
  const SEEDS = Array.from({ length: 400 }, (_, i) => 1 + 7919 * i);
  const valuesOf = (shift: number) =>
    SEEDS.map((seed) => compareFingerprints(...twoModels(seed, shift), { permutations: 99, seed }).p ?? 0);

  test('is uniform where the models do not differ', () => {
    const values = valuesOf(0).sort((a, b) => a - b);
    // Kolmogorov's distance to the uniform distribution; its 1 % point is 1.63 / √400.
    const apart = values.map((p, i) => Math.max(Math.abs(p - i / 400), Math.abs(p - (i + 1) / 400)));
    expect(Math.max(...apart)).toBeLessThan(1.63 / 20 + 0.01);
    expect(values.filter((p) => p <= 0.05).length / 400).toBeLessThan(0.085);
  });

  test('is small where one is overconfident in a domain', () => {
    expect(valuesOf(0.4).filter((p) => p <= 0.05).length / 400).toBeGreaterThan(0.5);
  });

  test('is the same for the same seed, and cannot be below one of all', () => {
    const pair = twoModels(1, 0.4);
    const of = (seed: number) => compareFingerprints(...pair, { permutations: 999, seed }).p;
    expect(of(3)).toBe(of(3));
    expect(new Set([1, 2, 3, 4, 5].map(of)).size).toBeGreaterThan(1);
    const sure = Array.from({ length: 200 }, () => ({ confidence: 1, correct: false, domain: 'math' }));
    const unsure = sure.map((answer) => ({ ...answer, confidence: 0 }));
    expect(compareFingerprints(sure, unsure, { permutations: 999 })).toMatchObject({ distance: 1, p: 0.001 });
  });
});

test.each<[string, () => unknown, string]>([
  ['unequal numbers', () => compareFingerprints(FIRST, []), 'two predictions for each task, got 4 and 0'],
  [
    'two domains of a task',
    () => compareFingerprints(FIRST, [...SECOND].reverse()),
    'both predictions of task 0 to have one domain, got "math" and "logic"',
  ],
  [
    'per cents',
    () => compareFingerprints([{ confidence: 90, correct: 1 }], [{ confidence: 0.9, correct: 1 }]),
    'a probability in [0, 1]',
  ],
  [
    'permutations that are no number',
    () => compareFingerprints(FIRST, SECOND, { permutations: 1.5 }),
    '`permutations` to be a whole number',
  ],
  [
    'graded outcomes',
    () => epistemicFingerprint([{ confidence: 0.9, correct: 0.5, domain: 'math' }]),
    'outcomes of 0 and 1',
  ],
])('%s are refused', (_, run, sentence) => {
  expect(run).toThrow(sentence);
});
