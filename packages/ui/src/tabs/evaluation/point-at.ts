import type { RiskPoint } from '@echo/plots';

/** The point of a risk–coverage curve where answers from a threshold on are given; null where none is. */
export function pointAt(curve: readonly RiskPoint[], threshold: number): RiskPoint | null {
  let found: RiskPoint | null = null;
  for (const point of curve)
    if (point.threshold >= threshold - 1e-9 && (found === null || point.coverage > found.coverage))
      found = point;
  return found;
}
