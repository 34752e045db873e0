import type { Trial } from '@echo/eval';
import { confidenceVariety, groupAuroc, type Prediction, tabulateBy } from '@echo/metrics';
import { type Column, scoresTable, withInterval } from '../smollm2/scores-table.js';

/** Predictions with their domains, by name: a row of a table. */
export interface Contender {
  readonly name: string;
  readonly predictions: readonly (Prediction & Pick<Trial, 'domain'>)[];
}

const COLUMNS: readonly Column<Contender>[] = [
  {
    title: 'AUROC within domains',
    cell: ({ predictions }) => withInterval(groupAuroc(tabulateBy(predictions, ({ domain }) => domain))),
  },
  {
    title: 'distinct',
    cell: ({ predictions }) => String(confidenceVariety(predictions)?.distinct ?? 0),
  },
];

/**
 * The scores of each contender with 95 % intervals, as a Markdown table; beside AUROC that within domains,
 * weighted by n, and the number of distinct confidences.
 */
export const withinScores = (contenders: readonly Contender[]): string => scoresTable(contenders, COLUMNS);
