import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { Argument, Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { completionFor } from '../actions/completion.js';
import { oneOf } from '../program/options.js';

const AWKWARD = `it's a "quoted": $(touch hacked) \`touch hacked\` \\n [of] <things>`;

/** A program with everything that a completion may meet. */
function program(): Command {
  const root = new Command('try-it').helpCommand(false);
  root
    .command('train')
    .description(AWKWARD)
    .requiredOption('--out <folder>', AWKWARD)
    .addOption(new Option('--credit <name>', 'of rewards').choices(['completion', 'segment']))
    .addOption(new Option('--theme <name>', 'light or dark').argParser(oneOf(['light', 'dark'])))
    .addOption(new Option('--secret').hideHelp())
    .option('--json', 'print JSON');
  const runs = root.command('runs').description('keep runs');
  runs.command('list').description('list them').argument('[folder]');
  runs.command('remove').description('remove them').option('--yes', 'do not ask');
  root.command('completion').addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']));
  return root;
}

/** A folder with the script and some files to complete. */
function setUp(shell: 'bash' | 'zsh' | 'fish'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'script'), completionFor(shell, program()));
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work', 'results.json'), '');
  writeFileSync(join(folder, 'work', 'train.md'), '');
  return folder;
}

const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const onLinux = process.platform === 'linux' && has('script');

/** What an interactive shell on a terminal makes of lines with tabs in them: what it ran, line by line. */
async function typed(
  command: string,
  start: readonly string[],
  lines: readonly string[],
): Promise<readonly string[]> {
  const child = spawn('script', ['-qec', command, '/dev/null'], { timeout: 30_000, killSignal: 'SIGKILL' });
  let said = '';
  const until = async (text: string) => {
    while (!said.includes(text)) {
      if (child.exitCode !== null) throw new Error(`the shell ended: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  child.stdin.write(`${start.join('\n')}\necho READY-$((20 + 22))\n`);
  await until('READY-42');
  const ran: string[] = [];
  for (const line of lines) {
    said = '';
    child.stdin.write(`${line}\n`);
    await until('>>>');
    ran.push(/<<<([^>]*)>>>/.exec(said)?.[1] ?? '');
  }
  child.stdin.write('exit\n');
  await new Promise((resolve) => child.once('close', resolve));
  return ran;
}

const LINES: readonly (readonly [typed: string, ran: string])[] = [
  ['try-it tr\t', 'train'],
  ['try-it runs rem\t--y\t', 'runs remove --yes'],
  ['try-it train --cre\tseg\t', 'train --credit segment'],
  ['try-it train --theme da\t', 'train --theme dark'],
  ['try-it train --credit=comp\t', 'train --credit=completion'],
  ['try-it train --out res\t', 'train --out results.json'],
  ['try-it runs list tra\t', 'runs list train.md'],
  ['try-it completion fi\t', 'completion fish'],
  ['try-it train --sec\tx', 'train --secx'],
  ['try-it runs list "$(touch hacked)" res\t', 'runs list  results.json'],
];

test.runIf(onLinux)('bash completes what is typed', { timeout: 40_000 }, async () => {
  const folder = setUp('bash');
  const ran = await typed(
    'bash --norc --noprofile -i',
    [
      `cd ${folder}/work`,
      'bind "set bell-style none"',
      'try-it() { local IFS=" "; printf "%s\\n" "<<""<$*>"">>"; }',
      'source ../script',
    ],
    LINES.map(([line]) => line),
  );
  expect(ran.map((words) => words.trim())).toEqual(LINES.map(([, words]) => words));
});

test.runIf(onLinux && has('zsh'))('zsh completes what is typed', { timeout: 40_000 }, async () => {
  const folder = setUp('zsh');
  const ran = await typed(
    'zsh -f -i',
    [
      `cd ${folder}/work`,
      'unsetopt beep list_beep zle_bracketed_paste 2>/dev/null',
      'autoload -Uz compinit && compinit -u -D',
      'try-it() { print -r -- "<<""<$*>"">>" }',
      'source ../script',
    ],
    LINES.map(([line]) => line),
  );
  expect(ran.map((words) => words.trim())).toEqual(LINES.map(([, words]) => words));
});

test.runIf(has('fish'))('fish completes, with descriptions', { timeout: 40_000 }, () => {
  const folder = setUp('fish');
  const complete = (line: string) => {
    const { stdout, stderr } = spawnSync(
      'fish',
      ['--no-config', '-c', 'source ../script; complete -C $argv[1]', line],
      { cwd: join(folder, 'work'), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    return stdout
      .trim()
      .split('\n')
      .map((found) => found.split('\t'));
  };
  expect(complete('try-it tr')).toEqual([['train', AWKWARD]]);
  expect(complete('try-it runs ').map(([word]) => word)).toEqual(['list', 'remove']);
  expect(complete('try-it runs remove --y')).toEqual([['--yes', 'do not ask']]);
  expect(complete('try-it train --credit ').map(([word]) => word)).toEqual(['completion', 'segment']);
  expect(complete('try-it train --theme=d').map(([word]) => word)).toEqual(['--theme=dark']);
  expect(complete('try-it train --out res').map(([word]) => word)).toEqual(['results.json']);
  expect(complete('try-it runs list tra').map(([word]) => word)).toEqual(['train.md']);
  expect(complete('try-it train --sec')).toEqual([['']]);
});
