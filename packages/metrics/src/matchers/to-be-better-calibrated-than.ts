import type { PredictionInput } from '../tabulate.js';
import { type BetterCalibratedOptions, testBetterCalibrated } from './better-calibrated.js';
import { type MatcherResult, recorded } from './matcher.js';
import { textDiagram } from './text-diagram.js';

/** The matcher `toBeBetterCalibratedThan(baseline)`, which fails unless the predictions show it. */
export function toBeBetterCalibratedThan(
  this: unknown,
  received: PredictionInput,
  baseline: PredictionInput,
  options: BetterCalibratedOptions = {},
): MatcherResult {
  const { confidence = 0.95, ...binning } = options;
  const { n, error, baselineError, atMost, isBetter } = testBetterCalibrated(received, baseline, options);
  return recorded(this, {
    matcher: 'toBeBetterCalibratedThan',
    pass: isBetter,
    n,
    figures: { error, baselineError, atMost },
    message: () =>
      [
        `${n} predictions ${isBetter ? 'show' : 'do not show'} a better calibration than the baseline's.`,
        `Squared calibration error: ${error.toFixed(4)}, the baseline's: ${baselineError.toFixed(4)}.`,
        `With a confidence of ${confidence} the difference is at most ${atMost.toFixed(4)}.`,
        '',
        textDiagram(received, binning),
        '',
        'Baseline:',
        textDiagram(baseline, binning),
      ].join('\n'),
  });
}
