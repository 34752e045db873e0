import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { serveFiles } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { beforeEach, expect, test, vi } from 'vitest';
import { fetchWheel, megabytes } from './fetch-wheel.js';
import type { Wheel } from './sources.js';

const WHEELS = ['cp312', 'cp311'].map(
  (python): Wheel => ({
    file: `echo_cpu-1.0-${python}-${python}-manylinux_2_27_x86_64.whl`,
    bytes: 274_000_871,
    sha256: createHash('sha256').update(python).digest('hex'),
  }),
);

beforeEach(() => {
  vi.stubEnv('PATH', ''); // no pip
});

async function index(contents: Readonly<Record<string, string>>): Promise<void> {
  const links = Object.keys(contents).map((python) => {
    const file = WHEELS.find((wheel) => wheel.file.includes(python))?.file;
    return `<a href="/files/${python}">${file}</a>`;
  });
  const files = Object.entries(contents).map(([python, content]) => [`/files/${python}`, content]);
  const page = { '/simple/echo-cpu/': links.join('\n') };
  vi.stubEnv('PIP_INDEX_URL', `${await serveFiles({ ...page, ...Object.fromEntries(files) })}/simple`);
}

test('without pip the preferred wheel comes from the index, and its size is said', async () => {
  await index({ cp311: 'cp311', cp312: 'cp312' });
  const lines: string[] = [];
  const file = await fetchWheel(WHEELS, temporaryFolder(), (line) => lines.push(line));
  expect(readFileSync(file, 'utf8')).toBe('cp312');
  expect(lines).toEqual([`Downloading ${WHEELS[0]?.file} (274 MB)`]);
});

test('an index that lacks it gives the next one', async () => {
  await index({ cp311: 'cp311' });
  const file = await fetchWheel(WHEELS, temporaryFolder(), () => {});
  expect(basename(file)).toBe(WHEELS[1]?.file);
});

test('a wheel that was changed is refused and not left', async () => {
  await index({ cp312: 'changed' });
  const folder = temporaryFolder();
  await expect(fetchWheel(WHEELS, folder, () => {})).rejects.toThrow(/does not have the expected SHA-256/);
  expect(readdirSync(folder)).toEqual([]);
});

test('an index with none of them is told which were looked for', async () => {
  await index({});
  await expect(fetchWheel(WHEELS, temporaryFolder(), () => {})).rejects.toThrow(
    `The Python index has none of ${WHEELS[0]?.file}, ${WHEELS[1]?.file}; use another index (PIP_INDEX_URL).`,
  );
});

test('sizes are in 10⁶ bytes', () => {
  expect([223_379, 274_000_871, 1.3e9].map(megabytes)).toEqual(['0.2 MB', '274 MB', '1300 MB']);
});
