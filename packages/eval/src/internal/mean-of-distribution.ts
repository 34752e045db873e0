/**
 * The mean of values weighted by their probabilities, given as logarithms that need not add up to 1.
 *
 * A temperature T below 1 sharpens the distribution first, p^(1/T). Null of nothing, or where no value has a
 * probability.
 */
export function meanOfDistribution(
  logProbs: readonly number[],
  values: readonly number[],
  temperature = 1,
): number | null {
  const highest = Math.max(...logProbs);
  if (!Number.isFinite(highest)) return null;
  let [weight, sum] = [0, 0];
  logProbs.forEach((logProb, i) => {
    const probability = Math.exp((logProb - highest) / temperature);
    weight += probability;
    sum += probability * (values[i] ?? 0);
  });
  return sum / weight;
}
