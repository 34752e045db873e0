import { tensorOps } from '@echo/backend';
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
  let frozen: { readonly adapter: LoraAdapter; readonly merged: MergeOnce } | null = null;
  const reference = (layout: GroupLayout): tf.Tensor => {
    const ops = tensorOps();
    const weights = frozen ? frozen.merged.weightsOf(ops) : baseWeights(ops, model);
    return ops.toTensor(hiddenStates(ops, model, weights, layout));
  };
  /** What intermediate results may take. */
  const available = () => memory - residentBytes(model.config, frozen !== null);
  const fitsStored: Policy['fitsMemory'] = (prompts, branches) =>
    memory === Number.POSITIVE_INFINITY ||
    trainingBytes(model.config, layoutOf(prompts, branches), {
      klToReference: branches.some((branch) => 'klToReference' in branch && branch.klToReference === true),
    }) <= available();
  const recollection = createRecollection(model);
  const fitsMemory: Policy['fitsMemory'] = (prompts, branches) => {
    if (fitsStored(prompts, branches)) return true;
    const [first] = branches;
    return first !== undefined && 'completions' in first && recollection.holds(prompts, first.completions);
  };
  /** Whether completions can be remembered while they are written, and while an update starts from them. */
  const fitsActivationCache = (ids: readonly Int32Array[], { n, maxTokens }: Sampling) => {
    const longest = ids.map(() => Array.from({ length: n }, () => new Int32Array(maxTokens)));
    const layout = layoutGroups(ids, longest);
    const sampled =
      samplingBytes(model.config, layout, n, maxTokens) + waitingBytes(model.config, ids.length * n);
    const updated = trainingBytes(model.config, layout, { recompute: true, klToReference: true });
    return rememberedBytes(model.config, layout) + Math.max(sampled, updated) <= available();
  };
  const disposeReference = () => {
    frozen?.merged.dispose();
    if (frozen) disposeAdapter(frozen.adapter);
    frozen = null;
  };
  const complete: Policy['completeGroups'] = async (
    prompts,
    { keepActivations = false, ...sampling } = {},
  ) => {
    recollection.forget();
    const ops = tensorOps();
    const weights = merged.weightsOf(ops);
    const ids = prompts.map((prompt) => tokenizer.applyChatTemplate(prompt));
    const asked = { ...DEFAULT_SAMPLING, ...sampling };
    const write = (keep: ((pass: SamplingPass) => void) | null) =>
      generateGroups(ops, model, weights, tokenizer, ids, asked, available(), keep);
    const fitsKept = () => memory === Number.POSITIVE_INFINITY || fitsActivationCache(ids, asked);
    return keepActivations && fitsKept()
      ? recollection.record(ops, { weights, temperature: asked.temperature }, ids, write)
      : write(null);
  };
  const score: Policy['score'] = (prompts, branches, options) => {
    const ops = tensorOps();
    const weights = merged.weightsOf(ops);
    const hidden = (layout: GroupLayout): PassStates => {
      const pass = <T>(keeping: TraceKeeping<T>) => ({
        states: loraHiddenStates(ops, model, adapter, weights, layout, keeping),
      });
      const [first, ...others] = branches;
      if (!takingGradients()) return { states: ops.toTensor(hiddenStates(ops, model, weights, layout)) };
      const known =
        first && 'completions' in first
          ? recollection.knownRows(weights, layout, prompts, first.completions)
          : null;
      if (known) {
        const behind = others.length > 0 ? layoutOf(prompts, others) : null;
        const { drawn } = known;
        return {
          ...pass(startFrom(ops, model, weights, layout, known, behind)),
          drawn: { ...drawn, means: () => ops.toTensor(drawn.means(ops)) },
        };
      }
      if (memory < Number.POSITIVE_INFINITY) recollection.forget();
      if (fitsStored(prompts, branches)) return pass(keepAll(ops, model, weights, layout));
      return pass(computeAgain(ops, model, weights, layout));
    };
    return scoreGroups(model, hidden, reference, prompts, branches, options);
  };
  return {
    adapter,
    config: model.config,
    completeGroups: complete,
    complete: async (prompt, sampling) => (await complete([prompt], sampling))[0] as Completion[],
    encodePrompt: (prompt) => tokenizer.applyChatTemplate(prompt),
    encode: (text) => tokenizer.encode(text),
    decode: (tokenIds) => tokenizer.decode(tokenIds),
    score,
    fitsMemory,
    dropActivations: recollection.forget,
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
    freezeReference: () => {
      assertRoom(model.config, memory, true);
      recollection.forget();
      disposeReference();
      const copy = copyAdapter(adapter);
      frozen = { adapter: copy, merged: mergeOnce(model, copy) };
    },
    dispose: () => {
      recollection.forget();
      disposeReference();
      merged.dispose();
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
}
