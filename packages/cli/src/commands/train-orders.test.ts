import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-orders-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();
const run = join(root, 'run');
const adapter = join(run, 'adapter');
const TRAIN = 'train --tasks builtin:dev --sft-steps 80 --learning-rate 2e-3 --steps 2 --prompts 4 --group 4';

beforeAll(async () => {
  const args = `${TRAIN} --max-tokens 23 --eval-limit 24 --order answer-first --out`.split(' ');
  expect(await main([...args, run])).toBe(0);
}, 300_000);

interface Log {
  readonly settings: {
    readonly method: string;
    readonly sampling: object;
    readonly format?: { readonly order: string; readonly system: string };
  };
  readonly formed: number;
}

/** What the log of an evaluation of the adapter says. */
async function evaluated(name: string, ...flags: readonly string[]): Promise<Log> {
  const out = join(root, name);
  const args = ['eval', '--split', 'dev', '--limit', '12', '--adapter', adapter, '--out', out];
  expect(await main([...args, ...flags])).toBe(0);
  const [head = '', ...lines] = (await readFile(join(out, 'trials.jsonl'), 'utf8')).trim().split('\n');
  const formed = lines.filter((line) => JSON.parse(line).wellFormed).length;
  return { settings: JSON.parse(head).settings, formed };
}

test('a run that answers first leaves an adapter that says so, and steps that learned from it', async () => {
  const settings = JSON.parse(await readFile(join(adapter, 'echo.json'), 'utf8'));
  expect(settings).toMatchObject({
    order: 'answer-first',
    maxTokens: 23,
    reading: 'stated',
    readingTemperature: 1,
    base: { name: 'nano', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(settings.system).toContain('<answer>X</answer><confidence>N</confidence>');
  const events = (await readFile(join(run, 'events.jsonl'), 'utf8')).trim().split('\n');
  for (const line of events) {
    const { formatRate, gradientNorm } = JSON.parse(line);
    expect(formatRate).toBeGreaterThan(0.5);
    expect(gradientNorm).toBeGreaterThan(0);
  }
});

test('eval asks the adapter as it was trained, without flags', async () => {
  const { settings, formed } = await evaluated('obeyed');
  expect(settings).toMatchObject({
    method: 'stated-after',
    sampling: { maxTokens: 23 },
    format: { order: 'answer-first' },
  });
  expect(formed).toBeGreaterThan(6);
});

test('a flag goes before it: in the other order the same adapter does not write the format', async () => {
  const { settings, formed } = await evaluated('flag', '--order', 'confidence-first', '--max-tokens', '20');
  expect(settings).toMatchObject({ method: 'stated-before', sampling: { maxTokens: 20 } });
  expect(settings.format).toBeUndefined();
  const { formed: obeyed } = await evaluated('again');
  expect(formed).not.toBe(obeyed);
});

test('a reading by expectation is obeyed, a wrong checksum warned of, another content refused', async () => {
  const file = join(adapter, 'echo.json');
  const text = await readFile(file, 'utf8');
  const settings = JSON.parse(text);
  await writeFile(
    file,
    JSON.stringify({
      ...settings,
      reading: 'expectation',
      readingTemperature: 0.3,
      base: { ...settings.base, sha256: '0'.repeat(64) },
    }),
  );
  output();
  expect((await evaluated('expectation')).settings.method).toBe('confidence-expectation@0.3');
  await writeFile(file, JSON.stringify({ ...settings, reading: 'expectation', readingTemperature: 1e-7 }));
  expect((await evaluated('cold')).settings.method).toBe('confidence-expectation@1e-7');
  expect(output()).toMatch(/was trained on other weights \(nano, says its echo\.json\)/);
  await writeFile(file, JSON.stringify({ ...settings, order: 'sideways' }));
  const args = ['eval', '--limit', '4', '--adapter', adapter];
  expect(await main(args)).toBe(1);
  expect(output()).toMatch(/echo\.json does not say how an adapter was trained to be asked \(order: /);
  await writeFile(file, text);
});

test('own verdict is refused confidence first, in one sentence', async () => {
  const args = ['train', '--own-verdict', '0.5', '--out', join(root, 'refused')];
  expect(await main(args)).toBe(1);
  expect(output()).toMatch(/Expected `ownVerdict` to be 0 where the confidence is stated before its answer/);
});
