import { currentCompute } from '@echo/backend';
import type { Completion } from '@echo/core';
import type * as tf from '@tensorflow/tfjs-core';
import {
  copyAdapter,
  createAdapter,
  disposeAdapter,
  type LoraAdapter,
  type LoraConfig,
} from './lora/adapter.js';
import { type CausalLm, disposeCausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { type GroupLayout, layoutGroups } from './model/group-layout.js';
import { computeAgain, keepAll, startFrom, type TraceKeeping } from './model/kept-traces.js';
import { baseWeights } from './model/layer-weights.js';
import { loraHiddenStates, takingGradients } from './model/lora-hidden-states.js';
import { type MergeOnce, mergeOnce } from './model/merge-once.js';
import {
  assertRoom,
  rememberedBytes,
  residentBytes,
  samplingBytes,
  trainingBytes,
  waitingBytes,
} from './model/pass-bytes.js';
import { createRecollection, type SamplingPass } from './model/recollection.js';
import type { Policy } from './policy.js';
import { DEFAULT_SAMPLING, generateGroups, type Sampling } from './sampling/generate.js';
import { layoutOf, type PassStates, scoreGroups } from './score-groups.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/**
 * A policy from a model on the backend, its tokenizer and a fresh adapter. It takes the model over. `memory` is what the process may take, in
 * bytes: within it completions are written for fewer prompts at a time, and layers computed twice, where needed. Estimated, not enforced: the
 * completions of one prompt are never parted.
 *
 * @throws EchoError `invalid-input` when the weights leave no room in it.
 */
export function createPolicy(
  model: CausalLm,
  tokenizer: Tokenizer,
  options: { lora?: Partial<LoraConfig>; seed?: number | string; memory?: number } = {},
): Policy {
  const { memory = Number.POSITIVE_INFINITY } = options;
  assertRoom(model.config, memory);
  const adapter = createAdapter(model.config, options.lora, options.seed);
  const merged = mergeOnce(model, adapter);
  let anchored: { readonly adapter: LoraAdapter; readonly merged: MergeOnce } | null = null;
  const reference = (layout: GroupLayout): tf.Tensor => {
    const c = currentCompute();
    const weights = anchored ? anchored.merged.weightsOf(c) : baseWeights(c, model);
    return c.release(hiddenStates(c, model, weights, layout));
  };
  /** What intermediate results may take. */
  const room = () => memory - residentBytes(model.config, anchored !== null);
  const fitsAfresh: Policy['fits'] = (prompts, branches) =>
    memory === Number.POSITIVE_INFINITY ||
    trainingBytes(model.config, layoutOf(prompts, branches), {
      klToReference: branches.some((branch) => 'klToReference' in branch && branch.klToReference === true),
    }) <= room();
  const recollection = createRecollection(model);
  const fits: Policy['fits'] = (prompts, branches) => {
    if (fitsAfresh(prompts, branches)) return true;
    const [first] = branches;
    return first !== undefined && 'completions' in first && recollection.holds(prompts, first.completions);
  };
  /** Whether completions can be remembered while they are written, and while an update starts from them. */
  const fitsRemembered = (ids: readonly Int32Array[], { n, maxTokens }: Sampling) => {
    const longest = ids.map(() => Array.from({ length: n }, () => new Int32Array(maxTokens)));
    const layout = layoutGroups(ids, longest);
    const sampled =
      samplingBytes(model.config, layout, n, maxTokens) + waitingBytes(model.config, ids.length * n);
    const updated = trainingBytes(model.config, layout, { recompute: true, klToReference: true });
    return rememberedBytes(model.config, layout) + Math.max(sampled, updated) <= room();
  };
  const forgetAnchor = () => {
    anchored?.merged.dispose();
    if (anchored) disposeAdapter(anchored.adapter);
    anchored = null;
  };
  const complete: Policy['completeGroups'] = async (prompts, { remember = false, ...sampling } = {}) => {
    recollection.forget();
    const c = currentCompute();
    const weights = merged.weightsOf(c);
    const ids = prompts.map((prompt) => tokenizer.applyChatTemplate(prompt));
    const asked = { ...DEFAULT_SAMPLING, ...sampling };
    const write = (keep: ((pass: SamplingPass) => void) | null) =>
      generateGroups(c, model, weights, tokenizer, ids, asked, room(), keep);
    const canRemember = () => memory === Number.POSITIVE_INFINITY || fitsRemembered(ids, asked);
    return remember && canRemember()
      ? recollection.record(c, { weights, temperature: asked.temperature }, ids, write)
      : write(null);
  };
  const score: Policy['score'] = (prompts, branches, options) => {
    const c = currentCompute();
    const weights = merged.weightsOf(c);
    const hidden = (layout: GroupLayout): PassStates => {
      const pass = <T>(keeping: TraceKeeping<T>) => ({
        states: loraHiddenStates(c, model, adapter, weights, layout, keeping),
      });
      const [first, ...others] = branches;
      if (!takingGradients()) return { states: c.release(hiddenStates(c, model, weights, layout)) };
      const known =
        first && 'completions' in first
          ? recollection.knownRows(weights, layout, prompts, first.completions)
          : null;
      if (known) {
        const behind = others.length > 0 ? layoutOf(prompts, others) : null;
        const { drawn } = known;
        return {
          ...pass(startFrom(c, model, weights, layout, known, behind)),
          drawn: { ...drawn, means: () => c.release(drawn.means(c)) },
        };
      }
      if (memory < Number.POSITIVE_INFINITY) recollection.forget();
      if (fitsAfresh(prompts, branches)) return pass(keepAll(c, model, weights, layout));
      return pass(computeAgain(c, model, weights, layout));
    };
    return scoreGroups(model, hidden, reference, prompts, branches, options);
  };
  return {
    adapter,
    config: model.config,
    completeGroups: complete,
    complete: async (prompt, sampling) => (await complete([prompt], sampling))[0] as Completion[],
    encodePrompt: (prompt) => tokenizer.applyChatTemplate(prompt),
    encodeReply: (text) => tokenizer.encode(text),
    decode: (tokenIds) => tokenizer.decode(tokenIds),
    score,
    fits,
    forget: recollection.forget,
    logProbs: ({ prompts, completions }, options) =>
      score(prompts, [{ completions }], options)[0] as tf.Tensor,
    referenceLogProbs: ({ prompts, completions }, options) =>
      scoreGroups(
        model,
        (layout) => ({ states: reference(layout) }),
        reference,
        prompts,
        [{ completions }],
        options,
      )[0] as tf.Tensor,
    anchor: () => {
      assertRoom(model.config, memory, true);
      recollection.forget();
      forgetAnchor();
      const copy = copyAdapter(adapter);
      anchored = { adapter: copy, merged: mergeOnce(model, copy) };
    },
    dispose: () => {
      recollection.forget();
      forgetAnchor();
      merged.dispose();
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
}
