import { baseRatePredictions, crossValidatedRecalibration, type Trial } from '@echo/eval';
import { fitIsotonic, fitPlatt, fitVennAbers } from '@echo/metrics';
import { differencesTable as differences, domainOf, scoresTable } from './scores-table.js';

/**
 * Training beside what costs nothing, as a Markdown table: the untrained confidences crossValidatedRecalibration on other tasks, and look-ups of the share
 * of right answers, fitted to the very outcomes they are scored on or to the trained model's on training tasks. Each score with its 95 %
 * bootstrap interval.
 */
export function rivalsTable(
  before: readonly Trial[],
  after: readonly Trial[],
  training: readonly Trial[],
): string {
  return scoresTable([
    { name: 'before', predictions: before },
    { name: 'before, Platt', predictions: crossValidatedRecalibration(before, fitPlatt) },
    { name: 'before, isotonic', predictions: crossValidatedRecalibration(before, fitIsotonic) },
    { name: 'before, Venn–Abers', predictions: crossValidatedRecalibration(before, fitVennAbers) },
    { name: 'after, one rate for all', predictions: baseRatePredictions(after, () => '') },
    { name: 'after, one rate a domain', predictions: baseRatePredictions(after, domainOf) },
    {
      name: 'after, a domain’s rate in training',
      predictions: baseRatePredictions(after, domainOf, training),
    },
    { name: '**after**', predictions: after },
    { name: 'after, isotonic', predictions: crossValidatedRecalibration(after, fitIsotonic) },
  ]);
}

/** Training less each rival, task by task, with 95 % intervals: below 0 is better for the Brier score, above 0 for the AUROC. */
export function differencesTable(
  before: readonly Trial[],
  after: readonly Trial[],
  training: readonly Trial[],
): string {
  return differences('after less …', after, [
    { name: 'before', predictions: before },
    { name: 'before, isotonic', predictions: crossValidatedRecalibration(before, fitIsotonic) },
    { name: 'before, Venn–Abers', predictions: crossValidatedRecalibration(before, fitVennAbers) },
    { name: 'one rate a domain', predictions: baseRatePredictions(after, domainOf) },
    { name: 'a domain’s rate in training', predictions: baseRatePredictions(after, domainOf, training) },
  ]);
}
