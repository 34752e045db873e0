/**
 * Splits items into consecutive batches, each as long as `fits` allows.
 *
 * The order is kept. An item that does not fit even alone gets a batch of its own.
 *
 * @example
 * ```ts
 * import { greedyBatches } from '@echo/core';
 *
 * const fits = (batch: readonly number[]) => batch.reduce((a, b) => a + b, 0) <= 5;
 * greedyBatches([2, 3, 1, 9, 4], fits); // → [[2, 3], [1], [9], [4]]
 * ```
 */
export function greedyBatches<T>(items: readonly T[], fits: (batch: readonly T[]) => boolean): T[][] {
  const batches: T[][] = [];
  for (const item of items) {
    const last = batches.at(-1);
    if (last && fits([...last, item])) last.push(item);
    else batches.push([item]);
  }
  return batches;
}
