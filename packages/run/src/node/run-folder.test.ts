import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runConfig } from '../run-config.js';
import { holdsRun, openRun, readRunConfig } from './run-folder.js';

const root = await mkdtemp(join(tmpdir(), 'echo-run-folder-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** A run that has gone on from its configuration. */
async function begun(name: string, config = runConfig({ seed: 3 })): Promise<string> {
  const { path } = await openRun(join(root, name), config);
  await writeFile(join(path, 'tasks.sha256'), '');
  return path;
}

test('a new run is a folder with its configuration, which is read back', async () => {
  const config = runConfig({ steps: 7 });
  const run = await openRun(join(root, 'deep', 'new'), config);
  expect(run).toEqual({ path: join(root, 'deep', 'new'), config });
  expect(await readdir(run.path)).toEqual(['config.json']);
  expect(await readRunConfig(run.path)).toEqual(config);
});

test('a run is opened again only to be resumed, with the same configuration', async () => {
  const path = await begun('begun');
  await expect(openRun(path, runConfig({ seed: 3 }))).rejects.toThrow(/already holds a run; add --resume/);
  await expect(openRun(path, runConfig({ seed: 4 }), { resume: true })).rejects.toThrow(
    /has seed 3 where 4 is asked for/,
  );
  expect((await openRun(path, runConfig({ seed: 3 }), { resume: true })).path).toBe(path);
});

test('another memory limit is no other run, and is kept', async () => {
  const path = await begun('memory');
  await openRun(path, runConfig({ seed: 3, memory: 4e9 }), { resume: true });
  expect((await readRunConfig(path)).memory).toBe(4e9);
});

test('a run that got no further than its configuration is started anew with another', async () => {
  const { path } = await openRun(join(root, 'refused'), runConfig({ seed: 1 }));
  await openRun(path, runConfig({ seed: 2 }));
  expect((await readRunConfig(path)).seed).toBe(2);
});

test('what is no run is not touched', async () => {
  const path = join(root, 'thesis');
  await mkdir(path);
  await writeFile(join(path, 'thesis.txt'), 'ten years of work');
  for (const resume of [false, true])
    await expect(openRun(path, runConfig(), { resume })).rejects.toThrow(/not empty and holds no run/);
  await expect(openRun(join(path, 'thesis.txt'), runConfig())).rejects.toThrow(/is not a folder/);
  expect(await readdir(path)).toEqual(['thesis.txt']);
});

test('a configuration that is missing, or of another version, is refused', async () => {
  await expect(readRunConfig(join(root, 'nowhere'))).rejects.toThrow(/There is no run in .*nowhere/);
  const path = await begun('older');
  const file = join(path, 'config.json');
  const { credit: _, ...older } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(older));
  await expect(readRunConfig(path)).rejects.toThrow(
    /of this version \(Expected `credit`.*\); start a new run/,
  );
});

test('a folder holds a run, or the runs of a comparison, or none', async () => {
  await begun(join('compared', 'honest-1'));
  expect(await holdsRun(join(root, 'compared'))).toBe(true);
  expect(await holdsRun(await begun('alone'))).toBe(true);
  await mkdir(join(root, 'empty'));
  expect(await holdsRun(join(root, 'empty'))).toBe(false);
  expect(await holdsRun(join(root, 'nowhere'))).toBe(false);
});
