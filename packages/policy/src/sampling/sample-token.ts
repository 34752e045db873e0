/** Sampling options of a token: temperature 0 is greedy; topP 1 and topK 0 keep all tokens. */
export interface TokenChoice {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
}

/** A sampled token. */
export interface SampledToken {
  readonly id: number;
  /** Log-prob in nats under the full softmax at the temperature (1 when greedy), before top-p and top-k. */
  readonly logProb: number;
}

/**
 * Samples a token from probabilities at the temperature, with one uniform number `u` in [0, 1).
 *
 * The nucleus is found among tokens with p ≥ (1 − topP) / V only: the others together weigh less than 1 −
 * topP, so none of them can be in it, and few are left to sort.
 */
export function sampleToken(
  probs: Float32Array,
  { temperature, topP, topK }: TokenChoice,
  u: number,
): SampledToken {
  const sampled = (id: number): SampledToken => ({ id, logProb: Math.log(probs[id] as number) });
  if (temperature === 0) return sampled(argMax(probs));
  if (topP >= 1 && topK <= 0) return sampled(sampleCategorical(probs, u).index);

  const least = (1 - topP) / probs.length;
  const candidates: number[] = [];
  let sum = 0;
  for (let i = 0; i < probs.length; i++) {
    const p = probs[i] as number;
    sum += p;
    if (p >= least) candidates.push(i);
  }
  candidates.sort((a, b) => (probs[b] as number) - (probs[a] as number) || a - b);
  let kept = 0;
  let mass = 0;
  const most = topK > 0 ? topK : candidates.length;
  while (kept < candidates.length && kept < most && (kept === 0 || mass < topP * sum)) {
    mass += probs[candidates[kept++] as number] as number;
  }
  const { index } = sampleCategorical(
    Float64Array.from(candidates.slice(0, kept), (id) => probs[id] as number),
    u,
  );
  return sampled(candidates[index] as number);
}

/** The first index of the largest value. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/**
 * The index that a uniform number `u` in [0, 1) selects from a categorical distribution with these weights.
 * `rest`, in [0, 1), is how far into the index's interval u falls.
 */
export function sampleCategorical(weights: ArrayLike<number>, u: number): { index: number; rest: number } {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number;
  let target = u * sum;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    if (target < weight) return { index: i, rest: target / weight };
    target -= weight;
    last = i;
  }
  return { index: last, rest: 1 - Number.EPSILON };
}
