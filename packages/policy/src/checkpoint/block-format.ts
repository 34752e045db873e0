import { halfToFloat } from './half.js';

/**
 * A block format of ggml's tensor types: blocks of `blockSize` values in `blockBytes` bytes. `decode` reads
 * the block at byte `at` of `bytes` and writes its values to `out` from index `to` on.
 */
export interface BlockFormat {
  readonly blockSize: number;
  readonly blockBytes: number;
  decode(bytes: DataView, at: number, out: Float32Array, to: number): void;
}

/** The 16-bit float at byte `at`, as a number. */
export function readHalf(bytes: DataView, at: number): number {
  return halfToFloat(bytes.getUint16(at, true));
}
