import { type BlockFormat, readHalf } from './block-format.js';
import { K_QUANTS } from './gguf-k-quants.js';

const word = new DataView(new ArrayBuffer(4));

/** A block of sixteen bytes of nibbles at byte `at`, and how its values follow from them. */
interface NibbleBlock {
  readonly scale: number;
  readonly offset: number;
  readonly high: number;
  readonly bytes: DataView;
  readonly at: number;
}

/**
 * Decodes a block of nibbles: low nibbles are its first half, high nibbles its second; `high` gives fifth
 * bits, if any.
 */
function decodeNibbles({ scale, offset, high, bytes, at }: NibbleBlock, out: Float32Array, to: number): void {
  for (let i = 0; i < 16; i++) {
    const pair = bytes.getUint8(at + i);
    out[to + i] = scale * ((pair & 15) | (((high >>> i) & 1) << 4)) + offset;
    out[to + i + 16] = scale * ((pair >> 4) | (((high >>> (i + 16)) & 1) << 4)) + offset;
  }
}

/**
 * The supported tensor types by ggml's names; layouts as in `ggml-common.h`, values as in `ggml-quants.c`.
 */
export const BLOCK_FORMATS: ReadonlyMap<string, BlockFormat> = new Map<string, BlockFormat>([
  [
    'F32',
    {
      blockSize: 1,
      blockBytes: 4,
      decode(bytes, at, out, to) {
        out[to] = bytes.getFloat32(at, true);
      },
    },
  ],
  [
    'F16',
    {
      blockSize: 1,
      blockBytes: 2,
      decode(bytes, at, out, to) {
        out[to] = readHalf(bytes, at);
      },
    },
  ],
  [
    'BF16',
    {
      blockSize: 1,
      blockBytes: 2,
      decode(bytes, at, out, to) {
        word.setUint16(2, bytes.getUint16(at, true), true);
        out[to] = word.getFloat32(0, true);
      },
    },
  ],
  [
    'Q4_0',
    {
      blockSize: 32,
      blockBytes: 18,
      decode(bytes, at, out, to) {
        const scale = readHalf(bytes, at);
        decodeNibbles({ scale, offset: -8 * scale, high: 0, bytes, at: at + 2 }, out, to);
      },
    },
  ],
  [
    'Q4_1',
    {
      blockSize: 32,
      blockBytes: 20,
      decode(bytes, at, out, to) {
        decodeNibbles(
          { scale: readHalf(bytes, at), offset: readHalf(bytes, at + 2), high: 0, bytes, at: at + 4 },
          out,
          to,
        );
      },
    },
  ],
  [
    'Q5_0',
    {
      blockSize: 32,
      blockBytes: 22,
      decode(bytes, at, out, to) {
        const scale = readHalf(bytes, at);
        decodeNibbles(
          { scale, offset: -16 * scale, high: bytes.getUint32(at + 2, true), bytes, at: at + 6 },
          out,
          to,
        );
      },
    },
  ],
  [
    'Q5_1',
    {
      blockSize: 32,
      blockBytes: 24,
      decode(bytes, at, out, to) {
        const scale = readHalf(bytes, at);
        const offset = readHalf(bytes, at + 2);
        decodeNibbles({ scale, offset, high: bytes.getUint32(at + 4, true), bytes, at: at + 8 }, out, to);
      },
    },
  ],
  [
    'Q8_0',
    {
      blockSize: 32,
      blockBytes: 34,
      decode(bytes, at, out, to) {
        const scale = readHalf(bytes, at);
        for (let i = 0; i < 32; i++) out[to + i] = scale * bytes.getInt8(at + 2 + i);
      },
    },
  ],
  ...K_QUANTS,
]);

/** The values of a quantised tensor's bytes: `bytes.length / blockBytes * blockSize` of them. */
export function dequantize(format: BlockFormat, bytes: Uint8Array): Float32Array {
  const { blockSize, blockBytes } = format;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = Math.floor(bytes.length / blockBytes);
  const out = new Float32Array(blocks * blockSize);
  for (let block = 0; block < blocks; block++)
    format.decode(view, block * blockBytes, out, block * blockSize);
  return out;
}
