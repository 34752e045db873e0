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
 * The normed hidden state that predicts each completion token, [P·G·T, C] for every branch, differentiable in whatever `project`
 * uses. Every prompt is computed once; the gradients of all its completions meet in its keys and values.
 */
export function forwardGroups(model: CausalLm, project: Project, layout: GroupLayout): tf.Tensor[] {
  const { config } = model;
  const { prompts, promptTokens } = layout;
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
  const branches = branchRows(layout, perKey);

  const attend: Attend = (_, q, k, v) => {
    const ofPrompts = (x: tf.Tensor) => slicedRows(x, 0, promptRows);
    const cache = { k: headsFirst(ofPrompts(k), prompts), v: headsFirst(ofPrompts(v), prompts) };
    const fromPrompts = unstackQueries(
      attendPrompt(stackQueries(ofPrompts(q), prompts, config), cache, promptCausal),
      prompts,
      config,
    );
    const fromBranches = branches.flatMap(({ start, rows, steps, mask }) => {
      if (!mask) return [];
      const own = (x: tf.Tensor) => slicedRows(x, start, rows);
      const keys = (x: tf.Tensor) => tf.reshape(headsFirst(own(x), prompts), [-1, steps, config.headDim]);
      const stacked = stackQueries(own(q), prompts, config);
      const attended = attendCompletion(stacked, cache, promptMask, { k: keys(k), v: keys(v), mask });
      return [unstackQueries(attended, prompts, config)];
    });
    return fromBranches.length ? tf.concat([fromPrompts, ...fromBranches], 0) : fromPrompts;
  };

  let x = tf.gather(model.embedding, tf.tensor1d(layout.ids, 'int32'));
  for (let layer = 0; layer < config.layers; layer++) x = block(model, layer, project, table, attend, x);

  const last = tf.reshape(lastRows(slicedRows(x, 0, promptRows), prompts), [
    prompts,
    1,
    1,
    config.hiddenSize,
  ]);
  return branches.map(({ start, rows, steps, groupSize }) => {
    const first = tf.tile(last, [1, groupSize, 1, 1]);
    const own = () => tf.reshape(slicedRows(x, start, rows), [prompts, groupSize, steps, config.hiddenSize]);
    const predicting = steps > 0 ? tf.concat([first, own()], 2) : first;
    return rmsNorm(tf.reshape(predicting, [-1, config.hiddenSize]), model.norm, config.rmsNormEps);
  });
}

/** Where each branch lies among the rows, and what its steps may see of each other; no mask where there is no step. */
function branchRows({ prompts, promptTokens, branches }: GroupLayout, perKey: number) {
  let start = prompts * promptTokens;
  return branches.map(({ groupSize, completionTokens }) => {
    const steps = completionTokens - 1;
    const rows = prompts * groupSize * steps;
    const mask = steps > 0 ? tf.tensor2d(causalMask(steps, perKey), [steps * perKey, steps]) : null;
    start += rows;
    return { start: start - rows, rows, steps, groupSize, mask };
  });
}

function slicedRows(x: tf.Tensor, start: number, count: number): tf.Tensor {
  const rest = x.shape.slice(1);
  return tf.slice(x, [start, ...rest.map(() => 0)], [count, ...rest]);
}
