import { type RawTensor, treeForEach } from '@echo/compute';
import { type Completion, EchoError } from '@echo/core';
import type { LayerActivations } from './decoder-layer.js';
import { expectedHeadRows } from './expected-head-rows.js';
import type { WeightsOf } from './layer-weights.js';
import { type PackedPrompts, packPrompts } from './packed-batch.js';
import type { PassContext } from './pass-context.js';

/*
 * Sampling computes the same activations of prompts and completions as an update by the same weights would:
 * cached, no row needs a second forward pass. Nor a second pass through the head: the gradient of a token's
 * log-prob in the hidden state that predicts it is (h − E[h]) / temperature, where h is the token's head row
 * and E[h] the expected head row under the softmax at the temperature.
 */

/** Activations of one pass of sampling: the prefill, or one decoding step of the active completions. */
export interface DecodeActivations {
  /** The completion of each row, prompt · G + index in the group; null for the prefill. */
  readonly completions: Int32Array | null;
  readonly layers: readonly LayerActivations[];
  /** The residual stream after the last layer, of its output rows. */
  readonly x: RawTensor;
  /** The softmax over each row's next token at the temperature, before top-p and top-k: [N, V]. */
  readonly probs: RawTensor;
}

type ForwardActivations = Omit<DecodeActivations, 'probs'>;

/**
 * Activations kept from sampling groups of completions: a value of `Policy.sample` that `Policy.score`
 * reuses. Its fields are the policy's own business; `dispose` frees it.
 */
export interface ActivationCache {
  readonly prompts: readonly Int32Array[];
  readonly packedPrompts: PackedPrompts;
  readonly groupSize: number;
  /** Token ids of each completion, [P · G]. */
  readonly completions: readonly Int32Array[];
  readonly logProbs: readonly Float32Array[];
  readonly temperature: number;
  /** The weights that sampled, by their identity. */
  readonly weightsOf: WeightsOf;
  /** The activations of the prefill, then of each decoding step; empty once disposed. */
  readonly passes: readonly ForwardActivations[];
  /** The expected head row under the softmax after each output row, pass by pass: [·, C], in parts. */
  readonly expectedHeadRows: readonly RawTensor[];
  dispose(): void;
}

/**
 * Records the activations that `sample` passes to `keep`: of the prefill, then of each step. They are freed
 * when it fails.
 */
export function recordActivations(
  { ops, model, weightsOf }: PassContext,
  prompts: readonly Int32Array[],
  temperature: number,
  sample: (keep: (pass: DecodeActivations) => void) => Completion[][],
): { readonly groups: Completion[][]; readonly activations: ActivationCache } {
  const passes: ForwardActivations[] = [];
  const expected = expectedHeadRows(ops, ops.fromTensor(model.head));
  const dispose = () => {
    treeForEach(passes.splice(0), (tensor) => ops.dispose(tensor));
    expected.dispose();
  };
  try {
    const groups = sample(({ probs, ...pass }) => {
      treeForEach(pass, (tensor) => ops.keep(tensor));
      passes.push(pass);
      expected.add(probs);
    });
    expected.finish();
    const activations: ActivationCache = {
      prompts,
      packedPrompts: packPrompts(prompts),
      groupSize: groups[0]?.length ?? 0,
      completions: groups.flat().map(({ tokenIds }) => tokenIds.slice()),
      logProbs: groups.flat().map(({ logProbs }) => logProbs.slice()),
      temperature: temperature || 1,
      weightsOf,
      passes,
      expectedHeadRows: expected.parts,
      dispose,
    };
    return { groups, activations };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** A choice of sampled groups: `groups` names, for each prompt of a score, which sampled group it is. */
export interface CachedGroups {
  readonly cache: ActivationCache;
  /** Indices into the prompts that were sampled. */
  readonly groups: readonly number[];
}

/**
 * Asserts that cached groups are those of these prompts and completions, by these weights. A completion may
 * also be what the sampled one begins with, and a group its first completions.
 *
 * @throws EchoError `invalid-input` when they are not, or were disposed.
 */
export function assertCached(
  { cache, groups }: CachedGroups,
  weightsOf: WeightsOf,
  prompts: readonly Int32Array[],
  completions: readonly (readonly Int32Array[])[],
): void {
  assertKept(cache);
  if (cache.weightsOf !== weightsOf)
    throw new EchoError(
      'invalid-input',
      'The adapter has changed since these activations were kept; sample again, or leave out `activations`.',
    );
  const isSampled = groups.every((group, p) => {
    const sampled = cache.prompts[group];
    return (
      sampled !== undefined &&
      sampled.join() === prompts[p]?.join() &&
      (completions[p]?.length ?? 0) > 0 &&
      (completions[p]?.length ?? 0) <= cache.groupSize &&
      (completions[p] ?? []).every((ids, g) =>
        beginsWith(cache.completions[group * cache.groupSize + g] as Int32Array, ids),
      )
    );
  });
  if (!isSampled || groups.length !== prompts.length)
    throw new EchoError(
      'invalid-input',
      'Expected the prompts and completions that these activations were kept from, group by group; give those, or leave out `activations`.',
    );
}

/** Asserts that activations have not been disposed. */
export function assertKept({ passes }: ActivationCache): void {
  if (passes.length === 0)
    throw new EchoError(
      'invalid-input',
      'Expected the activations of sampling to be kept until the gradient is taken; dispose them only after that.',
    );
}

function beginsWith(ids: Int32Array, prefix: Int32Array): boolean {
  return prefix.length <= ids.length && prefix.every((id, i) => id === ids[i]);
}
