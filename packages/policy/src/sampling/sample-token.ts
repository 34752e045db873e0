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
 * Chooses a token from a row of logits with one uniform number `u` in [0, 1).
 * The nucleus is found among the tokens with p ≥ (1 − topP) / V only: the others together weigh less than 1 − topP,
 * so none of them can be in it, and few are left to sort.
 */
export function sampleToken(logits: Float32Array, choice: TokenChoice, u: number): SampledToken {
  const { topP, topK } = choice;
  const greedy = choice.temperature === 0;
  const temperature = greedy ? 1 : choice.temperature;
  const best = argMax(logits);
  const top = logits[best] as number;
  let sum = 0;
  const weights = new Float64Array(logits.length);
  for (let i = 0; i < logits.length; i++) {
    const weight = Math.exp(((logits[i] as number) - top) / temperature);
    weights[i] = weight;
    sum += weight;
  }
  const sampled = (id: number): SampledToken => ({
    id,
    logProb: ((logits[id] as number) - top) / temperature - Math.log(sum),
  });
  if (greedy) return sampled(best);
  if (topP >= 1 && topK <= 0) return sampled(pickAll(weights, u * sum));

  const least = ((1 - topP) / logits.length) * sum;
  const candidates: number[] = [];
  for (let i = 0; i < weights.length; i++) if ((weights[i] as number) >= least) candidates.push(i);
  candidates.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  let kept = 0;
  let mass = 0;
  const most = topK > 0 ? topK : candidates.length;
  while (kept < candidates.length && kept < most && (kept === 0 || mass < topP * sum)) {
    mass += weights[candidates[kept++] as number] as number;
  }
  let rest = u * mass;
  for (let i = 0; i < kept; i++) {
    rest -= weights[candidates[i] as number] as number;
    if (rest < 0) return sampled(candidates[i] as number);
  }
  return sampled(candidates[kept - 1] as number);
}

/** The first index of the largest value. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

function pickAll(weights: Float64Array, target: number): number {
  let rest = target;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i] as number;
    if (rest < 0) return i;
  }
  return argMax(weights);
}
