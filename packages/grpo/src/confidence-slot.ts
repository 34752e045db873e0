import { TAGS } from '@echo/core';
import type { Policy } from '@echo/policy';
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

/**
 * The log-probability of each whole per cent behind each prompt, given that one is stated: [P, 101], differentiable in the
 * adapter. R short rows a prompt give all 101.
 */
export function confidenceLogProbs(
  policy: Policy,
  slot: ConfidenceSlot,
  prompts: readonly Int32Array[],
  temperature: number,
): tf.Tensor2D {
  const { prefixes, candidates, allowed, taken } = slot;
  const [p, r, k] = [prompts.length, prefixes.length, candidates.length];
  const width = Math.max(...prefixes.map((ids) => ids.length));
  const last = new Float32Array(r * width);
  prefixes.forEach((ids, row) => {
    last[row * width + ids.length - 1] = 1;
  });
  return tf.tidy(() => {
    const batch = { prompts, completions: prompts.map(() => prefixes) };
    const logits = tf.reshape(policy.candidateLogits(batch, candidates, { temperature }), [p, r, width, k]);
    const behind = tf.sum(tf.mul(logits, tf.tensor4d(last, [1, r, width, 1])), 2);
    const open = tf.tensor3d(allowed, [1, r, k]);
    const logProbs = tf.mul(tf.logSoftmax(tf.add(behind, tf.mul(tf.sub(open, 1), 1e9))), open);
    return tf.matMul(
      tf.reshape(logProbs, [p, r * k]),
      tf.tensor2d(taken, [r * k, STATEMENTS]),
    ) as tf.Tensor2D;
  });
}
