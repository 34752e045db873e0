import { expectText } from './checks.js';
import type { CountTable } from './count-table.js';
import { newTally, type Tally, tableOfTally } from './tally.js';

/**
 * The tally of a group, begun when its name is first met.
 *
 * Throws `invalid-input` for a name that is no text; `field` and `index` say in the message whose it is.
 */
export function tallyOf(groups: Map<string, Tally>, name: string, field: string, index: number): Tally {
  const here = groups.get(name);
  if (here) return here;
  expectText(field, name, index);
  const tally = newTally();
  groups.set(name, tally);
  return tally;
}

/** The count table of each group, by name. */
export function tablesOf(groups: ReadonlyMap<string, Tally>): Readonly<Record<string, CountTable>> {
  return Object.fromEntries([...groups].map(([name, tally]) => [name, tableOfTally(tally)]));
}
