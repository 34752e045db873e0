import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirm } from './confirm.js';

test.each([
  ['y\n', true],
  ['Yes\n', true],
  ['n\n', false],
  ['\n', false],
  ['', false],
])('%j is taken as %s', async (typed, answer) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(typed);
  expect(await confirm('Remove it?', input, output)).toBe(answer);
  expect(String(output.read())).toContain('Remove it? [y/N] ');
});
