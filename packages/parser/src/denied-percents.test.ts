import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const parse = (written: string) => parseResponse(`<confidence>${written}</confidence><answer>Lima</answer>`);

describe('a denied per cent leaves what lies below it: its middle, at most that of "not completely sure"', () => {
  test.each([
    ['not 100% sure', 0.45],
    ["I'm not 100 % certain", 0.45],
    ['not a hundred percent sure', 0.45],
    ['far from 95%', 0.45],
    ['not 70% sure', 0.35],
    ['not even 40%', 0.2],
    ["I can't say I'm 80% sure", 0.4],
    ["I'm not, like, 100% sure", 0.45],
    ['I am not, to be honest, 60% sure', 0.3],
    ['not really, like, 100% sure', 0.45],
    ['not – how to say – 100% sure', 0.45],
    ['not (like) 100% sure', 0.45],
    ['not ... 100% sure', 0.45],
    ['not 100% sure, but 5% of the maps are wrong', 0.45],
    ['not 100% sure that only 5% are left', 0.45],
  ])('%j is %d', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, wellFormed: false });
  });

  test.each([
    ['I am not 100% sure, but it is Lima.', 0.45],
    ["I wouldn't say that I'm 60% sure it is Lima.", 0.3],
    ["Can't be 100% certain, but Lima.", 0.45],
    ['My confidence is not 100%. It is Lima.', 0.45],
    ["I'm not 90% sure, more like 60% sure.", 0.6],
    ["I'm not, like, 100% sure it is Lima.", 0.45],
    ["I'm not, you know, 100% sure.", 0.45],
    ["I'm not 100% sure, but 80%. It is Lima.", 0.8],
    ['My confidence is definitely not 100%, but rather 80%.', 0.8],
  ])('in prose %j is %d', (text, confidence) => {
    expect(parseResponse(text).confidence).toBe(confidence);
  });
});

describe('a correction takes the place of what it denies', () => {
  test.each([
    ['not 100%, but 80%', 0.8],
    ['not 100%, more like 80%', 0.8],
    ['no, not 100%, rather 80%', 0.8],
    ['not 90 but 70', 0.7],
    ["not 100%, I'd say 80%", 0.8],
    ['not 100%; about 80%', 0.8],
    ['not quite 100%, 95% maybe', 0.95],
    ['not 100% sure, but at least 80% sure', 0.8],
    ['not 50% but 90%', 0.9],
    ['80%, not 100%', 0.8],
  ])('%j is %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
});

describe('a bound is its number', () => {
  test.each([
    ['less than 40%', 0.4],
    ['no more than 40%', 0.4],
    ['not less than 90%', 0.9],
    ['at least 70%', 0.7],
    ['at most 30%', 0.3],
    ['&gt;95', 0.95],
    ['≤ 15%', 0.15],
    ['up to 60%', 0.6],
  ])('%j is %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
});

describe('a denial of something else denies no number', () => {
  test.each([
    ['not sure, 30%', 0.3],
    ["I'm not sure but about 30%", 0.3],
    ['It is not Cusco and I am 90% sure of that', 0.9],
    ['If not, well, 90%', 0.9],
    ['Not only am I 90% sure, it is well known', 0.9],
    ['not Cusco, 90% sure', 0.9],
    ['not Cusco, I think, 90% sure', 0.9],
  ])('%j is %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
});

describe('a per cent wins over another number beside it', () => {
  test.each([
    ['Level 3: 60%', 0.6],
    ['Level 5 - 95%', 0.95],
    ['Tier 2, about 70%', 0.7],
    ['8.5/10 or 80%', 0.8],
    ['90% sure of 3 facts', 0.9],
  ])('%j is %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
});
