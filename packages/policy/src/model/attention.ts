import type { RawTensor, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import type { AttentionMasks, AttentionPlan, BranchPlan, Slots } from './attention-plan.js';

/*
 * A group shares its prompt: the keys and values of a prompt are computed once and read by all of its completions, in training and in
 * decoding; so are those of what all prompts begin with. Query heads that share a key head are stacked along time, so that nothing is
 * repeated. D is the width of a head.
 */

/** Keys and values, [batch, keys, D]. */
export interface KeysAndValues {
  readonly k: RawTensor;
  readonly v: RawTensor;
}

/** What the backward pass needs of the attention of queries to one set of keys. */
interface CausalTrace extends KeysAndValues {
  readonly q: RawTensor;
  readonly probs: RawTensor;
  readonly out: RawTensor;
}

/** … and of that of a branch: attention to its prompt and to itself share one softmax. */
interface BranchTrace {
  readonly q: RawTensor;
  readonly own: KeysAndValues;
  readonly toPrompt: RawTensor;
  readonly toOwn: RawTensor;
  readonly out: RawTensor;
}

export interface AttentionTrace {
  readonly shared: CausalTrace | null;
  readonly prompt: CausalTrace;
  readonly branches: readonly BranchTrace[];
}

/** Rows [N, K · w] into slots, each taken from where `from` says: [slots, w]. */
export function intoSlots(ops: TensorOps, x: RawTensor, from: RawTensor, heads: number): RawTensor {
  const [, width] = x.shape as [number, number];
  return ops.gather(ops.reshape(x, [-1, width / heads]), from);
}

/** … as rectangles, [batch, slots / batch, D]. */
export function intoRectangles(
  ops: TensorOps,
  { keyValueHeads, headDim }: ModelConfig,
  x: RawTensor,
  from: RawTensor,
  batch: number,
): RawTensor {
  return ops.reshape(intoSlots(ops, x, from, keyValueHeads), [batch, -1, headDim]);
}

/** Slots, as rectangles or flat, back into rows: parts with `width` numbers a slot → [N, K · width]. */
export function intoRows(
  ops: TensorOps,
  parts: readonly RawTensor[],
  back: RawTensor,
  width: number,
  heads: number,
): RawTensor {
  const flat = parts.map((part) => ops.reshape(part, [-1, width]));
  const rows = ops.gather(ops.concat(flat, 0), back);
  return ops.reshape(rows, [-1, heads * width]);
}

/**
 * Attention of rows: q [N′, H · D] scaled, k and v [N, K · D] → [N′, H · D]. Where this result is known already, as `attended`, only what the backward
 * pass needs besides is computed.
 */
export function attend(
  ops: TensorOps,
  config: ModelConfig,
  plan: AttentionPlan,
  masks: AttentionMasks,
  q: RawTensor,
  k: RawTensor,
  v: RawTensor,
  attended: RawTensor | null = null,
): { rows: RawTensor; trace: AttentionTrace } {
  const { keyValueHeads: heads, headDim } = config;
  const sequences = plan.prompts * heads;
  const place = (x: RawTensor, from: RawTensor, batch: number) => intoRectangles(ops, config, x, from, batch);
  return ops.scope(() => {
    const known = (from: RawTensor, batch: number) => attended && place(attended, from, batch);
    const within = (queries: RawTensor, keys: RawTensor, mask: RawTensor | null, batch: number) => {
      const own = { k: place(k, keys, batch), v: place(v, keys, batch) };
      return attendWithin(ops, place(q, queries, batch), own, mask, known(queries, batch));
    };
    const prompt = within(plan.promptQueries.from, plan.promptKeys, masks.prompt, sequences);
    const trace: AttentionTrace = {
      shared: plan.shared && within(plan.shared, plan.shared, masks.shared, heads),
      prompt,
      branches: plan.branches.map(({ queries, keys, groupSize }, i) => {
        const stacked = place(q, queries.from, sequences);
        const own = {
          k: place(k, keys, sequences * groupSize),
          v: place(v, keys, sequences * groupSize),
        };
        const causal = masks.own[i] as RawTensor;
        const out = known(queries.from, sequences);
        return {
          q: stacked,
          own,
          ...attendCompletion(ops, stacked, prompt, masks.padding, own, causal, out),
        };
      }),
    };
    if (attended) return { rows: attended, trace };
    const parts = [trace.shared, prompt, ...trace.branches].flatMap((part) => (part ? [part.out] : []));
    const width = (config.heads / heads) * headDim;
    return { rows: intoRows(ops, parts, plan.queriesBack, width, heads), trace };
  });
}

function attendWithin(
  ops: TensorOps,
  q: RawTensor,
  { k, v }: KeysAndValues,
  mask: RawTensor | null,
  out: RawTensor | null,
): CausalTrace {
  return ops.scope(() => {
    const scores = ops.matMul(q, k, false, true);
    const probs = ops.softmax(mask ? ops.add(scores, mask) : scores);
    return { q, k, v, probs, out: out ?? ops.matMul(probs, v) };
  });
}

/** Attention of completions to their prompt and to themselves. q is stacked, [P · K, G · S · R, D]; own keys are [P · K · G, T, D]. */
export function attendCompletion(
  ops: TensorOps,
  q: RawTensor,
  prompt: KeysAndValues,
  paddingMask: RawTensor | null,
  own: KeysAndValues,
  causal: RawTensor | null,
  out: RawTensor | null = null,
): { toPrompt: RawTensor; toOwn: RawTensor; out: RawTensor } {
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
    const [shareOfPrompt, toOwn] = ops.split(ops.softmax(scores), [promptKeys, -1]) as [RawTensor, RawTensor];
    const toPrompt = ops.reshape(shareOfPrompt, [batch, -1, promptKeys]);
    if (out) return { toPrompt, toOwn, out };
    const fromOwn = ops.reshape(ops.matMul(toOwn, own.v), [batch, -1, width]);
    return { toPrompt, toOwn, out: ops.add(ops.matMul(toPrompt, prompt.v), fromOwn) };
  });
}

