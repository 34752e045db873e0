/**
 * Logs of each tool's versions, re-made by hand after the structure of real ones with questions of our own.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  fromInspect,
  fromLmEvaluationHarness,
  fromOpenAiEvals,
  fromPromptfoo,
  parseJson,
  parseJsonLines,
  type Sample,
} from './index.js';

const read = (name: string) => readFile(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const refused = (message: string) =>
  expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(message) });

/** The last confidence in anything that holds text. */
const stated = (place: (sample: Sample) => unknown) => (sample: Sample) => {
  const text = /<confidence>(\d+)<\/confidence>/.exec(JSON.stringify(place(sample)) ?? '')?.[1];
  return text === undefined ? undefined : Number(text) / 100;
};
const rhineAndArno = (right: boolean | number, wrong: boolean | number) => [
  { confidence: 0.9, correct: right },
  { confidence: 0.6, correct: wrong },
];

describe('Inspect', () => {
  const log = async (name: string) => parseJson(await read(name));
  const confidence = stated(({ output }) => output);

  test('0.3.9: one score, of a scorer named elsewhere', async () => {
    const domain = 'rivers';
    expect(fromInspect(await log('inspect-0.3.9-score.json'), { confidence })).toEqual([
      { confidence: 0.9, correct: 1, domain },
      { confidence: 0.6, correct: 0, domain },
    ]);
  });

  test('0.3.95, cancelled: samples without a score are left out, with an error or without', async () => {
    expect(fromInspect(await log('inspect-0.3.95-cancelled.json'))).toEqual([
      { confidence: 0.7, correct: 1, domain: 'rivers' },
    ]);
  });

  test('0.3.58, never scored: refused', async () => {
    const unscored = await log('inspect-0.3.58-unscored.json');
    expect(() => fromInspect(unscored)).toThrow(
      refused(
        'Expected $.samples[0].scores to be an object with a score, got an object; score the log first',
      ),
    );
  });

  test('0.3.154: epochs count each; invalidated and unscored samples are left out', async () => {
    const epochs = await log('inspect-0.3.154-epochs.json');
    expect(() => fromInspect(epochs)).toThrow(refused('name one in `scorer`: match, judge'));
    expect(fromInspect(epochs, { scorer: 'match' })).toEqual([
      { confidence: 0.7, correct: 1, domain: 'rivers' },
      { confidence: 0.4, correct: 0 },
    ]);
    expect(fromInspect(epochs, { scorer: 'judge' })).toEqual([
      { confidence: 0.7, correct: 0.25, domain: 'rivers' },
    ]);
    expect(() => fromInspect(epochs, { scorer: 'chooser' })).toThrow(refused('$.samples[0].scores.chooser'));
  });
});

