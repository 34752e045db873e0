import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createResponseParser, type ParsedResponse, parseResponse } from './index.js';

function expectSound({ confidence, answer, abstained, wellFormed, confidenceSource }: ParsedResponse): void {
  expect(confidence).toBeGreaterThanOrEqual(0);
  expect(confidence).toBeLessThanOrEqual(1);
  expect(Math.round(confidence * 100) / 100).toBe(confidence);
  expect(typeof answer).toBe('string');
  if (abstained) expect(confidence).toBeLessThanOrEqual(0.1);
  if (wellFormed) expect(confidenceSource).toBe('tag');
}

const fragment = fc.constantFrom(
  ...['<confidence>', '</confidence>', '<answer>', '</answer>', '<think>', '</think>', '<answer', '&lt;'],
  ...['85', '-', '%', '/', '.', ',', '1e9', 'very sure', 'not ', '\n', '"', '**', '```', '{', '}', ':'],
  ...["{'answer': '", ', ', '(0-100): ', '[', ' and confidence', '50/50', 'one in ', '|', ' - ', 'I am '],
  ...['confidence', 'Answer:', "I don't know", '\u0000', '\uD800', '٨', '½', '\u202e'],
);

describe('any text', () => {
  test('of any characters gives a sound value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => expectSound(parseResponse(text))),
    );
  });

  test('of the pieces that replies are made of gives a sound value', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fragment, fc.string()), { maxLength: 20 }), (parts) =>
        expectSound(parseResponse(parts.join(''))),
      ),
      { numRuns: 5000 },
    );
  });

  test('any value that is no text gives the default', () => {
    fc.assert(
      fc.property(
        fc.anything().filter((value) => typeof value !== 'string'),
        (value) => {
          expect(parseResponse(value)).toEqual(parseResponse(null));
        },
      ),
    );
  });
});

describe('long hostile text', () => {
  /**
   * Processor time of this process in microseconds, the lesser of two: waiting for other processes is not
   * counted.
   */
  const cost = (work: () => void): number => {
    const once = () => {
      const before = process.cpuUsage();
      work();
      return process.cpuUsage(before).user;
    };
    return Math.min(once(), once());
  };
  const length = 2 ** 18;
  /**
   * Four times the text may take this many times as long, and this many microseconds of the engine's own;
   * sixteen times is quadratic.
   */
  const SLOPE = 12;
  const SLACK = 200_000;
  const repeated = (pattern: string, times: number) => pattern.repeat((times * length) / pattern.length);

  test.each([
    '<confidence>',
    '</confidence>',
    '<answer>',
    '<confidence>85</confidence>',
    '<answer>x</answer>',
    '<think>',
    '</think>',
    '</think>x',
    '<think></think>',
    '<confidence ',
    '<',
    '< ',
    '&lt;',
    '&lt;answer&gt;',
    '"',
    '*',
    '```',
    '{',
    '{"a":',
    ' ',
    '\n',
    '. ',
    'not ',
    'confidence: ',
    'answer: confidence: ',
    "I don't know ",
    '1',
    '9/',
    '{"a":[',
    "{'answer': '",
    '{a:1,',
    'answer\n',
    '| Answer ',
    'answer: x, confidence: 5%, ',
    'Answer and Confidence (0-100): ',
    '(0-100',
    ' - ',
    'I am not 9',
    'not, a, 9 but ',
    '<br>',
    'Answer:<br>',
    'not, sure ',
    '百分之',
    'a<br>',
    'ca. 9 ',
    '{\\"a\\": ',
  ])('%j repeated takes linear time', (pattern) => {
    expectSound(parseResponse(repeated(pattern, 4)));
    const whole = cost(() => parseResponse(repeated(pattern, 4)));
    const part = cost(() => parseResponse(repeated(pattern, 1)));
    expect(whole).toBeLessThan(SLOPE * part + SLACK);
  });

  test.each(['<confidence>', '<', '<think>', 'x'])(
    '%j repeated, a stream of it takes linear time',
    (pattern) => {
      const stream = (text: string) => {
        const parser = createResponseParser();
        for (let i = 0; i < text.length; i += 5) parser.push(text.slice(i, i + 5));
        return parser.end();
      };
      expectSound(stream(repeated(pattern, 1)));
      const whole = cost(() => stream(repeated(pattern, 4)));
      const part = cost(() => stream(repeated(pattern, 1)));
      expect(whole).toBeLessThan(SLOPE * part + SLACK);
    },
  );
});
