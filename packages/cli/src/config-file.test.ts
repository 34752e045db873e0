import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { afterEach, expect, test, vi } from 'vitest';
import { defineConfig } from './define-config.js';
import { main } from './main.js';

const output = catchOutput();
const lastJson = () => JSON.parse(output().trim().split('\n').at(-1) as string);
afterEach(() => vi.restoreAllMocks());

/** A working folder with a file in it. */
function folderWith(name: string, text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return folder;
}

const TYPED = `import { defineConfig, type EchoConfig } from '@echo/cli';
const steps: number = 100 * 2;
export default defineConfig({
  train: { steps, klEstimator: 'exact', formatGuard: false, memory: '4GB', out: 'runs/typed' },
  demo: { seeds: [4, 5] },
  serve: { origin: ['http://a', 'http://b'], port: [7000, 7001], token: 'sk-secret' },
  analyze: { grades: { Y: 1, N: 0 }, risk: 0.05 },
  bench: { parts: ['arc', 'adversarial'], concurrency: 2 },
} satisfies EchoConfig);
`;

/** The settings that a command line shows, by name. */
async function shown(line: string): Promise<Record<string, readonly [value: unknown, source: string]>> {
  expect(await main([...line.split(' '), '--show-config', '--json'])).toBe(0);
  const settings: { name: string; value: unknown; source: string }[] = lastJson().settings;
  return Object.fromEntries(settings.map(({ name, value, source }) => [name, [value, source]]));
}

test('flags over file over defaults, each with its source', async () => {
  folderWith('echo.config.ts', TYPED);
  const file = 'echo.config.ts';
  const train = await shown('train --steps 7 --reward rlcr');
  expect(train).toMatchObject({
    steps: [7, 'flag'],
    reward: ['rlcr', 'flag'],
    klEstimator: ['exact', file],
    formatGuard: [false, file],
    memory: [4e9, file],
    out: ['runs/typed', file],
    group: ['4', 'default'],
    json: [true, 'flag'],
  });
  expect(await shown('demo')).toMatchObject({ seeds: [[4, 5], file], out: ['runs/demo', 'default'] });
  expect(await shown('demo --seeds 9')).toMatchObject({ seeds: [[9], 'flag'] });
  expect(await shown('analyze log.json')).toMatchObject({
    grades: [{ Y: 1, N: 0 }, file],
    risk: [0.05, file],
  });
});

test('a command that stands for one of its own takes its settings', async () => {
  folderWith('echo.config.ts', TYPED);
  for (const line of ['bench --concurrency 3', 'bench run --concurrency 3'])
    expect(await shown(line)).toMatchObject({
      parts: ['arc,adversarial', 'echo.config.ts'],
      concurrency: [3, 'flag'],
    });
  expect(await shown('bench leaderboard runs')).toMatchObject({ hash: [undefined, 'default'] });
});

test('a flag that can be repeated takes the place of the list in the file; a token is not shown', async () => {
  folderWith('echo.config.ts', TYPED);
  await main(['serve', '--show-config']);
  expect(output()).toMatch(/origin +\["http:\/\/a","http:\/\/b"\] +echo\.config\.ts/);
  expect(output()).toMatch(/port +\[7000,7001\] +echo\.config\.ts/);
  expect(output()).toMatch(/token +set +echo\.config\.ts/);
  expect(output()).toMatch(/host +127\.0\.0\.1 +default/);
  expect(output()).not.toContain('sk-secret');
  await main(['serve', '--show-config', '--origin', 'http://c', '--origin', 'http://d', '--port', '0']);
  expect(output()).toMatch(/origin +\["http:\/\/c","http:\/\/d"\] +flag/);
  expect(output()).toMatch(/port +\[0\] +flag/);
});

