import { type RawTensor, type TensorOps, treeLeaves } from '@echo/compute';

/** The result of one layer: its output, the residual stream, and what is kept of it. */
export interface LayerResult<T> {
  readonly out: RawTensor;
  readonly kept: T;
}

/**
 * Runs decoder layers one after another, each on the output of the one before, and returns the last output
 * and what each layer kept. An input that its layer does not keep is freed, the first one too.
 */
export function runLayers<T>(
  ops: TensorOps,
  layers: number,
  input: RawTensor,
  runLayer: (layer: number, x: RawTensor) => LayerResult<T>,
): { readonly x: RawTensor; readonly kept: T[] } {
  const kept: T[] = [];
  let x = input;
  for (let layer = 0; layer < layers; layer++) {
    const done = runLayer(layer, x);
    kept.push(done.kept);
    if (!treeLeaves(done.kept).includes(x)) ops.dispose(x);
    x = done.out;
  }
  return { x, kept };
}
