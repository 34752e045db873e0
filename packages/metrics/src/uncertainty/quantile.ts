/**
 * The quantile of increasing numbers, linear between order statistics; there must be one.
 *
 * Type 7 of Hyndman & Fan (1996).
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}
