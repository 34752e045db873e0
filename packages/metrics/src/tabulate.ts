import type { CountTable } from './count-table.js';
import { MetricsError } from './errors.js';
import type { Prediction, Predictions } from './prediction.js';
import { count, countColumns, newTally, type Tally, tableOfTally } from './tally.js';
import { tablesOf, tallyOf } from './tally-groups.js';

/** The input of every metric: predictions, or their count table. */
export type PredictionInput = Predictions | CountTable;

/** The count table of an input: itself, or that of the predictions. */
export function tableOf(of: PredictionInput): CountTable {
  return 'cells' in of ? of : tabulate(of);
}

/**
 * The count table of predictions, made in one pass.
 *
 * There is one cell for bit-equal confidences, so that order is never lost. A `Float32Array` is read as the
 * shortest decimals of its values. What lies up to 1e-9 outside [0, 1] is the end it passed. Throws
 * `invalid-input`, naming the index, for anything else that is no number in [0, 1].
 *
 * @example
 * ```ts
 * import { tabulate } from '@echo/metrics';
 *
 * const table = tabulate([
 *   { confidence: 0.9, correct: true },
 *   { confidence: 0.9, correct: false },
 * ]);
 * table; // → { n: 2, cells: [{ confidence: 0.9, n: 2, sum: 1, squares: 1 }] }
 * ```
 */
export function tabulate(predictions: Predictions): CountTable {
  const tally = newTally();
  if ('confidence' in predictions) {
    const { confidence, correct } = predictions;
    if (confidence.length !== correct.length) {
      throw new MetricsError(
        `Expected as many outcomes as confidences, got ${correct.length} and ${confidence.length}.`,
      );
    }
    countColumns(tally, confidence, correct);
  } else {
    for (let i = 0; i < predictions.length; i++) count(tally, i, predictions[i] as Prediction);
  }
  return tableOfTally(tally);
}

/**
 * A count table for each group; predictions whose key is undefined are in none.
 *
 * Throws `invalid-input` for a key that is no text, and as `tabulate` does.
 *
 * @example
 * ```ts
 * import { accuracy, tabulateBy } from '@echo/metrics';
 *
 * const predictions = [
 *   { confidence: 0.9, correct: true, domain: 'math' },
 *   { confidence: 0.6, correct: false, domain: 'logic' },
 * ];
 * const { math } = tabulateBy(predictions, ({ domain }) => domain);
 * math && accuracy(math); // → 1
 * ```
 */
export function tabulateBy(
  predictions: readonly Prediction[],
  key: (prediction: Prediction) => string | undefined,
): Readonly<Record<string, CountTable>> {
  const groups = new Map<string, Tally>();
  predictions.forEach((prediction, i) => {
    const name = key(prediction);
    if (name !== undefined) count(tallyOf(groups, name, 'the key', i), i, prediction);
  });
  return tablesOf(groups);
}

/**
 * A table filled one prediction at a time: memory of as many cells as there are distinct confidences.
 *
 * @example
 * ```ts
 * import { expectedCalibrationError, tableBuilder } from '@echo/metrics';
 *
 * const builder = tableBuilder();
 * builder.add({ confidence: 0.9, correct: true });
 * builder.add({ confidence: 0.7, correct: true });
 * expectedCalibrationError(builder.table()); // → 0.2
 * ```
 */
export function tableBuilder(): { add(prediction: Prediction): void; table(): CountTable } {
  const tally = newTally();
  let index = 0;
  return {
    add(prediction) {
      count(tally, index, prediction);
      index++;
    },
    table: () => tableOfTally(tally),
  };
}
