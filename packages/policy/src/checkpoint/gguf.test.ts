import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isEchoError } from '@echo/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelConfig } from '../model/model-config.js';
import { openHuggingFaceFolder } from '../node/hugging-face-folder.js';
import { openGguf } from './gguf.js';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const llama = join(fixtures, 'gguf', 'tiny-llama.gguf');
let folder: string;
let bytes: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gguf-'));
  bytes = await readFile(llama);
});
afterAll(() => rm(folder, { recursive: true }));

/** The error of opening these bytes and reading all tensors, or null. */
async function failure(content: Uint8Array): Promise<unknown> {
  const path = join(folder, 'model.gguf');
  await writeFile(path, content);
  try {
    const { weights } = await openGguf(path);
    try {
      for (const name of weights.names()) await weights.read(name);
    } finally {
      await weights.close();
    }
    return null;
  } catch (error) {
    return error;
  }
}

/** The file with the bytes at `at` changed. */
const changed = (at: number, ...values: number[]) => {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
};

/**
 * The offset of a tensor's type: after its name, the number of its dimensions and two dimensions of eight
 * bytes.
 */
const typeAt = (name: string) => bytes.indexOf(name) + name.length + 4 + 16;

/** What is left of a configuration in GGUF, where a Mistral is a Llama and has lost its window. */
const asInGguf = (config: ModelConfig): ModelConfig =>
  config.architecture === 'mistral' ? { ...config, architecture: 'llama', local: null } : config;

describe.each([
  ['tiny-llama', 0],
  ['tiny-mistral', 0],
  ['tiny-qwen2', 0.005],
  ['tiny-qwen3', 0.005],
  ['tiny-gemma3', 1e-6],
])('%s as GGUF and as a Hugging Face folder', (name, tolerance) => {
  test(`shapes are equal, values differ by at most ${tolerance} of the largest`, async () => {
    const [ours, theirs] = await Promise.all([
      openGguf(join(fixtures, 'gguf', `${name}.gguf`)),
      openHuggingFaceFolder(join(fixtures, name)),
    ]);
    expect([...ours.weights.names()].sort()).toEqual([...theirs.weights.names()].sort());
    for (const tensor of theirs.weights.names()) {
      expect(ours.weights.shape(tensor)).toEqual(theirs.weights.shape(tensor));
      const [a, b] = await Promise.all([ours.weights.read(tensor), theirs.weights.read(tensor)]);
      const largest = b.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      expect(a.length).toBe(b.length);
      expect(a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0)).toBeLessThanOrEqual(
        tolerance * largest,
      );
    }
    await Promise.all([ours.weights.close(), theirs.weights.close()]);
  });

  test('the configuration and the token ids are equal', async () => {
    const [ours, theirs] = await Promise.all([
      openGguf(join(fixtures, 'gguf', `${name}.gguf`)),
      openHuggingFaceFolder(join(fixtures, name)),
    ]);
    expect(ours.config).toEqual(asInGguf(theirs.config));
    expect([ours.tokenizer.vocabSize, ours.tokenizer.eosTokenIds]).toEqual([
      theirs.tokenizer.vocabSize,
      theirs.tokenizer.eosTokenIds,
    ]);
    const text = 'naïve café 12345 🙂 <|im_end|>';
    expect(ours.tokenizer.encode(text)).toEqual(theirs.tokenizer.encode(text));
    const prompt = [
      { role: 'system', content: 'Be honest.' },
      { role: 'user', content: text },
    ] as const;
    expect(ours.tokenizer.applyChatTemplate(prompt)).toEqual(theirs.tokenizer.applyChatTemplate(prompt));
    await Promise.all([ours.weights.close(), theirs.weights.close()]);
  });
});

test('a tensor that is not there is named', async () => {
  const { weights } = await openGguf(llama);
  await expect(weights.read('lm_head.bias')).rejects.toMatchObject({ code: 'not-found' });
  expect(() => weights.shape('lm_head.bias')).toThrow(`The GGUF file ${llama} has no tensor lm_head.bias.`);
  await weights.close();
});

test('a missing file is not found', async () => {
  await expect(openGguf(join(folder, 'none.gguf'))).rejects.toMatchObject({ code: 'not-found' });
});

test('a file cut anywhere is corrupt', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
      expect(await failure(bytes.subarray(0, length))).toMatchObject({
        code: 'corrupt-file',
        message: expect.stringMatching(/fetch it again\.$/),
      });
    }),
    { examples: [[0], [3], [4], [8], [24], [bytes.length - 1]], numRuns: 60 },
  );
});

test('a damaged header is refused with an EchoError or read; nothing else happens', async () => {
  const header = bytes.indexOf('blk.1.ffn_up.weight');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: header }),
      fc.integer({ min: 0, max: 255 }),
      async (at, value) => {
        const error = await failure(changed(at, value));
        expect(error === null || isEchoError(error), String(error)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

test('an unknown tensor type is named, with those that are known', async () => {
  const at = typeAt('blk.0.attn_v.weight');
  expect(bytes.readUInt32LE(at)).toBe(0);
  expect(await failure(changed(at, 23))).toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(
      /its tensor blk\.0\.attn_v\.weight is of type IQ4_XS; use one with F32, .*Q6_K\.$/,
    ),
  });
  expect(await failure(changed(at, 99))).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('of type number 99'),
  });
});

test('another architecture is named', async () => {
  const gemma = changed(bytes.indexOf('llama', 24), ...Buffer.from('gemma'));
  expect(await failure(gemma)).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('The architecture "gemma" in'),
  });
});

test('a tensor that the architecture has not is named', async () => {
  const norm = changed(bytes.indexOf('blk.1.ffn_norm.weight'), ...Buffer.from('blk.1.ffn_nose.weight'));
  expect(await failure(norm)).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('The tensor blk.1.ffn_nose.weight in'),
  });
});

test('two tensors of one name are a damaged file', async () => {
  const twice = changed(bytes.indexOf('blk.1.ffn_norm.weight'), ...Buffer.from('blk.0.ffn_norm.weight'));
  expect(await failure(twice)).toMatchObject({
    code: 'corrupt-file',
    message: expect.stringContaining('two tensors named blk.0.ffn_norm.weight'),
  });
});
