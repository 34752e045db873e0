import type { CountTable } from '../count-table.js';
import type { Prediction } from '../prediction.js';
import { count, newTally, type Tally, tableOfTally } from '../tally.js';
import { tablesOf, tallyOf } from '../tally-groups.js';

/** The count tables that a report needs of predictions. */
export interface Aggregates {
  readonly table: CountTable;
  readonly domains: Readonly<Record<string, CountTable>>;
  readonly difficulties: Readonly<Record<string, CountTable>>;
}

/**
 * Counts predictions in one pass: all together, by domain and by difficulty.
 *
 * Throws `invalid-input` for a domain or difficulty that is no text.
 */
export function aggregate(predictions: readonly Prediction[]): Aggregates {
  const all = newTally();
  const domains = new Map<string, Tally>();
  const difficulties = new Map<string, Tally>();
  for (let i = 0; i < predictions.length; i++) {
    const prediction = predictions[i] as Prediction;
    const { domain, difficulty } = prediction;
    count(all, i, prediction);
    if (domain !== undefined) count(tallyOf(domains, domain, '`domain`', i), i, prediction);
    if (difficulty !== undefined) count(tallyOf(difficulties, difficulty, '`difficulty`', i), i, prediction);
  }
  return { table: tableOfTally(all), domains: tablesOf(domains), difficulties: tablesOf(difficulties) };
}
