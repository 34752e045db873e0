import type { RawTensor, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import type { AttentionMasks, AttentionPlan, ContinuationPlan, PaddedIndex } from './attention-plan.js';

/*
 * Shared-prefix attention: the keys and values of a prompt are computed once and read by all of its
 * completions, in training and in decoding; so are those of the prefix that all prompts share. Query heads
 * that share a key head (grouped-query attention) are stacked along time, so keys are not repeated. D is the
 * width of a head.
 */

/** Keys and values, [batch, keys, D]. */
export interface KeysAndValues {
  readonly k: RawTensor;
  readonly v: RawTensor;
}

/** Tensors saved for the backward pass of attention to one set of keys. */
interface SavedSelfAttention extends KeysAndValues {
  readonly q: RawTensor;
  readonly probs: RawTensor;
  readonly out: RawTensor;
}

/**
 * Tensors saved for the backward pass of shared-prefix attention, whose softmax spans prompt keys and own
 * keys.
 */
interface SavedSharedPrefixAttention {
  readonly q: RawTensor;
  readonly own: KeysAndValues;
  readonly promptProbs: RawTensor;
  readonly ownProbs: RawTensor;
  readonly out: RawTensor;
}

/** Tensors saved for the backward pass of a layer's attention. */
export interface SavedAttention {
  readonly shared: SavedSelfAttention | null;
  readonly prompt: SavedSelfAttention;
  readonly continuations: readonly SavedSharedPrefixAttention[];
}

/** Padded positions, flat, of packed rows [N, K · w]: [positions, w]. */
export function gatherPadded(ops: TensorOps, x: RawTensor, gather: RawTensor, heads: number): RawTensor {
  const [, width] = x.shape as [number, number];
  return ops.gather(ops.reshape(x, [-1, width / heads]), gather);
}

/** Packed rows [N, K · w] as a padded tensor, [batch, positions / batch, D]. */
export function toPadded(
  ops: TensorOps,
  { keyValueHeads, headDim }: ModelConfig,
  x: RawTensor,
  gather: RawTensor,
  batch: number,
): RawTensor {
  return ops.reshape(gatherPadded(ops, x, gather, keyValueHeads), [batch, -1, headDim]);
}

/** Padded `parts` of `width` values a position, as packed rows: [N, K · width]. */
export function toPacked(
  ops: TensorOps,
  parts: readonly RawTensor[],
  unpad: RawTensor,
  width: number,
  heads: number,
): RawTensor {
  const flat = parts.map((part) => ops.reshape(part, [-1, width]));
  const rows = ops.gather(ops.concat(flat, 0), unpad);
  return ops.reshape(rows, [-1, heads * width]);
}

/**
 * Attention over packed rows: q [N′, H · D] scaled, k and v [N, K · D] → [N′, H · D]. With `attnOut`, its
 * cached result, only the other tensors of the backward pass are computed.
 */
export function attention(
  ops: TensorOps,
  config: ModelConfig,
  plan: AttentionPlan,
  masks: AttentionMasks,
  q: RawTensor,
  k: RawTensor,
  v: RawTensor,
  attnOut: RawTensor | null = null,
): { attnOut: RawTensor; saved: SavedAttention } {
  const { keyValueHeads: heads, headDim } = config;
  const sequences = plan.prompts * heads;
  const pad = (x: RawTensor, gather: RawTensor, batch: number) => toPadded(ops, config, x, gather, batch);
  return ops.scope(() => {
    const cached = (gather: RawTensor, batch: number) => attnOut && pad(attnOut, gather, batch);
    const selfAttend = (queries: RawTensor, keys: RawTensor, mask: RawTensor | null, batch: number) => {
      const own = { k: pad(k, keys, batch), v: pad(v, keys, batch) };
      return selfAttention(ops, pad(q, queries, batch), own, mask, cached(queries, batch));
    };
    const prompt = selfAttend(plan.promptQueries.gather, plan.promptKeys, masks.prompt, sequences);
    const saved: SavedAttention = {
      shared: plan.shared && selfAttend(plan.shared, plan.shared, masks.shared, heads),
      prompt,
      continuations: plan.continuations.map(({ queries, keys, groupSize }, i) => {
        const stacked = pad(q, queries.gather, sequences);
        const own = {
          k: pad(k, keys, sequences * groupSize),
          v: pad(v, keys, sequences * groupSize),
        };
        const causal = masks.own[i] as RawTensor;
        const out = cached(queries.gather, sequences);
        return {
          q: stacked,
          own,
          ...sharedPrefixAttention(ops, stacked, prompt, masks.padding, own, causal, out),
        };
      }),
    };
    if (attnOut) return { attnOut, saved };
    const parts = [saved.shared, prompt, ...saved.continuations].flatMap((part) => (part ? [part.out] : []));
    const width = (config.heads / heads) * headDim;
    return { attnOut: toPacked(ops, parts, plan.unpadQueries, width, heads), saved };
  });
}

/** Attention of padded queries to one set of keys; `out` is its result where that is cached. */
function selfAttention(
  ops: TensorOps,
  q: RawTensor,
  { k, v }: KeysAndValues,
  mask: RawTensor | null,
  out: RawTensor | null,
): SavedSelfAttention {
  return ops.scope(() => {
    const scores = ops.matMul(q, k, false, true);
    const probs = ops.softmax(mask ? ops.add(scores, mask) : scores);
    return { q, k, v, probs, out: out ?? ops.matMul(probs, v) };
  });
}

/**
 * Attention of completions to their prompt and to themselves, under one softmax. q is [P · K, G · S · R, D],
 * the prompt's keys [P · K, U, D], own keys [P · K · G, T, D]; `out` is the result where that is cached.
 */
export function sharedPrefixAttention(
  ops: TensorOps,
  q: RawTensor,
  prompt: KeysAndValues,
  paddingMask: RawTensor | null,
  own: KeysAndValues,
  causal: RawTensor | null,
  out: RawTensor | null = null,
): { promptProbs: RawTensor; ownProbs: RawTensor; out: RawTensor } {
  const [batch, queries, width] = q.shape as [number, number, number];
  const promptKeys = prompt.k.shape[1] as number;
  const perSequence = (batch * queries) / (own.k.shape[0] as number);
  return ops.scope(() => {
    const promptScores = ops.matMul(q, prompt.k, false, true);
    const ownScores = ops.matMul(ops.reshape(q, [-1, perSequence, width]), own.k, false, true);
    const scores = ops.concat(
      [
        ops.reshape(paddingMask ? ops.add(promptScores, paddingMask) : promptScores, [
          -1,
          perSequence,
          promptKeys,
        ]),
        causal ? ops.add(ownScores, causal) : ownScores,
      ],
      2,
    );
    const [probsOfPrompt, ownProbs] = ops.split(ops.softmax(scores), [promptKeys, -1]) as [
      RawTensor,
      RawTensor,
    ];
    const promptProbs = ops.reshape(probsOfPrompt, [batch, -1, promptKeys]);
    if (out) return { promptProbs, ownProbs, out };
    const fromOwn = ops.reshape(ops.matMul(ownProbs, own.v), [batch, -1, width]);
    return { promptProbs, ownProbs, out: ops.add(ops.matMul(promptProbs, prompt.v), fromOwn) };
  });
}

/** Gradients of q [N′, H · D], k and v [N, K · D] from that of attention's result, [N′, H · D]. */
export function attentionBackward(
  ops: TensorOps,
  config: ModelConfig,
  plan: AttentionPlan,
  { shared, prompt, continuations }: SavedAttention,
  dRows: RawTensor,
): { dq: RawTensor; dk: RawTensor; dv: RawTensor } {
  const { keyValueHeads: heads, headDim } = config;
  /** The gradient at padded positions, zero for padding. */
  const toPaddedQueries = (index: PaddedIndex, like: RawTensor) => {
    const padded = gatherPadded(ops, dRows, index.gather, heads);
    return ops.reshape(index.mask ? ops.mul(padded, index.mask) : padded, like.shape);
  };
  return ops.scope(() => {
    const within = (saved: SavedSelfAttention, index: PaddedIndex) =>
      selfAttentionBackward(ops, saved, toPaddedQueries(index, saved.out));
    const ofPrompt = within(prompt, plan.promptQueries);
    const ofContinuations = continuations.map((continuation, i) => {
      const { queries } = plan.continuations[i] as ContinuationPlan;
      return sharedPrefixAttentionBackward(
        ops,
        prompt,
        continuation,
        toPaddedQueries(queries, continuation.out),
      );
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
      dq: toPacked(ops, dqs, plan.unpadQueries, (config.heads / heads) * headDim, heads),
      dk: ofKeys(parts.map(({ dk }) => dk)),
      dv: ofKeys(parts.map(({ dv }) => dv)),
    };
  });
}

function selfAttentionBackward(ops: TensorOps, { q, k, v, probs, out }: SavedSelfAttention, dOut: RawTensor) {
  return ops.scope(() => {
    const dScores = softmaxBackward(ops, probs, ops.matMul(dOut, v, false, true), dOut, out);
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
  saved: SavedSharedPrefixAttention,
  dOut: RawTensor,
) {
  const { q, own, promptProbs, ownProbs, out } = saved;
  const width = q.shape[2] as number;
  const perSequence = (x: RawTensor) => ops.reshape(x, [own.k.shape[0] as number, -1, width]);
  return ops.scope(() => {
    const [ownQ, dOwnOut, ownOut] = [perSequence(q), perSequence(dOut), perSequence(out)];
    const dPromptScores = softmaxBackward(
      ops,
      promptProbs,
      ops.matMul(dOut, prompt.v, false, true),
      dOut,
      out,
    );
    const dOwnScores = softmaxBackward(
      ops,
      ownProbs,
      ops.matMul(dOwnOut, own.v, false, true),
      dOwnOut,
      ownOut,
    );
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
  dOut: RawTensor,
  out: RawTensor,
): RawTensor {
  return ops.scope(() => ops.mul(probs, ops.sub(dProbs, ops.sum(ops.mul(dOut, out)))));
}
