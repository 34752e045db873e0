import { type PredictionInput, tableOf } from '../tabulate.js';

/** Logits are taken of confidences clipped to [1e-7, 1 − 1e-7]: 0 % and 100 % count as ∓16.1. */
const CLIP = 1e-7;

const clip = (confidence: number): number => Math.min(1 - CLIP, Math.max(CLIP, confidence));

/** ln(p/(1 − p)) of a confidence p, clipped to [1e-7, 1 − 1e-7]. */
export function logit(confidence: number): number {
  const p = clip(confidence);
  return Math.log(p / (1 - p));
}

/** ln p and −ln(1 − p): the features of beta calibration; their sum is the logit. */
export function betaFeatures(confidence: number): readonly [number, number] {
  const p = clip(confidence);
  return [Math.log(p), -Math.log1p(-p)];
}

/** The logistic function 1/(1 + e^−x), without overflow. */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** All predictions of one clipped confidence. */
export interface LogitCell {
  readonly logit: number;
  readonly confidence: number;
  readonly n: number;
  readonly sum: number;
}

/** The cells of an input with the logits of their confidences. */
export function logitCells(of: PredictionInput): readonly LogitCell[] {
  return tableOf(of).cells.map(({ confidence, n, sum }) => ({
    logit: logit(confidence),
    confidence: clip(confidence),
    n,
    sum,
  }));
}

/**
 * The direction in which a threshold on the confidence separates correct from incorrect answers, or null.
 *
 * Null: they overlap at more than one shared confidence, and the optimum is finite. Where such a threshold
 * exists, a likelihood rises forever as the slope goes to ±∞.
 */
export function separation(cells: readonly LogitCell[]): 'increasing' | 'decreasing' | null {
  const correct = cells.filter(({ sum }) => sum > 0).map((cell) => cell.logit);
  const incorrect = cells.filter(({ n, sum }) => sum < n).map((cell) => cell.logit);
  if ((incorrect.at(-1) ?? -Infinity) <= (correct[0] ?? Infinity)) return 'increasing';
  if ((correct.at(-1) ?? -Infinity) <= (incorrect[0] ?? Infinity)) return 'decreasing';
  return null;
}
