import { createRng } from '@echo/core';
import { parseResponse } from '@echo/parser';
import { describe, expect, test } from 'vitest';
import { answerLogLikelihood } from './answer-log-likelihood.js';
import { confidenceTargets } from './own-verdict.js';
import type { Rollout, RolloutGroup } from './rollout.js';
import {
  type AnswerOutcome,
  groupSuccessRate,
  likelihoodSuccessRates,
  withOutcomesOf,
} from './success-rates.js';

/** One character a token. */
const letters = { decode: (ids: ArrayLike<number>) => String.fromCharCode(...Array.from(ids)) };

/** A rollout whose answer's first letter has this log-likelihood, and every other token 0. */
function rollout(text: string, logLikelihood: number, correct = false): Rollout {
  const logProbs = new Float32Array(text.length);
  logProbs[text.indexOf('<answer>') + '<answer>'.length] = logLikelihood;
  return {
    completion: { text, tokenIds: Int32Array.from(text, (letter) => letter.charCodeAt(0)), logProbs },
    result: { parsed: parseResponse(text) },
    reward: { correct },
  } as unknown as Rollout;
}
const answered = '<confidence>70</confidence><answer>Rio</answer>';

function group(domain: string, ...rollouts: readonly Rollout[]): RolloutGroup {
  return { observation: { domain }, rollouts } as unknown as RolloutGroup;
}

describe('the log-likelihood of an answer', () => {
  test.each([
    ['confidence first', answered],
    ['answer first', '<answer>Rio</answer><confidence>70</confidence>'],
  ])('%s, is the sum over its tags and what stands between them', (_, text) => {
    const one = rollout(text, -2);
    const start = text.indexOf('<answer>');
    const end = text.indexOf('</answer>') + '</answer>'.length;
    // A half for every token of the reply: only those of the answer count.
    one.completion.logProbs.forEach((value, i) => {
      one.completion.logProbs[i] = value - 0.5;
    });
    expect(answerLogLikelihood(one, letters)).toBeCloseTo(-2 - 0.5 * (end - start), 5);
  });

  test('counts a token that spans a tag and its neighbour', () => {
    const text = '<answer>Rio</answer><confidence>70</confidence>';
    // As tokenizers of Qwen and SmolLM2 do, `>R` and `><` are one token each.
    const parts = text.match(/>R|><|./gs) ?? [];
    const merging = { decode: (ids: ArrayLike<number>) => Array.from(ids, (id) => parts[id]).join('') };
    const logProbs = Float32Array.from(parts, (part) => (part === '>R' ? -3 : part === '><' ? -1 : 0));
    const one = {
      completion: { text, tokenIds: Int32Array.from(parts, (_, i) => i), logProbs },
      result: { parsed: parseResponse(text) },
    } as unknown as Rollout;
    expect(answerLogLikelihood(one, merging)).toBeCloseTo(-4, 6);
  });

  test.each(['Rio, I think.', "<confidence>5</confidence><answer>I don't know</answer>"])(
    'is null of %j',
    (text) => {
      expect(answerLogLikelihood(rollout(text, -1), letters)).toBeNull();
    },
  );
});

/** Outcomes whose answers are correct with a probability that rises with the likelihood as `chance` says. */
function outcomesOf(domain: string, n: number, chance: (likelihood: number) => number): AnswerOutcome[] {
  const rng = createRng(1).fork(domain);
  return Array.from({ length: n }, () => {
    const likelihood = rng.next();
    return { domain, logLikelihood: Math.log(likelihood), correct: rng.next() < chance(likelihood) };
  });
}

describe('success rates', () => {
  test('of the group: the share that is correct, by hand', () => {
    const own = group('math', rollout(answered, -1, true), rollout(answered, -2), rollout(answered, -3));
    expect(groupSuccessRate(own)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test('by likelihood: what it has meant in the domain, whatever the own verdict', () => {
    const outcomes = [...outcomesOf('math', 1000, (p) => p), ...outcomesOf('logic', 1000, () => 0.3)];
    const rates = likelihoodSuccessRates(outcomes, letters);
    const both = (domain: string, correct: boolean) =>
      rates(
        group(domain, rollout(answered, Math.log(0.9), correct), rollout(answered, Math.log(0.2), correct)),
      );
    expect(both('math', true)).toEqual(both('math', false));
    const [likely = 0, unlikely = 0] = both('math', true);
    expect(Math.abs(likely - 0.9)).toBeLessThan(0.06);
    expect(Math.abs(unlikely - 0.2)).toBeLessThan(0.06);
    for (const rate of both('logic', true)) expect(Math.abs(rate - 0.3)).toBeLessThan(0.08);
  });

  test('by likelihood: a domain of few outcomes is read by the map of all', () => {
    const many = outcomesOf('math', 400, (p) => p);
    const contrary = Array.from({ length: 10 }, () => ({
      ...{ domain: 'logic', logLikelihood: Math.log(0.9), correct: false },
    }));
    const rates = likelihoodSuccessRates([...many, ...contrary], letters);
    const asked = (domain: string) => rates(group(domain, rollout(answered, Math.log(0.9))))[0] as number;
    expect(Math.abs(asked('logic') - asked('math'))).toBeLessThan(0.1);
  });

  test('by likelihood: the share of the group in the first steps, and after what is no answer', () => {
    const own = group('math', rollout(answered, -1, true), rollout('Rio, I think.', -2));
    const few = outcomesOf('math', 10, (p) => p);
    expect(likelihoodSuccessRates(few, letters)(own)).toEqual([0.5, 0.5]);
    const many = outcomesOf('math', 500, () => 0.9);
    const [ofAnswer = 0, ofNone] = likelihoodSuccessRates(many, letters)(own);
    expect(ofAnswer).toBeGreaterThan(0.8);
    expect(ofNone).toBe(0.5);
  });

  test('outcomes are those of answers, the newest 2,000', () => {
    const own = group('math', rollout(answered, -1, true), rollout('Rio, I think.', -2));
    expect(withOutcomesOf([own], [], letters)).toEqual([
      { domain: 'math', logLikelihood: -1, correct: true },
    ]);
    const before = outcomesOf('logic', 2000, () => 1);
    const after = withOutcomesOf([own], before, letters);
    expect(after).toHaveLength(2000);
    expect(after[0]).toEqual(before[1]);
    expect(after.at(-1)?.domain).toBe('math');
  });

  test('are mixed with the own verdict by γ', () => {
    const own = group('math', rollout(answered, -1, true), rollout(answered, -2));
    expect(confidenceTargets(0.25, () => [0.8, 0.4])(own)).toEqual([
      expect.closeTo(0.25 + 0.75 * 0.8, 12),
      expect.closeTo(0.75 * 0.4, 12),
    ]);
  });
});
