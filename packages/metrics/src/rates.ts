import { type CountTable, meanOver, sumOfOutcomes } from './count-table.js';
import { isOnEdge, reaches } from './edges.js';
import { type PredictionInput, tableOf } from './tabulate.js';

/** Share of correct answers (the mean grade, where outcomes are graded); null of nothing. */
export function accuracy(of: PredictionInput): number | null {
  return meanOver(tableOf(of), (cell) => cell.sum);
}

/** Mean of the stated confidences; null of nothing. */
export function meanConfidence(of: PredictionInput): number | null {
  return meanOver(tableOf(of), (cell) => cell.n * cell.confidence);
}

/** Variance of the stated confidences: 0 for one who always says the same; null of nothing. */
export function sharpness(of: PredictionInput): number | null {
  const table = tableOf(of);
  const mean = meanConfidence(table) ?? 0;
  return meanOver(table, (cell) => cell.n * (cell.confidence - mean) ** 2);
}

/**
 * Share of the incorrect answers stated with at least 80 %; null when nothing is incorrect.
 *
 * @example
 * ```ts
 * import { overconfidenceRate } from '@echo/metrics';
 *
 * overconfidenceRate({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] }); // → 0.5
 * ```
 */
export function overconfidenceRate(of: PredictionInput): number | null {
  return shareOfIncorrect(tableOf(of), 0.8);
}

/**
 * Share of the incorrect answers stated with at least 95 %; null when nothing is incorrect.
 *
 * The hallucination rate of AA-Omniscience is another, which looks at abstentions: see `outcomeScores`.
 */
export function confidentHallucinationRate(of: PredictionInput): number | null {
  return shareOfIncorrect(tableOf(of), 0.95);
}

/**
 * Share of all answers that are incorrect and stated with at least 80 %; null of nothing.
 *
 * @example
 * ```ts
 * import { confidentErrorRate } from '@echo/metrics';
 *
 * confidentErrorRate({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] }); // → 0.333
 * ```
 */
export function confidentErrorRate(of: PredictionInput): number | null {
  const table = tableOf(of);
  return table.n === 0 ? null : incorrect(table, 0.8) / table.n;
}

/** Share of the correct answers stated with at most 20 %; null when nothing is correct. */
export function underconfidenceRate(of: PredictionInput): number | null {
  const table = tableOf(of);
  const correct = sumOfOutcomes(table);
  const timid = table.cells.reduce(
    (sum, cell) => sum + (cell.confidence <= 0.2 || isOnEdge(cell.confidence, 0.2) ? cell.sum : 0),
    0,
  );
  return correct === 0 ? null : timid / correct;
}

function incorrect(table: CountTable, least: number): number {
  return table.cells.reduce(
    (sum, cell) => sum + (reaches(cell.confidence, least) ? cell.n - cell.sum : 0),
    0,
  );
}

function shareOfIncorrect(table: CountTable, least: number): number | null {
  const all = incorrect(table, 0);
  return all === 0 ? null : incorrect(table, least) / all;
}
