import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createResponseParser, parseResponse } from './index.js';

const reply = '<confidence>85</confidence><answer>Paris</answer>';

const tag = fc.constantFrom(
  '<confidence>',
  '</confidence>',
  '<answer>',
  '</answer>',
  '<Answer lang="en">',
  '< / answer >',
  '<',
);
const thought = fc.constantFrom('<think>', '</think>', '<analysis>', '</analysis>');
const words = fc.oneof(fc.constantFrom('85', 'very sure', ' ', '7/8', 'Paris', '\n'), fc.string());
const plainText = fc.array(fc.oneof(tag, words), { maxLength: 12 }).map((parts) => parts.join(''));
const anyText = fc.array(fc.oneof(tag, thought, words), { maxLength: 12 }).map((parts) => parts.join(''));

/** The text cut at these places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end));
}

const places = fc.array(fc.nat(500), { maxLength: 20 });

test('what is known, character by character', () => {
  const parser = createResponseParser();
  const states = Array.from(reply, (character) => parser.push(character));
  const confidenceAt = states.findIndex(({ confidence }) => confidence !== null);
  expect(reply.slice(0, confidenceAt + 1)).toBe('<confidence>85</confidence>');
  expect(states[confidenceAt]).toEqual({ confidence: 0.85, done: false });
  expect(states.findIndex(({ done }) => done)).toBe(reply.length - 1);
  expect(parser.end()).toEqual(parseResponse(reply));
});

describe('any chunking', () => {
  test('gives the same states at the same places, and the same end, as the whole', () => {
    fc.assert(
      fc.property(anyText, places, (text, at) => {
        const chunked = createResponseParser();
        const chunks = cut(text, at);
        const states = chunks.map((chunk) => chunked.push(chunk));
        expect(states.at(-1)).toEqual(createResponseParser().push(text));
        expect(chunked.end()).toEqual(parseResponse(text));
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['<answer>Paris<confidence>60</confidence></answer>', 0.6],
  ['<confidence>60<answer>5</answer></confidence>', 0.6],
  ['<confidence>7<answer>Paris</answer>5</confidence>', 0.07],
  ['<answer>Paris</answer><answer><confidence>60</confidence>', 0.6],
  ['<confidence>60<answer></confidence>Paris</answer>', 0.6],
  ['<answer>Paris</answer><confidence>very</answer>sure</confidence>', 0.9],
])('%j is done and says %d', (text, confidence) => {
  expect(createResponseParser().push(text)).toEqual({ confidence, done: true });
  expect(parseResponse(text).confidence).toBe(confidence);
});

test('a well-formed reply is done, with the confidence that parsing finds', () => {
  fc.assert(
    fc.property(plainText, (text) => {
      const { confidence, done } = createResponseParser().push(text);
      const parsed = parseResponse(text);
      if (parsed.wellFormed) expect(done).toBe(true);
      if (parsed.wellFormed && !parsed.abstained) expect(confidence).toBe(parsed.confidence);
    }),
    { numRuns: 5000 },
  );
});

test('what follows a reply that is done changes nothing', () => {
  fc.assert(
    fc.property(plainText, plainText, (text, more) => {
      fc.pre(createResponseParser().push(text).done);
      const { confidence, answer, wellFormed } = parseResponse(text);
      expect(parseResponse(`${text} ${more}`)).toMatchObject({ answer, wellFormed });
      if (wellFormed) expect(parseResponse(`${text} ${more}`).confidence).toBe(confidence);
    }),
    { numRuns: 500 },
  );
});

test('a draft in a thought is not the reply', () => {
  const parser = createResponseParser();
  expect(parser.push(`<think>${reply}`)).toEqual({ confidence: null, done: false });
  expect(parser.push('</think><confidence>20')).toEqual({ confidence: null, done: false });
  expect(parser.push('</confidence>')).toEqual({ confidence: 0.2, done: false });
  expect(parser.push('<answer>Rome</answer>')).toEqual({ confidence: 0.2, done: true });
});

test('a thought that the prompt opened takes back what was a draft', () => {
  const parser = createResponseParser();
  expect(parser.push(reply).done).toBe(true);
  expect(parser.push('</think>')).toEqual({ confidence: null, done: false });
});
