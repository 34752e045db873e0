import type { Compute, RawTensor } from '@echo/backend';

/** So many distributions go through a product together, about; of few rows it runs at half its speed. */
export const DISTRIBUTIONS_AT_ONCE = 256;

/** The mean row of a matrix under each of many distributions over its rows. */
export interface MeanRows {
  /** Takes over [n, V] distributions. */
  add(distributions: RawTensor): void;
  /** Takes what is left through the product. */
  finish(): void;
  /** The means in the order of their distributions, [N, C] in parts. */
  readonly parts: readonly RawTensor[];
}

/** Means of the rows of a matrix [V, C]. What it holds and makes lives in no scope. */
export function meanRows(c: Compute, matrix: RawTensor): MeanRows & { dispose(): void } {
  const waiting: RawTensor[] = [];
  const parts: RawTensor[] = [];
  const finish = () => {
    if (waiting.length === 0) return;
    parts.push(c.keep(c.scope(() => c.matMul(c.concat(waiting, 0), matrix))));
    for (const some of waiting.splice(0)) c.dispose(some);
  };
  return {
    parts,
    finish,
    add: (distributions) => {
      waiting.push(c.keep(distributions));
      const rows = waiting.reduce((sum, { shape }) => sum + (shape[0] as number), 0);
      if (rows >= DISTRIBUTIONS_AT_ONCE) finish();
    },
    dispose: () => {
      for (const tensor of [...waiting.splice(0), ...parts.splice(0)]) c.dispose(tensor);
    },
  };
}
