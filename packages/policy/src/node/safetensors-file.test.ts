import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { floatToHalf, halfToFloat } from '../checkpoint/half.js';
import { openSafetensors, readSafetensors, writeSafetensors } from './safetensors-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-safetensors-'));
});
afterAll(() => rm(folder, { recursive: true }));

const tensors = {
  a: { shape: [2, 3], data: Float32Array.from([1, -2.5, 3e-8, 65504, 1e9, Number.NaN]) },
  b: { shape: [], data: Float32Array.from([7]) },
};

/** A file whose header says this, followed by so many bytes. */
async function fileOf(name: string, header: unknown, bytes: number): Promise<string> {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));
  const path = join(folder, name);
  await writeFile(path, Buffer.concat([prefix, text, Buffer.alloc(bytes)]));
  return path;
}

test('what is written in F32 is read back bit by bit', async () => {
  const path = join(folder, 'round.safetensors');
  await writeSafetensors(path, tensors);
  const read = await readSafetensors(path);
  expect([...read.keys()]).toEqual(['a', 'b']);
  expect(read.get('a')).toEqual(tensors.a);
  expect(read.get('b')).toEqual(tensors.b);
  const header = (await readFile(path)).readBigUInt64LE();
  expect(Number(header) % 8).toBe(0);
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('tmp'));
});

test('F16 rounds to the nearest half', async () => {
  const path = join(folder, 'half.safetensors');
  await writeSafetensors(
    path,
    { x: { shape: [4], data: Float32Array.from([0.1, 1 / 3, -65504, 1e-7]) } },
    { dtype: 'F16' },
  );
  expect([...((await readSafetensors(path)).get('x')?.data ?? [])]).toEqual([
    0.0999755859375, 0.333251953125, -65504, 1.1920928955078125e-7,
  ]);
});

test('BF16 is the upper half of a float', async () => {
  const path = await fileOf(
    'bf16.safetensors',
    { x: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] } },
    0,
  );
  await writeFile(path, Buffer.from([0x80, 0x3f, 0x49, 0xc0]), { flag: 'a' });
  expect([...((await readSafetensors(path)).get('x')?.data ?? [])]).toEqual([1, -3.140625]);
});

test('every half survives the way to float and back', () => {
  for (let bits = 0; bits < 65_536; bits++) {
    const value = halfToFloat(bits);
    if (Number.isNaN(value)) expect(Number.isNaN(halfToFloat(floatToHalf(value)))).toBe(true);
    else expect(floatToHalf(value)).toBe(bits);
  }
});

test('a float becomes one of its two neighbouring halves, the nearer one', () => {
  fc.assert(
    fc.property(fc.float({ min: Math.fround(-65000), max: Math.fround(65000), noNaN: true }), (value) => {
      const bits = floatToHalf(value);
      const error = Math.abs(halfToFloat(bits) - value);
      for (const other of [bits - 1, bits + 1]) {
        if (other >= 0 && other < 65_536 && Number.isFinite(halfToFloat(other)))
          expect(error).toBeLessThanOrEqual(Math.abs(halfToFloat(other) - value));
      }
    }),
  );
});

test.each([
  ['a missing file', () => join(folder, 'nowhere'), 'not-found', 'cannot be opened'],
  [
    'an empty file',
    async () => {
      await writeFile(join(folder, 'empty'), '');
      return join(folder, 'empty');
    },
    'corrupt-file',
    'header is longer',
  ],
  ['a header that is no JSON', () => fileOf('json', '{"x":', 0), 'corrupt-file', 'not JSON'],
  [
    'a truncated file',
    () => fileOf('cut', { x: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }, 15),
    'corrupt-file',
    'ends inside the tensor x',
  ],
  [
    'a shape of other size',
    () => fileOf('size', { x: { dtype: 'F32', shape: [3], data_offsets: [0, 16] } }, 16),
    'corrupt-file',
    '16 bytes where its shape asks for 12',
  ],
  [
    'overlapping tensors',
    () =>
      fileOf(
        'over',
        {
          x: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
          y: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
        },
        12,
      ),
    'corrupt-file',
    'y overlaps',
  ],
  [
    'an integer tensor',
    () => fileOf('int', { x: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, 8),
    'unsupported',
    'type I64',
  ],
  [
    'a nonsense entry',
    () => fileOf('entry', { x: { dtype: 'F32', shape: [-1], data_offsets: [0, 8] } }, 8),
    'corrupt-file',
    'entry of x',
  ],
])('%s is refused in one sentence', async (_, make, code, words) => {
  await expect(openSafetensors(await make())).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
});

test('a write that fails says so and leaves no trace', async () => {
  const before = await readdir(folder);
  await expect(writeSafetensors(join(folder, 'no', 'such', 'folder'), tensors)).rejects.toMatchObject({
    code: 'write-failed',
  });
  expect(await readdir(folder)).toEqual(before);
});

test.runIf(existsSync('/dev/full'))('a full disk is named, and the old file stays', async () => {
  const path = join(folder, 'kept.safetensors');
  await writeSafetensors(path, tensors);
  const before = await readFile(path);
  await symlink('/dev/full', `${path}.${process.pid}.tmp`);
  await expect(writeSafetensors(path, tensors)).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringContaining('no space left'),
  });
  expect(await readFile(path)).toEqual(before);
});
