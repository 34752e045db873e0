import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BLOCK_FORMATS, dequantize } from './gguf-quants.js';

const cases = JSON.parse(
  await readFile(new URL('../../fixtures/gguf/blocks.json', import.meta.url), 'utf8'),
) as {
  type: string;
  bytes: string;
  values: string;
}[];

const floats = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

test('every type has a fixture', () => {
  expect(cases.map(({ type }) => type)).toEqual([...BLOCK_FORMATS.keys()]);
});

test.each(cases)(
  'random blocks of $type have the values the gguf package reads, to the last bit but for the sign of zero',
  ({ type, bytes, values }) => {
    const format = BLOCK_FORMATS.get(type);
    const read = format && dequantize(format, Buffer.from(bytes, 'base64'));
    expect(read?.map((x) => x + 0)).toEqual(floats(values).map((x) => x + 0));
  },
);

test('a block of Q4_1 worked by hand: d·q + m, low nibbles first', () => {
  const bytes = new Uint8Array(20);
  bytes.set([0x00, 0x38, 0x00, 0xbc, 0x3f], 0);
  const values = BLOCK_FORMATS.get('Q4_1');
  expect(values && [...dequantize(values, bytes)].filter((x) => x !== -1)).toEqual([6.5, 0.5]);
});
