import type { Trial } from '@echo/eval';
import {
  accuracy,
  auroc,
  brierScore,
  confidenceVariety,
  confidentErrorRate,
  expectedCalibrationError,
  groupAuroc,
  meanConfidence,
  type Prediction,
  tabulate,
  tabulateBy,
} from '@echo/metrics';
import { bootstrapInterval, type Metric } from '@echo/metrics/uncertainty';
import { percent, table } from '../smollm2/scores-table.js';
import { withInterval } from './shown.js';

/** Predictions with their domains, by name: a row of a table. */
export interface Contender {
  readonly name: string;
  readonly predictions: readonly (Prediction & Pick<Trial, 'domain'>)[];
}

const SCORES: readonly (readonly [title: string, metric: Metric])[] = [
  ['ECE', expectedCalibrationError],
  ['Brier', brierScore],
  ['AUROC', auroc],
];

/**
 * The scores of each contender with 95 % intervals, as a Markdown table; beside AUROC that within domains,
 * weighted by n, and the number of distinct confidences.
 */
export function withinScores(contenders: readonly Contender[]): string {
  const titles = SCORES.map(([title]) => title);
  return table([
    ['', 'accuracy', 'confidence', ...titles, 'AUROC within domains', 'distinct', 'incorrect at ≥ 80 %'],
    ...contenders.map(({ name, predictions }) => [
      name,
      percent(accuracy(predictions)),
      percent(meanConfidence(predictions)),
      ...SCORES.map(([, metric]) => withInterval(bootstrapInterval(tabulate(predictions), metric))),
      withInterval(groupAuroc(tabulateBy(predictions, ({ domain }) => domain))),
      String(confidenceVariety(predictions)?.distinct ?? 0),
      percent(confidentErrorRate(predictions)),
    ]),
  ]);
}
