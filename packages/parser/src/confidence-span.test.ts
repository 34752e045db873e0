import type { ReplyOrder } from '@echo/core';
import { expect, test } from 'vitest';
import { confidenceSpan } from './confidence-span.js';
import { formatConfidence } from './format-response.js';
import { parseResponse } from './parse-response.js';

const stating = (text: string, order?: ReplyOrder) => {
  const span = confidenceSpan(text, parseResponse(text), order);
  return span && text.slice(span.start, span.end);
};

test.each(['<confidence>75</confidence>', ' \n<confidence>75</confidence>', '<confidence>75 %</confidence>'])(
  '%j before an answer is the prefix',
  (stated) => {
    expect(stating(`${stated}<answer>Paris</answer>`)).toBe(stated);
  },
);

test.each([
  ['an answer first', '<answer>Paris</answer><confidence>75</confidence>'],
  ['reasoning first', 'I think so. <confidence>75</confidence><answer>Paris</answer>'],
  ['an abstention', '<confidence>5</confidence><answer>I do not know</answer>'],
  ['no answer', '<confidence>75</confidence>'],
  ['no tags', 'Paris, 75 %'],
  ['tags in capitals', '<CONFIDENCE>75</CONFIDENCE><ANSWER>Paris</ANSWER>'],
  ['escaped tags', '&lt;confidence&gt;75&lt;/confidence&gt;&lt;answer&gt;Paris&lt;/answer&gt;'],
])('%s: no span', (_, text) => {
  expect(stating(text)).toBeNull();
});

test.each([
  ['<answer>Paris</answer><confidence>75</confidence>', '<confidence>75</confidence>'],
  ['It is Paris. <answer>Paris</answer>\n<confidence>75 %</confidence>', '<confidence>75 %</confidence>'],
  ['<confidence>75</confidence><answer>Paris</answer>', null],
  ["<answer>I don't know</answer><confidence>5</confidence>", null],
  ['<answer>Paris</answer><CONFIDENCE>75</CONFIDENCE>', null],
  ['<answer>Paris</answer><confidence>75', null],
])('answer first, %j states its confidence in %j', (text, stated) => {
  expect(stating(text, 'answer-first')).toBe(stated);
});

test.each([
  [
    '<confidence>75</confidence> <answer>Paris</answer>\n',
    '<confidence>75</confidence>',
    '<answer>Paris</answer>',
  ],
  [
    'so <answer>Paris</answer>, <confidence>75%</confidence>!',
    '<confidence>75%</confidence>',
    '<answer>Paris</answer>',
  ],
  ['<confidence>75</confidence> Paris', '<confidence>75</confidence>', null],
])('the spans of %j are where its tags stand', (text, confidence, answer) => {
  const { spans } = parseResponse(text);
  const at = (span: typeof spans.answer) => span && text.slice(span.start, span.end);
  expect([at(spans.confidence), at(spans.answer)]).toEqual([confidence, answer]);
});

test('a formatted confidence is what a reply in the format begins with', () => {
  expect(formatConfidence(0.075)).toBe('<confidence>8</confidence>');
  expect(() => formatConfidence(1.5)).toThrow('confidence');
});
