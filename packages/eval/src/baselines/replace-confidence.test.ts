import { expect, test } from 'vitest';
import { numberTask } from '../testing/tasks.js';
import { trialWith } from '../testing/trials.js';
import type { Trial } from '../trial.js';
import {
  alwaysFifty,
  alwaysHigh,
  baseRateConfidence,
  domainAndSource,
  externalConfidence,
  heuristicConfidence,
  temperatureScaled,
} from './replace-confidence.js';

const stated = (trials: readonly Trial[]) => trials.map(({ confidence }) => confidence);
const failed = trialWith({ taskId: 'f', confidence: 0.5, error: { message: 'broken' } });
const trials = [
  trialWith({ taskId: 'a', domain: 'math', difficulty: 'hard', correct: true, confidence: 0.7 }),
  trialWith({ taskId: 'b', domain: 'law', difficulty: 'medium', confidence: 0.8, readings: {} }),
  failed,
];

test('constants and the heuristic; the verdict stays and so does a failed call', () => {
  expect(stated(alwaysFifty(trials))).toEqual([0.5, 0.5, 0.5]);
  expect(stated(alwaysHigh(trials))).toEqual([0.9, 0.9, 0.5]);
  expect(stated(heuristicConfidence(trials))).toEqual([expect.closeTo(0.3, 12), 0.6, 0.5]);
  expect(alwaysHigh(trials)[1]).toEqual({
    ...trialWith({ taskId: 'b', domain: 'law', difficulty: 'medium' }),
  });
  expect(alwaysHigh(trials)[2]).toBe(failed);
});

test('temperature scaling is fitted on the training trials: .9 of which half are correct becomes nearly .5', () => {
  const training = Array.from({ length: 200 }, (_, i) =>
    trialWith({ correct: i % 20 < 11, confidence: i % 2 ? 0.9 : 0.8 }),
  );
  const scaled = stated(temperatureScaled([trialWith({ confidence: 0.9 })], [...training, failed]));
  expect(scaled[0]).toBeGreaterThan(0.5);
  expect(scaled[0]).toBeLessThan(0.6);
  expect(temperatureScaled(trials, [])).toEqual(trials);
});

test('base rates of the training trials: of all, by domain, by domain and source', () => {
  const training = [
    trialWith({ taskId: '1', domain: 'math', correct: true }),
    trialWith({ taskId: '2', domain: 'math', correct: true }),
    trialWith({ taskId: '3', domain: 'math', correct: false }),
    trialWith({ taskId: '4', domain: 'art', correct: false }),
    failed,
  ];
  expect(stated(baseRateConfidence(trials, training))).toEqual([0.5, 0.5, 0.5]);
  const byDomain = baseRateConfidence(trials, training, ({ domain }) => domain);
  expect(stated(byDomain)).toEqual([expect.closeTo(2 / 3, 12), 0.5, 0.5]);
  const tasks = ['1', '2', '3', '4', 'a', 'b'].map((id) => ({
    ...numberTask(id, 1),
    source: id === '3' ? 'other' : 'same',
  }));
  expect(stated(baseRateConfidence(trials, training, domainAndSource(tasks)))).toEqual([1, 0.5, 0.5]);
});

test('the confidences of another model', () => {
  const others = [
    trialWith({ taskId: 'b', confidence: 0.2 }),
    trialWith({ taskId: 'a', confidence: 0.1, correct: false }),
  ];
  expect(stated(externalConfidence(trials, others))).toEqual([0.1, 0.2, 0.5]);
  expect(() => externalConfidence(trials, others.slice(1))).toThrow('task b');
});
