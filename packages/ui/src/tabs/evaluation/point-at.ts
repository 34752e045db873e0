import type { RiskPoint } from '@echo/plots';

/** The point of a risk–coverage curve where answers from a threshold on are given; null where none is. */
export function pointAt(curve: readonly RiskPoint[], threshold: number): RiskPoint | null {
  let found: RiskPoint | null = null;
  for (const point of curve)
    if (point.threshold >= threshold - 1e-9 && (found === null || point.coverage > found.coverage))
      found = point;
  return found;
}

/** The threshold whose coverage is nearest to the one given; null of an empty curve. */
export function thresholdAt(curve: readonly RiskPoint[], coverage: number): number | null {
  let nearest: RiskPoint | null = null;
  const away = (point: RiskPoint) => Math.abs(point.coverage - coverage);
  for (const point of curve) if (nearest === null || away(point) < away(nearest)) nearest = point;
  return nearest === null ? null : nearest.threshold;
}
