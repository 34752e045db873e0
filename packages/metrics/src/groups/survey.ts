import type { Prediction } from '../prediction.js';
import type { Table } from '../table.js';
import { count, newTally, type Tally, tableOfTally } from '../tally.js';

/** What a report needs of predictions that come one by one. */
export interface Survey {
  readonly table: Table;
  readonly domains: Readonly<Record<string, Table>>;
  readonly difficulties: Readonly<Record<string, Table>>;
  readonly abstentionRate: number | null;
}

/** All of it in one pass. */
export function survey(predictions: readonly Prediction[]): Survey {
  const all = newTally();
  const domains = new Map<string, Tally>();
  const difficulties = new Map<string, Tally>();
  let abstained = 0;
  for (let i = 0; i < predictions.length; i++) {
    const prediction = predictions[i] as Prediction;
    const { domain, difficulty } = prediction;
    count(all, i, prediction);
    if (domain !== undefined) count(tallyOf(domains, domain), i, prediction);
    if (difficulty !== undefined) count(tallyOf(difficulties, difficulty), i, prediction);
    if (prediction.abstained) abstained++;
  }
  return {
    table: tableOfTally(all),
    domains: tablesOf(domains),
    difficulties: tablesOf(difficulties),
    abstentionRate: predictions.length ? abstained / predictions.length : null,
  };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const here = tallies.get(name);
  if (here) return here;
  const tally = newTally();
  tallies.set(name, tally);
  return tally;
}

function tablesOf(tallies: ReadonlyMap<string, Tally>): Readonly<Record<string, Table>> {
  return Object.fromEntries([...tallies].map(([name, tally]) => [name, tableOfTally(tally)]));
}
