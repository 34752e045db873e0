import { expect, test } from 'vitest';
import { confidencePrefixLength } from './confidence-prefix.js';
import { formatConfidence } from './format-response.js';
import { parseResponse } from './parse-response.js';

const prefix = (text: string) => text.slice(0, confidencePrefixLength(text, parseResponse(text)));

test.each(['<confidence>75</confidence>', ' \n<confidence>75</confidence>', '<confidence>75 %</confidence>'])(
  '%j before an answer is the prefix',
  (stated) => {
    expect(prefix(`${stated}<answer>Paris</answer>`)).toBe(stated);
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
])('%s: no prefix', (_, text) => {
  expect(prefix(text)).toBe('');
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
