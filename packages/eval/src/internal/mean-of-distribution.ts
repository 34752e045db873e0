/**
 * The mean of values weighted by their probabilities, given as logarithms that need not add up to 1.
 *
 * Null of nothing, or where no value has a probability.
 */
export function meanOfDistribution(logProbs: readonly number[], values: readonly number[]): number | null {
  const highest = Math.max(...logProbs);
  if (!Number.isFinite(highest)) return null;
  let [weight, sum] = [0, 0];
  logProbs.forEach((logProb, i) => {
    const probability = Math.exp(logProb - highest);
    weight += probability;
    sum += probability * (values[i] ?? 0);
  });
  return sum / weight;
}
