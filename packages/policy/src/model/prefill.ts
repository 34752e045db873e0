import * as tf from '@tensorflow/tfjs-core';
import { attendPrompt, headsFirst, type PromptCache, stackQueries, unstackQueries } from './attention.js';
import { type Attend, block } from './block.js';
import type { CausalLm } from './causal-lm.js';
import { causalPromptMask, type PromptLayout, paddingMask } from './group-layout.js';
import type { Project } from './project.js';
import { rotaryFrequencies, rotaryTable } from './rotary.js';
import { tidy } from './tidy.js';

/** What remains of computed prompts: their keys and values in every layer, and what hides their padding. */
export interface Prefilled {
  readonly layers: readonly PromptCache[];
  /** [P, 1, 1, U] */
  readonly promptMask: tf.Tensor;
  /** The residual stream at the last token of each prompt: [P, C]. */
  readonly last: tf.Tensor;
}

/** The last of every `steps` rows: [B·steps, C] → [B, C]. */
export function lastRows(x: tf.Tensor, batch: number): tf.Tensor {
  const width = x.shape[1] as number;
  const steps = (x.shape[0] as number) / batch;
  return tf.reshape(tf.slice(tf.reshape(x, [batch, steps, width]), [0, steps - 1, 0], [batch, 1, width]), [
    batch,
    width,
  ]);
}

/** Runs prompts through the model, each once. The caller frees what comes back (or calls this inside `tf.tidy`). */
export function prefill(model: CausalLm, project: Project, layout: PromptLayout): Prefilled {
  return tidy(() => {
    const { config } = model;
    const { prompts, promptTokens } = layout;
    const perKey = config.heads / config.keyValueHeads;
    const table = rotaryTable(rotaryFrequencies(config), layout.positions);
    const mask = tf.tensor4d(causalPromptMask(layout, perKey), [
      prompts,
      1,
      promptTokens * perKey,
      promptTokens,
    ]);
    const layers: PromptCache[] = [];
    let x = tf.gather(model.embedding, tf.tensor1d(layout.ids, 'int32'));
    for (let layer = 0; layer < config.layers; layer++) {
      const input = x;
      const computed = tidy(() => {
        let cache: PromptCache | undefined;
        const attend: Attend = (_, q, k, v) => {
          cache = { k: headsFirst(k, prompts), v: headsFirst(v, prompts) };
          return unstackQueries(attendPrompt(stackQueries(q, prompts, config), cache, mask), prompts, config);
        };
        const out = block(model, layer, project, table, attend, input);
        return { out, ...(cache as unknown as PromptCache) };
      });
      layers.push({ k: computed.k, v: computed.v });
      x = computed.out;
    }
    const promptMask = tf.tensor4d(paddingMask(layout), [prompts, 1, 1, promptTokens]);
    return { layers, promptMask, last: lastRows(x, prompts) };
  });
}

export function disposePrefilled(prefilled: Prefilled): void {
  tf.dispose([prefilled.promptMask, prefilled.last]);
  for (const { k, v } of prefilled.layers) tf.dispose([k, v]);
}
