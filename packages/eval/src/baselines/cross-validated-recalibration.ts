import type { Prediction } from '@echo/metrics';
import { applyRecalibration, type Recalibration } from '@echo/metrics/recalibration';

/** The number of folds; predictions are dealt to them in turn. */
export const FOLDS = 5;

/**
 * Predictions with cross-validated recalibrated confidences: fitted on four folds, applied to the fifth, in
 * turn.
 *
 * The baseline of any training for calibration, as it costs nothing.
 *
 * @example
 * ```ts
 * import { crossValidatedRecalibration } from '@echo/eval';
 * import { fitIsotonic } from '@echo/metrics/recalibration';
 *
 * const predictions = Array.from({ length: 20 }, (_, i) => ({ confidence: 0.9, correct: i % 2 > 0 }));
 * crossValidatedRecalibration(predictions, fitIsotonic)[0]; // → { confidence: 0.5, correct: false }
 * ```
 */
export function crossValidatedRecalibration(
  predictions: readonly Prediction[],
  fit: (predictions: readonly Prediction[]) => Recalibration,
): readonly Prediction[] {
  const maps = Array.from({ length: FOLDS }, (_, fold) =>
    fit(predictions.filter((_, i) => i % FOLDS !== fold)),
  );
  return predictions.map(({ confidence, correct }, i) => ({
    confidence: applyRecalibration(maps[i % FOLDS] as Recalibration, confidence),
    correct,
  }));
}
