import { expect, test } from 'vitest';
import { chooseModelFiles } from './choose-model-files.js';
import { parseHubModelName } from './hub-model-name.js';

const FOLDER = ['README.md', 'config.json', 'model.safetensors', 'onnx/other.safetensors', 'tokenizer.json'];
const GGUFS = ['m-Q8_0.gguf', 'm-Q4_K_M.gguf', 'm-Q4_K_M-00001-of-00002.gguf', 'mmproj-m-Q8_0.gguf'];

const choose = (name: string, paths: readonly string[]) => chooseModelFiles(parseHubModelName(name), paths);

test.each<[what: string, name: string, paths: readonly string[], path: string]>([
  ['the only one', 'hf:o/m', ['README.md', 'm-q8_0.gguf'], 'm-q8_0.gguf'],
  ['the only one beside an image projector', 'hf:o/m', ['a.gguf', 'mmproj-a.gguf'], 'a.gguf'],
  ['the one in Q4_K_M', 'hf:o/m', GGUFS, 'm-Q4_K_M.gguf'],
  ['the one in q4_k_m', 'hf:o/m', ['config.json', 'm.q8_0.gguf', 'm.q4_k_m.gguf'], 'm.q4_k_m.gguf'],
  ['the one of a name', 'hf:o/m/m-Q8_0.gguf', GGUFS, 'm-Q8_0.gguf'],
  ['the one of a name in a folder', 'hf:o/m/all/m-Q2_K.gguf', ['all/m-Q2_K.gguf'], 'all/m-Q2_K.gguf'],
  ['the one of a quantization', 'hf:o/m:q8_0', GGUFS, 'm-Q8_0.gguf'],
  ['no longer name than the one asked', 'hf:o/m:Q4_K', [...GGUFS, 'm-Q4_K.gguf'], 'm-Q4_K.gguf'],
  ['one beside safetensors', 'hf:o/m:Q8_0', [...FOLDER, ...GGUFS], 'm-Q8_0.gguf'],
])('of GGUF files %s', (_, name, paths, path) => {
  expect(choose(name, paths)).toEqual({ kind: 'gguf', path });
});

test.each([[FOLDER], [[...FOLDER, ...GGUFS]]])('safetensors go before GGUF files: %j', (paths) => {
  expect(choose('hf:o/m', paths)).toEqual({
    kind: 'folder',
    paths: ['config.json', 'model.safetensors', 'tokenizer.json'],
  });
});

test.each<[what: string, name: string, paths: readonly string[], sentence: string]>([
  [
    'several of which none is the usual one',
    'hf:o/m',
    ['m-Q8_0.gguf', 'm-Q2_K.gguf'],
    'Several GGUF files of o/m may be meant: m-Q8_0.gguf, m-Q2_K.gguf; name one, as in --model hf:o/m/m-Q8_0.gguf.',
  ],
  [
    'several of one quantization',
    'hf:o/m:Q8_0',
    ['a-Q8_0.gguf', 'b-Q8_0.gguf', 'b-Q2_K.gguf'],
    'Several GGUF files of o/m may be meant: a-Q8_0.gguf, b-Q8_0.gguf; name one, as in --model hf:o/m/a-Q8_0.gguf.',
  ],
  [
    'a file that is not there',
    'hf:o/m/c.gguf',
    ['a.gguf', 'b.gguf'],
    'The repository o/m has no GGUF file c.gguf; name one of a.gguf, b.gguf.',
  ],
  [
    'a quantization that is not there',
    'hf:o/m:Q4_0',
    FOLDER,
    'The repository o/m has no GGUF file in Q4_0; name another repository.',
  ],
  [
    'no model',
    'hf:o/m',
    ['README.md'],
    'The repository o/m has neither a config.json nor a GGUF file; name one that holds a model.',
  ],
])('%s: one sentence says which there are', (_, name, paths, sentence) => {
  expect(() => choose(name, paths)).toThrow(sentence);
});

test.each(['hf:m', 'hf:o/m/file.bin', 'hf:o/m:', 'hf:o/m/a.gguf:Q8_0', 'hf:o/m/../a b.gguf'])(
  '%s is no name',
  (name) => {
    expect(() => parseHubModelName(name)).toThrow(
      `Expected --model hf:owner/name, hf:owner/name/file.gguf or hf:owner/name:Q4_K_M, got ${name}.`,
    );
  },
);
