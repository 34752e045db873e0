import { describe, expect, test } from 'vitest';
import { summarize } from '../index.js';
import { brierScorer, calibrationExtension } from './index.js';

describe('brierScorer', () => {
  const output = '{ "confidence": 0.6, "correct": false }';

  test('passes whatever it scores, unless a threshold is given', async () => {
    expect(await brierScorer()(output)).toEqual({
      pass: true,
      score: 0.64,
      reason: 'stated 60 %, incorrect',
      namedScores: { confidence: 0.6, correct: 0 },
    });
    expect((await brierScorer({ threshold: 0.64 })(output)).pass).toBe(true);
    expect((await brierScorer({ threshold: 0.65 })(output)).pass).toBe(false);
    expect(() => brierScorer({ threshold: 65 })).toThrow('`threshold`');
  });

  test('reads with the variables of the test', async () => {
    const scorer = brierScorer({
      read: ({ output, vars }) => ({ confidence: 0.9, correct: output === vars.expected }),
    });
    expect((await scorer('Paris', { vars: { expected: 'Paris' } })).score).toBeCloseTo(0.99, 12);
    expect((await scorer('Paris')).score).toBeCloseTo(0.19, 12);
  });
});

describe('calibrationExtension', () => {
  const result = (promptIdx: number, confidence: number | null, success: boolean) => ({
    promptIdx,
    success,
    namedScores: confidence === null ? {} : { confidence },
  });
  const prompt = (label: string) => ({
    label,
    provider: 'echo',
    metrics: {
      namedScores: { other: 3 } as Record<string, number>,
      namedScoresCount: {},
      namedScoreWeights: {},
    },
  });

  test('names the figures of each prompt among its scores', async () => {
    const [first, second] = [prompt('first'), prompt('second')];
    const results = [
      result(0, 0.9, true),
      result(1, 0.6, false),
      result(0, 0.5, false),
      result(0, null, false),
    ];
    const lines: string[] = [];
    const hook = calibrationExtension({
      report: { resamples: 0 },
      onReport: (report, { label }) => void lines.push(`${label}: ${summarize(report)}`),
    });
    await hook({ results, prompts: [first, second, { label: 'failed', provider: 'echo' }] });
    expect(first.metrics.namedScores).toMatchObject({ other: 3, accuracy: 0.5, AUROC: 1 });
    expect(first.metrics.namedScores['Brier score']).toBeCloseTo((0.01 + 0.25) / 2, 12);
    expect(first.metrics.namedScoresCount).toMatchObject({ ECE: 1 });
    expect(first.metrics.namedScoreWeights).toMatchObject({ ECE: 1 });
    expect(second.metrics.namedScores).toMatchObject({ accuracy: 0 });
    expect(second.metrics.namedScores).not.toHaveProperty('AUROC');
    expect(lines).toEqual([
      'first: n 2, accuracy 50.0 %, stated 70.0 %, ECE 0.300, Brier 0.130, AUROC 1.000',
      'second: n 1, accuracy 0.0 %, stated 60.0 %, ECE 0.600, Brier 0.360, AUROC –',
      'failed: no predictions',
    ]);
  });

  test('reads results as told', async () => {
    const only = prompt('only');
    const read = ({ success }: { success: boolean }) => ({ confidence: 0.7, correct: success });
    await calibrationExtension({ read })({ results: [result(0, null, true)], prompts: [only] });
    expect(only.metrics.namedScores['mean confidence']).toBeCloseTo(0.7, 12);
  });
});
