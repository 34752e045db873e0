import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { evalReport } from '@echo/eval';
import { nanoFolder } from '@echo/nano/node';
import { readPeftFolder } from '@echo/policy/node';
import { demoConfig } from '@echo/run';
import { builtinTasks } from '@echo/tasks/node';
import { catchOutput } from '@echo/testing/output';
import { afterAll, expect, test } from 'vitest';
import { main } from './main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-cli-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();

const SHORT =
  '--sft-steps 0 --prompts 2 --group 2 --max-tokens 16 --kl-coefficient 0 --eval-tasks builtin:dev --eval-limit 6';

const withoutTimes = (text: string) => text.replace(/,"seconds":[\d.e+-]+/g, '');
const run = (line: string) => main(line.split(' ').filter(Boolean));

const TRIAL_FIELDS = 'taskId domain difficulty confidence grade correct abstained wellFormed answer'.split(
  ' ',
);

const trialsOf = async (folder: string): Promise<readonly string[]> =>
  (await readFile(join(folder, 'trials.jsonl'), 'utf8')).trim().split('\n');

const adapterBytes = (out: string, folder: string) =>
  readFile(join(out, folder, 'adapter_model.safetensors'));

/** Expects a kept adapter to be that of a checkpoint, rounded to 16 bits. */
async function expectRounded(out: string, kept: string, checkpoint: string): Promise<void> {
  const [half, whole] = [await adapterBytes(out, kept), await adapterBytes(out, checkpoint)];
  expect(half.length / whole.length).toBeLessThan(0.6);
  const { tensors } = await readPeftFolder(join(out, kept));
  const exact = (await readPeftFolder(join(out, checkpoint))).tensors;
  expect([...tensors.keys()]).toEqual([...exact.keys()]);
  for (const [name, { data }] of tensors) {
    const off = (x: number, i: number) => Math.abs(x - (exact.get(name)?.data[i] ?? Number.NaN));
    expect(data.every((x, i) => off(x, i) <= 2 ** -11 * Math.abs(x) + 2 ** -25)).toBe(true);
  }
}

/** Takes from a run the trials that it makes last. */
async function keepBefore(folder: string): Promise<void> {
  const kept = (await trialsOf(folder)).filter((line) => JSON.parse(line).when === 'before');
  await writeFile(join(folder, 'trials.jsonl'), `${kept.join('\n')}\n`);
}

async function nanoCopy(name: string, change: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(root, name);
  await cp(nanoFolder(), folder, { recursive: true });
  await change(folder);
  return folder;
}

