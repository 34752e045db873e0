import { catchOutput } from '@echo/testing/output';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { runServe } from './run-serve.js';
import { addServeOptions, portsOf, type ServeArguments } from './serve-options.js';

const output = catchOutput();

const parse = (line: string): ServeArguments =>
  addServeOptions(new Command().exitOverride())
    .parse(line.split(' ').filter(Boolean), { from: 'user' })
    .opts();

test('ports come from the flags, else from PORT, else there is one', () => {
  expect(portsOf(parse(''), undefined)).toEqual([7860]);
  expect(portsOf(parse(''), '8000')).toEqual([8000]);
  expect(portsOf(parse('--port 7860 8000'), '9000')).toEqual([7860, 8000]);
  expect(portsOf(parse('--port 8000 --port 8000'), undefined)).toEqual([8000]);
});

test.each([
  ['--port 65536', 2, /whole number from 0 to 65535/],
  ['--max-sessions 0', 2, /whole number of at least 1/],
  ['--insecre', 2, /Did you mean --insecure\?/],
  ['--help', 0, /Examples:/],
  [
    '--port 0 --store none/episodes.db',
    1,
    /^echo-serve: The episode store none\/episodes\.db cannot be opened/m,
  ],
  ['--port 0 --store :memory: --host 0.0.0.0', 1, /give a token, or `insecure`/],
])('echo-serve %s ends with %i', async (line, code, sentence) => {
  expect(await runServe(line.split(' '))).toBe(code);
  expect(output()).toMatch(sentence);
  expect(output()).not.toMatch(/\n\s+at /);
});
