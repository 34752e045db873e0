import { RESPONSE_TAGS } from '@echo/core';
import type { Policy, TokenTree } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The places where a confidence is stated, as a tree over tokens: every whole per cent from 0 to 100, from behind the prompt to the first
 * token that tells it from the others. It follows from the tokenizer alone.
 */
export interface ConfidenceSlot {
  /** The N nodes on the way to a fork, which is where more than one token can continue a statement. */
  readonly tree: TokenTree;
  /** The R forks, as places in `Policy.score`'s answer for the tree: 0 behind the prompt, 1 + n behind node n. */
  readonly forks: Int32Array;
  /** The K tokens that occur in continuations of forks. */
  readonly candidates: Int32Array;
  /** 1 where a candidate can continue a fork: [R, K]. */
  readonly allowed: Float32Array;
  /** 1 where a statement takes that continuation: [R·K, 101]. */
  readonly taken: Float32Array;
}

/** The whole per cents. */
export const STATEMENTS = 101;

/** The slot of a policy's tokenizer. */
export function confidenceSlot(policy: Pick<Policy, 'encode'>): ConfidenceSlot {
  const statements = Array.from({ length: STATEMENTS }, (_, percent) =>
    policy.encode(`<${RESPONSE_TAGS.confidence}>${percent}</${RESPONSE_TAGS.confidence}>`),
  );
  const beginnings = new Map<string, { ids: Int32Array; next: Map<number, number[]> }>();
  statements.forEach((ids, percent) => {
    ids.forEach((id, at) => {
      const beginning = ids.subarray(0, at);
      const known = beginnings.get(beginning.join()) ?? { ids: beginning, next: new Map<number, number[]>() };
      beginnings.set(beginning.join(), known);
      known.next.set(id, [...(known.next.get(id) ?? []), percent]);
    });
  });
  const forking = [...beginnings.values()].filter(({ next }) => next.size > 1);
  const candidates = [...new Set(forking.flatMap(({ next }) => [...next.keys()]))];
  const allowed = new Float32Array(forking.length * candidates.length);
  const taken = new Float32Array(allowed.length * STATEMENTS);
  forking.forEach(({ next }, r) => {
    for (const [id, percents] of next) {
      const edge = r * candidates.length + candidates.indexOf(id);
      allowed[edge] = 1;
      for (const percent of percents) taken[edge * STATEMENTS + percent] = 1;
    }
  });
  return {
    ...treeOf(forking.map(({ ids }) => ids)),
    candidates: Int32Array.from(candidates),
    allowed,
    taken,
  };
}

/** The tree of all that some beginnings begin with, and where in it each of them ends. */
function treeOf(beginnings: readonly Int32Array[]): Pick<ConfidenceSlot, 'tree' | 'forks'> {
  const ids: number[] = [];
  const parents: number[] = [];
  const nodes = new Map<string, number>();
  const forks = beginnings.map((beginning) => {
    let node = -1;
    beginning.forEach((id, at) => {
      const key = beginning.subarray(0, at + 1).join();
      if (!nodes.has(key)) {
        nodes.set(key, ids.push(id) - 1);
        parents.push(node);
      }
      node = nodes.get(key) as number;
    });
    return node + 1;
  });
  return {
    tree: { ids: Int32Array.from(ids), parents: Int32Array.from(parents) },
    forks: Int32Array.from(forks),
  };
}

/**
 * The log-probability of each whole per cent behind each prompt, given that one is stated, from the logits that `Policy.score` gives
 * for the slot, [P, 1 + N, K] → [P, 101], differentiable.
 */
export function statementLogProbs(
  { forks, candidates, allowed, taken }: ConfidenceSlot,
  logits: tf.Tensor,
): tf.Tensor2D {
  const [r, k] = [forks.length, candidates.length];
  return tf.tidy(() => {
    const behind = tf.gather(logits, tf.tensor1d(forks, 'int32'), 1);
    const open = tf.tensor3d(allowed, [1, r, k]);
    const logProbs = tf.mul(tf.logSoftmax(tf.add(behind, tf.mul(tf.sub(open, 1), 1e9))), open);
    return tf.matMul(
      tf.reshape(logProbs, [-1, r * k]),
      tf.tensor2d(taken, [r * k, STATEMENTS]),
    ) as tf.Tensor2D;
  });
}
