import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedCalibrationError } from '../binned/calibration-error.js';
import {
  expectedConfidence,
  fromInspect,
  fromLmEvaluationHarness,
  fromOpenAiEvals,
  fromPromptfoo,
  parseJsonLines,
  probabilityOfTrue,
  type Sample,
  sequenceLikelihood,
} from './index.js';

const refused = (message: string) =>
  expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(message) });

const statedIn = (text: unknown): number | undefined => {
  const stated = /<confidence>(\d+)<\/confidence>/.exec(String(text))?.[1];
  return stated === undefined ? undefined : Number(stated) / 100;
};

describe('fromPromptfoo', () => {
  const result = (success: boolean, rest: object) => ({
    promptIdx: 0,
    testIdx: 0,
    success,
    score: success ? 1 : 0,
    failureReason: success ? 0 : 1,
    namedScores: {},
    response: { output: '<confidence>70</confidence><answer>Paris</answer>' },
    testCase: { vars: { question: 'Capital of France?' }, metadata: { domain: 'geography' } },
    ...rest,
  });
  const file = (...results: unknown[]) => ({ evalId: 'eval-1', results: { version: 3, results } });

  test('confidence in the metadata or as a named score, domain of the test case, errors left out', () => {
    expect(
      fromPromptfoo(
        file(
          result(true, { metadata: { confidence: 0.9 } }),
          result(false, { namedScores: { confidence: 0.8 }, testCase: { vars: {} } }),
          result(false, { failureReason: 2, error: 'timeout' }),
        ),
      ),
    ).toEqual([
      { confidence: 0.9, correct: true, domain: 'geography' },
      { confidence: 0.8, correct: false },
    ]);
  });

  test('a callback reads the reply, and may leave a sample out', () => {
    const confidence = (sample: Sample) => statedIn((sample.response as { output: string }).output);
    const silent = result(true, { response: { output: 'Paris' } });
    expect(fromPromptfoo(file(result(true, {}), silent), { confidence })).toEqual([
      { confidence: 0.7, correct: true, domain: 'geography' },
    ]);
  });

  test.each([
    [{ results: [] }, '$.results.results to be a list'],
    [file('x'), '$.results.results[0] to be an object'],
    [file(result(true, {})), '$.results.results[0].metadata.confidence'],
    [file(result(true, { metadata: { confidence: 90 } })), 'not per cents, got 90'],
    [
      file(result(true, { metadata: { confidence: 0.9 }, success: 'yes' })),
      '$.results.results[0].success to be true or false, got "yes"',
    ],
  ])('%o is refused', (bad, message) => {
    expect(() => fromPromptfoo(bad)).toThrow(refused(message));
  });
});

describe('fromInspect', () => {
  const sample = (scores: unknown, rest: object = {}) => ({
    id: 1,
    epoch: 1,
    input: 'Capital of France?',
    target: 'Paris',
    output: { model: 'x', choices: [], completion: '<confidence>60</confidence>' },
    scores,
    metadata: { confidence: 0.75, domain: 'geography', difficulty: 'easy' },
    ...rest,
  });
  const log = (...samples: unknown[]) => ({ version: 2, status: 'success', samples });

  test.each([
    ['C', 1],
    ['I', 0],
    ['P', 0.5],
    ['N', 0],
    [true, 1],
    ['No', 0],
    [0.25, 0.25],
  ])('the value %s is the grade %d', (value, correct) => {
    expect(fromInspect(log(sample({ match: { value, answer: 'Paris' } })))).toEqual([
      { confidence: 0.75, correct, domain: 'geography', difficulty: 'easy' },
    ]);
  });

  test('the scorer’s confidence comes before the sample’s, a callback before both', () => {
    const scored = log(sample({ match: { value: 'C', metadata: { confidence: 0.9 } } }));
    expect(fromInspect(scored)[0]?.confidence).toBe(0.9);
    const confidence = ({ output }: Sample) => statedIn((output as { completion: string }).completion);
    expect(fromInspect(scored, { confidence })[0]?.confidence).toBe(0.6);
  });

  test('of several scorers one is named; failed and unscored samples are left out', () => {
    const two = log(sample({ match: { value: 'C' }, judge: { value: 'I' } }));
    expect(fromInspect(two, { scorer: 'judge' })[0]?.correct).toBe(0);
    expect(() => fromInspect(two)).toThrow(refused('name one in `scorer`: match, judge'));
    expect(() => fromInspect(two, { scorer: 'constructor' })).toThrow(
      refused('$.samples[0].scores.constructor'),
    );
    expect(
      fromInspect(log(sample(null, { error: { message: 'timeout' } }), sample({ match: { value: null } }))),
    ).toEqual([]);
  });

  test.each([
    [{ status: 'success' }, '$.samples to be a list'],
    [log(sample(null)), '$.samples[0].scores to be an object'],
    [log(sample({ match: { value: [1, 2] } })), '$.samples[0].scores.match.value to be a grade'],
    [log(sample({ match: { value: 'C' } }, { metadata: {} })), 'pass `confidence`'],
  ])('%o is refused', (bad, message) => {
    expect(() => fromInspect(bad)).toThrow(refused(message));
  });
});

