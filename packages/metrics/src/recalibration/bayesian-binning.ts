import type { CountCell } from '../count-table.js';
import { MetricsError } from '../errors.js';
import { logFactorial } from '../special/gamma.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { countUpTo } from './steps.js';

/** A step function: `probability[i]` holds from `from[i]` on, up to `from[i + 1]`; `from[0]` is 0. */
export interface BayesianBinningMap {
  readonly kind: 'bayesian-binning';
  readonly from: readonly number[];
  readonly probability: readonly number[];
}

/** The strength of the prior of a whole binning, in predictions: Naeini's N′. */
const PRIOR_STRENGTH = 2;
/** Naeini's C: from ∛n / C to C · ∛n bins are averaged over. */
const RANGE = 10;

/**
 * BBQ, Bayesian binning into quantiles (Naeini, Cooper & Hauskrecht 2015).
 *
 * Binnings into as equally filled bins as ties allow, from ∛n/10 to 10·∛n of them, are averaged, each stating
 * its bins' posterior means and weighted by its marginal likelihood. Bins meet half-way between confidences.
 * The average is a step function, which is what the map holds. Throws `invalid-input` of no predictions.
 *
 * @example
 * ```ts
 * import { applyRecalibration, fitBayesianBinning } from '@echo/metrics/recalibration';
 *
 * const map = fitBayesianBinning({ confidence: [0.9, 0.9, 0.3, 0.3], correct: [1, 1, 0, 0] });
 * applyRecalibration(map, 0.9); // → 0.9021
 * ```
 */
export function fitBayesianBinning(of: PredictionInput): BayesianBinningMap {
  const { n, cells } = tableOf(of);
  if (n === 0)
    throw new MetricsError('Expected at least one prediction to fit Bayesian binning on, got none.');
  const boundaries = cells.map(({ confidence }, i) =>
    i === 0 ? 0 : between((cells[i - 1] as CountCell).confidence, confidence),
  );
  const models = binnings(n, cells).map((starts) => posterior(cells, boundaries, starts));
  const best = Math.max(...models.map((model) => model.logEvidence));
  const weights = models.map((model) => Math.exp(model.logEvidence - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const averages = cells.map((_, i) =>
    models.reduce((sum, { means }, m) => sum + ((weights[m] as number) / total) * (means[i] as number), 0),
  );
  const steps = cells.flatMap((_, i) => (i === 0 || averages[i] !== averages[i - 1] ? [i] : []));
  return {
    kind: 'bayesian-binning',
    from: steps.map((i) => boundaries[i] as number),
    probability: steps.map((i) => averages[i] as number),
  };
}

/** The probability that a BBQ map gives a stated confidence: that of its step. */
export function applyBayesianBinning({ from, probability }: BayesianBinningMap, confidence: number): number {
  return probability[Math.max(0, countUpTo(from, confidence) - 1)] as number;
}

/**
 * The different binnings, each as the indices of the cells that begin a bin.
 * All predictions of one confidence share a bin, that of their mid-rank.
 */
function binnings(n: number, cells: readonly CountCell[]): readonly (readonly number[])[] {
  const fewest = Math.max(1, Math.floor(Math.cbrt(n) / RANGE));
  const most = Math.max(fewest, Math.min(n, Math.ceil(Math.cbrt(n) * RANGE)));
  const distinct = new Map<string, readonly number[]>();
  for (let bins = fewest; bins <= most; bins++) {
    let before = 0;
    let current = -1;
    const starts: number[] = [];
    cells.forEach((cell, i) => {
      const bin = Math.floor((bins * (2 * before + cell.n)) / (2 * n));
      if (bin !== current) starts.push(i);
      current = bin;
      before += cell.n;
    });
    distinct.set(starts.join(), starts);
  }
  return [...distinct.values()];
}

/**
 * Beta-binomial bins, the prior of each centred on its middle: the posterior mean at each cell, and the log
 * of the marginal likelihood.
 */
function posterior(cells: readonly CountCell[], boundaries: readonly number[], starts: readonly number[]) {
  const strength = PRIOR_STRENGTH / starts.length;
  const means: number[] = [];
  let logEvidence = 0;
  starts.forEach((start, b) => {
    const end = starts[b + 1] ?? cells.length;
    const middle = insideBounds(((boundaries[start] as number) + (boundaries[end] ?? 1)) / 2);
    const inside = cells.slice(start, end);
    const n = inside.reduce((sum, cell) => sum + cell.n, 0);
    const correct = inside.reduce((sum, cell) => sum + cell.sum, 0);
    const alpha = strength * middle;
    const beta = strength * (1 - middle);
    logEvidence +=
      logGamma(strength) -
      logGamma(n + strength) +
      (logGamma(correct + alpha) - logGamma(alpha)) +
      (logGamma(n - correct + beta) - logGamma(beta));
    for (let i = start; i < end; i++) means.push((correct + alpha) / (n + strength));
  });
  return { means, logEvidence };
}

/** Half-way, above the lower and at most the upper, also where no double lies between the two. */
function between(lower: number, upper: number): number {
  const middle = (lower + upper) / 2;
  return middle > lower ? middle : upper;
}

/** A prior mean of 0 or 1 would forbid one outcome. */
function insideBounds(mean: number): number {
  return Math.min(1 - 1e-9, Math.max(1e-9, mean));
}

function logGamma(z: number): number {
  return logFactorial(z - 1);
}
