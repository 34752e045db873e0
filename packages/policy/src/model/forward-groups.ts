import * as tf from '@tensorflow/tfjs-core';
import { attendCompletion, attendPrompt, headsFirst, stackQueries, unstackQueries } from './attention.js';
import { type Attend, block } from './block.js';
import type { CausalLm } from './causal-lm.js';
import { causalMask, causalPromptMask, type GroupLayout, paddingMask } from './group-layout.js';
import { lastRows } from './prefill.js';
import type { Project } from './project.js';
import { rmsNorm } from './rms-norm.js';
import { rotaryFrequencies, rotaryTable } from './rotary.js';

/**
 * The normed hidden state that predicts each completion token, [P·G·T, C], differentiable in whatever `project` uses.
 * Every prompt is computed once; its completions' gradients meet in its keys and values.
 */
export function forwardGroups(model: CausalLm, project: Project, layout: GroupLayout): tf.Tensor {
  const { config } = model;
  const { prompts, promptTokens, groupSize, completionTokens } = layout;
  const { hiddenSize } = config;
  const steps = completionTokens - 1;
  const promptRows = prompts * promptTokens;
  const perKey = config.heads / config.keyValueHeads;

  const table = rotaryTable(rotaryFrequencies(config), layout.positions);
  const promptCausal = tf.tensor4d(causalPromptMask(layout, perKey), [
    prompts,
    1,
    promptTokens * perKey,
    promptTokens,
  ]);
  const promptMask = tf.tensor4d(paddingMask(layout), [prompts, 1, 1, promptTokens]);
  const ownMask = steps > 0 ? tf.tensor2d(causalMask(steps, perKey), [steps * perKey, steps]) : null;

  const attend: Attend = (_, q, k, v) => {
    const ofPrompts = (x: tf.Tensor) => slicedRows(x, 0, promptRows);
    const cache = { k: headsFirst(ofPrompts(k), prompts), v: headsFirst(ofPrompts(v), prompts) };
    const fromPrompts = unstackQueries(
      attendPrompt(stackQueries(ofPrompts(q), prompts, config), cache, promptCausal),
      prompts,
      config,
    );
    if (!ownMask) return fromPrompts;
    const ofCompletions = (x: tf.Tensor) => slicedRows(x, promptRows, prompts * groupSize * steps);
    const keys = (x: tf.Tensor) =>
      tf.reshape(headsFirst(ofCompletions(x), prompts), [-1, steps, config.headDim]);
    const own = { k: keys(k), v: keys(v), mask: ownMask };
    const stacked = stackQueries(ofCompletions(q), prompts, config);
    const fromCompletions = unstackQueries(
      attendCompletion(stacked, cache, promptMask, own),
      prompts,
      config,
    );
    return tf.concat([fromPrompts, fromCompletions], 0);
  };

  let x = tf.gather(model.embedding, tf.tensor1d(layout.ids, 'int32'));
  for (let layer = 0; layer < config.layers; layer++) x = block(model, layer, project, table, attend, x);

  const first = tf.tile(
    tf.reshape(lastRows(slicedRows(x, 0, promptRows), prompts), [prompts, 1, 1, hiddenSize]),
    [1, groupSize, 1, 1],
  );
  const predicting = ownMask
    ? tf.concat(
        [
          first,
          tf.reshape(slicedRows(x, promptRows, prompts * groupSize * steps), [
            prompts,
            groupSize,
            steps,
            hiddenSize,
          ]),
        ],
        2,
      )
    : first;
  return rmsNorm(tf.reshape(predicting, [-1, hiddenSize]), model.norm, config.rmsNormEps);
}

function slicedRows(x: tf.Tensor, start: number, count: number): tf.Tensor {
  const rest = x.shape.slice(1);
  return tf.slice(x, [start, ...rest.map(() => 0)], [count, ...rest]);
}
