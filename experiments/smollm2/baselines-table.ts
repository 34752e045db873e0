import { baseRatePredictions, crossValidatedRecalibration, type Trial } from '@echo/eval';
import { fitIsotonic, fitPlatt, fitVennAbers } from '@echo/metrics/recalibration';
import { differencesTable as differences, domainOf, scoresTable } from './scores-table.js';

/**
 * The scores of training beside baselines that cost nothing, as a Markdown table with 95 % bootstrap
 * intervals.
 *
 * The baselines: the untrained confidences recalibrated on other tasks, and base rates, fitted to the very
 * verdicts they are scored on or to the trained model's on training tasks.
 */
export function baselinesTable(
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

/**
 * The paired differences of training less each baseline, with 95 % intervals.
 *
 * Below 0 is better for the Brier score, above 0 for the AUROC.
 */
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
