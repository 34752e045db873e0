import { isEchoError } from '@echo/core';
import type { Trial } from '@echo/eval';
import { expect, expectTypeOf, test } from 'vitest';
import { sampleTrials } from '../testing/sample-trials.js';
import type { ReportTrial } from '../trial.js';
import { analyzeTrials } from './analyze-trials.js';

const meta = { title: 'A model', source: 'answers.jsonl' };
const few = { resamples: 100 };

test('a trial of an evaluation is a trial of a report', () => {
  expectTypeOf<Trial>().toExtend<ReportTrial>();
});

test('twelve answers are too few to tell', () => {
  const { verdict, advice } = analyzeTrials({ trials: sampleTrials(12), meta }, few);
  expect(verdict.status).toBe('too-few');
  expect(verdict.headline).toBe('Too few answers to tell: 12 of 30.');
  expect(advice.map(({ title }) => title)).toEqual(['Collect more answers']);
});

test('a model that states too much is overconfident, by so many points of so many answers', () => {
  const { verdict, advice, n, ece } = analyzeTrials({ trials: sampleTrials(600, { bias: 0.3 }), meta }, few);
  expect(verdict.status).toBe('overconfident');
  expect(verdict.headline).toMatch(
    /^Overconfident by \d+ points \[\d+, \d+\]: it states [\d.]+\u00a0% on average and is correct [\d.]+\u00a0% of the time \(n = 600\)\.$/,
  );
  expect(verdict.sentences[0]).toContain('chance does not explain it');
  expect(advice.map(({ title }) => title)).toContain('Recalibrate');
  expect(n).toBe(600);
  expect(ece.value).toBeGreaterThan(0.15);
});

test('a model that states too little is underconfident, by a positive number', () => {
  const { verdict } = analyzeTrials({ trials: sampleTrials(600, { bias: -0.3 }), meta }, few);
  expect(verdict.status).toBe('underconfident');
  expect(verdict.headline).toMatch(/^Underconfident by \d+ points \[\d+, \d+\]/);
});

test('a calibrated model is said to be within a distance, and told where to abstain', () => {
  const { verdict, advice } = analyzeTrials(
    { trials: sampleTrials(2000), meta },
    { ...few, wantedRisk: 0.2 },
  );
  expect(verdict.status).toBe('calibrated');
  expect(verdict.headline).toMatch(/^Calibrated within \d points on average, and no test speaks against it/);
  expect(verdict.sentences[1]).toContain(
    'The confidence says more than the domain of a question does: AUROC',
  );
  expect(advice.map(({ title }) => title).join()).toMatch(/Leave the confidences.*Abstain below \d+\u00a0%/);
});

test('right on average and wrong at each confidence is not calibrated', () => {
  const trials = sampleTrials(1000).map((trial, i) => ({
    ...trial,
    confidence: i % 2 ? 0.9 : 0.1,
    correct: i % 4 < 2,
  }));
  const { verdict } = analyzeTrials({ trials, meta }, few);
  expect(verdict.status).toBe('uneven');
  expect(verdict.headline).toContain('but not at each confidence: ECE');
  expect(verdict.sentences[1]).toMatch(/does not tell correct from incorrect|points the wrong way/);
  const many = Array.from({ length: 40 }, () => trials).flat();
  expect(analyzeTrials({ trials: many, meta }, few).verdict.headline).toMatch(/within 1 point, but/);
});

test('one confidence for all, all correct, all incorrect: what cannot be said is not said', () => {
  const constant = sampleTrials(100).map((trial) => ({ ...trial, confidence: 0.5 }));
  expect(analyzeTrials({ trials: constant, meta }, few).verdict.sentences[1]).toBe(
    'Every answer states the same confidence, so it tells no question from another.',
  );
  for (const correct of [true, false]) {
    const { verdict, mistakes } = analyzeTrials(
      { trials: sampleTrials(100).map((trial) => ({ ...trial, correct })), meta },
      few,
    );
    expect(verdict.sentences[1]).toBe(
      `AUROC is not defined, as all 100 answers are ${correct ? 'correct' : 'incorrect'}.`,
    );
    expect(mistakes.total).toBe(correct ? 0 : 100);
  }
});

