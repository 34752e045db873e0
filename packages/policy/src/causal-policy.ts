import type { Completion } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { createAdapter, disposeAdapter, type LoraConfig } from './lora/adapter.js';
import { type CausalLm, disposeCausalLm } from './model/causal-lm.js';
import { forwardGroups } from './model/forward-groups.js';
import { layoutGroups } from './model/group-layout.js';
import { type Project, projectBase, projectLora, projectMerged } from './model/project.js';
import { tidy } from './model/tidy.js';
import { tokenLogProbs } from './model/token-log-probs.js';
import type { LogProbOptions, Policy, ScoredBranch, TokenBatch } from './policy.js';
import { DEFAULT_SAMPLING, generateGroups } from './sampling/generate.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** A policy from a model on the backend, its tokenizer and a fresh adapter. It takes the model over. */
export function createPolicy(
  model: CausalLm,
  tokenizer: Tokenizer,
  options: { lora?: Partial<LoraConfig>; seed?: number | string } = {},
): Policy {
  const adapter = createAdapter(model.config, options.lora, options.seed);
  const complete: Policy['completeGroups'] = async (prompts, sampling = {}) => {
    const merged = projectMerged(model, adapter);
    try {
      const ids = prompts.map((prompt) => tokenizer.applyChatTemplate(prompt));
      return await generateGroups(model, merged.project, tokenizer, ids, {
        ...DEFAULT_SAMPLING,
        ...sampling,
      });
    } finally {
      merged.dispose();
    }
  };
  return {
    adapter,
    config: model.config,
    completeGroups: complete,
    complete: async (prompt, sampling) => (await complete([prompt], sampling))[0] as Completion[],
    encodePrompt: (prompt) => tokenizer.applyChatTemplate(prompt),
    encodeReply: (text) => tokenizer.encode(text),
    decode: (tokenIds) => tokenizer.decode(tokenIds),
    score: (prompts, branches, options) =>
      scoreGroups(model, projectLora(model, adapter), prompts, branches, options),
    logProbs: (batch, options) => groupLogProbs(model, projectLora(model, adapter), batch, options),
    referenceLogProbs: (batch, options) => groupLogProbs(model, projectBase(model), batch, options),
    dispose: () => {
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
}

/** Log-probs of the completion tokens, [P·G, T], 0 behind the end; differentiable in whatever `project` and the model use. */
export function groupLogProbs(
  model: CausalLm,
  project: Project,
  { prompts, completions }: TokenBatch,
  options?: LogProbOptions,
): tf.Tensor {
  return scoreGroups(model, project, prompts, [{ completions }], options)[0] as tf.Tensor;
}

/** `Policy.score` under any projection. */
function scoreGroups(
  model: CausalLm,
  project: Project,
  prompts: readonly Int32Array[],
  branches: readonly ScoredBranch[],
  { temperature = 1 }: LogProbOptions = {},
): tf.Tensor[] {
  return tidy(() => {
    const layout = layoutGroups(prompts, ...branches.map(({ completions }) => completions));
    const hidden = forwardGroups(model, project, layout);
    return layout.branches.map(({ groupSize, completionTokens, targets, mask }, i) => {
      const shape: [number, number] = [layout.prompts * groupSize, completionTokens];
      const rows = hidden[i] as tf.Tensor;
      const candidates = branches[i]?.candidates;
      if (candidates) {
        const head = tf.gather(model.head, tf.tensor1d(candidates, 'int32'));
        const logits = tf.div(tf.matMul(rows, head, false, true), temperature);
        return tf.reshape(logits, [...shape, candidates.length]);
      }
      const logProbs = tokenLogProbs(tf.matMul(rows, model.head, false, true), targets, temperature);
      return tf.mul(tf.reshape(logProbs, shape), tf.tensor2d(mask, shape));
    });
  });
}
