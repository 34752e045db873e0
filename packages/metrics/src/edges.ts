/** How many doubles to either side of an edge count as the edge. */
const STEPS = 4;

/**
 * Whether a confidence counts as an edge k/n, both in [0, 1]: it is at most four doubles away.
 * Arithmetic leaves k/n that far from where it is written; edges of up to a million bins are much farther apart.
 */
export function isOnEdge(confidence: number, edge: number): boolean {
  if (confidence === edge) return true;
  const apart = Math.abs(confidence - edge);
  return apart <= 1e-15 * edge && apart <= STEPS * spacingAt(Math.min(confidence, edge));
}

/** Whether a confidence reaches a threshold, where one that is within four doubles below counts as it. */
export function reaches(confidence: number, threshold: number): boolean {
  return confidence >= threshold || isOnEdge(confidence, threshold);
}

/** The distance from a positive normal double to the next one above. */
function spacingAt(x: number): number {
  const guess = 2 ** Math.floor(Math.log2(x));
  const power = guess > x ? guess / 2 : 2 * guess <= x ? 2 * guess : guess;
  return power * 2 ** -52;
}
