import type { RawTensor, TensorOps } from '@echo/compute';
import type { PackedBatch, PackedContinuation } from './packed-batch.js';

/*
 * Packed and padded layouts. Linear projections work on packed rows [N, …], one per token, without padding;
 * attention works on padded tensors [batch, length, D], one batch entry per key head. With packed rows viewed
 * as [N · K, w], a gather index maps each padded position to its packed row, and an unpad index maps back.
 *
 * Shapes: P prompts of up to U tokens, X of them a shared prefix; G completions of each, of up to S steps; K
 * key heads, H query heads, R = H / K query heads per key head; D the width of a head.
 */

/** A map from padded positions to packed rows [N · K]. */
export interface PaddedIndex {
  /** The packed row of each padded position, [positions]; an arbitrary one for padding. */
  readonly gather: RawTensor;
  /** 1 for tokens and 0 for padding, [positions, 1]; null without padding. */
  readonly mask: RawTensor | null;
}

/** The continuations that feed tokens to the model: those longer than one token. */
export function fedContinuations({ continuations }: PackedBatch): readonly PackedContinuation[] {
  return continuations.filter(({ completionTokens }) => completionTokens > 1);
}

/** Packed rows of the shared prefix, by key head: [K · X]. */
export function sharedIndex({ shared }: PackedBatch, heads: number): Int32Array {
  return Int32Array.from({ length: heads * shared }, (_, i) => (i % shared) * heads + Math.floor(i / shared));
}

/**
 * Packed rows of each prompt's tokens from position `first` on: [P · K · (U − first)], −1 for padding on the
 * right.
 */
export function promptIndex(
  { prompts, promptTokens, shared, starts, lengths }: PackedBatch,
  heads: number,
  first: number,
): Int32Array {
  const width = promptTokens - first;
  const gather = new Int32Array(prompts * heads * width).fill(-1);
  for (let p = 0; p < prompts; p++) {
    for (let k = 0; k < heads; k++) {
      const start = (p * heads + k) * width;
      for (let u = first; u < (lengths[p] as number); u++) {
        const row = u < shared ? u : (starts[p] as number) + u - shared;
        gather[start + u - first] = row * heads + k;
      }
    }
  }
  return gather;
}

/**
 * Packed rows of a continuation's steps: [P · K · G · S], −1 for padding; the first `skipped` rows are not
 * counted.
 */
export function continuationIndex(
  continuation: PackedContinuation,
  prompts: number,
  heads: number,
  skipped: number,
): Int32Array {
  const { groupSize, completionTokens, lengths, starts } = continuation;
  const steps = completionTokens - 1;
  const gather = new Int32Array(prompts * heads * groupSize * steps).fill(-1);
  lengths.forEach((length, row) => {
    const [p, g] = [Math.floor(row / groupSize), row % groupSize];
    for (let k = 0; k < heads; k++) {
      const start = ((p * heads + k) * groupSize + g) * steps;
      for (let s = 0; s < length - 1; s++)
        gather[start + s] = ((starts[row] as number) + s - skipped) * heads + k;
    }
  });
  return gather;
}

/** A gather index tensor, with an arbitrary valid row in place of −1 for padding. */
export function gatherIndex(ops: TensorOps, gather: Int32Array): RawTensor {
  return ops.ints(gather.map((row) => Math.max(row, 0)));
}

/** The padded index of packed rows, −1 for padding. */
export function paddedIndex(ops: TensorOps, gather: Int32Array): PaddedIndex {
  const mask = () =>
    ops.floats(
      Float32Array.from(gather, (row) => (row < 0 ? 0 : 1)),
      [gather.length, 1],
    );
  return { gather: gatherIndex(ops, gather), mask: gather.some((row) => row < 0) ? mask() : null };
}

/**
 * The padded position of each packed row, [count], for `parts` of packed rows (−1 for padding) concatenated.
 */
export function unpadIndex(parts: readonly Int32Array[], count: number): Int32Array {
  const unpad = new Int32Array(count);
  let first = 0;
  for (const gather of parts) {
    gather.forEach((row, position) => {
      if (row >= 0) unpad[row] = first + position;
    });
    first += gather.length;
  }
  return unpad;
}
