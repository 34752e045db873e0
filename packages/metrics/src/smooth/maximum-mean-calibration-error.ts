import { type PredictionInput, tableOf } from '../tabulate.js';

const WIDTH = 0.4;

/**
 * MMCE, the maximum mean calibration error under a Laplacian kernel of width .4 (Kumar, Sarawagi & Jain
 * 2018).
 *
 * √(1/n² Σᵢⱼ rᵢ rⱼ e^(−|pᵢ − pⱼ|/.4)) with r = outcome − confidence, i = j included. The kernel splits at
 * every confidence, so one sweep suffices. Null of nothing.
 *
 * @example
 * ```ts
 * import { maximumMeanCalibrationError } from '@echo/metrics/smooth';
 *
 * maximumMeanCalibrationError({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] }); // → 0.2867
 * ```
 */
export function maximumMeanCalibrationError(of: PredictionInput): number | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  let below = 0;
  let total = 0;
  let last = 0;
  for (const { confidence, n: count, sum } of cells) {
    const residual = sum - count * confidence;
    below *= Math.exp((last - confidence) / WIDTH);
    total += residual * (residual + 2 * below);
    below += residual;
    last = confidence;
  }
  return Math.sqrt(Math.max(0, total)) / n;
}
