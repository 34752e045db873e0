/**
 * All predictions of one confidence: how many, the sum of their outcomes, and the sum of the outcomes'
 * squares.
 */
export interface CountCell {
  readonly confidence: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The sufficient statistic of every metric of confidence and correctness: one cell for each distinct
 * confidence, in increasing order. For integer percentages there are at most 101 of them. Plain JSON, and
 * mergeable.
 */
export interface CountTable {
  readonly n: number;
  readonly cells: readonly CountCell[];
}

/**
 * The count table of both together.
 *
 * @example
 * ```ts
 * import { mergeTables, tabulate } from '@echo/metrics';
 *
 * const first = tabulate([{ confidence: 0.9, correct: true }]);
 * const second = tabulate([{ confidence: 0.9, correct: false }]);
 * mergeTables(first, second).cells; // → [{ confidence: 0.9, n: 2, sum: 1, squares: 1 }]
 * ```
 */
export function mergeTables(a: CountTable, b: CountTable): CountTable {
  const merged = new Map(a.cells.map((cell) => [cell.confidence, cell]));
  for (const { confidence, n, sum, squares } of b.cells) {
    const here = merged.get(confidence);
    merged.set(confidence, {
      confidence,
      n: n + (here?.n ?? 0),
      sum: sum + (here?.sum ?? 0),
      squares: squares + (here?.squares ?? 0),
    });
  }
  return { n: a.n + b.n, cells: [...merged.values()].sort((x, y) => x.confidence - y.confidence) };
}

/** Whether some outcome lies between 0 and 1: then a cell does not tell the single outcomes. */
export function isGraded({ cells }: CountTable): boolean {
  return cells.some(({ sum, squares }) => sum - squares > 1e-9);
}

/** Sum of all outcomes: how many were correct. */
export function sumOfOutcomes({ cells }: CountTable): number {
  return cells.reduce((total, cell) => total + cell.sum, 0);
}

/** Σ n f(cell) / Σ n; null of nothing. */
export function meanOver({ n, cells }: CountTable, f: (cell: CountCell) => number): number | null {
  return n === 0 ? null : cells.reduce((total, cell) => total + f(cell), 0) / n;
}
