import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

describe('tags as models dress them', () => {
  test.each([
    '<CONFIDENCE>85</CONFIDENCE><Answer>Paris</ANSWER>',
    '<confidence unit="percent">85</confidence><answer lang=en>Paris</answer>',
    '< confidence >85</ confidence >< answer >Paris</ answer >',
    '<confidence>85</confidence>\n\n<answer>\nParis\n</answer>\n',
    '```xml\n<confidence>85</confidence>\n<answer>Paris</answer>\n```',
    '&lt;confidence&gt;85&lt;/confidence&gt;&lt;answer&gt;Paris&lt;/answer&gt;',
  ])('%j', (text) => {
    expect(parseResponse(text)).toMatchObject({
      confidence: 0.85,
      answer: 'Paris',
      reasoning: null,
      wellFormed: true,
    });
  });

  test('another tag of a similar name is none', () => {
    expect(parseResponse('<confidences>85</confidences><answers>Paris</answers>')).toMatchObject({
      confidenceSource: 'default',
      wellFormed: false,
    });
  });
});

describe('several and nested', () => {
  test.each([
    ['<confidence>70</confidence><answer>a</answer><confidence>20</confidence><answer>b</answer>', 0.7, 'a'],
    ['<answer>a</answer><answer>b</answer><confidence>70</confidence><confidence>20</confidence>', 0.7, 'a'],
    ['<confidence>70<confidence>20</confidence><answer>a<answer>b</answer>', 0.2, 'b'],
    ['<confidence>60<answer>Paris</answer></confidence>', 0.6, 'Paris'],
    ['<confidence><answer>Paris</answer>60</confidence>', 0.6, 'Paris'],
    ['<answer>Paris<confidence>60</confidence></answer>', 0.6, 'Paris'],
    ['<confidence>7<answer>Paris</answer>5</confidence>', 0.07, 'Paris'],
    ['</answer></confidence><confidence>60</confidence><answer>Paris</answer>', 0.6, 'Paris'],
  ])('%j: %d, %j', (text, confidence, answer) => {
    expect(parseResponse(text)).toMatchObject({ confidence, answer });
  });

  test('one within the other is not well formed', () => {
    expect(parseResponse('<confidence>60<answer>Paris</answer></confidence>').wellFormed).toBe(false);
    expect(parseResponse('<answer>Paris<confidence>60</confidence></answer>').wellFormed).toBe(false);
  });
});

describe('cut off', () => {
  test.each([
    ['<confidence>85</confidence><answer>Paris</answer', 0.85, 'Paris'],
    ['<confidence>85</confidence><answer>Paris</ans', 0.85, 'Paris'],
    ['<confidence>85</confidence><answer>Paris<', 0.85, 'Paris'],
    ['<confidence>85</confidence><answer>Paris', 0.85, 'Paris'],
    ['<confidence>85</confidence><answer>', 0.85, ''],
    ['<confidence>85</confidence><ans', 0.85, ''],
    ['<confidence>85</confidence><', 0.85, ''],
    ['<confidence>85</conf', 0.85, ''],
    ['<confidence>85', 0.85, ''],
    ['<confidence>85<answer>Paris</answer>', 0.85, 'Paris'],
    ['<confidence>85\nParis', 0.85, 'Paris'],
    ['<confidence>', 0.5, ''],
    ['<conf', 0.5, ''],
    ['<answer>x<y', 0.5, 'x<y'],
  ])('%j: %d, %j', (text, confidence, answer) => {
    expect(parseResponse(text)).toMatchObject({ confidence, answer, wellFormed: false });
  });
});

describe('thoughts', () => {
  const draft = '<confidence>10</confidence><answer>Rome</answer>';
  const reply = '<confidence>85</confidence><answer>Paris</answer>';

  test.each(['think', 'thinking', 'analysis', 'reasoning', 'scratchpad'])(
    'tags within <%s> do not count',
    (name) => {
      expect(parseResponse(`<${name}>Rome? ${draft}</${name}>${reply}`)).toMatchObject({
        confidence: 0.85,
        answer: 'Paris',
        reasoning: `Rome? ${draft}`,
        wellFormed: true,
      });
    },
  );

  test('a thought that the prompt opened ends at its closing tag', () => {
    expect(parseResponse(`Rome? ${draft}</think>${reply}`)).toMatchObject({
      confidence: 0.85,
      answer: 'Paris',
      wellFormed: true,
    });
  });

  test('a thought that was cut off leaves no answer', () => {
    expect(parseResponse(`<think>Rome? ${draft}`)).toMatchObject({
      confidence: 0.5,
      answer: '',
      answerSource: 'none',
    });
  });

  test('a thought between the tags is no part of them', () => {
    expect(
      parseResponse('<confidence>85</confidence><think>Rome?</think><answer>Par<think>?</think>is</answer>'),
    ).toMatchObject({ answer: 'Par is', wellFormed: true });
  });

  test('text before the tags is reasoning', () => {
    expect(parseResponse(`The Seine runs through it.\n${reply}`)).toMatchObject({
      answer: 'Paris',
      reasoning: 'The Seine runs through it.',
      wellFormed: true,
    });
  });
});
