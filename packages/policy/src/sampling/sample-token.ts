/** How one token is chosen: temperature 0 takes the most likely, topP 1 and topK 0 keep all. */
export interface TokenChoice {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
}

export interface SampledToken {
  readonly id: number;
  /** Natural-log probability under the whole softmax at the temperature (1 when greedy), before top-p and top-k cut it. */
  readonly logProb: number;
}

/**
 * Chooses a token from its probabilities at the temperature, with one uniform number `u` in [0, 1).
 * The nucleus is found among the tokens with p ≥ (1 − topP) / V only: the others together weigh less than 1 − topP,
 * so none of them can be in it, and few are left to sort.
 */
export function sampleToken(
  probs: Float32Array,
  { temperature, topP, topK }: TokenChoice,
  u: number,
): SampledToken {
  const sampled = (id: number): SampledToken => ({ id, logProb: Math.log(probs[id] as number) });
  if (temperature === 0) return sampled(argMax(probs));
  if (topP >= 1 && topK <= 0) return sampled(pickByWeight(probs, u).index);

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
  const { index } = pickByWeight(
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

/** The index that a uniform number in [0, 1) falls on when each takes its weight's share of it, and how far within that share it falls. */
export function pickByWeight(weights: ArrayLike<number>, u: number): { index: number; rest: number } {
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