/** Gradients in q [N′, H · D], k and v [N, K · D] from that in the result, [N′, H · D]. */
export function attendBackward(
  ops: TensorOps,
  config: ModelConfig,
  plan: AttentionPlan,
  { shared, prompt, branches }: AttentionTrace,
  dRows: RawTensor,
): { dq: RawTensor; dk: RawTensor; dv: RawTensor } {
  const { keyValueHeads: heads, headDim } = config;
  /** The gradient in slots, none in those that are padding. */
  const intoQueries = (slots: Slots, like: RawTensor) => {
    const placed = intoSlots(ops, dRows, slots.from, heads);
    return ops.reshape(slots.real ? ops.mul(placed, slots.real) : placed, like.shape);
  };
  return ops.scope(() => {
    const within = (trace: CausalTrace, slots: Slots) =>
      withinBackward(ops, trace, intoQueries(slots, trace.out));
    const ofPrompt = within(prompt, plan.promptQueries);
    const ofBranches = branches.map((branch, i) => {
      const { queries } = plan.branches[i] as BranchPlan;
      return branchBackward(ops, prompt, branch, intoQueries(queries, branch.out));
    });
    const parts = [
      ...(shared && plan.shared ? [within(shared, { from: plan.shared, real: null })] : []),
      {
        dq: ofPrompt.dq,
        dk: ofBranches.reduce((sum, branch) => ops.add(sum, branch.prompt.k), ofPrompt.dk),
        dv: ofBranches.reduce((sum, branch) => ops.add(sum, branch.prompt.v), ofPrompt.dv),
      },
      ...ofBranches.map(({ dq, own }) => ({ dq, dk: own.k, dv: own.v })),
    ];
    const dqs = parts.map(({ dq }) => dq);
    /** What stands in slots that are padding has no gradient, and what stands in several has their sum. */
    const ofKeys = (gradients: readonly RawTensor[]) => {
      const flat = gradients.map((part) => ops.reshape(part, [-1, headDim]));
      return ops.reshape(ops.scatterAdd(ops.concat(flat, 0), plan.keys, plan.rows * heads), [plan.rows, -1]);
    };
    return {
      dq: intoRows(ops, dqs, plan.queriesBack, (config.heads / heads) * headDim, heads),
      dk: ofKeys(parts.map(({ dk }) => dk)),
      dv: ofKeys(parts.map(({ dv }) => dv)),
    };
  });
}

function withinBackward(ops: TensorOps, { q, k, v, probs, out }: CausalTrace, dOut: RawTensor) {
  return ops.scope(() => {
    const dScores = softmaxBackward(ops, probs, ops.matMul(dOut, v, false, true), dOut, out);
    return {
      dq: ops.matMul(dScores, k),
      dk: ops.matMul(dScores, q, true),
      dv: ops.matMul(probs, dOut, true),
    };
  });
}

function branchBackward(ops: TensorOps, prompt: KeysAndValues, branch: BranchTrace, dOut: RawTensor) {
  const { q, own, toPrompt, toOwn, out } = branch;
  const width = q.shape[2] as number;
  const perSequence = (x: RawTensor) => ops.reshape(x, [own.k.shape[0] as number, -1, width]);
  return ops.scope(() => {
    const [ownQ, dOwnOut, ownOut] = [perSequence(q), perSequence(dOut), perSequence(out)];
    const dPromptScores = softmaxBackward(ops, toPrompt, ops.matMul(dOut, prompt.v, false, true), dOut, out);
    const dOwnScores = softmaxBackward(ops, toOwn, ops.matMul(dOwnOut, own.v, false, true), dOwnOut, ownOut);
    return {
      dq: ops.add(ops.matMul(dPromptScores, prompt.k), ops.reshape(ops.matMul(dOwnScores, own.k), q.shape)),
      prompt: { k: ops.matMul(dPromptScores, q, true), v: ops.matMul(toPrompt, dOut, true) },
      own: { k: ops.matMul(dOwnScores, ownQ, true), v: ops.matMul(toOwn, dOwnOut, true) },
    };
  });
}

/** dS = P · (dP − Σ P·dP), where Σ P·dP = Σ dO·O over the width of a head: it is the same for all keys, also those elsewhere. */
function softmaxBackward(
  ops: TensorOps,
  probs: RawTensor,
  dProbs: RawTensor,
  dOut: RawTensor,
  out: RawTensor,
): RawTensor {
  return ops.scope(() => ops.mul(probs, ops.sub(dProbs, ops.sum(ops.mul(dOut, out)))));
}
