import type { CountCell, CountTable } from '@echo/metrics';

/** One count table of many cells, those of one confidence together. */
export function tableOfCells(cells: Iterable<CountCell>): CountTable {
  const merged = new Map<number, { confidence: number; n: number; sum: number; squares: number }>();
  let total = 0;
  for (const { confidence, n, sum, squares } of cells) {
    total += n;
    const here = merged.get(confidence);
    if (here) {
      here.n += n;
      here.sum += sum;
      here.squares += squares;
    } else merged.set(confidence, { confidence, n, sum, squares });
  }
  return { n: total, cells: [...merged.values()].sort((a, b) => a.confidence - b.confidence) };
}

/** One count table of many. */
export function mergeAll(tables: readonly CountTable[]): CountTable {
  return tableOfCells(tables.flatMap(({ cells }) => cells));
}