test.each([
  [
    'echo.config.mjs',
    "import { defineConfig } from '@echo/cli';\nexport default defineConfig({ plots: { width: 300 } });",
  ],
  ['echo.config.js', 'export default { plots: { width: 300 } };'],
  ['echo.config.json', '{ "plots": { "width": 300 } }'],
])('%s is taken', async (name, text) => {
  folderWith(name, text);
  expect(await shown('plots')).toMatchObject({ width: [300, name], theme: ['light', 'default'] });
});

test('a file that is named is taken in place of the one in the folder', async () => {
  const folder = folderWith('echo.config.ts', TYPED);
  writeFileSync(join(folder, 'other.json'), '{ "demo": { "out": "elsewhere" } }');
  expect(await shown('demo --config other.json')).toMatchObject({
    out: ['elsewhere', 'other.json'],
    seeds: [[1], 'default'],
  });
  expect(await main(['demo', '--config', 'nowhere.ts'])).toBe(1);
  expect(output()).toContain('There is no nowhere.ts; name another --config');
});

test.each<[string, string, RegExp]>([
  ['no command', '{ trian: {} }', /In echo\.config\.ts, `trian` is no command; did you mean train\?/],
  ['no setting', '{ train: { stpes: 1 } }', /`train\.stpes` is no setting of train; did you mean steps\?/],
  [
    'a number out of range',
    '{ train: { prompts: 0 } }',
    /`train\.prompts` is 0: expected a whole number of at least 1\./,
  ],
  ['no number', "{ train: { steps: 'many' } }", /`train\.steps` is "many": expected a whole number/],
  ['no choice', "{ train: { klEstimator: 'k2' } }", /is "k2": allowed choices are k3, exact\./],
  ['no switch', "{ train: { curriculum: 'yes' } }", /`train\.curriculum` is "yes": expected true or false\./],
  ['an object', '{ train: { model: { a: {} } } }', /`train\.model` is .*: expected a text, a number/],
  [
    'what is meant for one call',
    '{ train: { resume: true } }',
    /`train\.resume` can be given as --resume only\./,
  ],
  ['no object', '{ train: 7 }', /`train` must be an object of settings\./],
  ['no settings', '7', /echo\.config\.ts exports no settings/],
  ['no TypeScript', '{ train: ', /echo\.config\.ts could not be read \(.*\); mend it\./],
])('%s is refused in one sentence', async (_, settings, sentence) => {
  folderWith('echo.config.ts', `export default ${settings}`);
  expect(await main(['train', '--out', join(process.cwd(), 'run')])).toBe(1);
  expect(output()).toMatch(sentence);
  expect(output().trim().split('\n')).toHaveLength(1);
});

test('the types know the settings of each command', () => {
  const settings = { train: { steps: 5, memory: '8GB' }, demo: { seeds: [1, 2] } };
  expect(defineConfig(settings)).toBe(settings);
  // @ts-expect-error: no setting
  defineConfig({ train: { stpes: 5 } });
  // @ts-expect-error: no value of it
  defineConfig({ train: { klEstimator: 'k2' } });
  // @ts-expect-error: a flag only
  defineConfig({ eval: { force: true } });
});

test('help reads no file, and a command without settings neither', async () => {
  folderWith('echo.config.ts', 'throw new Error("read")');
  expect(await main(['train', '--help'])).toBe(0);
  expect(await main(['completion', 'fish'])).toBe(0);
  expect(output()).not.toContain('could not be read');
});

test('a run that is resumed keeps its settings, whatever the file has', async () => {
  const folder = folderWith('echo.config.ts', TYPED);
  const run = join(folder, 'run');
  mkdirSync(run);
  const { runConfig } = await import('@echo/run');
  writeFileSync(join(run, 'config.json'), JSON.stringify(runConfig({ steps: 9 })));
  const settings = await shown(`train --out ${run} --resume --tensorboard`);
  expect(settings).toMatchObject({
    steps: [9, join(run, 'config.json')],
    klEstimator: ['k3', join(run, 'config.json')],
    tensorboard: [true, 'flag'],
  });
  expect(JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')).steps).toBe(9);
});
