import { type Measurable, tableOf } from './table.js';

/** Mean (confidence − outcome)² (Brier 1950); null of nothing. */
export function brierScore(of: Measurable): number | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  return (
    cells.reduce(
      (sum, cell) => sum + cell.n * cell.confidence ** 2 - 2 * cell.confidence * cell.sum + cell.squares,
      0,
    ) / n
  );
}

/** Murphy's (1973) parts of the Brier score on distinct confidences: reliability − resolution + uncertainty, exactly, for outcomes of 0 and 1. */
export interface BrierDecomposition {
  /** Mean squared gap between confidence and the accuracy at it: 0 when calibrated. */
  readonly reliability: number;
  /** Mean squared gap between the accuracy at a confidence and the overall one: what the confidences tell. */
  readonly resolution: number;
  /** Variance of the outcomes: what there is to tell. */
  readonly uncertainty: number;
}

export function brierDecomposition(of: Measurable): BrierDecomposition | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  const rate = cells.reduce((sum, cell) => sum + cell.sum, 0) / n;
  const mean = (f: (confidence: number, accuracy: number) => number) =>
    cells.reduce((sum, cell) => sum + cell.n * f(cell.confidence, cell.sum / cell.n), 0) / n;
  return {
    reliability: mean((confidence, accuracy) => (confidence - accuracy) ** 2),
    resolution: mean((_, accuracy) => (accuracy - rate) ** 2),
    uncertainty: rate * (1 - rate),
  };
}
