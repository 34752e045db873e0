import { REPLY_ORDERS } from '@echo/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatResponse, isAbstention, parseResponse } from './index.js';

const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<answer>', '</answer>', '<confidence>9</confidence>', '<think>', '</think>', '```'),
  fc.constantFrom('"', "'", '*', '**', '&amp;', '&', '<', '>', ' ', '\n', '“', '\uD800', 'I am 20% sure'),
);
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const percent = fc.integer({ min: 0, max: 100 });
const order = fc.constantFrom(...REPLY_ORDERS);

test('the format', () => {
  expect(formatResponse({ confidence: 0.75, answer: 'Paris' })).toBe(
    '<confidence>75</confidence><answer>Paris</answer>',
  );
  expect(formatResponse({ confidence: 0.75, answer: 'Paris', order: 'answer-first' })).toBe(
    '<answer>Paris</answer><confidence>75</confidence>',
  );
  expect(formatResponse({ confidence: 1, answer: 'a < b', reasoning: 'By order.' })).toBe(
    'By order.\n<confidence>100</confidence><answer>a &lt; b</answer>',
  );
});

test('parsing what was formatted gives the same confidence and answer, whatever the text', () => {
  fc.assert(
    fc.property(percent, anyText, order, (whole, answer, order) => {
      const parsed = parseResponse(formatResponse({ confidence: whole / 100, answer, order }));
      expect(parsed).toMatchObject({ answer, wellFormed: true, reasoning: null });
      expect(parsed.confidence).toBe(isAbstention(answer) ? Math.min(whole / 100, 0.1) : whole / 100);
    }),
    { numRuns: 2000 },
  );
});

test('reasoning takes no part in what is read, and reads back', () => {
  fc.assert(
    fc.property(percent, anyText, anyText, order, (whole, answer, reasoning, order) => {
      const parsed = parseResponse(formatResponse({ confidence: whole / 100, answer, reasoning, order }));
      expect(parsed).toMatchObject({ answer, wellFormed: true, reasoning: reasoning || null });
    }),
    { numRuns: 2000 },
  );
});

test.each([75, -0.1, Number.NaN, '0.5' as unknown as number])(
  'a confidence of %o is refused',
  (confidence) => {
    expect(() => formatResponse({ confidence, answer: 'Paris' })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  },
);
