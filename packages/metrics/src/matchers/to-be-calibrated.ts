import type { PredictionInput } from '../tabulate.js';
import { type CalibrationClaim, testCalibrationClaim } from './calibration-claim.js';
import { type MatcherResult, recorded } from './matcher.js';
import { textDiagram } from './text-diagram.js';

/** The matcher `toBeCalibrated({ ece })`, which fails where predictions contradict the claim. */
export function toBeCalibrated(
  this: unknown,
  received: PredictionInput,
  claim: CalibrationClaim,
): MatcherResult {
  const { ece: claimed, confidence = 0.95, ...binning } = claim;
  const { n, ece, atLeast, isContradicted } = testCalibrationClaim(received, claim);
  const verdict = isContradicted ? 'contradict' : 'do not contradict';
  return recorded(this, {
    matcher: 'toBeCalibrated',
    pass: !isContradicted,
    n,
    figures: { ece, atLeast, claimed },
    message: () =>
      [
        `${n} predictions ${verdict} that their expected calibration error is at most ${claimed}.`,
        `Measured: ${ece.toFixed(3)}. With a confidence of ${confidence} it is at least ${atLeast.toFixed(3)}.`,
        '',
        textDiagram(received, binning),
      ].join('\n'),
  });
}
