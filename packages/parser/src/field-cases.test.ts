import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseResponse } from './index.js';

interface Case {
  readonly parser: string;
  readonly confidence: number | null;
  readonly answer: string | null;
}

const path = new URL('../../../../shared/cases/parser.jsonl', import.meta.url);

test.runIf(existsSync(path))('cases of the field are read as expected', () => {
  const cases = readFileSync(path, 'utf8').trim().split('\n');
  for (const { parser, confidence, answer } of cases.map((line): Case => JSON.parse(line))) {
    const read = parseResponse(parser);
    if (confidence !== null) expect(read.confidence, parser).toBe(confidence);
    if (answer !== null) expect(read.answer, parser).toBe(answer);
  }
  expect(cases.length).toBeGreaterThan(0);
});
