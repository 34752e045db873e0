import type { RawTensor, TensorOps } from '@echo/compute';
import { type SampledToken, sampleCategorical, sampleToken, type TokenChoice } from './sample-token.js';

/** A token to sample: from which row of logits, and with which uniform number in [0, 1). */
export interface Draw {
  readonly row: number;
  readonly u: number;
}

/** The softmax of logits [N, V] at the temperature, or at 1 for temperature 0. */
export function nextTokenProbs(ops: TensorOps, logits: RawTensor, temperature: number): RawTensor {
  return ops.scope(() =>
    ops.softmax(temperature === 0 || temperature === 1 ? logits : ops.mul(logits, 1 / temperature)),
  );
}

/**
 * Samples tokens from rows of probabilities [N, V]. Without top-p and top-k only about √V numbers a row are
 * read.
 */
export function sampleRows(
  ops: TensorOps,
  probs: RawTensor,
  choice: TokenChoice,
  draws: readonly Draw[],
): SampledToken[] {
  const { temperature, topP, topK } = choice;
  return ops.scope(() => {
    const vocabulary = probs.shape[1] as number;
    const width = blockWidth(vocabulary);
    if (temperature > 0 && topP >= 1 && topK === 0 && width > 1)
      return sampleTwoStage(ops, probs, width, draws);
    const values = ops.read(probs);
    return draws.map(({ row, u }) =>
      sampleToken(values.subarray(row * vocabulary, (row + 1) * vocabulary), choice, u),
    );
  });
}

/**
 * Exact sampling in two stages that each read about √V numbers a row: a block of tokens by its sum, then a
 * token.
 */
function sampleTwoStage(
  ops: TensorOps,
  probs: RawTensor,
  width: number,
  draws: readonly Draw[],
): SampledToken[] {
  const [rows, vocabulary] = probs.shape as [number, number];
  const blocks = vocabulary / width;
  const sums = ops.read(ops.sum(ops.reshape(probs, [rows, blocks, width])));
  const sampledBlocks = draws.map(({ row, u }) =>
    sampleCategorical(sums.subarray(row * blocks, (row + 1) * blocks), u),
  );
  const blockRows = Int32Array.from(
    draws,
    ({ row }, i) => row * blocks + (sampledBlocks[i]?.index as number),
  );
  const blockProbs = ops.read(ops.gather(ops.reshape(probs, [rows * blocks, width]), ops.ints(blockRows)));
  return sampledBlocks.map(({ index, rest }, i) => {
    const block = blockProbs.subarray(i * width, (i + 1) * width);
    const at = sampleCategorical(block, rest).index;
    return { id: index * width + at, logProb: Math.log(block[at] as number) };
  });
}

/**
 * The smallest divisor of the vocabulary's size from √V to 8·√V, as the block width; 1 when there is none.
 */
function blockWidth(vocabulary: number): number {
  const root = Math.ceil(Math.sqrt(vocabulary));
  for (let width = root; width <= 8 * root; width++) if (vocabulary % width === 0) return width;
  return 1;
}
