import type { RawTensor, TensorOps } from '@echo/backend';
import { pickByWeight, type SampledToken, sampleToken, type TokenChoice } from './sample-token.js';

/** One token to be drawn: from which row of logits, and with which uniform number in [0, 1). */
export interface Draw {
  readonly row: number;
  readonly u: number;
}

/** The softmax of logits [N, V] at the temperature, at 1 where it is 0. */
export function nextTokenProbs(ops: TensorOps, logits: RawTensor, temperature: number): RawTensor {
  return ops.scope(() =>
    ops.softmax(temperature === 0 || temperature === 1 ? logits : ops.mul(logits, 1 / temperature)),
  );
}

/** Draws tokens from rows of probabilities [N, V]. Where nothing is cut off, only a few of their numbers are fetched. */
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
      return drawByBlocks(ops, probs, width, draws);
    const values = ops.read(probs);
    return draws.map(({ row, u }) =>
      sampleToken(values.subarray(row * vocabulary, (row + 1) * vocabulary), choice, u),
    );
  });
}

/** Exact in two steps, each of which fetches about √V numbers a row: a block of tokens by its sum, then a token in it. */
function drawByBlocks(
  ops: TensorOps,
  probs: RawTensor,
  width: number,
  draws: readonly Draw[],
): SampledToken[] {
  const [rows, vocabulary] = probs.shape as [number, number];
  const blocks = vocabulary / width;
  const sums = ops.read(ops.sum(ops.reshape(probs, [rows, blocks, width])));
  const places = draws.map(({ row, u }) => pickByWeight(sums.subarray(row * blocks, (row + 1) * blocks), u));
  const chosen = Int32Array.from(draws, ({ row }, i) => row * blocks + (places[i]?.index as number));
  const inside = ops.read(ops.gather(ops.reshape(probs, [rows * blocks, width]), ops.ints(chosen)));
  return places.map(({ index, rest }, i) => {
    const block = inside.subarray(i * width, (i + 1) * width);
    const at = pickByWeight(block, rest).index;
    return { id: index * width + at, logProb: Math.log(block[at] as number) };
  });
}

/** The divisor of the vocabulary's size nearest above its root; 1, of no use, when it has none up to eight times that. */
function blockWidth(vocabulary: number): number {
  const root = Math.ceil(Math.sqrt(vocabulary));
  for (let width = root; width <= 8 * root; width++) if (vocabulary % width === 0) return width;
  return 1;
}
