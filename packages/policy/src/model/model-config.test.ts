import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseModelConfig } from './model-config.js';

const config = JSON.parse(
  await readFile(new URL('../../fixtures/tiny-llama/config.json', import.meta.url), 'utf8'),
) as object;

test('a rope scaling with a factor and no type is refused, not left out', () => {
  const scaled = (rope_scaling: object) => ({ ...config, rope_parameters: undefined, rope_scaling });
  expect(() => parseModelConfig(scaled({ factor: 4 }), 'config.json')).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: 'The rope scaling in config.json has a factor and no type; add "rope_type", such as "linear".',
    }),
  );
  expect(parseModelConfig(scaled({ type: 'linear', factor: 4 }), 'config.json').ropeScaling).toEqual({
    type: 'linear',
    factor: 4,
  });
});
