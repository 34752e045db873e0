import { readFile } from 'node:fs/promises';
import { catchOutput } from '@echo/testing/output';
import { expect, test } from 'vitest';
import { commandsTable } from './commands-table.js';
import { echoProgram, main } from './main.js';

const output = catchOutput();

test('the README shows every command: paste the table below when it does not', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const shown = /<!-- commands: begin -->\n\n([\s\S]*?)\n\n<!-- commands: end -->/.exec(readme)?.[1];
  expect(shown).toBe(commandsTable(echoProgram()));
});

test.each([
  'demo',
  'train',
  'self-play',
  'eval',
  'analyze',
  'baseline',
  'tasks',
  'compare',
  'plots',
  'fingerprint',
  'recalibrate',
  'reward',
  'download',
  'doctor',
])('the help of %s ends with examples, and it takes --json', async (name) => {
  expect(await main(['help', name])).toBe(0);
  expect(output()).toMatch(/Examples:\n {2}\$ echo-rl/);
  expect(output()).toContain('--json');
});

test.each([
  ['runs', 'export'],
  ['bench', 'publish'],
])('the help of %s ends with examples, and lists its commands', async (name, command) => {
  expect(await main(['help', name])).toBe(0);
  expect(output()).toMatch(/Examples:\n {2}\$ echo-rl/);
  expect(output()).toContain(`  ${command} [options]`);
});

test.each([
  ['a command that is none', ['evla'], /Did you mean eval\?/],
  ['an option that is none', ['eval', '--modle', 'nano'], /Did you mean --model\?/],
  ['a method that is none', ['eval', '--method', 'topk'], /there is no method topk; choose among/],
  ['a theme that is none', ['plots', '--theme', 'drak'], /Did you mean dark\?/],
  ['labels for other logs', ['fingerprint', 'a', 'b', '--labels', 'one'], /each of the 2 logs, got 1/],
  ['no file', ['analyze'], /missing required argument/],
  ['a map without a log', ['recalibrate', '--map', 'x.json'], /--map wants --apply/],
  ['a resumption of nothing', ['eval', '--resume'], /--resume wants --out/],
])('%s is misuse: exit code 2 and a sentence', async (_, args, sentence) => {
  expect(await main(args)).toBe(2);
  expect(output()).toMatch(sentence);
});

test('the completion knows the commands within commands, and options that are added late', async () => {
  expect(await main(['completion', 'bash'])).toBe(0);
  expect(output()).toContain(' | /runs/compare | ');
  expect(output()).toContain("'/train --credit') COMPREPLY=($(compgen -W 'exact segment completion dcpo'");
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await main(['--version'])).toBe(0);
  expect(output()).toBe(`${version}\n`);
});