describe('fromOpenAiEvals', () => {
  const lines = parseJsonLines(`
{"spec": {"eval_name": "capitals.dev.v0", "run_id": "r"}}
{"run_id": "r", "event_id": 0, "sample_id": "capitals.dev.0", "type": "sampling", "data": {"prompt": [], "sampled": ["<confidence>80</confidence> Paris"]}, "created_by": "", "created_at": "2026-01-01"}
{"run_id": "r", "event_id": 1, "sample_id": "capitals.dev.0", "type": "match", "data": {"correct": true, "expected": "Paris", "picked": "Paris", "sampled": "Paris", "confidence": 0.7}, "created_by": "", "created_at": "2026-01-01"}
{"final_report": {"accuracy": 1}}
`);

  test('match events with a recorded confidence, or the reply of the same sample', () => {
    expect(fromOpenAiEvals(lines)).toEqual([{ confidence: 0.7, correct: true }]);
    expect(fromOpenAiEvals(lines, { confidence: ({ sampled }) => statedIn(sampled) })).toEqual([
      { confidence: 0.8, correct: true },
    ]);
  });

  test('what is wrong is named', () => {
    const event = { type: 'match', sample_id: 'a', data: { correct: 1, confidence: 0.5 } };
    expect(() => fromOpenAiEvals([event])).toThrow(refused('$[0].data.correct to be true or false, got 1'));
    expect(() => fromOpenAiEvals([{ ...event, data: {} }])).toThrow(refused('$[0].data.confidence'));
    expect(() => parseJsonLines('{"a": 1}\n{"b":')).toThrow(refused('line 2'));
  });
});

