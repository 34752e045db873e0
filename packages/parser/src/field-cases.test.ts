import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseResponse } from './index.js';

interface Case {
  readonly parser: string;
  readonly confidence: number | null;
  readonly answer: string | null;
}

const path = new URL('../../../../shared/cases/parser.jsonl', import.meta.url);
const cases: Case[] = existsSync(path)
  ? readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  : [];

test.skipIf(cases.length === 0).each(cases)('$parser', ({ parser, confidence, answer }) => {
  const read = parseResponse(parser);
  if (confidence !== null) expect(read.confidence).toBe(confidence);
  if (answer !== null) expect(read.answer).toBe(answer);
});
