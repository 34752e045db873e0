import type { Observation } from '@echo/env';
import { parseResponse } from '@echo/parser';
import { defineReward, type RewardFunction } from '@echo/reward';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaveOneOut } from './advantages.js';
import { batchCredit, completionCredit, segmentCredit } from './credit.js';
import type { Rollout, RolloutGroup } from './rollout.js';

/** 1 when correct, less the squared distance of confidence and outcome. */
const reward: RewardFunction = defineReward([
  { name: 'accuracy', weight: 1, score: ({ grade }) => grade.grade },
  {
    name: 'calibration',
    weight: 1,
    score: ({ parsed, grade }) => -((parsed.confidence - Number(grade.correct)) ** 2),
  },
]);

/** Two characters a token, so that the end of a tag falls inside one for odd lengths. */
const encode = (text: string): Int32Array =>
  Int32Array.from(
    text.match(/.{1,2}/gs) ?? [],
    (pair) => pair.charCodeAt(0) * 256 + (pair.charCodeAt(1) || 0),
  );
const decode = (ids: ArrayLike<number>): string =>
  Array.from(ids)
    .map((id) => String.fromCharCode(id >> 8) + (id & 255 ? String.fromCharCode(id & 255) : ''))
    .join('');

const observation: Observation = {
  episodeId: 'episode-1',
  taskId: 'capital',
  domain: 'factual',
  difficulty: 'easy',
  question: 'What is the capital of France?',
  prompt: [{ role: 'user', content: 'What is the capital of France?' }],
};

function rollout(text: string, correct: 0 | 1): Rollout {
  const parsed = parseResponse(text);
  const grade = { grade: correct, correct: correct === 1 };
  const tokenIds = encode(text);
  const breakdown = reward({ parsed, grade });
  return {
    completion: { text, tokenIds, logProbs: new Float32Array(tokenIds.length), finishReason: 'stop' },
    result: {
      observation,
      reward: breakdown.total,
      terminated: true,
      truncated: false,
      parsed,
      grade,
      breakdown,
      expectedAnswer: 'Paris',
    },
    reward: breakdown,
  };
}

function group(...replies: readonly (readonly [text: string, correct: 0 | 1])[]): RolloutGroup {
  const rollouts = replies.map(([text, correct]) => rollout(text, correct));
  return { observation, promptIds: Int32Array.of(1), rollouts };
}

const context = (...step: readonly RolloutGroup[]) => ({ step, reward, tokenizer: { decode } });
const segments = (own: RolloutGroup) => segmentCredit(own, context(own));
const stated = (percent: number, answer = 'Paris') =>
  `<confidence>${percent}</confidence><answer>${answer}</answer>`;

test('a completion spreads its advantage over all its tokens', () => {
  const own = group([stated(80), 1], [stated(40), 0]);
  const [first, second] = completionCredit(leaveOneOut)(own, context(own)) as [Float32Array, Float32Array];
  // .96 and −.16, less the other one
  expect(first).toHaveLength(encode(stated(80)).length);
  for (const advantage of first) expect(advantage).toBeCloseTo(1.12, 6);
  for (const advantage of second) expect(advantage).toBeCloseTo(-1.12, 6);
});

test('the baseline of a batch is the mean of all its completions', () => {
  const own = group([stated(80), 1], [stated(40), 0]);
  const other = group([stated(100), 0], [stated(100), 0]);
  // .96 and −.16 here, −1 and −1 there
  const [first, second] = batchCredit(own, context(own, other)) as [Float32Array, Float32Array];
  for (const advantage of first) expect(advantage).toBeCloseTo(1.26, 6);
  for (const advantage of second) expect(advantage).toBeCloseTo(0.14, 6);
});

test('by hand: 80 % and correct, 40 % and incorrect', () => {
  const [first, second] = segments(group([stated(80), 1], [stated(40), 0])) as [Float32Array, Float32Array];
  // One in two is correct: 80 % expects ½ · .96 − ½ · .64 = .16, 40 % expects ½ · .64 − ½ · .16 = .24,
  // on average .2.
  // What was paid: .96 and −.16, on average .4.
  const split = Math.ceil('<confidence>80</confidence>'.length / 2);
  expect(first).toHaveLength(encode(stated(80)).length);
  for (const [i, advantage] of first.entries()) expect(advantage).toBeCloseTo(i < split ? -0.04 : 0.56, 6);
  for (const [i, advantage] of second.entries()) expect(advantage).toBeCloseTo(i < split ? 0.04 : -0.56, 6);
});

test.each([
  ['answers first', '<answer>Paris</answer><confidence>80</confidence>'],
  ['is not well-formed', 'Paris, 80 %'],
  ['does not close its confidence', '<confidence>80<answer>Paris</answer>'],
  ['abstains, which caps its confidence', stated(80, "I don't know")],
  ['reasons before its confidence', `6 · 7 is 36, so ${stated(80, '36')}`],
  ['has a confidence in its reasoning', `<think><confidence>90</confidence></think>${stated(80)}`],
  ['writes its tags in capitals', stated(80).toUpperCase()],
  ['is empty', ''],
])('a completion that %s gets its whole advantage on every token', (_, text) => {
  const reply = [text, 0] as const;
  const own = group(reply, [stated(40), 1]);
  const [credit] = segments(own);
  const [whole] = completionCredit()(own, context(own));
  expect(credit).toEqual(whole);
});

test('the expected reward of a confidence depends on verdicts, not on partial credit', () => {
  const own = group([stated(80), 1], [stated(40), 0]);
  const [correct, incorrect] = own.rollouts as [Rollout, Rollout];
  const half = (of: Rollout): Rollout => {
    const grade = { grade: 0.5, correct: of.result.grade.correct };
    const breakdown = reward({ parsed: of.result.parsed, grade });
    return { ...of, result: { ...of.result, grade, breakdown }, reward: breakdown };
  };
  const partly = { ...own, rollouts: [half(correct), half(incorrect)] };
  const [first, second] = segments(partly) as [Float32Array, Float32Array];
  // As above for the confidences, −.04 and .04; paid .5 − .04 = .46 and .5 − .16 = .34, on average .4.
  expect([first[0], second[0]]).toEqual([expect.closeTo(-0.04, 6), expect.closeTo(0.04, 6)]);
  expect([first.at(-1), second.at(-1)]).toEqual([expect.closeTo(0.06, 6), expect.closeTo(-0.06, 6)]);
});

test('over all verdicts, credit by segment has the expected gradient of credit by completion', () => {
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(percent, percent, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, p) => {
      let bySegment = 0;
      let byCompletion = 0;
      for (const [first, second] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const chance = (first ? p : 1 - p) * (second ? p : 1 - p);
        const outcome = group([stated(a), first], [stated(b), second]);
        bySegment += chance * (segments(outcome)[0]?.[0] as number);
        byCompletion += chance * (completionCredit()(outcome, context(outcome))[0]?.[0] as number);
      }
      expect(bySegment).toBeCloseTo(byCompletion, 5);
    }),
  );
});
