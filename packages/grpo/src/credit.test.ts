import type { Observation } from '@echo/env';
import { parseResponse } from '@echo/parser';
import { defineReward, type RewardFunction } from '@echo/reward';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaveOneOut } from './advantages.js';
import { batchCredit, type CreditContext, completionCredit, segmentCredit } from './credit.js';
import { dcpoCredit } from './dcpo-credit.js';
import { confidenceTargets } from './own-verdict.js';
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

const context = (...step: readonly RolloutGroup[]): CreditContext => ({
  step,
  reward,
  tokenizer: { decode },
  order: 'confidence-first',
  targets: confidenceTargets(0),
});
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

const answered = (percent: number, answer = 'Paris') =>
  `<answer>${answer}</answer><confidence>${percent}</confidence>`;
const answerFirst = (ownVerdict: number, own: RolloutGroup): CreditContext => ({
  ...context(own),
  order: 'answer-first',
  targets: confidenceTargets(ownVerdict),
});
/** The first token that begins within the confidence tag. */
const split = Math.ceil('<answer>Paris</answer>'.length / 2);

test.each([
  // 80 % and correct, 40 % and incorrect; q is ½. A confidence c expects t (1 − (1 − c)²) − (1 − t) c².
  // t = ½ for both: .16 against .24 of the other, mean .2, as confidence first.
  [0, -0.04, 0.04],
  // t = 1: 80 % expects .96, 40 % .64, mean .8. t = 0: 40 % expects −.16, 80 % −.64, mean −.4.
  [1, 0.16, 0.24],
  // t = ¾: 80 % expects .72 − .16 = .56, 40 % .48 − .04 = .44, mean .5.
  // t = ¼: 40 % expects .16 − .12 = .04, 80 % .24 − .48 = −.24, mean −.1.
  [0.5, 0.06, 0.14],
])('answer first with γ = %d, by hand', (ownVerdict, ofFirst, ofSecond) => {
  const own = group([answered(80), 1], [answered(40), 0]);
  const [first, second] = segmentCredit(own, answerFirst(ownVerdict, own)) as [Float32Array, Float32Array];
  expect(first).toHaveLength(encode(answered(80)).length);
  // Paid: .96 and −.16, on average .4.
  for (const [i, advantage] of first.entries()) expect(advantage).toBeCloseTo(i < split ? 0.56 : ofFirst, 6);
  for (const [i, advantage] of second.entries())
    expect(advantage).toBeCloseTo(i < split ? -0.56 : ofSecond, 6);
});

test('answer first, a completion that states its confidence first gets its whole advantage on every token', () => {
  const own = group([stated(80), 1], [answered(40), 0]);
  const [credit] = segmentCredit(own, answerFirst(1, own));
  const [whole] = completionCredit()(own, context(own));
  expect(credit).toEqual(whole);
});

describe('DCPO', () => {
  test('by hand: each reward standardised in the group, for its own tokens', () => {
    const own = group([answered(90), 1], [answered(60), 0], [answered(30), 1]);
    const credits = dcpoCredit(own, answerFirst(0.5, own));
    // Verdicts 1, 0, 1: mean ⅔, deviation √⅓.
    const ofAnswer = [1 / 3, -2 / 3, 1 / 3].map((x) => x / (Math.sqrt(1 / 3) + 1e-6));
    // Targets ½ y + ½ · ⅔ are ⅚, ⅓, ⅚; scores −½ (t − c)².
    const scores = [5 / 6 - 0.9, 1 / 3 - 0.6, 5 / 6 - 0.3].map((x) => -0.5 * x * x) as [
      number,
      number,
      number,
    ];
    const mean = (scores[0] + scores[1] + scores[2]) / 3;
    const deviation = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 2);
    const ofConfidence = scores.map((x) => (x - mean) / (deviation + 1e-6));
    credits.forEach((credit, i) => {
      expect(credit).toHaveLength(encode(answered(90)).length);
      for (const [at, advantage] of credit.entries())
        expect(advantage).toBeCloseTo((at < split ? ofAnswer[i] : ofConfidence[i]) as number, 5);
    });
  });

  test('a completion without a confidence counts as −1, and has the advantage of its answer alone', () => {
    const own = group(['Paris', 1], [answered(50), 0]);
    const [none, one] = dcpoCredit(own, answerFirst(0.5, own)) as [Float32Array, Float32Array];
    // Scores −½ (¾ + 1)² = −1.53125 and −½ (¼ − ½)² = −.03125: of two, ± √½.
    for (const advantage of none) expect(advantage).toBeCloseTo(Math.SQRT1_2, 5);
    expect(one[0]).toBeCloseTo(-Math.SQRT1_2, 5);
    expect(one.at(-1)).toBeCloseTo(Math.SQRT1_2, 5);
  });

  test('the reward that is trained on has no part in it', () => {
    const own = group([answered(90), 1], [answered(60), 0]);
    const other = { ...answerFirst(0.5, own), reward: defineReward([]) };
    expect(dcpoCredit(own, other)).toEqual(dcpoCredit(own, answerFirst(0.5, own)));
  });
});
