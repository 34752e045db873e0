import { describe, expect, test } from 'vitest';
import { numberOf } from './number-of.js';
import { parseJson, parseJsonLines } from './parse-json.js';

describe('parseJsonLines', () => {
  test.each([
    ['a byte order mark', '\uFEFF{"a":1}\n{"a":2}\n'],
    ['one before each of two joined files', '\uFEFF{"a":1}\n\uFEFF{"a":2}\n'],
    ['CRLF', '{"a":1}\r\n{"a":2}\r\n'],
    ['empty lines', '\n{"a":1}\n  \n\n{"a":2}'],
    ['a list over several lines', '[\n {"a":1},\n {"a":2}\n]'],
  ])('%s', (_, text) => {
    expect(parseJsonLines(text)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('the numbers that Python writes and JSON lacks; in strings they are text', () => {
    expect(parseJsonLines('{"a":NaN,"b":[-Infinity,Infinity],"NaN":"a \\" NaN, -Infinity"}')).toEqual([
      { a: Number.NaN, b: [-Infinity, Infinity], NaN: 'a " NaN, -Infinity' },
    ]);
  });

  test.each([
    ['{"a":1}\n{"a":', 'line 2 to be a JSON value, got "{\\"a\\":"; it is the last and has no line end'],
    ['{"a":1}\n{"a":\n', 'Expected line 2 to be a JSON value, got "{\\"a\\":"; give one JSON value a line.'],
    ['{"a":NaNNaN}', 'Expected line 1'],
    ['[\n1,', 'Expected line 1 to be a JSON value, got "["; give one JSON value a line.'],
    ['{"a":1}\n[\n1]', 'Expected line 2'],
    ['{"a":1}{"a":2}', 'Expected line 1'],
  ])('%j is refused', (text, message) => {
    expect(() => parseJsonLines(text)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(message) }),
    );
  });
});

test('parseJson: a document, with a byte order mark and NaN', () => {
  expect(parseJson('\uFEFF{\n "a": NaN\n}')).toEqual({ a: Number.NaN });
  expect(() => parseJson('{"a"')).toThrow(
    'Expected the text to be JSON, got "{\\"a\\""; give the file whole',
  );
});

test.each([
  ['-1.5', -1.5],
  [' 1e-3 ', 0.001],
  ['-inf', -Infinity],
  ['nan', Number.NaN],
  [0.5, 0.5],
  ['', undefined],
  ['0x10', undefined],
  ['1,5', undefined],
  [true, undefined],
  [null, undefined],
])('numberOf(%j) is %d', (value, number) => {
  expect(numberOf(value)).toEqual(number);
});
