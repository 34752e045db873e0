import { expect, test } from 'vitest';
import { parseResponse } from './index.js';

test.each([
  ['$64\\%$', 0.64],
  ['\\boxed{64}', 0.64],
  ['\\(0.64\\)', 0.64],
  ['\\text{64\\%}', 0.64],
  ['**64%**', 0.64],
  ['*64*', 0.64],
  ['_64_', 0.64],
  ['`64`', 0.64],
  ['[64]', 0.64],
  ['%64', 0.64],
  ['64%+', 0.64],
  ['90 ± 5', 0.9],
  ['64 Prozent', 0.64],
  ['0,5 Prozent', 0.01],
  ['64 por ciento', 0.64],
  ['64 pour cent', 0.64],
  ['64 процентов', 0.64],
  ['0,64', 0.64],
  ['64,5 %', 0.65],
  ['६४', 0.64],
  ['۶۴٪', 0.64],
  ['٠٫٦٤', 0.64],
  ['０．６４', 0.64],
  ['point nine', 0.9],
  ['百分之64', 0.64],
  ['百分之六十四', 0.64],
  ['百分之百', 1],
  ['approx. 64%', 0.64],
  ['ca. 64', 0.64],
  ['1e0', 1],
  ['6.4e-1', 0.64],
  ['6.4e1', 0.64],
])('%j is %d', (written, confidence) => {
  expect(parseResponse(`<confidence>${written}</confidence><answer>Lima</answer>`).confidence).toBe(
    confidence,
  );
});
