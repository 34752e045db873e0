import { formatConfidence } from '@echo/parser';
import { type Tokenizer, type TokenTree, tokenTrie } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The token trie of the statable confidences: every integer percentage from 0 to 100, tokenized in its
 * opening and closing tag.
 *
 * It ends at the first token that tells a confidence from the others, and follows from the tokenizer alone.
 */
export interface ConfidenceTrie {
  /** The N nodes on the way to a branch node, in the order `Policy.score` takes them. */
  readonly tree: TokenTree;
  /**
   * The R branch nodes, which more than one token can follow, as rows of the scored logits.
   *
   * Row 0 is after the prompt, row 1 + n after node n.
   */
  readonly branchNodes: Int32Array;
  /** The K tokens that can follow some branch node. */
  readonly candidates: Int32Array;
  /** 1 where a candidate can follow a branch node: [R, K]. */
  readonly validTokens: Float32Array;
  /** 1 where the path of a confidence level takes that token at that branch node: [R·K, 101]. */
  readonly paths: Float32Array;
}

/** The number of confidences that can be stated: the integer percentages from 0 to 100. */
export const CONFIDENCE_LEVELS = 101;

/**
 * The confidence trie of a tokenizer.
 *
 * @example
 * ```ts
 * import { confidenceTrie } from '@echo/grpo';
 *
 * const encode = (text: string) => Int32Array.from(text, (character) => character.charCodeAt(0));
 * const { branchNodes, candidates } = confidenceTrie({ encode });
 * branchNodes.length; // → 11
 * String.fromCharCode(...candidates.toSorted()); // → '0123456789<'
 * ```
 */
export function confidenceTrie(tokenizer: Pick<Tokenizer, 'encode'>): ConfidenceTrie {
  const tokenized = Array.from({ length: CONFIDENCE_LEVELS }, (_, percent) =>
    tokenizer.encode(formatConfidence(percent / 100)),
  );
  const prefixes = new Map<string, { ids: Int32Array; next: Map<number, number[]> }>();
  tokenized.forEach((ids, percent) => {
    ids.forEach((id, at) => {
      const prefix = ids.subarray(0, at);
      const known = prefixes.get(prefix.join()) ?? { ids: prefix, next: new Map<number, number[]>() };
      prefixes.set(prefix.join(), known);
      known.next.set(id, [...(known.next.get(id) ?? []), percent]);
    });
  });
  const branching = [...prefixes.values()].filter(({ next }) => next.size > 1);
  const candidates = [...new Set(branching.flatMap(({ next }) => [...next.keys()]))];
  const validTokens = new Float32Array(branching.length * candidates.length);
  const paths = new Float32Array(validTokens.length * CONFIDENCE_LEVELS);
  branching.forEach(({ next }, r) => {
    for (const [id, percents] of next) {
      const edge = r * candidates.length + candidates.indexOf(id);
      validTokens[edge] = 1;
      for (const percent of percents) paths[edge * CONFIDENCE_LEVELS + percent] = 1;
    }
  });
  const { tree, ends } = tokenTrie(branching.map(({ ids }) => ids));
  return {
    tree,
    branchNodes: ends.map((node) => node + 1),
    candidates: Int32Array.from(candidates),
    validTokens,
    paths,
  };
}

/**
 * The log-probability of each confidence after each prompt, given that one is stated: [B, 101], in nats,
 * differentiable.
 *
 * @param logits what `Policy.score` gives for tries: [B, T, K].
 * @param offsets what is added to the rows of branch nodes in each trie, [B]; nothing unless given.
 */
export function confidenceLogProbs(
  { branchNodes, candidates, validTokens, paths }: ConfidenceTrie,
  logits: tf.Tensor,
  offsets: readonly number[] | null = null,
): tf.Tensor2D {
  const [r, k] = [branchNodes.length, candidates.length];
  return tf.tidy(() => {
    const atBranches = offsets
      ? gatherRows(logits, offsets, branchNodes)
      : tf.gather(logits, tf.tensor1d(branchNodes, 'int32'), 1); // [B, R, K]
    const valid = tf.tensor3d(validTokens, [1, r, k]);
    const logProbs = tf.mul(tf.logSoftmax(tf.add(atBranches, tf.mul(tf.sub(valid, 1), 1e9))), valid);
    return tf.matMul(
      tf.reshape(logProbs, [-1, r * k]),
      tf.tensor2d(paths, [r * k, CONFIDENCE_LEVELS]),
    ) as tf.Tensor2D;
  });
}

/** The rows of each entry of a batch [B, T, K], moved by the offset of the entry: [B, R, K]. */
function gatherRows(logits: tf.Tensor, offsets: readonly number[], rows: Int32Array): tf.Tensor {
  const [, width, k] = logits.shape as [number, number, number];
  const flat = offsets.flatMap((offset, b) => Array.from(rows, (row) => b * width + offset + row));
  const gathered = tf.gather(tf.reshape(logits, [-1, k]), tf.tensor1d(flat, 'int32'));
  return tf.reshape(gathered, [offsets.length, rows.length, k]);
}
