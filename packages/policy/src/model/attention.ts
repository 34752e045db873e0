import type { Compute, RawTensor } from '@echo/backend';
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
export function intoSlots(c: Compute, x: RawTensor, from: RawTensor, heads: number): RawTensor {
  const [, width] = x.shape as [number, number];
  return c.gather(c.reshape(x, [-1, width / heads]), from);
}

/** … as rectangles, [batch, slots / batch, D]. */
export function intoRectangles(
  c: Compute,
  { keyValueHeads, headDim }: ModelConfig,
  x: RawTensor,
  from: RawTensor,
  batch: number,
): RawTensor {
  return c.reshape(intoSlots(c, x, from, keyValueHeads), [batch, -1, headDim]);
}

/** Slots, as rectangles or flat, back into rows: parts with `width` numbers a slot → [N, K · width]. */
export function intoRows(
  c: Compute,
  parts: readonly RawTensor[],
  back: RawTensor,
  width: number,
  heads: number,
): RawTensor {
  const flat = parts.map((part) => c.reshape(part, [-1, width]));
  const rows = c.gather(c.concat(flat, 0), back);
  return c.reshape(rows, [-1, heads * width]);
}

/**
 * Attention of rows: q [N′, H · D] scaled, k and v [N, K · D] → [N′, H · D]. Where this result is known already, as `attended`, only what the backward
 * pass needs besides is computed.
 */
export function attend(
  c: Compute,
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
  const place = (x: RawTensor, from: RawTensor, batch: number) => intoRectangles(c, config, x, from, batch);
  return c.scope(() => {
    const known = (from: RawTensor, batch: number) => attended && place(attended, from, batch);
    const within = (queries: RawTensor, keys: RawTensor, mask: RawTensor | null, batch: number) => {
      const own = { k: place(k, keys, batch), v: place(v, keys, batch) };
      return attendWithin(c, place(q, queries, batch), own, mask, known(queries, batch));
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
        return { q: stacked, own, ...attendCompletion(c, stacked, prompt, masks.padding, own, causal, out) };
      }),
    };
    if (attended) return { rows: attended, trace };
    const parts = [trace.shared, prompt, ...trace.branches].flatMap((part) => (part ? [part.out] : []));
    const width = (config.heads / heads) * headDim;
    return { rows: intoRows(c, parts, plan.queriesBack, width, heads), trace };
  });
}

function attendWithin(
  c: Compute,
  q: RawTensor,
  { k, v }: KeysAndValues,
  mask: RawTensor | null,
  out: RawTensor | null,
): CausalTrace {
  return c.scope(() => {
    const scores = c.matMul(q, k, false, true);
    const probs = c.softmax(mask ? c.add(scores, mask) : scores);
    return { q, k, v, probs, out: out ?? c.matMul(probs, v) };
  });
}

/** Attention of completions to their prompt and to themselves. q is stacked, [P · K, G · S · R, D]; own keys are [P · K · G, T, D]. */
export function attendCompletion(
  c: Compute,
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
  return c.scope(() => {
    const promptScores = c.matMul(q, prompt.k, false, true);
    const ownScores = c.matMul(c.reshape(q, [-1, perSequence, width]), own.k, false, true);
    const scores = c.concat(
      [
        c.reshape(paddingMask ? c.add(promptScores, paddingMask) : promptScores, [
          -1,
          perSequence,
          promptKeys,
        ]),
        causal ? c.add(ownScores, causal) : ownScores,
      ],
      2,
    );
    const [shareOfPrompt, toOwn] = c.split(c.softmax(scores), [promptKeys, -1]) as [RawTensor, RawTensor];
    const toPrompt = c.reshape(shareOfPrompt, [batch, -1, promptKeys]);
    if (out) return { toPrompt, toOwn, out };
    const fromOwn = c.reshape(c.matMul(toOwn, own.v), [batch, -1, width]);
    return { toPrompt, toOwn, out: c.add(c.matMul(toPrompt, prompt.v), fromOwn) };
  });
}

