import { type Measurable, tableOf } from './table.js';

/**
 * The chance that a right answer was stated with more confidence than a wrong one, ties counting half (Mann–Whitney with midranks);
 * null unless there are both. A grade y counts as y right and 1 − y wrong.
 */
export function auroc(of: Measurable): number | null {
  const { n, cells } = tableOf(of);
  const right = cells.reduce((sum, cell) => sum + cell.sum, 0);
  const wrong = n - right;
  if (right === 0 || wrong === 0) return null;
  let below = 0;
  let won = 0;
  for (const cell of cells) {
    const wrongHere = cell.n - cell.sum;
    won += cell.sum * (below + wrongHere / 2);
    below += wrongHere;
  }
  return won / (right * wrong);
}
