import type { RawTensor, TensorOps } from '@echo/compute';

/** Distributions multiplied with the head at a time: a product of few rows runs at half the speed. */
export const DISTRIBUTIONS_AT_ONCE = 256;

/**
 * Expected rows of a head [V, C] under distributions over its rows, as in E[head row] under a softmax. Its
 * tensors belong to no scope.
 */
export interface ExpectedHeadRows {
  /** Adds distributions [n, V], which it takes over. */
  add(distributions: RawTensor): void;
  /** Computes the expected rows of pending distributions. */
  finish(): void;
  /** Expected rows in the order of their distributions: [N, C], in parts. */
  readonly parts: readonly RawTensor[];
  dispose(): void;
}

/** An accumulator of expected rows of a head [V, C]. */
export function expectedHeadRows(ops: TensorOps, head: RawTensor): ExpectedHeadRows {
  const pending: RawTensor[] = [];
  const parts: RawTensor[] = [];
  const free = (tensors: RawTensor[]) => {
    for (const tensor of tensors.splice(0)) ops.dispose(tensor);
  };
  const finish = () => {
    if (pending.length === 0) return;
    parts.push(ops.keep(ops.scope(() => ops.matMul(ops.concat(pending, 0), head))));
    free(pending);
  };
  return {
    parts,
    finish,
    add: (distributions) => {
      pending.push(ops.keep(distributions));
      const count = pending.reduce((sum, { shape }) => sum + (shape[0] as number), 0);
      if (count >= DISTRIBUTIONS_AT_ONCE) finish();
    },
    dispose: () => {
      free(pending);
      free(parts);
    },
  };
}