describe('OpenAI evals', () => {
  const log = async (name: string) => parseJsonLines(await read(name));
  const confidence = stated(({ sampled }) => sampled);

  test('0.1, Includes: metrics events alone, lines that end in CRLF', async () => {
    const includes = await log('evals-0.1-includes.jsonl');
    expect(fromOpenAiEvals(includes, { confidence })).toEqual(rhineAndArno(1, 0));
  });

  test('1.0, model-graded: what a choice is worth is asked for; the reply is not the judge’s', async () => {
    const graded = await log('evals-1.0-modelgraded.jsonl');
    expect(() => fromOpenAiEvals(graded, { confidence })).toThrow(
      refused('data.score to be a grade in [0, 1], got undefined; say in `grades` what each choice is worth'),
    );
    expect(fromOpenAiEvals(graded, { confidence, grades: { Y: 1, N: 0 } })).toEqual(rhineAndArno(1, 0));
    expect(fromOpenAiEvals(graded, { confidence, grades: { Y: 1, N: 0, __invalid__: 0 } })).toHaveLength(3);
    expect(() => fromOpenAiEvals(graded, { confidence, grades: { Y: 1 } })).toThrow(
      refused('data.choice to be one of Y, got "N"'),
    );
    expect(() => fromOpenAiEvals(graded, { confidence, grades: { Y: 5 } })).toThrow(refused('grades.Y'));
  });

  test('3.0, model-graded: the score', async () => {
    expect(fromOpenAiEvals(await log('evals-3.0-modelgraded.jsonl'), { confidence })).toEqual(
      rhineAndArno(1, 0),
    );
  });

  test('3.0, FuzzyMatch: match and metrics of a sample count once', async () => {
    const fuzzy = await log('evals-3.0-fuzzy-match.jsonl');
    expect(fromOpenAiEvals(fuzzy, { confidence })).toEqual(rhineAndArno(true, false));
    expect(fromOpenAiEvals(fuzzy, { confidence, metric: 'f1_score' })).toEqual(rhineAndArno(1, 0));
    expect(() => fromOpenAiEvals(fuzzy, { confidence, metric: 'bleu' })).toThrow(
      refused('name one of the recorded metrics in `metric`: accuracy, f1_score'),
    );
  });

  test('a log without verdicts is refused, never an empty list', async () => {
    const killed = (await log('evals-3.0-fuzzy-match.jsonl')).slice(0, 2);
    expect(() => fromOpenAiEvals(killed)).toThrow(
      refused('Expected $ to be a log with `match` or `metrics` events, got a list; '),
    );
    expect(() => fromOpenAiEvals(killed)).toThrow(refused('only sampling.'));
    expect(() => fromOpenAiEvals([])).toThrow(refused('no events'));
  });

  test('replies of another run under the same sample are not mixed up', () => {
    const event = (run_id: string, type: string, data: object) => ({ run_id, sample_id: 's.0', type, data });
    const runs = ['a', 'b'].map((run) => event(run, 'match', { correct: run === 'a' }));
    const replies = [50, 20].map((c, i) =>
      event('ab'.charAt(i), 'sampling', { sampled: [`<confidence>${c}</confidence>`] }),
    );
    expect(fromOpenAiEvals([...replies, ...runs], { confidence })).toEqual([
      { confidence: 0.5, correct: true },
      { confidence: 0.2, correct: false },
    ]);
  });
});

describe('lm-evaluation-harness', () => {
  const confidence = stated(({ resps }) => resps);
  const lines = async (name: string) => parseJsonLines(await read(name));

  test.each(['lm-eval-0.4.1-gsm8k.jsonl', 'lm-eval-0.4.5-gsm8k.jsonl'])(
    '%s lists each document once a filter without naming it: refused, half of it read',
    async (name) => {
      const samples = await lines(name);
      expect(() => fromLmEvaluationHarness(samples, { confidence })).toThrow(
        refused(
          'Expected $[2].doc_id to be of another document than $[0].doc_id, got 0; keep the lines of one',
        ),
      );
      expect(() => fromLmEvaluationHarness(samples, { confidence, filter: 'strict-match' })).toThrow(
        refused('this version does not write it'),
      );
      const domain = 'rivers';
      expect(fromLmEvaluationHarness(samples.slice(2), { confidence })).toEqual([
        { confidence: 0.8, correct: 1, domain },
        { confidence: 0.3, correct: 0, domain },
      ]);
    },
  );

  test('0.4.8: the filter is named; a file written twice, or a filter it lacks, is refused', async () => {
    const samples = await lines('lm-eval-0.4.8-gsm8k.jsonl');
    const filter = 'strict-match';
    expect(fromLmEvaluationHarness(samples, { confidence, filter })).toHaveLength(2);
    expect(() => fromLmEvaluationHarness([...samples, ...samples], { confidence, filter })).toThrow(
      refused('of another document than $[0].doc_id'),
    );
    expect(() => fromLmEvaluationHarness(samples, { confidence, filter: 'none' })).toThrow(
      refused('name one of strict-match, flexible-extract in `filter`'),
    );
  });

  test('0.4.12: a choice of likelihood 0 is written "-inf"', async () => {
    const predictions = fromLmEvaluationHarness(await lines('lm-eval-0.4.12-choices.jsonl'));
    expect(predictions).toEqual([
      { confidence: 0.5, correct: 1 },
      { confidence: 1, correct: 0 },
    ]);
  });

  test('likelihoods that are no numbers give no share', () => {
    const sample = (...lls: unknown[]) => ({ acc: '1.0', filtered_resps: lls.map((x) => [x, 'False']) });
    for (const bad of ['nan', '', null, 'none', Number.NaN])
      expect(() => fromLmEvaluationHarness([sample('-1.0', bad)])).toThrow(refused('pass `confidence`'));
    expect(() => fromLmEvaluationHarness([sample('-inf', '-inf')])).toThrow(refused('pass `confidence`'));
    expect(fromLmEvaluationHarness([sample(Number.NEGATIVE_INFINITY, -3)])).toEqual([
      { confidence: 1, correct: 1 },
    ]);
  });

  test('with acc_mutual_info the choices without the question are not choices', () => {
    const lls = ['-1.0', '-1.0', '-0.1', '-0.1'].map((x) => [x, 'False']);
    const sample = {
      acc: true,
      acc_mutual_info: 1,
      metrics: ['acc', 'acc_mutual_info'],
      filtered_resps: lls,
    };
    expect(fromLmEvaluationHarness([sample])).toEqual([{ confidence: 0.5, correct: 1 }]);
  });

  test('a metric that is NaN or null is refused with its place', () => {
    for (const acc of [Number.NaN, null, 'nan'])
      expect(() => fromLmEvaluationHarness([{ acc }], { confidence: () => 0.5 })).toThrow(
        refused('$[0].acc to be a grade'),
      );
  });
});

