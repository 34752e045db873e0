import * as tf from '@tensorflow/tfjs-core';
import {
  attendCompletion,
  headsFirst,
  type PromptCache,
  stackQueries,
  unstackQueries,
} from '../model/attention.js';
import { type Attend, block } from '../model/block.js';
import type { CausalLm } from '../model/causal-lm.js';
import { disposePrefilled, type Prefilled } from '../model/prefill.js';
import type { Project } from '../model/project.js';
import { rmsNorm } from '../model/rms-norm.js';
import { rotaryFrequencies, rotaryTable } from '../model/rotary.js';
import { tidy } from '../model/tidy.js';

/** Keys and values of what each completion has written so far, one pair a layer: each [P·K·G, t, D]; null before the first step. */
export type OwnCache = readonly PromptCache[] | null;

/** Keeps only these prompts with their completions, in this order, and frees the rest: nothing more is computed for those that have ended. */
export function keepPrompts(
  prefilled: Prefilled,
  own: OwnCache,
  kept: readonly number[],
): { prefilled: Prefilled; own: OwnCache } {
  const prompts = prefilled.promptMask.shape[0] as number;
  const select = (x: tf.Tensor): tf.Tensor => {
    const [rows, ...rest] = x.shape as [number, ...number[]];
    const byPrompt = tf.gather(tf.reshape(x, [prompts, -1]), tf.tensor1d([...kept], 'int32'));
    return tf.reshape(byPrompt, [(rows / prompts) * kept.length, ...rest]);
  };
  const pair = ({ k, v }: PromptCache): PromptCache => ({ k: select(k), v: select(v) });
  const result = tidy(() => ({
    prefilled: {
      layers: prefilled.layers.map(pair),
      promptMask: select(prefilled.promptMask),
      last: select(prefilled.last),
    },
    own: own?.map(pair) ?? null,
  }));
  disposePrefilled(prefilled);
  disposeOwn(own);
  return result;
}

export function disposeOwn(own: OwnCache): void {
  for (const { k, v } of own ?? []) tf.dispose([k, v]);
}

/** Logits of rows of the residual stream: [N, C] → [N, V]. */
export function logitsOf(model: CausalLm, x: tf.Tensor): tf.Tensor {
  return tf.matMul(rmsNorm(x, model.norm, model.config.rmsNormEps), model.head, false, true);
}

/**
 * Feeds one token to each of the P·G completions and returns the logits of the next, [P·G, V], with the grown cache.
 * The caller frees the result and the old cache.
 */
export function decodeStep(
  model: CausalLm,
  project: Project,
  prefilled: Prefilled,
  own: OwnCache,
  step: { readonly ids: Int32Array; readonly positions: Int32Array },
): { logits: tf.Tensor; own: readonly PromptCache[] } {
  return tidy(() => {
    const { config } = model;
    const prompts = prefilled.promptMask.shape[0] as number;
    const table = rotaryTable(rotaryFrequencies(config), step.positions);
    const grown: PromptCache[] = [];
    let x = tf.gather(model.embedding, tf.tensor1d(step.ids, 'int32'));
    for (let layer = 0; layer < config.layers; layer++) {
      const attend: Attend = (_, q, k, v) => {
        const before = own?.[layer];
        const append = (past: tf.Tensor | undefined, rows: tf.Tensor) => {
          const now = tf.reshape(headsFirst(rows, prompts), [-1, 1, config.headDim]);
          return past ? tf.concat([past, now], 1) : now;
        };
        const cache = { k: append(before?.k, k), v: append(before?.v, v) };
        grown.push(cache);
        const stacked = stackQueries(q, prompts, config);
        const attended = attendCompletion(
          stacked,
          prefilled.layers[layer] as PromptCache,
          prefilled.promptMask,
          { ...cache, mask: null },
        );
        return unstackQueries(attended, prompts, config);
      };
      x = block(model, layer, project, table, attend, x);
    }
    return { logits: logitsOf(model, x), own: grown };
  });
}
