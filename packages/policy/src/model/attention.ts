import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from '../weights/model-config.js';

/*
 * A group shares its prompt: the keys and values of a prompt are computed once and read by all of its G completions,
 * in training and in decoding. Query heads that share a key/value head are stacked along time, so that nothing is repeated.
 * Shapes: P prompts, G completions of each, U prompt tokens, S query steps, T own keys, R = H / K query heads a key head.
 */

/** Keys and values of the prompts: each [P·K, U, D]. */
export interface PromptCache {
  readonly k: tf.Tensor;
  readonly v: tf.Tensor;
}

/** Rows in time order [B·S, K, w] → [B·K, S, w]. */
export function headsFirst(x: tf.Tensor, batch: number): tf.Tensor {
  const [rows, heads, width] = x.shape as [number, number, number];
  const moved = tf.transpose(tf.reshape(x, [batch, rows / batch, heads, width]), [0, 2, 1, 3]);
  return tf.reshape(moved, [batch * heads, rows / batch, width]);
}

/** [B·K, S, w] → rows in time order [B·S, K·w]. */
export function timeFirst(x: tf.Tensor, batch: number, heads: number): tf.Tensor {
  const [, steps, width] = x.shape as [number, number, number];
  const rows = tf.transpose(tf.reshape(x, [batch, heads, steps, width]), [0, 2, 1, 3]);
  return tf.reshape(rows, [batch * steps, heads * width]);
}

/** Query heads of a key head side by side: [B·S, H, D] → [B·K, S·R, D], scaled by 1/√D. */
export function stackQueries(
  q: tf.Tensor,
  batch: number,
  { heads, keyValueHeads, headDim }: ModelConfig,
): tf.Tensor {
  const perKey = heads / keyValueHeads;
  const rows = tf.reshape(tf.mul(q, 1 / Math.sqrt(headDim)), [-1, keyValueHeads, perKey * headDim]);
  const stacked = headsFirst(rows, batch);
  return tf.reshape(stacked, [batch * keyValueHeads, -1, headDim]);
}

/** Undoes `stackQueries` on the attention's result: [B·K, S·R, D] → [B·S, H·D]. */
export function unstackQueries(
  x: tf.Tensor,
  batch: number,
  { heads, keyValueHeads, headDim }: ModelConfig,
): tf.Tensor {
  const perKey = heads / keyValueHeads;
  const rows = tf.reshape(x, [batch * keyValueHeads, -1, perKey * headDim]);
  return timeFirst(rows, batch, keyValueHeads);
}

/** Causal attention within the prompts; `mask` is [P, 1, U·R, U]. q is stacked: [P·K, U·R, D] → the same shape. */
export function attendPrompt(q: tf.Tensor, cache: PromptCache, mask: tf.Tensor): tf.Tensor {
  const prompts = mask.shape[0] as number;
  const scores = tf.matMul(q, cache.k, false, true);
  const [rows, queries, keys] = scores.shape as [number, number, number];
  const masked = tf.add(tf.reshape(scores, [prompts, rows / prompts, queries, keys]), mask);
  return tf.matMul(tf.reshape(tf.softmax(masked), [rows, queries, keys]), cache.v);
}

/** Keys and values of the completions, [P·K·G, T, D], and which of them a query may see: [S·R, T], or null for all. */
export interface CompletionKeys {
  readonly k: tf.Tensor;
  readonly v: tf.Tensor;
  readonly mask: tf.Tensor | null;
}

/**
 * Attention of completions to their prompt and to themselves. q is stacked, [P·K, G·S·R, D] → the same shape;
 * `promptMask` [P, 1, 1, U] hides padding.
 */
export function attendCompletion(
  q: tf.Tensor,
  prompt: PromptCache,
  promptMask: tf.Tensor,
  own: CompletionKeys,
): tf.Tensor {
  const prompts = promptMask.shape[0] as number;
  const [rows, queries, width] = q.shape as [number, number, number];
  const promptKeys = prompt.k.shape[1] as number;
  const [sequences, ownKeys] = own.k.shape as [number, number, number];
  const perSequence = [sequences, (rows * queries) / sequences] as const;

  const toPrompt = tf.add(
    tf.reshape(tf.matMul(q, prompt.k, false, true), [prompts, rows / prompts, queries, promptKeys]),
    promptMask,
  );
  const ownScores = tf.matMul(tf.reshape(q, [...perSequence, width]), own.k, false, true);
  const toOwn = own.mask ? tf.add(ownScores, own.mask) : ownScores;
  const scores = tf.concat(
    [tf.reshape(toPrompt, [rows, queries, promptKeys]), tf.reshape(toOwn, [rows, queries, ownKeys])],
    2,
  );
  const [promptShare, ownShare] = tf.split(tf.softmax(scores), [promptKeys, ownKeys], 2) as [
    tf.Tensor,
    tf.Tensor,
  ];
  const fromOwn = tf.matMul(tf.reshape(ownShare, [...perSequence, ownKeys]), own.v);
  return tf.add(tf.matMul(promptShare, prompt.v), tf.reshape(fromOwn, [rows, queries, width]));
}