describe('promptfoo', () => {
  const confidence = stated(({ response }) => response);
  const file = async (name: string) => parseJson(await read(name));

  test('0.75: what has an error and no grading was not answered', async () => {
    expect(
      fromPromptfoo(await file('promptfoo-0.75-version-2.json'), { confidence: (s) => confidence(s) ?? 0 }),
    ).toEqual(rhineAndArno(true, false));
  });

  test('0.103: API errors are not marked by failureReason', async () => {
    const unmarked = await file('promptfoo-0.103-errors-unmarked.json');
    expect(fromPromptfoo(unmarked, { confidence: () => 0.9 })).toEqual([
      { confidence: 0.9, correct: true, domain: 'rivers' },
    ]);
  });

  test('0.120: a failed judge is no verdict; a failed assertion is one, even stripped', async () => {
    const domain = 'rivers';
    expect(fromPromptfoo(await file('promptfoo-0.120-version-3.json'), { confidence })).toEqual([
      { confidence: 0.9, correct: true, domain },
      { confidence: 0.6, correct: false, domain },
      { confidence: 0.7, correct: false, domain },
    ]);
  });

  test('the summary by itself and the lines of results.jsonl are the same results', async () => {
    const whole = (await file('promptfoo-0.120-version-3.json')) as {
      results: { results: unknown[] };
    };
    const expected = fromPromptfoo(whole, { confidence });
    expect(fromPromptfoo(whole.results, { confidence })).toEqual(expected);
    const lines = whole.results.results.map((result) => JSON.stringify(result)).join('\r\n');
    expect(fromPromptfoo(parseJsonLines(lines), { confidence })).toEqual(expected);
  });

  test('of several providers one can be named', () => {
    const of = (provider: unknown) => ({ provider, success: true, metadata: { confidence: 0.5 } });
    const results = [of({ id: 'mock:a', label: '' }), of({ id: 'mock:b', label: 'second' }), of('mock:a')];
    expect(fromPromptfoo(results)).toHaveLength(3);
    expect(fromPromptfoo(results, { provider: 'mock:a' })).toHaveLength(2);
    expect(fromPromptfoo(results, { provider: 'second' })).toHaveLength(1);
    expect(() => fromPromptfoo(results, { provider: 'mock:c' })).toThrow(refused('mock:a, mock:b, second'));
  });
});
