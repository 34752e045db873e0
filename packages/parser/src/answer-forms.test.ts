import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const parse = (answer: string) => parseResponse(`<confidence>85</confidence><answer>${answer}</answer>`);

describe('what surrounds an answer is taken off', () => {
  test.each([
    [' Paris\n', 'Paris'],
    ['"Paris"', 'Paris'],
    ["'Paris'", 'Paris'],
    ['“Paris”', 'Paris'],
    ['«Paris»', 'Paris'],
    ['`Paris`', 'Paris'],
    ['**Paris**', 'Paris'],
    ['**"Paris"**', 'Paris'],
    ['```python\nprint(1)\n```', 'print(1)'],
    ['""', ''],
    ['"a" or "b"', '"a" or "b"'],
    ['5"', '5"'],
    ['"', '"'],
  ])('%j is %j', (written, answer) => {
    expect(parse(written)).toMatchObject({ answer, wellFormed: true });
  });
});

describe('markup in an answer', () => {
  test.each([
    ['a < b', 'a < b'],
    ['a &lt; b &amp;&amp; c', 'a < b && c'],
    ['&amp;lt;', '&lt;'],
    ['Ben &amp Jerry', 'Ben &amp Jerry'],
    ['<b>Paris</b>', '<b>Paris</b>'],
    ['&#80;&#x61;ris', 'Paris'],
  ])('%j is %j', (written, answer) => {
    expect(parse(written).answer).toBe(answer);
  });
});

describe('without an answer tag', () => {
  test.each([
    ['<confidence>85</confidence>\nAnswer: Paris', 'Paris', 'rest'],
    ['Confidence: 85%\nAnswer: "Paris"', 'Paris', 'rest'],
    ['Answer: Paris (confidence: 85%)', 'Paris', 'rest'],
    ['{"answer": "Paris", "confidence": 85}', 'Paris', 'rest'],
    ['Paris', 'Paris', 'rest'],
    ['Rome comes to mind. It is Paris.', 'It is Paris.', 'last-sentence'],
    ['<confidence>85</confidence>', '', 'none'],
    [' \n', '', 'none'],
  ])('%j: %j, %s', (text, answer, answerSource) => {
    expect(parseResponse(text)).toMatchObject({ answer, answerSource, wellFormed: false });
  });
});
