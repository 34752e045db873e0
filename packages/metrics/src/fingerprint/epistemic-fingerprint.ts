import type { Prediction } from '../prediction.js';
import { tabulateBy } from '../tabulate.js';
import { type FingerprintOptions, type FingerprintRow, fingerprintRow } from './fingerprint-row.js';

/** A difficulty within a domain of a fingerprint. */
export interface DifficultyFingerprint extends FingerprintRow {
  readonly difficulty: string;
}

/** A domain of a fingerprint. */
export interface DomainFingerprint extends FingerprintRow {
  readonly domain: string;
  /** By name; empty where predictions tell no difficulty. */
  readonly difficulties: readonly DifficultyFingerprint[];
}

/** The epistemic fingerprint of a model: where it knows what it knows. */
export interface Fingerprint {
  /** The predictions of all domains. */
  readonly n: number;
  /** By name. */
  readonly domains: readonly DomainFingerprint[];
}

/**
 * The epistemic fingerprint of predictions: accuracy, confidence, calibration of each domain and difficulty.
 *
 * Predictions without a domain are in none, and so not in it. Throws `invalid-input` for graded outcomes, and
 * as `tabulateBy` does.
 *
 * @example
 * ```ts
 * import { epistemicFingerprint } from '@echo/metrics/fingerprint';
 *
 * const fingerprint = epistemicFingerprint([
 *   { confidence: 0.9, correct: true, domain: 'math' },
 *   { confidence: 0.7, correct: false, domain: 'math' },
 * ]);
 * fingerprint.domains[0]?.gap.value; // → 0.3
 * ```
 */
export function epistemicFingerprint(
  predictions: readonly Prediction[],
  options: FingerprintOptions = {},
): Fingerprint {
  const tables = tabulateBy(predictions, ({ domain }) => domain);
  const domains = Object.entries(tables).map(([domain, table]) => {
    const own = predictions.filter((prediction) => prediction.domain === domain);
    const parts = tabulateBy(own, ({ difficulty }) => difficulty);
    const difficulties = Object.entries(parts).map(([difficulty, part]) => ({
      difficulty,
      ...fingerprintRow(part, options),
    }));
    return {
      domain,
      ...fingerprintRow(table, options),
      difficulties: difficulties.sort((a, b) => (a.difficulty < b.difficulty ? -1 : 1)),
    };
  });
  return {
    n: domains.reduce((sum, { n }) => sum + n, 0),
    domains: domains.sort((a, b) => (a.domain < b.domain ? -1 : 1)),
  };
}
