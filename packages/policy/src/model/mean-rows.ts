import type { RawTensor, TensorOps } from '@echo/backend';

/** Distributions wait until they are so many, as a product of few rows runs at half the speed. */
export const DISTRIBUTIONS_AT_ONCE = 256;

/** The mean row of a matrix under each of many distributions over its rows. What it holds lives in no scope. */
export interface MeanRows {
  /** Takes distributions over, [n, V]. */
  add(distributions: RawTensor): void;
  /** Computes the means of those that still wait. */
  finish(): void;
  /** The means, in the order their distributions came in: [N, C] in parts. */
  readonly parts: readonly RawTensor[];
  dispose(): void;
}

/** Means of the rows of a matrix [V, C]. */
export function meanRows(ops: TensorOps, matrix: RawTensor): MeanRows {
  const waiting: RawTensor[] = [];
  const parts: RawTensor[] = [];
  const free = (tensors: RawTensor[]) => {
    for (const tensor of tensors.splice(0)) ops.dispose(tensor);
  };
  const finish = () => {
    if (waiting.length === 0) return;
    parts.push(ops.keep(ops.scope(() => ops.matMul(ops.concat(waiting, 0), matrix))));
    free(waiting);
  };
  return {
    parts,
    finish,
    add: (distributions) => {
      waiting.push(ops.keep(distributions));
      const count = waiting.reduce((sum, { shape }) => sum + (shape[0] as number), 0);
      if (count >= DISTRIBUTIONS_AT_ONCE) finish();
    },
    dispose: () => {
      free(waiting);
      free(parts);
    },
  };
}
