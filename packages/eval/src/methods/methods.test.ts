import type { Completer } from '@echo/core';
import { expect, test } from 'vitest';
import { response, scripted, spelled, token } from '../testing/scripted.js';
import { CHOICE_TASK, numberTask, TEXT_TASK } from '../testing/tasks.js';
import { confidenceExpectation } from './confidence-expectation.js';
import type { ElicitationMethod } from './elicitation-method.js';
import { fewShot } from './few-shot.js';
import { honestyPrompt } from './honesty-prompt.js';
import { probabilityTrue } from './probability-true.js';
import { fitRecalibration, recalibrated } from './recalibrated.js';
import { scorePrompt } from './score-prompt.js';
import { selfConsistency } from './self-consistency.js';
import { sequenceLikelihood } from './sequence-likelihood.js';
import { statedAfter } from './stated-after.js';
import { statedBefore } from './stated-before.js';
import { topK } from './top-k.js';

const options = { sampling: { temperature: 0, maxTokens: 64 } };
const seven = numberTask('7', 7);
const elicit = (method: ElicitationMethod, completer: Completer, task = seven) =>
  method.elicit(completer, task, options);

test('stated before: our tags, ended at the answer', async () => {
  const completer = scripted([response(75, '7')]);
  expect(await elicit(statedBefore(), completer)).toEqual({
    taskId: '7',
    domain: 'math',
    difficulty: 'easy',
    confidence: 0.75,
    grade: 1,
    correct: true,
    wellFormed: true,
    abstained: false,
    answer: '7',
  });
  expect(completer.calls[0]?.options).toMatchObject({ temperature: 0, maxTokens: 64, stop: ['</answer>'] });
});

test('stated after: the tags in the other order, ended at the confidence', async () => {
  const completer = scripted(['<answer>8</answer><confidence>30</confidence>']);
  expect(await elicit(statedAfter(), completer)).toMatchObject({
    confidence: 0.3,
    correct: false,
    wellFormed: true,
  });
  expect(completer.calls[0]?.options.stop).toEqual(['</confidence>']);
  expect(completer.calls[0]?.prompt[0]?.content).toContain('<answer>X</answer><confidence>N</confidence>');
});

test('the prompts said not to work ask what they are named for', async () => {
  const completer = scripted([response(60, '7'), 'Answer: 7\nConfidence: 60%', response(60, '7')]);
  for (const method of [honestyPrompt(), scorePrompt(), fewShot()])
    expect(await elicit(method, completer)).toMatchObject({ confidence: 0.6, correct: true });
  const [honesty, score, shots] = completer.calls.map(({ prompt }) => prompt);
  expect(honesty?.[0]?.content).toContain('Be honest about your uncertainty.');
  expect(score?.[0]?.content).toBe('Answer the question and give a confidence score.');
  expect(shots?.map(({ role }) => role)).toEqual([
    'system',
    ...Array.from({ length: 4 }, () => ['user', 'assistant']).flat(),
    'user',
  ]);
  expect(shots?.[2]?.content).toBe(response(99, '56'));
});

test('expectation: 8 is followed by 0 or 5, and so is 9', async () => {
  const tokens = [
    token('<confidence>', 1),
    token('8', 0.6, { 9: 0.4 }),
    token('0', 0.75, { 5: 0.25 }),
    token('</confidence>', 1, { '!': 1e-9 }),
    token('<answer>', 1),
    token('7', 1),
    token('</answer>', 1),
  ];
  const trial = await elicit(confidenceExpectation(), scripted([spelled(...tokens)]));
  expect(trial.confidence).toBeCloseTo(
    0.6 * (0.75 * 0.8 + 0.25 * 0.85) + 0.4 * (0.75 * 0.9 + 0.25 * 0.95),
    9,
  );
  expect(trial.readings?.stated?.confidence).toBe(0.8);
  expect(trial.correct).toBe(true);
});

test('expectation: whole numbers as single tokens; what is above 100 or no number does not count', async () => {
  const tokens = [
    token('<confidence>', 1),
    token('70', 0.5, { 90: 0.25, 900: 0.125, very: 0.125 }),
    token('</', 1, { '<': 1e-9 }),
    token('confidence>', 1),
  ];
  const trial = await elicit(confidenceExpectation(), scripted([spelled(...tokens)]));
  expect(trial.confidence).toBeCloseTo((0.5 * 0.7 + 0.25 * 0.9) / 0.75, 6);
});

