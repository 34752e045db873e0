import { TAGS } from '@echo/core';
import type { Policy, ScoredBranch } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The places where a confidence is stated, as a trie over tokens: every whole per cent from 0 to 100, from behind
 * `<confidence>` to the first token of `</confidence>`. It follows from the tokenizer alone.
 */
export interface ConfidenceSlot {
  /** R beginnings of a statement that more than one token can continue, each with such a token at its end. */
  readonly prefixes: readonly Int32Array[];
  /** The K tokens that occur in continuations. */
  readonly candidates: Int32Array;
  /** 1 where a candidate can continue a prefix: [R, K]. */
  readonly allowed: Float32Array;
  /** 1 where a statement takes that continuation: [R·K, 101]. */
  readonly taken: Float32Array;
}

/** The whole per cents. */
export const STATEMENTS = 101;

/** The slot of a policy's tokenizer. */
export function confidenceSlot(policy: Pick<Policy, 'encodeReply'>): ConfidenceSlot {
  const statements = Array.from({ length: STATEMENTS }, (_, percent) =>
    policy.encodeReply(`<${TAGS.confidence}>${percent}</${TAGS.confidence}>`),
  );
  const nodes = new Map<string, { prefix: Int32Array; children: Map<number, number[]> }>();
  statements.forEach((ids, percent) => {
    ids.forEach((id, at) => {
      const prefix = ids.subarray(0, at);
      const node = nodes.get(prefix.join()) ?? { prefix, children: new Map<number, number[]>() };
      nodes.set(prefix.join(), node);
      node.children.set(id, [...(node.children.get(id) ?? []), percent]);
    });
  });
  const forks = [...nodes.values()].filter((node) => node.children.size > 1);
  const candidates = [...new Set(forks.flatMap((node) => [...node.children.keys()]))];
  const allowed = new Float32Array(forks.length * candidates.length);
  const taken = new Float32Array(allowed.length * STATEMENTS);
  forks.forEach(({ children }, r) => {
    for (const [id, percents] of children) {
      const edge = r * candidates.length + candidates.indexOf(id);
      allowed[edge] = 1;
      for (const percent of percents) taken[edge * STATEMENTS + percent] = 1;
    }
  });
  const prefixes = forks.map(({ prefix, children }) =>
    Int32Array.of(...prefix, ...[...children.keys()].slice(0, 1)),
  );
  return { prefixes, candidates: Int32Array.from(candidates), allowed, taken };
}

/** What `Policy.score` is to be asked for: the slot's beginnings behind each of P prompts. */
export function slotBranch({ prefixes, candidates }: ConfidenceSlot, prompts: number): ScoredBranch {
  return { completions: Array.from({ length: prompts }, () => prefixes), candidates };
}

/**
 * The log-probability of each whole per cent behind each prompt, given that one is stated, from the logits of `slotBranch`,
 * [P·R, S, K] → [P, 101], differentiable.
 */
export function statementLogProbs(
  { prefixes, candidates, allowed, taken }: ConfidenceSlot,
  logits: tf.Tensor,
): tf.Tensor2D {
  const [r, k] = [prefixes.length, candidates.length];
  const width = logits.shape[1] as number;
  const last = new Float32Array(r * width);
  prefixes.forEach((ids, row) => {
    last[row * width + ids.length - 1] = 1;
  });
  return tf.tidy(() => {
    const places = tf.reshape(logits, [-1, r, width, k]);
    const behind = tf.sum(tf.mul(places, tf.tensor4d(last, [1, r, width, 1])), 2);
    const open = tf.tensor3d(allowed, [1, r, k]);
    const logProbs = tf.mul(tf.logSoftmax(tf.add(behind, tf.mul(tf.sub(open, 1), 1e9))), open);
    return tf.matMul(
      tf.reshape(logProbs, [-1, r * k]),
      tf.tensor2d(taken, [r * k, STATEMENTS]),
    ) as tf.Tensor2D;
  });
}
