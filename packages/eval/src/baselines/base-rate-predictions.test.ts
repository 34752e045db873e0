import { expect, test } from 'vitest';
import type { Trial } from '../trial.js';
import { baseRatePredictions } from './base-rate-predictions.js';

const trial = (domain: string, correct: boolean) =>
  ({ domain, correct, confidence: 0.9 }) as unknown as Trial;
const domain = (of: Trial) => of.domain;
const stated = (...args: Parameters<typeof baseRatePredictions>) =>
  baseRatePredictions(...args).map(({ confidence }) => confidence);
const trials = [trial('a', true), trial('a', false), trial('b', false)];

test('the base rate of each key, of these trials', () => {
  expect(baseRatePredictions(trials, domain)).toEqual([
    { confidence: 0.5, correct: true },
    { confidence: 0.5, correct: false },
    { confidence: 0, correct: false },
  ]);
});

test('of other trials, with the base rate of all for a key they lack', () => {
  const others = [trial('a', true), trial('c', true), trial('c', false), trial('c', false)];
  expect(stated(trials, domain, others)).toEqual([1, 1, 0.5]);
  expect(stated(trials, domain, [])).toEqual([0.5, 0.5, 0.5]);
});
