import { applyRecalibration, type Prediction, type Recalibration } from '@echo/metrics';

/** Parts that predictions are dealt to in turn. */
export const FOLDS = 5;

/**
 * The predictions as they would be after a recalibration of their confidences: fitted on four fifths and applied to the fifth left out,
 * in turn. The rival of any training for calibration, as it costs nothing.
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
