import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const LIMA = { confidence: 0.64, answer: 'Lima', answerSource: 'rest', wellFormed: false };

describe('dialects', () => {
  test.each([
    '{"answer": "Lima", "confidence": 0.64}',
    '{"answer": "Lima", "confidence": "64%"}',
    "{'answer': 'Lima', 'confidence': 0.64, 'checked': True, 'note': None}",
    '{"answer": "Lima", "confidence": 64,}',
    '{answer: "Lima", confidence: 64}',
    '{"answer": "Lima"\n"confidence": 64}',
    '{"answer" = "Lima"; "confidence" = 64}',
    '{“answer”: “Lima”, “confidence”: 64}',
    '{\n  "answer": "Lima", // the capital\n  "confidence": 64\n}',
    '```json\n{"answer": "Lima", "confidence": 0.64}\n```',
    '<json>{"answer": "Lima", "confidence": 6.4e-1}</json>',
    '{"answer": "Lima", "confidence": 0.64',
    '{"confidence": 0.64, "answer": "Lima',
    String.raw`{\"answer\": \"Lima\", \"confidence\": 0.64}`,
    String.raw`"{\n  \"answer\": \"Lima\",\n  \"confidence\": 64\n}"`,
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('keys', () => {
  test.each([
    '{"final_answer": "Lima", "confidence_score": 64}',
    '{"finalAnswer": "Lima", "confidenceLevel": 64}',
    '{"ANSWER": "Lima", "CONFIDENCE": 64}',
    '{"response": "Lima", "certainty": 0.64}',
    '{"guess": "Lima", "probability": 0.64}',
    '{"answer": "Lima", "answer_confidence": 64}',
    '{"answer": "Lima", "overall-confidence": 64}',
    '{"answer": "Lima", "confidence (0-10)": 6.4}',
    '{"answer": "Lima", "confidence_reason": "90% of maps", "confidence": 64}',
    '{"step_confidence": 0.9, "answer": "Lima", "confidence": 0.64}',
    '{"answer_confidence": 0.9, "confidence": 0.64, "answer": "Lima"}',
    '{"step_confidence": 0.9, "final_confidence": 0.64, "final_answer": "Lima"}',
    '{"probability": 0.9, "certainty": 0.64, "answer": "Lima"}',
    '{"step_answer": "Cusco", "answer": "Lima", "confidence": 0.64}',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('nesting', () => {
  test.each([
    '{"answer": "Lima", "confidence": {"value": 0.64}}',
    '{"answer": {"text": "Lima"}, "confidence": {"score": 64, "unit": "%"}}',
    '{"result": {"answer": "Lima", "confidence": 0.64}}',
    '{"answer": {"text": "Lima", "confidence": 64}}',
    '[{"answer": "Lima", "confidence": 64}, {"answer": "Cusco", "confidence": 20}]',
    '{"steps": [{"step": "a", "confidence": 0.9}], "answer": "Lima", "confidence": 0.64}',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject(LIMA));
});

describe('among prose', () => {
  test.each([
    'Let S = {a, b}; then {S} is a set.\n{"answer": "Lima", "confidence": 64}\nHope {this} helps.',
    'With \\frac{1}{2} in mind: {"answer": "Lima", "confidence": 64}',
    '{"thought": "a {brace} and a \\"quote\\"", "answer": "Lima", "confidence": 64}',
    '{"answer": "Lima", "confidence": 64}\n{"answer": "Cusco", "confidence": 20}',
    '{"answer": "Lima", "confidence": 64}\nI was 90% sure of Cusco at first.',
    'Lima\n{"confidence": 64}',
  ])('%j', (text) => expect(parseResponse(text)).toMatchObject({ confidence: 0.64, answer: 'Lima' }));
});

describe('numbers as they are written', () => {
  test.each([
    ['1.0', 1],
    ['1.00', 1],
    ['1', 0.01],
    ['1e0', 1],
    ['1E0', 1],
    ['8.5e-1', 0.85],
    ['8.5E+1', 0.85],
    ['1e2', 1],
    ['0', 0],
    ['0.0', 0],
    ['100', 1],
    ['"1/2"', 0.5],
    ['"very high"', 0.95],
  ])('%s is %d', (written, confidence) => {
    expect(parseResponse(`{"answer": "Lima", "confidence": ${written}}`).confidence).toBe(confidence);
  });

  test('an integer 1 is a probability under a key that says so', () => {
    expect(parseResponse('{"answer": "Lima", "probability": 1}').confidence).toBe(1);
  });
});

describe('answers', () => {
  test.each([
    [String.raw`{"answer": "a\nb", "confidence": 64}`, 'a\nb'],
    [String.raw`{"answer": "\u0050eru", "confidence": 64}`, 'Peru'],
    [String.raw`{\"answer\": \"the \\\"old\\\" town\", \"confidence\": 64}`, 'the "old" town'],
    [String.raw`{"answer": "\frac{1}{2}", "confidence": 64}`, String.raw`\frac{1}{2}`],
    [`{'answer': 'It's Lima', 'confidence': 64}`, "It's Lima"],
    ['{"answer": "the "old" town", "confidence": 64}', 'the "old" town'],
    ['{"answer": ["Lima", "Cusco"], "confidence": 64}', 'Lima, Cusco'],
    ['{"answer": 42, "confidence": 64}', '42'],
  ])('%j is %j', (text, answer) => {
    expect(parseResponse(text)).toMatchObject({ answer, confidence: 0.64 });
  });
});