test('expectation: exact over all percentages where likelihoods are known', async () => {
  const completer: Completer = {
    ...scripted([response(80, '7')]),
    logLikelihoods: async (_, texts) =>
      texts.map((text) =>
        />(?:20|60)</.test(text) ? Math.log(text.includes('20') ? 0.25 : 0.75) : -Infinity,
      ),
  };
  expect((await elicit(confidenceExpectation(), completer)).confidence).toBeCloseTo(
    0.25 * 0.2 + 0.75 * 0.6,
    12,
  );
});

test('expectation: the mean at a temperature lies between the mean and the likeliest percentage', async () => {
  const completer: Completer = {
    ...scripted([response(80, '7'), response(80, '7'), response(80, '7'), response(80, '7')]),
    logLikelihoods: async (_, texts) =>
      texts.map((text) =>
        />(?:20|60)</.test(text) ? Math.log(text.includes('20') ? 0.25 : 0.75) : -Infinity,
      ),
  };
  // p² of 1/4 and 3/4 are as 1 to 9.
  const halved = await elicit(confidenceExpectation({ temperature: 0.5 }), completer);
  expect(halved.confidence).toBeCloseTo(0.1 * 0.2 + 0.9 * 0.6, 12);
  const cold = await elicit(confidenceExpectation({ temperature: 1e-3 }), completer);
  expect(cold.confidence).toBeCloseTo(0.6, 12);
  const known = Array.from({ length: 101 }, (_, percent) => ({ 10: 0.5, 30: 0.5 })[percent] ?? 0);
  const knowing = { ...completer, confidenceDistribution: async () => known };
  const given = await elicit(confidenceExpectation(), knowing);
  expect(given.confidence).toBeCloseTo(0.2, 12);
  expect(given.readings?.stated?.confidence).toBe(0.8);
  expect(() => confidenceExpectation({ temperature: 0 })).toThrow('temperature');
});

test('sequence likelihood: the product of the answer’s tokens, and its geometric mean', async () => {
  const completer = scripted([
    spelled(token('<answer>', 0.5), token('1', 0.9), token('4', 0.4), token('</answer>', 0.5)),
  ]);
  const trial = await elicit(sequenceLikelihood(), completer, numberTask('14', 14));
  expect(trial.confidence).toBeCloseTo(0.36, 12);
  expect(trial.readings?.['per-token']?.confidence).toBeCloseTo(0.6, 12);
  expect(completer.calls[0]?.options.topLogProbs).toBe(1);
  const policy = {
    text: '<answer>7</answer>',
    finishReason: 'stop',
    logProbs: Float32Array.of(-1, -0.5),
  } as const;
  expect((await elicit(sequenceLikelihood(), scripted([policy]))).confidence).toBeCloseTo(Math.exp(-1.5), 6);
});

test('P(True): the share of True in the probability of True and False', async () => {
  const completer = scripted([
    { text: '<answer>7</answer>', finishReason: 'stop' },
    spelled(token('False', 0.5, { True: 0.25, true: 0.05, maybe: 0.1 })),
  ]);
  const trial = await elicit(probabilityTrue(), completer);
  expect(trial.confidence).toBeCloseTo(0.3 / 0.8, 12);
  expect(completer.calls[1]?.options).toMatchObject({ maxTokens: 1, topLogProbs: 20 });
  expect(completer.calls[1]?.prompt.at(-1)?.content).toContain('Proposed answer: 7');
});

test('self-consistency: published confidence, share of the majority, weighted vote', async () => {
  const samples = [
    response(60, '7'),
    response(80, '8'),
    response(40, '7.0'),
    response(90, 'eight'),
    response(50, '7'),
  ];
  const { readings, ...trial } = await elicit(selfConsistency(), scripted(samples));
  expect(trial).toMatchObject({ answer: '7', correct: true, confidence: expect.closeTo(0.5 * 0.85, 12) });
  expect(readings?.['majority-share']).toMatchObject({ answer: '7', confidence: 0.6 });
  expect(readings?.['weighted-vote']).toMatchObject({
    answer: '8',
    correct: false,
    confidence: expect.closeTo(1.7 / 3.2, 12),
  });
});

test('self-consistency: no factor where all agree, by the graders of choices and texts', async () => {
  const choices = scripted([response(60, 'B'), response(80, '(b)'), response(70, 'hail')]);
  expect(await elicit(selfConsistency({ samples: 3 }), choices, CHOICE_TASK)).toMatchObject({
    correct: true,
    confidence: expect.closeTo(0.7, 12),
  });
  const texts = scripted([
    response(60, 'Lyon'),
    response(80, 'the city of Lyon'),
    response(70, 'I do not know'),
  ]);
  const trial = await elicit(selfConsistency({ samples: 3 }), texts, TEXT_TASK);
  expect(trial.readings?.['majority-share']?.confidence).toBeCloseTo(2 / 3, 12);
});

