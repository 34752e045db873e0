import type { RawTensor, TensorOps } from '@echo/compute';
import type { KeysAndValues, SavedSelfAttention, SavedSharedPrefixAttention } from './attention.js';
import type { SavedAttention } from './attention-contexts.js';
import type { AttentionPlan, ContinuationPlan } from './attention-plan.js';
import type { ModelConfig } from './model-config.js';
import type { PaddedIndex } from './padded-index.js';
import { paddedLayout } from './padded-layout.js';

/** What the backward pass of attention over a packed batch needs. */
export interface AttentionBackwardInputs {
  readonly plan: AttentionPlan;
  readonly saved: SavedAttention;
  /** The gradient of attention's result, [N′, H · D]. */
  readonly dAttnOut: RawTensor;
}

/** Gradients of q [N′, H · D], k and v [N, K · D] from that of attention's result. */
export function attentionBackward(
  ops: TensorOps,
  config: ModelConfig,
  { plan, saved: { shared, prompt, continuations }, dAttnOut }: AttentionBackwardInputs,
): { dq: RawTensor; dk: RawTensor; dv: RawTensor } {
  const { keyValueHeads: heads, headDim } = config;
  const layout = paddedLayout(ops, config);
  /** The gradient at padded positions, zero for padding. */
  const toPaddedQueries = (index: PaddedIndex, like: RawTensor) => {
    const padded = layout.gather(dAttnOut, index.gather);
    return ops.reshape(index.mask ? ops.mul(padded, index.mask) : padded, like.shape);
  };
  return ops.scope(() => {
    const within = (saved: SavedSelfAttention, index: PaddedIndex) =>
      selfAttentionBackward(ops, saved, toPaddedQueries(index, saved.out));
    const ofPrompt = within(prompt, plan.promptQueries);
    const ofContinuations = continuations.map((continuation, i) => {
      const { queries } = plan.continuations[i] as ContinuationPlan;
      const dOut = toPaddedQueries(queries, continuation.out);
      return sharedPrefixAttentionBackward(ops, prompt, continuation, dOut);
    });
    const parts = [
      ...(shared && plan.shared ? [within(shared, { gather: plan.shared, mask: null })] : []),
      {
        dq: ofPrompt.dq,
        dk: ofContinuations.reduce((sum, { prompt: dPrompt }) => ops.add(sum, dPrompt.k), ofPrompt.dk),
        dv: ofContinuations.reduce((sum, { prompt: dPrompt }) => ops.add(sum, dPrompt.v), ofPrompt.dv),
      },
      ...ofContinuations.map(({ dq, own }) => ({ dq, dk: own.k, dv: own.v })),
    ];
    const dqs = parts.map(({ dq }) => dq);
    /** Gradients of packed keys: rows at several padded positions get their sum, padding adds nothing. */
    const ofKeys = (gradients: readonly RawTensor[]) => {
      const flat = gradients.map((part) => ops.reshape(part, [-1, headDim]));
      return ops.reshape(ops.scatterAdd(ops.concat(flat, 0), plan.keys, plan.rows * heads), [plan.rows, -1]);
    };
    return {
      dq: layout.toPacked(dqs, plan.unpadQueries),
      dk: ofKeys(parts.map(({ dk }) => dk)),
      dv: ofKeys(parts.map(({ dv }) => dv)),
    };
  });
}

function selfAttentionBackward(ops: TensorOps, { q, k, v, probs, out }: SavedSelfAttention, dOut: RawTensor) {
  return ops.scope(() => {
    const dScores = softmaxBackward(ops, probs, ops.matMul(dOut, v, false, true), { out, dOut });
    return {
      dq: ops.matMul(dScores, k),
      dk: ops.matMul(dScores, q, true),
      dv: ops.matMul(probs, dOut, true),
    };
  });
}

function sharedPrefixAttentionBackward(
  ops: TensorOps,
  prompt: KeysAndValues,
  { q, own, promptProbs, ownProbs, out }: SavedSharedPrefixAttention,
  dOut: RawTensor,
) {
  const width = q.shape[2] as number;
  const perSequence = (x: RawTensor) => ops.reshape(x, [own.k.shape[0] as number, -1, width]);
  return ops.scope(() => {
    const [ownQ, dOwnOut, ownOut] = [perSequence(q), perSequence(dOut), perSequence(out)];
    const dPromptProbs = ops.matMul(dOut, prompt.v, false, true);
    const dPromptScores = softmaxBackward(ops, promptProbs, dPromptProbs, { out, dOut });
    const dOwnProbs = ops.matMul(dOwnOut, own.v, false, true);
    const dOwnScores = softmaxBackward(ops, ownProbs, dOwnProbs, { out: ownOut, dOut: dOwnOut });
    return {
      dq: ops.add(ops.matMul(dPromptScores, prompt.k), ops.reshape(ops.matMul(dOwnScores, own.k), q.shape)),
      prompt: { k: ops.matMul(dPromptScores, q, true), v: ops.matMul(promptProbs, dOut, true) },
      own: { k: ops.matMul(dOwnScores, ownQ, true), v: ops.matMul(ownProbs, dOwnOut, true) },
    };
  });
}

/**
 * The gradient of attention scores, dS = P · (dP − Σ P·dP).
 * Σ P·dP = Σ dO·O over the width of a head: it is the same for all keys, those in other tensors included.
 */
function softmaxBackward(
  ops: TensorOps,
  probs: RawTensor,
  dProbs: RawTensor,
  { out, dOut }: { readonly out: RawTensor; readonly dOut: RawTensor },
): RawTensor {
  return ops.scope(() => ops.mul(probs, ops.sub(dProbs, ops.sum(ops.mul(dOut, out)))));
}
