import { tfjsOps } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { CausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { type Branch, concatenated, type GroupLayout, layoutGroups } from './model/group-layout.js';
import { baseWeights } from './model/layer-weights.js';
import { tidy } from './model/tidy.js';
import {
  type Drawn,
  drawnLogProbs,
  headKl,
  headLogProbs,
  headLogProbsAndKl,
  tokenLogProbs,
} from './model/token-log-probs.js';
import type { Continuation, LogProbOptions, TokenBatch } from './policy.js';

/** Log-probs of the completion tokens under the model alone, [P · G, T], 0 behind the end; differentiable in its weights. */
export function groupLogProbs(
  model: CausalLm,
  { prompts, completions }: TokenBatch,
  { temperature = 1 }: LogProbOptions = {},
): tf.Tensor {
  return tidy(() => {
    const ops = tfjsOps;
    const layout = layoutGroups(prompts, completions);
    const states = ops.toTensor(hiddenStates(ops, model, baseWeights(ops, model), layout));
    const logits = tf.matMul(states, model.head, false, true);
    const logProbs = tokenLogProbs(logits, concatenated(completions.flat()), temperature);
    return padded(logProbs, layout.branches[0] as Branch);
  });
}

/** The states that predict the tokens of a layout, [M, C], and how those of its first branch were drawn, where that is known. */
export interface PassStates {
  readonly states: tf.Tensor;
  readonly drawn?: Drawn;
}

/** What is asked of the branches behind prompts, under any weights: `hidden` gives the states of a layout, and `reference` those they are compared with. */
export function scoreGroups(
  model: CausalLm,
  hidden: (layout: GroupLayout) => PassStates,
  reference: (layout: GroupLayout) => tf.Tensor,
  prompts: readonly Int32Array[],
  branches: readonly Continuation[],
  { temperature = 1 }: LogProbOptions = {},
): tf.Tensor[] {
  return tidy(() => {
    const layout = layoutOf(prompts, branches);
    const sizes = layout.branches.map(({ lengths }) => lengths.reduce((total, length) => total + length, 0));
    const all = hidden(layout);
    const states = sizes.length > 1 ? tf.split(all.states, sizes, 0) : [all.states];
    return branches.flatMap((asked, i) => {
      const rows = states[i] as tf.Tensor;
      const branch = layout.branches[i] as Branch;
      if ('candidates' in asked) {
        const head = tf.gather(model.head, tf.tensor1d(asked.candidates, 'int32'));
        return padded(tf.div(tf.matMul(rows, head, false, true), temperature), branch);
      }
      const drawn = i === 0 && all.drawn?.temperature === temperature ? all.drawn : null;
      const compared = () => reference(layoutGroups(prompts, asked.completions));
      return scored(model.head, rows, asked, drawn, compared, temperature).map((x) => padded(x, branch));
    });
  });
}

/** Log-probs of the completions asked for, and the KL if it is; what is known of their drawing is not computed again. */
function scored(
  head: tf.Tensor,
  states: tf.Tensor,
  { completions, klToReference }: Extract<Continuation, { klToReference?: boolean }>,
  drawn: Drawn | null,
  reference: () => tf.Tensor,
  temperature: number,
): readonly tf.Tensor[] {
  const targets = concatenated(completions.flat());
  if (!drawn && klToReference) return headLogProbsAndKl(states, reference, head, targets, temperature);
  const logProbs = drawn
    ? drawnLogProbs(states, head, targets, drawn)
    : headLogProbs(states, head, targets, temperature);
  return klToReference ? [logProbs, headKl(states, reference, head, temperature)] : [logProbs];
}

/** Prompts with branches behind them. */
export function layoutOf(prompts: readonly Int32Array[], branches: readonly Continuation[]): GroupLayout {
  return layoutGroups(
    prompts,
    ...branches.map((branch) => ('tree' in branch ? branch.tree : branch.completions)),
  );
}

/** What was computed token by token, [M, …], as [P · G, T, …] with zeros behind the end. */
function padded(values: tf.Tensor, { lengths, completionTokens }: Branch): tf.Tensor {
  const [count, ...rest] = values.shape as [number, ...number[]];
  const shape = [lengths.length, completionTokens, ...rest];
  if (count === lengths.length * completionTokens) return tf.reshape(values, shape);
  const from = new Int32Array(lengths.length * completionTokens).fill(count);
  let next = 0;
  lengths.forEach((length, row) => {
    for (let t = 0; t < length; t++) from[row * completionTokens + t] = next++;
  });
  const withZero = tf.concat([values, tf.zeros([1, ...rest])], 0);
  return tf.reshape(tf.gather(withZero, tf.tensor1d(from, 'int32')), shape);
}