describe('fromLmEvaluationHarness', () => {
  const sample = (rest: object) => ({
    doc_id: 0,
    doc: { question: 'Capital of France?', domain: 'geography' },
    target: '0',
    arguments: { gen_args_0: { arg_0: 'Capital of France?', arg_1: ' Paris' } },
    resps: [[['-1.0', 'True']], [['-2.0', 'False']]],
    filtered_resps: [
      ['-1.0', 'True'],
      ['-2.0', 'False'],
    ],
    filter: 'none',
    metrics: ['acc', 'acc_norm'],
    acc: 1,
    acc_norm: 0,
    ...rest,
  });

  test('of multiple choice, the share of the likeliest choice', () => {
    expect(fromLmEvaluationHarness([sample({})])).toEqual([
      { confidence: expect.closeTo(1 / (1 + Math.exp(-1)), 12), correct: 1, domain: 'geography' },
    ]);
    const unlikely = sample({
      filtered_resps: [
        ['-1001.0', 'False'],
        ['-1001.0', 'False'],
      ],
    });
    expect(fromLmEvaluationHarness([unlikely])[0]?.confidence).toBe(0.5);
  });

  test('of generated answers, the callback’s; the metric and filter named', () => {
    const generated = (filter: string, exact_match: number) =>
      sample({
        filter,
        filtered_resps: ['<confidence>40</confidence>'],
        metrics: ['exact_match'],
        exact_match,
      });
    const lines = [generated('strict-match', 0), generated('flexible-extract', 1)];
    const confidence = ({ filtered_resps }: Sample) => statedIn(filtered_resps);
    expect(fromLmEvaluationHarness(lines, { confidence, filter: 'flexible-extract' })).toEqual([
      { confidence: 0.4, correct: 1, domain: 'geography' },
    ]);
    expect(() => fromLmEvaluationHarness(lines, { confidence })).toThrow(
      refused('name one of them in `filter`'),
    );
    expect(fromLmEvaluationHarness([sample({})], { confidence: () => 0.5, metric: 'acc_norm' })).toEqual([
      { confidence: 0.5, correct: 0, domain: 'geography' },
    ]);
  });

  test.each([
    [sample({}), { metric: 'f1' }, '$[0].f1'],
    [sample({ acc: 7 }), {}, '$[0].acc to be a grade in [0, 1], got 7'],
    [sample({}), { metric: 'acc_norm' }, '$[0].filtered_resps'],
  ])('%o with %o is refused', (bad, options, message) => {
    expect(() => fromLmEvaluationHarness([bad], options)).toThrow(refused(message));
  });
});

describe('from token log-probabilities', () => {
  const tokens = (probabilities: Readonly<Record<string, number>>) =>
    Object.entries(probabilities).map(([token, p]) => ({ token, logprob: Math.log(p) }));

  test('P(True): the share of the yes-words', () => {
    expect(probabilityOfTrue(tokens({ ' True': 0.5, true: 0.1, False: 0.2, '\n': 0.2 }))).toBeCloseTo(
      0.75,
      12,
    );
    expect(probabilityOfTrue(tokens({ A: 0.6, B: 0.2 }), { yes: ['A'], no: ['B'] })).toBeCloseTo(0.75, 12);
    expect(probabilityOfTrue(tokens({ maybe: 1 }))).toBeNull();
  });

  test('sequence likelihood: the product, or its geometric mean', () => {
    const logProbs = [0.5, 0.8, 0.9].map(Math.log);
    expect(sequenceLikelihood(logProbs)).toBeCloseTo(0.36, 12);
    expect(sequenceLikelihood(logProbs, { perToken: true })).toBeCloseTo(Math.cbrt(0.36), 12);
    expect(sequenceLikelihood([])).toBeNull();
    expect(sequenceLikelihood([Number.NEGATIVE_INFINITY])).toBe(0);
    expect(() => sequenceLikelihood([0.5])).toThrow('natural logarithms');
    expect(() => sequenceLikelihood([Number.NaN])).toThrow('natural logarithms');
  });

  test('expected confidence: integer percentages alone, weighted by their probabilities', () => {
    expect(expectedConfidence(tokens({ '90': 0.6, ' 50': 0.2, high: 0.1, '250': 0.1 }))).toBeCloseTo(0.8, 12);
    expect(expectedConfidence(tokens({ high: 1 }))).toBeNull();
  });

  test('all of them lie in [0, 1]', () => {
    const logprob = fc.double({ max: 0, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.record({ token: fc.constantFrom('True', 'no', '7', '100'), logprob })),
        (list) => {
          const logProbs = list.map((token) => token.logprob);
          for (const value of [
            probabilityOfTrue(list),
            expectedConfidence(list),
            sequenceLikelihood(logProbs),
            sequenceLikelihood(logProbs, { perToken: true }),
          ]) {
            if (value === null) continue;
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});

test('the metrics take what an adapter gives', () => {
  const predictions = fromLmEvaluationHarness([{ acc: 1, filtered_resps: [] }], { confidence: () => 0.9 });
  expect(expectedCalibrationError(predictions)).toBeCloseTo(0.1, 12);
});
