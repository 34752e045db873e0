import type { RawTensor, TensorOps } from '@echo/compute';

/*
 * Shared-prefix attention: the keys and values of a prompt are computed once and read by all of its
 * completions, in training and in decoding; so are those of the prefix that all prompts share. Query heads
 * that share a key head (grouped-query attention) are stacked along time, so keys are not repeated. D is the
 * width of a head.
 */

/** Keys and values, [batch, keys, D]. */
export interface KeysAndValues {
  readonly k: RawTensor;
  readonly v: RawTensor;
}

/** Tensors saved for the backward pass of attention to one set of keys. */
export interface SavedSelfAttention extends KeysAndValues {
  readonly q: RawTensor;
  readonly probs: RawTensor;
  readonly out: RawTensor;
}

/** The inputs of attention to one set of keys: padded, and `mask` added to the scores. */
export interface SelfAttentionInputs extends KeysAndValues {
  readonly q: RawTensor;
  readonly mask: RawTensor | null;
}

/** Attention of padded queries to one set of keys; `cachedOut` is its result where that is cached. */
export function selfAttention(
  ops: TensorOps,
  { q, k, v, mask }: SelfAttentionInputs,
  cachedOut: RawTensor | null = null,
): SavedSelfAttention {
  return ops.scope(() => {
    const scores = ops.matMul(q, k, false, true);
    const probs = ops.softmax(mask ? ops.add(scores, mask) : scores);
    return { q, k, v, probs, out: cachedOut ?? ops.matMul(probs, v) };
  });
}

/**
 * Tensors saved for the backward pass of shared-prefix attention, whose softmax spans prompt keys and own
 * keys.
 */
export interface SavedSharedPrefixAttention {
  readonly q: RawTensor;
  readonly own: KeysAndValues;
  readonly promptProbs: RawTensor;
  readonly ownProbs: RawTensor;
  readonly out: RawTensor;
}

/** The inputs of shared-prefix attention: keys of the prompt [P · K, U, D] and own keys [P · K · G, T, D]. */
export interface SharedPrefixInputs {
  /** Stacked queries, [P · K, G · S · R, D]. */
  readonly q: RawTensor;
  readonly prompt: KeysAndValues;
  readonly own: KeysAndValues;
  /** Mask of the prompt keys, for all queries alike or for each; null where all are seen. */
  readonly promptMask: RawTensor | null;
  /** Mask of own keys: causal, of a tree, or of the valid length of a KV cache. */
  readonly ownMask: RawTensor | null;
}

/**
 * Attention of completions to their prompt and to themselves, under one softmax. `cachedOut` is the result
 * where that is cached.
 */
export function sharedPrefixAttention(
  ops: TensorOps,
  { q, prompt, own, promptMask, ownMask }: SharedPrefixInputs,
  cachedOut: RawTensor | null = null,
): SavedSharedPrefixAttention {
  const [batch, queries, width] = q.shape as [number, number, number];
  const promptKeys = prompt.k.shape[1] as number;
  const perSequence = (batch * queries) / (own.k.shape[0] as number);
  return ops.scope(() => {
    const promptScores = ops.matMul(q, prompt.k, false, true);
    const ownScores = ops.matMul(ops.reshape(q, [-1, perSequence, width]), own.k, false, true);
    const maskedPromptScores = promptMask ? ops.add(promptScores, promptMask) : promptScores;
    const scores = ops.concat(
      [
        ops.reshape(maskedPromptScores, [-1, perSequence, promptKeys]),
        ownMask ? ops.add(ownScores, ownMask) : ownScores,
      ],
      2,
    );
    const [probsOfPrompt, ownProbs] = ops.split(ops.softmax(scores), [promptKeys, -1]) as [
      RawTensor,
      RawTensor,
    ];
    const promptProbs = ops.reshape(probsOfPrompt, [batch, -1, promptKeys]);
    if (cachedOut) return { q, own, promptProbs, ownProbs, out: cachedOut };
    const fromOwn = ops.reshape(ops.matMul(ownProbs, own.v), [batch, -1, width]);
    return { q, own, promptProbs, ownProbs, out: ops.add(ops.matMul(promptProbs, prompt.v), fromOwn) };
  });
}
