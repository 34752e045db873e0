import { expectAtMost } from '../checks.js';
import type { CountCell, CountTable } from '../count-table.js';

/** The most distinct confidences; the time is a thousand times their number. */
export const LOWESS_LIMIT = 20_000;
const SPAN = 0.5;
const STEP = 0.001;

/**
 * Locally weighted linear regression of the outcomes on the confidences (Cleveland 1979).
 *
 * Without robustness iterations; each fit weighs the nearest half of the predictions by tricubes of their
 * distance. Confidences closer than .001 to the last fit are interpolated. Of a tie group that half covers in
 * part, that part counts, with the group's mean outcome. Null unless there are two distinct confidences.
 */
export function lowessAt(table: CountTable): ((cell: CountCell) => number) | null {
  expectAtMost(LOWESS_LIMIT, table, 'lowess');
  const { n, cells } = table;
  if (cells.length < 2) return null;
  const fitted = new Map<CountCell, number>();
  const localFit = windowFit(cells, Math.min(n, Math.max(2, Math.floor(SPAN * n + 1e-10))));
  let last = 0;
  fitted.set(cells[0] as CountCell, localFit(0));
  while (last < cells.length - 1) {
    const from = cells[last] as CountCell;
    let next = last + 1;
    while (next + 1 < cells.length && (cells[next + 1] as CountCell).confidence <= from.confidence + STEP)
      next++;
    const to = cells[next] as CountCell;
    const [low, high] = [fitted.get(from) as number, localFit(next)];
    for (let i = last + 1; i <= next; i++) {
      const cell = cells[i] as CountCell;
      const share = (cell.confidence - from.confidence) / (to.confidence - from.confidence);
      fitted.set(cell, low + share * (high - low));
    }
    last = next;
  }
  return (cell) => fitted.get(cell) as number;
}

/**
 * The fit at cell i; must be asked for in increasing order.
 *
 * The window of `width` predictions only ever moves right.
 */
function windowFit(cells: readonly CountCell[], width: number): (i: number) => number {
  const at = (i: number) => (cells[i] as CountCell).confidence;
  const size = (i: number) => (cells[i] as CountCell).n;
  let [left, leftOut] = [0, 0];
  let [right, rightIn] = [0, width];
  const settle = () => {
    while (left < cells.length && leftOut >= size(left)) leftOut -= size(left++);
    while (right < cells.length && rightIn >= size(right)) rightIn -= size(right++);
  };
  settle();
  return (i) => {
    while (right < cells.length && at(i) > (at(left) + at(right)) / 2) {
      const move = Math.min(size(left) - leftOut, size(right) - rightIn);
      leftOut += move;
      rightIn += move;
      settle();
    }
    const end = rightIn > 0 ? right : right - 1;
    const radius = Math.max(at(i) - at(left), at(end) - at(i));
    const cell = cells[i] as CountCell;
    if (radius === 0) return cell.sum / cell.n;
    let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0];
    for (let j = left; j <= end; j++) {
      const { confidence, n, sum } = cells[j] as CountCell;
      const inside = n - (j === left ? leftOut : 0) - (j === right ? n - rightIn : 0);
      const x = confidence - cell.confidence;
      const distance = Math.abs(x) / radius;
      const tricube = 1 - distance * distance * distance;
      const weight = inside * tricube * tricube * tricube;
      w += weight;
      wx += weight * x;
      wxx += weight * x * x;
      wy += (weight * sum) / n;
      wxy += (weight * x * sum) / n;
    }
    const variance = Math.max(1e-12, wxx / w - (wx / w) ** 2);
    return wy / w - (wx / w / variance) * (wxy / w - (wx / w) * (wy / w));
  };
}
