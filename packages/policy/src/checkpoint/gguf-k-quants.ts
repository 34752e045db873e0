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
  for (let group = 0; group < 8; group += 2) {
    const [evenScale, evenMin] = scaleAndMin(bytes, at + 4, group);
    const [oddScale, oddMin] = scaleAndMin(bytes, at + 4, group + 1);
    const [evenFactor, evenOffset] = [superScale * evenScale, superMin * evenMin];
    const [oddFactor, oddOffset] = [superScale * oddScale, superMin * oddMin];
    for (let i = 0; i < 32; i++) {
      const nibbles = bytes.getUint8(nibblesAt + group * 16 + i);
      const high = highAt === null ? 0 : bytes.getUint8(highAt + i) >> group;
      out[to + group * 32 + i] = evenFactor * ((nibbles & 15) | ((high & 1) << 4)) - evenOffset;
      out[to + group * 32 + 32 + i] = oddFactor * ((nibbles >> 4) | ((high & 2) << 3)) - oddOffset;
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
        const scale = (group: number) => superScale * bytes.getInt8(at + 192 + group);
        // Sixteen values at a time have the same scales: 64 low bytes and 32 high ones hold 128 values.
        for (let part = 0; part < 4; part++) {
          const half = part >> 1;
          const group = 8 * half + (part & 1);
          const first = scale(group);
          const second = scale(group + 2);
          const third = scale(group + 4);
          const fourth = scale(group + 6);
          for (let i = 16 * (part & 1), end = i + 16; i < end; i++) {
            const low = bytes.getUint8(at + half * 64 + i);
            const next = bytes.getUint8(at + half * 64 + 32 + i);
            const high = bytes.getUint8(at + 128 + half * 32 + i);
            const index = to + half * 128 + i;
            out[index] = first * (((low & 15) | ((high & 3) << 4)) - 32);
            out[index + 32] = second * (((next & 15) | ((high & 12) << 2)) - 32);
            out[index + 64] = third * (((low >> 4) | (high & 48)) - 32);
            out[index + 96] = fourth * (((next >> 4) | ((high & 192) >> 2)) - 32);
          }
        }
      },
    },
  ],
]);
