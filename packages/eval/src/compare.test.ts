import { expect, test } from 'vitest';
import { compare, holm } from './compare.js';
import { trialWith } from './testing/trials.js';

const evaluation = (confidence: (i: number) => number, correct: (i: number) => boolean) =>
  Array.from({ length: 200 }, (_, i) =>
    trialWith({
      taskId: String(i),
      domain: i % 2 ? 'law' : 'math',
      confidence: confidence(i),
      correct: correct(i),
    }),
  );
const isCorrect = (i: number) => i % 4 < 2;
const overconfident = evaluation(() => 0.9, isCorrect);
const calibratedInLaw = evaluation((i) => (i % 2 ? 0.5 : 0.9), isCorrect);

test('the Brier score falls in law alone: .41 less .25 there, half of it in all', () => {
  const { n, brier, domains, mcNemar, unpaired, accuracy } = compare(
    overconfident,
    calibratedInLaw.toReversed(),
  );
  expect(n).toBe(200);
  expect(brier.value).toBeCloseTo(0.08, 12);
  expect(brier.low).toBeGreaterThan(0);
  expect(accuracy.value).toBe(0);
  expect(mcNemar).toEqual({ onlyFirst: 0, onlySecond: 0, p: 1 });
  expect(unpaired).toEqual({ onlyFirst: 0, onlySecond: 0, failed: 0 });
  expect(domains.map(({ domain, moved, n }) => [domain, moved, n])).toEqual([
    ['math', false, 100],
    ['law', true, 100],
  ]);
  expect(domains[1]?.brier.value).toBeCloseTo(0.16, 12);
});

test('tasks of one evaluation alone and failed calls are left out and counted', () => {
  const second = calibratedInLaw.map((trial, i) => (i < 10 ? { ...trial, error: { message: 'x' } } : trial));
  const { n, unpaired } = compare(overconfident.slice(0, 150), second.slice(5));
  expect([n, unpaired]).toEqual([140, { onlyFirst: 5, onlySecond: 50, failed: 5 }]);
});

test('nothing to pair, and a task twice', () => {
  expect(() => compare(overconfident, [])).toThrow('same tasks');
  expect(() => compare([...overconfident, ...overconfident.slice(7)], calibratedInLaw)).toThrow('7 twice');
});

test('Holm’s correction, worked by hand', () => {
  expect(holm([0.01, 0.04, 0.03, null])).toEqual([0.03, 0.06, 0.06, null]);
  expect(holm([0.6, 0.5])).toEqual([1, 1]);
});
