import type { Grade } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';
import { parseResponse } from '@echo/parser';
import { describe, expect, test } from 'vitest';
import { defineReward } from './define-reward.js';
import {
  abstention,
  accuracy,
  calibration,
  correctness,
  format,
  length,
  overconfidencePenalty,
  underconfidencePenalty,
} from './terms.js';

const reply = (confidence: number, more: Partial<ParsedResponse> = {}): ParsedResponse => ({
  confidence,
  answer: 'Paris',
  reasoning: null,
  wellFormed: true,
  abstained: false,
  confidenceSource: 'tag',
  answerSource: 'tag',
  spans: { confidence: null, answer: null },
  ...more,
});

const graded = (grade: number): Grade => ({ grade, correct: grade === 1 });

test('accuracy is the grade, correctness the verdict, whatever the other says', () => {
  const correct = { parsed: reply(0.5), grade: { grade: 0.5, correct: true } };
  expect([accuracy(1).score(correct), correctness(1).score(correct)]).toEqual([0.5, 1]);
  const incorrect = { parsed: reply(0.5), grade: { grade: 0.5, correct: false } };
  expect([accuracy(1).score(incorrect), correctness(1).score(incorrect)]).toEqual([0.5, 0]);
});

test('calibration scores the confidence against the verdict, or the target where one is given', () => {
  const difference = calibration(1, (p, outcome) => p - outcome);
  const partly = { grade: 0.7, correct: true };
  expect(difference.score({ parsed: reply(0.75), grade: partly })).toBe(-0.25);
  expect(difference.score({ parsed: reply(0.75), grade: { grade: 0.5, correct: false } })).toBe(0.75);
  expect(difference.score({ parsed: reply(0.75), grade: partly, target: 0.5 })).toBe(0.25);
});

test('the penalty is that of the highest threshold reached, for incorrect answers alone', () => {
  const { score } = overconfidencePenalty([
    { from: 0.8, penalty: 0.6 },
    { from: 0.95, penalty: 0.8 },
  ]);
  const at = (confidence: number, grade: number) =>
    score({ parsed: reply(confidence), grade: graded(grade) });
  expect([at(0.79, 0), at(0.8, 0), at(0.1 * 8, 0), at(0.94, 0), at(0.95, 0), at(1, 0), at(1, 1)]).toEqual([
    0, -0.6, -0.6, -0.6, -0.8, -0.8, 0,
  ]);
  expect(score({ parsed: reply(0.9), grade: { grade: 0.9, correct: false } })).toBe(-0.6);
  expect(score({ parsed: reply(0.9), grade: { grade: 0.1, correct: true } })).toBe(0);
});

test('underconfidence costs the correct answers alone', () => {
  const { score } = underconfidencePenalty(0.1, 0.2);
  const at = (confidence: number, grade: number) =>
    score({ parsed: reply(confidence), grade: graded(grade) });
  expect([at(0.2, 1), at(0.21, 1), at(0.1, 0)]).toEqual([-1, 0, 0]);
  expect(score({ parsed: reply(0.1), grade: { grade: 0.9, correct: false } })).toBe(0);
  expect(score({ parsed: reply(0.1), grade: { grade: 0.1, correct: true } })).toBe(-1);
});

test('form: −1 for a reply that is not well-formed', () => {
  expect(format(0.5).score({ parsed: parseResponse('Paris, 90 %'), grade: graded(1) })).toBe(-1);
});

describe('length', () => {
  const at = (reasoning: string | null) =>
    length(0.2, { from: 10, to: 30 }).score({ parsed: reply(0.5, { reasoning }), grade: graded(1) });

  test('0, then falling evenly, then −1; reasoning and answer together', () => {
    expect([
      at(null),
      at('x'.repeat(5)),
      at('x'.repeat(15)),
      at('x'.repeat(25)),
      at('x'.repeat(500)),
    ]).toEqual([0, 0, -0.5, -1, -1]);
  });

  test('a ramp that is none is refused', () => {
    expect(() => length(1, { from: 30, to: 30 })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => length(1, { from: 0, to: Number.NaN })).toThrow('`to`');
  });
});

test('abstention: 1 for a reply that declines', () => {
  const { score } = abstention(0.1);
  const of = (text: string) => score({ parsed: parseResponse(text), grade: graded(0) });
  expect(of("<confidence>5</confidence><answer>I don't know</answer>")).toBe(1);
  expect(of('<confidence>5</confidence><answer>Paris</answer>')).toBe(0);
});

describe('defineReward', () => {
  test('adds what the terms weigh and clips the total alone', () => {
    const reward = defineReward([accuracy(3), format(0.5)], { low: -1, high: 2 });
    expect(reward({ parsed: reply(0.5), grade: graded(1) })).toEqual({
      total: 2,
      correct: true,
      components: [
        { name: 'accuracy', score: 1, weight: 3 },
        { name: 'format', score: 0, weight: 0.5 },
      ],
    });
  });

  test('a weight or a range that is none is refused', () => {
    expect(() => defineReward([accuracy(Number.NaN)])).toThrow('weight of the term accuracy');
    expect(() => defineReward([accuracy(1)], { low: 1, high: 0 })).toThrow('`low`');
  });
});