async function changeConfig(folder: string, change: object): Promise<void> {
  const file = join(folder, 'config.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...change }));
}

const refusals: [what: string, line: () => Promise<string>, sentence: RegExp][] = [
  ['a model that is nowhere', async () => `eval --model ${join(root, 'nowhere')}`, /nowhere/],
  ['a Hub name that is none', async () => 'eval --model hf:not-a-name', /hf:owner\/name/],
  [
    'a truncated weight file',
    async () => {
      const cut = (folder: string) => truncate(join(folder, 'model.safetensors'), 1_000_000);
      return `eval --limit 2 --model ${await nanoCopy('truncated', cut)}`;
    },
    /model\.safetensors/,
  ],
  [
    'a missing weight file',
    async () =>
      `eval --limit 2 --model ${await nanoCopy('weightless', (folder) => rm(join(folder, 'model.safetensors')))}`,
    /safetensors/,
  ],
  [
    'weights of another shape',
    async () =>
      `eval --limit 2 --model ${await nanoCopy('misshapen', (folder) => changeConfig(folder, { intermediate_size: 640 }))}`,
    /shape|\[640/,
  ],
  [
    'an unknown architecture',
    async () =>
      `eval --limit 2 --model ${await nanoCopy('mamba', (folder) => changeConfig(folder, { architectures: ['MambaForCausalLM'], model_type: 'mamba' }))}`,
    /mamba/i,
  ],
  ['tasks that are nowhere', async () => `eval --tasks ${join(root, 'none.jsonl')}`, /none\.jsonl/],
  [
    'a task line that is none',
    async () => {
      const file = join(root, 'tasks.jsonl');
      const good = {
        id: 'a',
        domain: 'math',
        difficulty: 'easy',
        question: '1+1?',
        answerKey: { kind: 'number', value: 2 },
      };
      await writeFile(file, `${JSON.stringify(good)}\n\n{"id":"b"}\n`);
      return `eval --tasks ${file}`;
    },
    /tasks\.jsonl.*3|line 3/,
  ],
  ['an unknown reward', async () => `train --out ${join(root, 'r')} --reward kindness`, /kindness/],
  ['a step count that is none', async () => `train --out ${join(root, 'r')} --steps many`, /whole number/],
  [
    'a folder that holds something else',
    async () => {
      const folder = join(root, 'full');
      await mkdir(folder);
      await writeFile(join(folder, 'thesis.txt'), 'ten years of work');
      return `train --out ${folder}`;
    },
    /not empty/,
  ],
  ['a file in place of a folder', async () => `train --out ${nanoFolder()}/config.json`, /is not a folder/],
  ['a demo over something else', async () => `demo --out ${join(root, 'full')}/`, /not empty/],
  ['a memory without a unit', async () => `train --out ${join(root, 'r')} --memory 8`, /such as 8GB/],
  [
    'a memory that the weights fill',
    async () => `train --out ${join(root, 'tight')} --memory 100MB`,
    /A memory of 0\.1 GB is too little/,
  ],
  ['a group of one', async () => `train --out ${join(root, 'r')} --group 1`, /at least 2/],
  [
    'a rank beside an adapter',
    async () => `train --out ${join(root, 'r')} --adapter x --rank 4`,
    /its own rank/,
  ],
  [
    'a prompt there is no room for',
    async () => `train --out ${join(root, 'long')} --steps 1 --max-tokens 500 --tasks builtin:dev`,
    /task dev-\d+ has a prompt of \d+ tokens/,
  ],
  [
    'a place where no report can be',
    async () => `eval --limit 2 --out ${nanoFolder()}/config.json/report.json`,
    /ENOTDIR|it is a file|Nothing can be written/,
  ],
  [
    'a stored group of one',
    async () => {
      const folder = join(root, 'group-of-one');
      await mkdir(folder);
      await writeFile(join(folder, 'config.json'), JSON.stringify({ ...demoConfig(), group: 1, steps: 1 }));
      return `train --out ${folder} --resume`;
    },
    /`group` to be at least 2/,
  ],
  ['nothing to resume', async () => `train --out ${join(root, 'nothing')} --resume`, /no run/],
];

test.each(refusals)('%s is refused in one sentence', async (_, line, sentence) => {
  expect(await run(await line())).not.toBe(0);
  expect(output()).toMatch(sentence);
  expect(output()).not.toMatch(/\n\s+at /);
});

test('what was in a refused folder is still there', async () => {
  expect(await readFile(join(root, 'full', 'thesis.txt'), 'utf8')).toBe('ten years of work');
  expect(await readdir(join(root, 'full'))).toEqual(['thesis.txt']);
});

test('a run leaves everything a run folder holds, and is not overwritten, changed or lost afterwards', async () => {
  const out = join(root, 'run');
  expect(await run(`train --out ${out} --steps 2 ${SHORT}`)).toBe(0);
  expect((await readdir(out)).sort()).toEqual(
    'adapter adapter-before checkpoints config.json events.csv events.jsonl report report.json tasks.sha256 trials.jsonl'.split(
      ' ',
    ),
  );
  const report = await readFile(join(out, 'report.json'), 'utf8');
  expect(JSON.parse(report)).toMatchObject({ before: { n: 6 }, after: { n: 6 }, steps: 2, rollouts: 8 });
  const events = (await readFile(join(out, 'events.jsonl'), 'utf8')).trim().split('\n');
  expect(events.map((line) => JSON.parse(line).step)).toEqual([1, 2]);

  expect(await run(`train --out ${out} --steps 2 ${SHORT}`)).toBe(1);
  expect(output()).toContain('--resume');
  expect(await run(`train --out ${out} --resume --seed 7`)).toBe(1);
  expect(output()).toMatch(/seed 1 where 7/);
  expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(report);

  expect(await run(`eval --adapter ${join(out, 'adapter')} --limit 4 --json`)).toBe(0);
  expect(JSON.parse(output().trim().split('\n').at(-1) as string)).toMatchObject({ n: 4 });
});

test('a run keeps both reports, every answer that they are made of, and both adapters', async () => {
  const out = join(root, 'kept');
  expect(await run(`train --out ${out} ${SHORT} --steps 1 --sft-steps 2 --learning-rate 5e-3`)).toBe(0);
  const { before, after } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  const lines = (await trialsOf(out)).map((line) => JSON.parse(line));
  expect(lines.map(({ when }) => when)).toEqual([...Array(6).fill('before'), ...Array(6).fill('after')]);
  for (const [when, report] of Object.entries({ before, after }))
    expect(report).toEqual(evalReport(lines.filter((line) => line.when === when)));
  for (const line of lines) expect(Object.keys(line)).toEqual(expect.arrayContaining(TRIAL_FIELDS));
  await expectRounded(out, 'adapter-before', 'checkpoints/step-000000/adapter');
  await expectRounded(out, 'adapter', 'checkpoints/step-000001/adapter');
  expect(await adapterBytes(out, 'adapter')).not.toEqual(await adapterBytes(out, 'adapter-before'));
});

test('a run is resumed with another memory, which is kept', async () => {
  const folder = join(root, 'smaller');
  const small = 'train --steps 1 --sft-steps 0 --prompts 1 --group 2 --max-tokens 8 --eval-limit 2';
  const memory = async () => JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')).memory;
  expect(await run(`${small} --out ${folder}`)).toBe(0);
  expect(await memory()).toBeGreaterThan(0.01 * totalmem());
  expect(await memory()).toBeLessThanOrEqual(0.75 * totalmem());
  expect(await run(`train --out ${folder} --resume --memory 4GB`)).toBe(0);
  expect(await memory()).toBe(4e9);
});

test('a run that loses the format ends with one sentence, its last good adapter, and exit code 1', async () => {
  const out = join(root, 'lost');
  const absurd =
    '--steps 12 --sft-steps 0 --learning-rate 0.05 --alpha 16 --prompts 4 --group 4 --max-tokens 24';
  const short = '--checkpoint-every 1 --eval-tasks builtin:dev --eval-limit 2';
  expect(await run(`train --out ${out} ${absurd} ${short}`)).toBe(1);
  expect(output()).toMatch(
    /echo-rl: Only \d+ % of the last \d+ completions are well-formed.* lower --learning-rate/,
  );
  expect(output()).not.toMatch(/\n\s+at /);
  const [good, ...worse] = await readdir(join(out, 'checkpoints'));
  expect(worse).toEqual([]);
  await expectRounded(out, 'adapter', `checkpoints/${good}/adapter`);
  expect(await readdir(out)).not.toContain('report.json');

  expect(await run(`train --out ${out} --resume --no-format-guard`)).toBe(0);
  expect(JSON.parse(await readFile(join(out, 'config.json'), 'utf8'))).toMatchObject({ formatGuard: false });
  expect(JSON.parse(await readFile(join(out, 'report.json'), 'utf8'))).toMatchObject({ steps: 12 });
});

test('a run that was refused before it began leaves its folder free for the next', async () => {
  const out = join(root, 'second-try');
  expect(await run(`train --out ${out} --steps 1 --model nowhere ${SHORT}`)).toBe(1);
  expect(await run(`train --out ${out} --steps 1 ${SHORT}`)).toBe(0);
});

test('tasks that have changed are not resumed with', async () => {
  const out = join(root, 'changed');
  const file = join(root, 'changing.jsonl');
  const lines = builtinTasks('dev')
    .slice(0, 30)
    .map((task) => JSON.stringify(task));
  await writeFile(file, lines.join('\n'));
  expect(await run(`train --out ${out} --steps 1 --tasks ${file} ${SHORT}`)).toBe(0);
  await writeFile(file, lines.slice(1).join('\n'));
  expect(await run(`train --out ${out} --resume`)).toBe(1);
  expect(output()).toContain('have changed');
});

test('killed after SFT, the adapter it led to is still what is measured before', async () => {
  const whole = join(root, 'sft');
  expect(await run(`train --out ${whole} ${SHORT} --steps 1 --sft-steps 3 --learning-rate 5e-3`)).toBe(0);
  const killed = join(root, 'sft-killed');
  await cp(whole, killed, { recursive: true });
  for (const name of await readdir(killed))
    if (!['config.json', 'checkpoints'].includes(name)) await rm(join(killed, name), { recursive: true });
  await rm(join(killed, 'checkpoints/step-000001'), { recursive: true });
  expect(await run(`train --out ${killed} --resume`)).toBe(0);
  for (const name of ['trials.jsonl', 'report.json', 'adapter-before/adapter_model.safetensors'])
    expect(await readFile(join(killed, name), 'utf8')).toBe(await readFile(join(whole, name), 'utf8'));
});

test('after SFT the reference policy is what it led to, also when resumed late', async () => {
  const whole = join(root, 'sft-late');
  const options = '--steps 4 --sft-steps 3 --learning-rate 5e-3 --checkpoint-every 1 --kl-coefficient 0.1';
  expect(await run(`train --out ${whole} ${SHORT} ${options}`)).toBe(0);
  expect(await readdir(join(whole, 'checkpoints'))).toEqual(['step-000000', 'step-000003', 'step-000004']);
  const log = await readFile(join(whole, 'events.jsonl'), 'utf8');
  const kl = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).kl);
  expect(kl[0]).toBeCloseTo(0, 6);
  expect(kl.at(-1)).toBeGreaterThan(1e-6);
  const cut = join(root, 'sft-late-cut');
  await cp(whole, cut, { recursive: true });
  for (const name of ['report.json', 'adapter', 'checkpoints/step-000004'])
    await rm(join(cut, name), { recursive: true });
  await keepBefore(cut);
  expect(await run(`train --out ${cut} --resume`)).toBe(0);
  expect(withoutTimes(await readFile(join(cut, 'events.jsonl'), 'utf8'))).toBe(withoutTimes(log));
});

test('a run whose log was cut short in mid-line goes on from its checkpoint, number for number', async () => {
  const whole = join(root, 'whole');
  expect(await run(`train --out ${whole} --steps 3 --checkpoint-every 1 ${SHORT}`)).toBe(0);
  const log = await readFile(join(whole, 'events.jsonl'), 'utf8');
  const cut = join(root, 'cut');
  await cp(whole, cut, { recursive: true });
  for (const name of ['report.json', 'adapter', 'checkpoints/step-000003'])
    await rm(join(cut, name), { recursive: true });
  await keepBefore(cut);
  await writeFile(join(cut, 'events.jsonl'), `${log.split('\n').slice(0, 2).join('\n')}\n{"step":3,"rew`);
  expect(await run(`train --out ${cut} --resume`)).toBe(0);
  expect(withoutTimes(await readFile(join(cut, 'events.jsonl'), 'utf8'))).toBe(withoutTimes(log));
  for (const name of ['report.json', 'trials.jsonl'])
    expect(await readFile(join(cut, name), 'utf8')).toBe(await readFile(join(whole, name), 'utf8'));
});
