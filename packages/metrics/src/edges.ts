/**
 * Whether a confidence counts as an edge k/n, both in [0, 1]: it is at most four doubles away.
 * Arithmetic leaves k/n that far from where it is written; edges of up to a million bins are much farther
 * apart.
 */
export function isOnEdge(confidence: number, edge: number): boolean {
  if (confidence === edge) return true;
  if (!(Math.abs(confidence - edge) <= 1e-15 * edge)) return false;
  // Read as whole numbers, positive doubles are counted from 0 in increasing order.
  const [a = 0n, b = 0n] = new BigInt64Array(Float64Array.of(confidence, edge).buffer);
  return a - b <= 4n && b - a <= 4n;
}

/** Whether a confidence reaches a threshold, where one that is within four doubles below counts as it. */
export function reaches(confidence: number, threshold: number): boolean {
  return confidence >= threshold || isOnEdge(confidence, threshold);
}
