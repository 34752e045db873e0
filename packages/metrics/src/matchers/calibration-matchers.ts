import type { PredictionInput } from '../tabulate.js';
import { type CalibrationClaim, testCalibrationClaim } from './calibration-claim.js';
import { textDiagram } from './text-diagram.js';

/**
 * Matchers for `expect.extend`, of Vitest and Jest alike.
 *
 * `expect(predictions).toBeCalibrated({ ece: 0.1 })` fails only when the predictions contradict the claim
 * (see `testCalibrationClaim`); `.not` fails unless they do.
 */
export const calibrationMatchers = {
  toBeCalibrated(
    received: PredictionInput,
    claim: CalibrationClaim,
  ): { pass: boolean; message: () => string } {
    const { ece: claimed, confidence = 0.95, ...binning } = claim;
    const { n, ece, atLeast, isContradicted } = testCalibrationClaim(received, claim);
    const verdict = isContradicted ? 'contradict' : 'do not contradict';
    return {
      pass: !isContradicted,
      message: () =>
        [
          `${n} predictions ${verdict} that their expected calibration error is at most ${claimed}.`,
          `Measured: ${ece.toFixed(3)}. With a confidence of ${confidence} it is at least ${atLeast.toFixed(3)}.`,
          '',
          textDiagram(received, binning),
        ].join('\n'),
    };
  },
};
