import { type BlockFormat, readHalf } from './block-format.js';

/**
 * The scale and minimum of a group: eight of each, of 6 bits, are packed in twelve bytes. The first four are
 * contiguous, the last four in two parts.
 */
function scaleAndMin(bytes: DataView, at: number, group: number): readonly [scale: number, min: number] {
  if (group < 4) return [bytes.getUint8(at + group) & 63, bytes.getUint8(at + group + 4) & 63];
  const low = bytes.getUint8(at + group + 4);
  return [
    (low & 15) | ((bytes.getUint8(at + group - 4) >> 6) << 4),
    (low >> 4) | ((bytes.getUint8(at + group) >> 6) << 4),
  ];
}

/**
 * Decodes eight groups of 32 values. Pairs of groups share 32 bytes, the even group in the low nibbles; the
 * fifth bit of group g is bit g of `highAt`.
 */
function decodeGroups(
  bytes: DataView,
  { at, highAt, nibblesAt }: { at: number; highAt: number | null; nibblesAt: number },
  out: Float32Array,
  to: number,
): void {
  const superScale = readHalf(bytes, at);
  const superMin = readHalf(bytes, at + 2);
  for (let group = 0; group < 8; group++) {
    const [scale, min] = scaleAndMin(bytes, at + 4, group);
    const factor = superScale * scale;
    const offset = superMin * min;
    const shift = (group & 1) * 4;
    for (let i = 0; i < 32; i++) {
      const low = (bytes.getUint8(nibblesAt + (group >> 1) * 32 + i) >> shift) & 15;
      const high = highAt === null ? 0 : ((bytes.getUint8(highAt + i) >> group) & 1) << 4;
      out[to + group * 32 + i] = factor * (low | high) - offset;
    }
  }
}

/** The k-quants: super-blocks of 256 values with quantised scales (llama.cpp pull request 1684). */
export const K_QUANTS: ReadonlyMap<string, BlockFormat> = new Map<string, BlockFormat>([
  [
    'Q4_K',
    {
      blockSize: 256,
      blockBytes: 144,
      decode: (bytes, at, out, to) => decodeGroups(bytes, { at, highAt: null, nibblesAt: at + 16 }, out, to),
    },
  ],
  [
    'Q5_K',
    {
      blockSize: 256,
      blockBytes: 176,
      decode: (bytes, at, out, to) =>
        decodeGroups(bytes, { at, highAt: at + 16, nibblesAt: at + 48 }, out, to),
    },
  ],
  [
    'Q6_K',
    {
      blockSize: 256,
      blockBytes: 210,
      decode(bytes, at, out, to) {
        const superScale = readHalf(bytes, at + 208);
        for (let i = 0; i < 256; i++) {
          const half = i >> 7;
          const quarter = (i >> 5) & 3;
          const low = (bytes.getUint8(at + half * 64 + (i & 63)) >> ((quarter >> 1) * 4)) & 15;
          const high = (bytes.getUint8(at + 128 + half * 32 + (i & 31)) >> (quarter * 2)) & 3;
          out[to + i] = superScale * bytes.getInt8(at + 192 + (i >> 4)) * ((low | (high << 4)) - 32);
        }
      },
    },
  ],
]);
