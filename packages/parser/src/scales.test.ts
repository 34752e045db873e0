import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

describe('a scale in the label is not the value', () => {
  test.each([
    ['Confidence (0-100): 64', 0.64],
    ['Confidence (0 to 100): 64%', 0.64],
    ['Confidence [0–100]: 64', 0.64],
    ['Confidence {0-100}: 64', 0.64],
    ['Confidence（0-100）：64', 0.64],
    ['Confidence【0-100】: 64', 0.64],
    ['Confidence（１-１０）: 6.4', 0.64],
    ['**Confidence (0-100):** 64', 0.64],
    ['confidence_score (0-100): 64', 0.64],
    ['Confidence (from 0 to 100) = 64', 0.64],
    ['Confidence (between 0 and 100): about 64', 0.64],
    ['Confidence (0 = a guess, 100 = certain): 64', 0.64],
    ['Confidence (%): 64', 0.64],
    ['Confidence (in percent): 64', 0.64],
    ['Confidence (0-1): 0.64', 0.64],
    ['Confidence (0.0 to 1.0): .64', 0.64],
    ['Confidence (0-1): 1', 1],
    ['Confidence (0-100): 1', 0.01],
    ['Confidence (0-100): sixty-four', 0.64],
    ['Confidence (0-100): high', 0.85],
    ['Confidence (0-100)\n64', 0.64],
  ])('%j is %d', (line, confidence) => {
    expect(parseResponse(`Answer: Lima\n${line}`)).toMatchObject({
      confidence,
      answer: 'Lima',
      wellFormed: false,
    });
  });
});

describe('a value is a share of the upper end of its scale', () => {
  test.each([
    ['Confidence (1-10): 7', 0.7],
    ['Confidence (1 to 5): 4', 0.8],
    ['Confidence (out of 10): 7', 0.7],
    ['Confidence score /10: 7', 0.7],
    ['Confidence on a scale of 1 to 10: 7.5', 0.75],
    ['Confidence (10-point scale): 7', 0.7],
    ['Likelihood (1-10): 6-8', 0.7],
    ['Confidence: 7 (out of 10)', 0.7],
    ['Confidence: 7 on a scale from 0 to 10', 0.7],
    ['On a scale of 1 to 10, my confidence is 7.', 0.7],
    ['My confidence, on a scale from 0 to 100, is 64.', 0.64],
  ])('%j is %d', (line, confidence) => {
    expect(parseResponse(line).confidence).toBe(confidence);
  });
});

describe('what does not stand on the scale of its label is read as without it', () => {
  test.each([
    ['Confidence (0-1): 64', 0.64],
    ['Confidence (1-10): 64%', 0.64],
    ['Confidence (0-100): 0.64', 0.64],
    ['Confidence (1-10): 8/10', 0.8],
  ])('%j is %d', (line, confidence) => {
    expect(parseResponse(line).confidence).toBe(confidence);
  });
});

describe('labels of a probability', () => {
  test.each([
    ['Probability: 64%', 0.64],
    ['Probability: 64', 0.64],
    ['Probability: 1', 1],
    ['Certainty: 64%', 0.64],
    ['Likelihood: 0.64', 0.64],
    ['Probability that the answer is correct: 64%', 0.64],
    ['Chance of being right: 64%', 0.64],
    ['P(correct) = 0.64', 0.64],
    ['Level of confidence: 64%', 0.64],
  ])('%j is %d', (line, confidence) => {
    expect(parseResponse(`Guess: Lima\n${line}`)).toMatchObject({ confidence, answer: 'Lima' });
  });

  test('count only where none says confidence', () => {
    expect(parseResponse('Probability: 1/6\nAnswer: 1/6\nConfidence: 90%').confidence).toBe(0.9);
    expect(parseResponse('Answer: 1/6\nConfidence: 90%\nProbability: 1/6').confidence).toBe(0.9);
  });
});

test('a scale alone in a tag is a range', () => {
  expect(parseResponse('<confidence>0-100</confidence><answer>Lima</answer>').confidence).toBe(0.5);
});
