import { expect, test } from 'vitest';
import { crc32c, maskedCrc32c } from './crc32c.js';

const bytes = (length: number, at: (i: number) => number) => Uint8Array.from({ length }, (_, i) => at(i));

// RFC 3720, appendix B.4, and the check value of the algorithm's catalogue entry.
test.each<[string, Uint8Array, number]>([
  ['32 zeros', bytes(32, () => 0), 0x8a9136aa],
  ['32 ones', bytes(32, () => 0xff), 0x62a8ab43],
  ['0 to 31', bytes(32, (i) => i), 0x46dd794e],
  ['31 to 0', bytes(32, (i) => 31 - i), 0x113fdb5c],
  ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
  ['nothing', new Uint8Array(), 0],
])('the CRC-32C of %s', (_, data, crc) => {
  expect(crc32c(data)).toBe(crc);
});

test('a mask is undone by subtracting the constant and rotating back', () => {
  const data = bytes(12, (i) => i * 19);
  const rotated = (maskedCrc32c(data) - 0xa282ead8) >>> 0;
  expect(((rotated >>> 17) | (rotated << 15)) >>> 0).toBe(crc32c(data));
});