test('a change is measured task by task, and not at all of other tasks', () => {
  const [before, after] = [sampleTrials(400, { bias: 0.3 }), sampleTrials(400)];
  const paired = analyzeTrials({ trials: [...after].reverse(), before, meta }, few);
  expect(paired.change?.n).toBe(400);
  expect(paired.change?.ece.high).toBeLessThan(0);
  expect(paired.verdict.sentences.join(' ')).toMatch(
    /ECE fell, from .* \(before\) to .* \(after\): a difference of .* on 400 common tasks\./,
  );
  const others = before.map((trial) => ({ ...trial, taskId: `other-${trial.taskId}` }));
  const unpaired = analyzeTrials({ trials: after, before: others, meta }, few);
  expect(unpaired.change).toBeNull();
  expect(unpaired.verdict.sentences.join(' ')).toContain('the tasks differ');
});

test('failed calls are counted and measured in nothing', () => {
  const failed = { taskId: 'x', confidence: Number.NaN, correct: false, error: { message: 'timeout' } };
  const { n, failed: count } = analyzeTrials({ trials: [...sampleTrials(40), failed], meta }, few);
  expect([n, count]).toEqual([40, 1]);
});

test('the worst mistakes are the most confident, without abstentions, long texts cut', () => {
  const trials = sampleTrials(200).map((trial, i) => ({
    ...trial,
    abstained: i === 3,
    correct: trial.correct && i > 3,
    confidence: i < 4 ? 0.99 : trial.confidence,
    question: 'x'.repeat(i === 0 ? 1_000_000 : 5),
  }));
  const { mistakes } = analyzeTrials({ trials, meta }, { ...few, mistakes: 5 });
  expect(mistakes.shown.slice(0, 3).map(({ taskId }) => taskId)).toEqual(['task-0', 'task-1', 'task-2']);
  expect(mistakes.shown).toHaveLength(5);
  expect(mistakes.shown.some(({ taskId }) => taskId === 'task-3')).toBe(false);
  expect(mistakes.shown[0]?.question).toMatch(/^x{1000}… \(1000000 characters\)$/);
});

test('more than twelve domains become eleven and the others, which stand last', () => {
  const domains = Array.from({ length: 30 }, (_, i) => `domain ${i}`);
  const { after } = analyzeTrials({ trials: sampleTrials(600, { domains }), meta }, few);
  expect(after.domains).toHaveLength(12);
  expect(after.domains.at(-1)?.domain).toBe('other domains');
  expect(after.domains.reduce((sum, { n }) => sum + n, 0)).toBe(600);
});

test('trials without domains have no figures of domains and are compared with chance', () => {
  const trials = sampleTrials(300).map(({ domain: _, ...trial }) => trial);
  const { after, baselines, verdict } = analyzeTrials({ trials, meta }, few);
  expect(after.domains).toEqual([]);
  expect(baselines.overDomains).toBeNull();
  expect(verdict.sentences[1]).toContain('chance is .5');
});

test('many distinct confidences are rounded, and the report says so', () => {
  const trials = sampleTrials(2000).map((trial, i) => ({ ...trial, confidence: (i + 0.5) / 2000 }));
  const { conventions, after } = analyzeTrials({ trials, meta }, { resamples: 20 });
  expect(conventions.rounded).toBe(true);
  expect(after.report.variety?.distinct).toBeLessThanOrEqual(1001);
});

test.each([
  ['no trials', [], 'Expected `trials` to hold at least one answered trial, got none of 0: evaluate first.'],
  [
    'a per cent',
    [{ taskId: 'a', confidence: 87, correct: true }],
    'Expected `trials[0].confidence` to be from 0 to 1, got 87: divide per cents by 100.',
  ],
  [
    'no verdict',
    [{ taskId: 'a', confidence: 0.87, correct: 'yes' as unknown as boolean }],
    'Expected `trials[0].correct` to be true or false, got yes: grade the answer first.',
  ],
])('%s are refused in one sentence', (_, trials, sentence) => {
  const run = () => analyzeTrials({ trials, meta });
  expect(run).toThrow(sentence);
  try {
    run();
  } catch (error) {
    expect(isEchoError(error, 'invalid-input')).toBe(true);
  }
});

test('a wanted risk outside (0, 1) is refused', () => {
  expect(() => analyzeTrials({ trials: sampleTrials(40), meta }, { wantedRisk: 10 })).toThrow(
    'Expected `wantedRisk` to lie between 0 and 1, got 10',
  );
});

test('an analysis is plain JSON, the same each time', () => {
  const run = () =>
    analyzeTrials({ trials: sampleTrials(100), before: sampleTrials(100, { bias: 0.1 }), meta }, few);
  expect(JSON.parse(JSON.stringify(run()))).toEqual(run());
});
