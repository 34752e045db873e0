import { accuracy, auroc, brierScore, type CountTable, expectedCalibrationError } from '@echo/metrics';
import { applyRecalibration, fitIsotonic } from '@echo/metrics/recalibration';
import { mergeAll, tableOfCells } from '../reports/merge-cells.js';
import { type TrialTables, trialTableBuilder } from '../reports/trial-tables.js';
import { answered, type Trial } from '../trial.js';
import { FOLDS } from './cross-validated-recalibration.js';

/**
 * The baselines a policy must beat to have learned anything.
 *
 * The first two are fitted to the very verdicts they are scored on, which flatters them: a policy below them
 * is below any base rate computed on other data.
 */
export interface Baselines {
  /** One confidence for every question: the base rate. */
  readonly constant: { readonly confidence: number | null; readonly brier: number | null };
  /** One confidence for each domain: its base rate. */
  readonly domain: { readonly brier: number | null; readonly auroc: number | null };
  /** The policy's own confidences after cross-validated isotonic recalibration, in five folds. */
  readonly isotonic: { readonly brier: number | null; readonly ece: number | null };
}

/** The baselines of some trials; nulls of none, and no recalibration of fewer than five. */
export function baselines(trials: readonly Trial[]): Baselines {
  const counted = trialTableBuilder();
  for (const trial of answered(trials)) counted.add(trial);
  return baselinesOfTables(counted.tables());
}

/** The baselines of counted trials. */
export function baselinesOfTables({ all, byDomain, folds }: TrialTables): Baselines {
  const rate = accuracy(all);
  const domain = tableOfCells(Object.values(byDomain).flatMap(atBaseRate));
  const isotonic = all.n < FOLDS ? null : tableOfCells(folds.flatMap((_, fold) => isotonicFold(folds, fold)));
  return {
    constant: { confidence: rate, brier: rate === null ? null : rate * (1 - rate) },
    domain: { brier: brierScore(domain), auroc: auroc(domain) },
    isotonic: {
      brier: isotonic && brierScore(isotonic),
      ece: isotonic && expectedCalibrationError(isotonic),
    },
  };
}

/** All predictions of a table at their base rate. */
function atBaseRate(table: CountTable): CountTable['cells'] {
  const confidence = accuracy(table);
  if (confidence === null) return [];
  const sum = confidence * table.n;
  return [{ confidence, n: table.n, sum, squares: sum }];
}

/** The predictions of one fold, mapped by what was fitted on the others. */
function isotonicFold(folds: readonly CountTable[], fold: number): CountTable['cells'] {
  const map = fitIsotonic(mergeAll(folds.filter((_, other) => other !== fold)));
  return (folds[fold]?.cells ?? []).map((cell) => ({
    ...cell,
    confidence: applyRecalibration(map, cell.confidence),
  }));
}
