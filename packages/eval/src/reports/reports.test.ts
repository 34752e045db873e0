import { calibrationReport } from '@echo/metrics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFunction } from '../completers/from-function.js';
import { crossFittedTrials } from '../methods/recalibrated.js';
import { selfConsistency } from '../methods/self-consistency.js';
import { sequenceLikelihood } from '../methods/sequence-likelihood.js';
import { statedBefore } from '../methods/stated-before.js';
import { response, scripted } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import { trialWith } from '../testing/trials.js';
import { compareMethods } from './compare-methods.js';
import { evalReport, evalReportBuilder } from './eval-report.js';
import { methodTable, summarizeMethod } from './method-summary.js';

const anyTrial = fc
  .record({
    domain: fc.constantFrom('math', 'law', 'art'),
    difficulty: fc.constantFrom('easy', 'medium', 'hard'),
    confidence: fc.oneof(
      fc.nat(100).map((percent) => percent / 100),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    correct: fc.boolean(),
    abstained: fc.boolean(),
    wellFormed: fc.boolean(),
  })
  .map(({ abstained, correct, ...fields }) =>
    trialWith({ ...fields, abstained, correct: correct && !abstained }),
  );

test('a report built of count tables is the report of the trials', () => {
  fc.assert(
    fc.property(fc.array(anyTrial, { maxLength: 60 }), (trials) => {
      const { formatRate, baselines, failed, usage, cost, secondsPerTrial, ...report } = evalReport(trials);
      expect(report).toEqual(calibrationReport(trials));
    }),
    { numRuns: 30 },
  );
});

test('failed calls are counted and nothing else; tokens and seconds are told', () => {
  const builder = evalReportBuilder({ pricing: { input: 2, output: 10 } });
  const usage = { inputTokens: 100, outputTokens: 20 };
  builder.add(trialWith({ correct: true, confidence: 1, usage, seconds: 1 }));
  builder.add(trialWith({ confidence: 1, error: { message: 'x' }, usage, seconds: 9 }));
  expect(builder.report()).toMatchObject({
    n: 1,
    accuracy: 1,
    failed: 1,
    usage: { inputTokens: 200, outputTokens: 40 },
    cost: expect.closeTo(0.0008, 12),
    secondsPerTrial: 1,
  });
});

test('the row of a method, worked by hand', () => {
  const trials = [
    trialWith({ confidence: 0.9, correct: true, usage: { inputTokens: 10, outputTokens: 2 }, seconds: 1 }),
    trialWith({ confidence: 0.9, correct: false, usage: { inputTokens: 20, outputTokens: 4 }, seconds: 2 }),
    trialWith({ confidence: 0.6, correct: true }),
    trialWith({ confidence: 0.3, correct: false }),
    trialWith({ error: { message: 'x' } }),
  ];
  expect(summarizeMethod('m', trials)).toMatchObject({
    name: 'm',
    n: 4,
    failed: 1,
    accuracy: { value: 0.5 },
    meanConfidence: expect.closeTo(0.675, 12),
    ece: { value: expect.closeTo(0.375, 12) },
    brier: { value: expect.closeTo(0.2675, 12) },
    auroc: { value: 0.625 },
    aurc: { value: expect.closeTo(1 - 0.5416667, 6) },
    tokensPerQuestion: 18,
    secondsPerQuestion: 1.5,
    unsupported: null,
  });
});

test('methods side by side: readings, recalibration, and what is not supported', async () => {
  const tasks = [...countedTasks(30)];
  const completer = scripted(['3', '7', '5'].map((answer) => response(90, answer)));
  const { rows, trials } = await compareMethods(completer, tasks, {
    methods: [statedBefore(), selfConsistency({ samples: 2 }), sequenceLikelihood()],
    calibrationTasks: [...countedTasks(40)].slice(30),
    summary: { resamples: 50 },
  });
  expect(rows.map(({ name }) => name.replace(/\+.*/, '+'))).toEqual([
    'stated-before',
    'stated-before+',
    'self-consistency-2',
    'self-consistency-2/majority-share',
    'self-consistency-2/weighted-vote',
    'self-consistency-2+',
    'sequence-likelihood',
  ]);
  expect(rows.map(({ n }) => n)).toEqual([30, 30, 30, 30, 30, 30, 0]);
  expect(trials['self-consistency-2/majority-share']?.[0]?.confidence).toBe(0.5);
  const table = methodTable(rows);
  expect(table).toContain('| stated-before ');
  expect(table).toMatch(/The method sequence-likelihood needs the log-probs .*\.$/);
  const policy = {
    ...completer,
    completeGroups: async (prompts: readonly unknown[]) =>
      prompts.map(() => [
        { text: response(90, '3'), finishReason: 'stop', tokenIds: Int32Array.of(1, 2, 3) } as const,
      ]),
  };
  const local = await compareMethods(policy, tasks, { methods: [statedBefore()], summary: { resamples: 0 } });
  expect(local.rows[0]).toMatchObject({ tokensPerQuestion: 3, secondsPerQuestion: expect.any(Number) });
});

test('a recalibration is cross-fitted where there are no other tasks: no answer is in its own map', async () => {
  const tasks = [...countedTasks(200)];
  const completer = fromFunction((prompt) => {
    const asked = Number(/q(\d+)/.exec(prompt.at(-1)?.content ?? '')?.[1]);
    return response(90, String(asked % 2 ? asked : -1));
  });
  const methods = [statedBefore()];
  const { rows, trials } = await compareMethods(completer, tasks, { methods, summary: { resamples: 0 } });
  expect(rows.map(({ name }) => name)).toEqual(['stated-before', 'stated-before+cross-fitted']);
  const fitted = trials['stated-before+cross-fitted'] ?? [];
  expect(fitted.map(({ confidence }) => confidence)).toEqual(Array(200).fill(expect.closeTo(0.5, 1)));
  expect(fitted.map(({ taskId, correct }) => [taskId, correct])).toEqual(
    trials['stated-before']?.map(({ taskId, correct }) => [taskId, correct]),
  );

  const given = trials['stated-before'] ?? [];
  const flipped = given.map((trial, i) => (i === 7 ? { ...trial, correct: !trial.correct } : trial));
  expect(crossFittedTrials(flipped)[7]?.confidence).toBe(crossFittedTrials(given)[7]?.confidence);
  expect((await compareMethods(completer, tasks.slice(0, 49), { methods })).rows).toHaveLength(1);
});