/** Gradients in q [N′, H · D], k and v [N, K · D] from that in the result, [N′, H · D]. */
export function attendBackward(
  c: Compute,
  config: ModelConfig,
  plan: AttentionPlan,
  { shared, prompt, branches }: AttentionTrace,
  dRows: RawTensor,
): { dq: RawTensor; dk: RawTensor; dv: RawTensor } {
  const { keyValueHeads: heads, headDim } = config;
  /** The gradient in slots, none in those that are padding. */
  const intoQueries = (slots: Slots, like: RawTensor) => {
    const placed = intoSlots(c, dRows, slots.from, heads);
    return c.reshape(slots.real ? c.mul(placed, slots.real) : placed, like.shape);
  };
  return c.scope(() => {
    const within = (trace: CausalTrace, slots: Slots) =>
      withinBackward(c, trace, intoQueries(slots, trace.out));
    const ofPrompt = within(prompt, plan.promptQueries);
    const ofBranches = branches.map((branch, i) => {
      const { queries } = plan.branches[i] as BranchPlan;
      return branchBackward(c, prompt, branch, intoQueries(queries, branch.out));
    });
    const parts = [
      ...(shared && plan.shared ? [within(shared, { from: plan.shared, real: null })] : []),
      {
        dq: ofPrompt.dq,
        dk: ofBranches.reduce((sum, branch) => c.add(sum, branch.prompt.k), ofPrompt.dk),
        dv: ofBranches.reduce((sum, branch) => c.add(sum, branch.prompt.v), ofPrompt.dv),
      },
      ...ofBranches.map(({ dq, own }) => ({ dq, dk: own.k, dv: own.v })),
    ];
    const dqs = parts.map(({ dq }) => dq);
    /** What stands in slots that are padding has no gradient, and what stands in several has their sum. */
    const ofKeys = (gradients: readonly RawTensor[]) => {
      const flat = gradients.map((part) => c.reshape(part, [-1, headDim]));
      return c.reshape(c.scatterAdd(c.concat(flat, 0), plan.keys, plan.rows * heads), [plan.rows, -1]);
    };
    return {
      dq: intoRows(c, dqs, plan.queriesBack, (config.heads / heads) * headDim, heads),
      dk: ofKeys(parts.map(({ dk }) => dk)),
      dv: ofKeys(parts.map(({ dv }) => dv)),
    };
  });
}

function withinBackward(c: Compute, { q, k, v, probs, out }: CausalTrace, dOut: RawTensor) {
  return c.scope(() => {
    const dScores = softmaxBackward(c, probs, c.matMul(dOut, v, false, true), dOut, out);
    return { dq: c.matMul(dScores, k), dk: c.matMul(dScores, q, true), dv: c.matMul(probs, dOut, true) };
  });
}

function branchBackward(c: Compute, prompt: KeysAndValues, branch: BranchTrace, dOut: RawTensor) {
  const { q, own, toPrompt, toOwn, out } = branch;
  const width = q.shape[2] as number;
  const perSequence = (x: RawTensor) => c.reshape(x, [own.k.shape[0] as number, -1, width]);
  return c.scope(() => {
    const [ownQ, dOwnOut, ownOut] = [perSequence(q), perSequence(dOut), perSequence(out)];
    const dPromptScores = softmaxBackward(c, toPrompt, c.matMul(dOut, prompt.v, false, true), dOut, out);
    const dOwnScores = softmaxBackward(c, toOwn, c.matMul(dOwnOut, own.v, false, true), dOwnOut, ownOut);
    return {
      dq: c.add(c.matMul(dPromptScores, prompt.k), c.reshape(c.matMul(dOwnScores, own.k), q.shape)),
      prompt: { k: c.matMul(dPromptScores, q, true), v: c.matMul(toPrompt, dOut, true) },
      own: { k: c.matMul(dOwnScores, ownQ, true), v: c.matMul(toOwn, dOwnOut, true) },
    };
  });
}

/** dS = P · (dP − Σ P·dP), where Σ P·dP = Σ dO·O over the width of a head: it is the same for all keys, also those elsewhere. */
function softmaxBackward(
  c: Compute,
  probs: RawTensor,
  dProbs: RawTensor,
  dOut: RawTensor,
  out: RawTensor,
): RawTensor {
  return c.scope(() => c.mul(probs, c.sub(dProbs, c.sum(c.mul(dOut, out)))));
}
