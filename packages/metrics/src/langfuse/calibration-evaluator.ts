import type { Prediction } from '../prediction.js';
import { calibrationReport, type ReportOptions } from '../report/calibration-report.js';
import { summarize } from '../report/summarize.js';
import { predictionIn, type ReadPrediction } from '../scorers/read-prediction.js';
import { type RunFigure, runFigures } from '../scorers/run-figures.js';
import type { Evaluation, EvaluatorParams } from './evaluation.js';

export interface CalibrationEvaluatorOptions<Params> {
  /** As of the scorers; unless given, the output is the prediction. */
  readonly read?: ReadPrediction<Params>;
  /** Bins and resamples. */
  readonly report?: ReportOptions;
}

/**
 * The result of an item, as Langfuse hands it to the evaluators of a run: what was expected is in its item.
 */
export interface ItemResult {
  readonly output: unknown;
  readonly item: {
    readonly input?: unknown;
    readonly expectedOutput?: unknown;
    readonly metadata?: unknown;
  };
}

/** A `RunEvaluator` of Langfuse. */
export type RunEvaluator = (params: { itemResults: readonly ItemResult[] }) => Promise<Evaluation[]>;

/**
 * Langfuse evaluator of a run: accuracy, mean confidence, ECE, Brier score and AUROC of its predictions.
 *
 * Each figure carries its 95 % interval and the number of predictions. What is undefined, like the AUROC of
 * answers that are all correct, is left out, and so are items where `read` finds nothing.
 *
 * @example
 * ```ts
 * import { calibrationEvaluator } from '@echo/metrics/langfuse';
 *
 * const itemResults = [
 *   { item: { input: 'a' }, output: { confidence: 0.8, correct: true } },
 *   { item: { input: 'b' }, output: { confidence: 0.6, correct: false } },
 * ];
 * const evaluations = await calibrationEvaluator()({ itemResults });
 * evaluations.find(({ name }) => name === 'Brier score')?.value; // → 0.2
 * ```
 */
export function calibrationEvaluator<Params extends EvaluatorParams = EvaluatorParams>({
  read = ({ output }) => predictionIn(output),
  report: options = {},
}: CalibrationEvaluatorOptions<Params> = {}): RunEvaluator {
  return async ({ itemResults }) => {
    const readings = itemResults.map(({ item, output }) => {
      const { input, expectedOutput, metadata } = item;
      return read({ input, output, expectedOutput, metadata } as EvaluatorParams as Params);
    });
    const predictions = (await Promise.all(readings)).filter(
      (prediction): prediction is Prediction => prediction !== null,
    );
    const report = calibrationReport(predictions, options);
    return runFigures(report).map((figure) => ({
      name: figure.name,
      value: figure.value,
      comment: `${rangeOf(figure)}n ${report.n}`,
      metadata: { n: report.n, low: figure.low, high: figure.high, summary: summarize(report) },
    }));
  };
}

function rangeOf({ low, high }: RunFigure): string {
  return low === null || high === null ? '' : `95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}, `;
}