test('top-k: the likeliest guess is the answer', async () => {
  const completer = scripted([`1. ${response(30, '8')}\n2. ${response(45, '7')}\n3. ${response(10, '9')}`]);
  expect(await elicit(topK(), completer)).toMatchObject({ answer: '7', confidence: 0.45, correct: true });
  expect(await elicit(topK(), scripted(['no idea']))).toMatchObject({ correct: false, wellFormed: false });
  expect(() => topK({ k: 1 })).toThrow('`k`');
});

test('recalibrated: a map fitted on other trials', async () => {
  const training = await Promise.all(
    Array.from({ length: 400 }, (_, i) =>
      elicit(statedBefore(), scripted([response(90, i % 2 ? '7' : '8')])),
    ),
  );
  const map = fitRecalibration(training);
  const method = recalibrated(statedBefore(), map);
  expect(method.name).toBe(`stated-before+${map.kind}`);
  expect((await elicit(method, scripted([response(90, '7')]))).confidence).toBeCloseTo(0.5, 2);
});

test.each([confidenceExpectation(), sequenceLikelihood(), probabilityTrue()])(
  '$name says in one sentence that a server gives no log-probs',
  async (method) => {
    await expect(elicit(method, scripted([response(75, '7')]))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^The method \S+ needs the log-probs of .* gives none; .*\.$/),
    });
  },
);

test.each([
  statedBefore(),
  statedAfter(),
  honestyPrompt(),
  scorePrompt(),
  fewShot(),
  selfConsistency(),
  topK(),
])('$name makes a trial of any text', async (method) => {
  for (const text of [
    '',
    '\u0000',
    '<answer>',
    '<confidence>150</confidence>',
    ' \u2028]]><script>'.repeat(50),
  ])
    expect(await elicit(method, scripted([text]), TEXT_TASK)).toMatchObject({ correct: false, grade: 0 });
});

const answerFirst = { ...options, format: { order: 'answer-first' } } as const;
const after = (percent: number, answer: string) =>
  `<answer>${answer}</answer><confidence>${percent}</confidence>`;

test('the methods that name no order ask in that of the format', async () => {
  for (const method of [
    honestyPrompt(),
    fewShot(),
    selfConsistency({ samples: 2 }),
    confidenceExpectation(),
  ]) {
    const replies = [after(60, '7')];
    const completer: Completer & ReturnType<typeof scripted> = {
      ...scripted(replies),
      logLikelihoods: async (_, texts) => texts.map(() => -1),
    };
    expect(await method.elicit(completer, seven, answerFirst)).toMatchObject({
      correct: true,
      wellFormed: true,
    });
    expect(completer.calls[0]?.options.stop).toEqual(['</confidence>']);
    expect(completer.calls[0]?.prompt[0]?.content).toContain('<answer>X</answer><confidence>N</confidence>');
  }
});

test('a system turn goes with the order it names', async () => {
  const format = { order: 'answer-first', system: 'As trained.' } as const;
  const asked = async (method: ElicitationMethod) => {
    const completer = scripted([after(60, '7')]);
    await method.elicit(completer, seven, { ...options, format });
    return completer.calls[0]?.prompt[0]?.content;
  };
  expect(await asked(statedAfter())).toBe('As trained.');
  expect(await asked(statedBefore())).toContain('<confidence>N</confidence><answer>X</answer>');
});

test('expectation, answer first: the distribution after the answer that was given', async () => {
  const asked: string[] = [];
  const completer: Completer = {
    ...scripted([after(80, '7')]),
    logLikelihoods: async (_, texts) => {
      asked.push(...texts);
      return texts.map((text) =>
        />(?:20|60)</.test(text) ? Math.log(text.includes('20') ? 0.25 : 0.75) : -Infinity,
      );
    },
  };
  const trial = await confidenceExpectation().elicit(completer, seven, answerFirst);
  expect(trial.confidence).toBeCloseTo(0.25 * 0.2 + 0.75 * 0.6, 12);
  expect(trial.readings?.stated?.confidence).toBe(0.8);
  expect(asked).toHaveLength(101);
  expect(asked[42]).toBe('<answer>7</answer><confidence>42</confidence>');
});
