import type { CountTable } from '@echo/metrics';
import type { Episode } from './episode.js';
import type { CountRow } from './episode-store.js';

/** The count rows of a batch of episodes, in the order of their keys, so that two writers never deadlock. */
export function countRows(episodes: readonly Episode[]): readonly CountRow[] {
  const rows = new Map<string, CountRow>();
  for (const { domain, difficulty, confidence, correct, abstained, wellFormed, grade, reward } of episodes) {
    const key = JSON.stringify([domain, difficulty, confidence]);
    const here = rows.get(key);
    rows.set(key, {
      domain,
      difficulty,
      confidence,
      n: (here?.n ?? 0) + 1,
      correct: (here?.correct ?? 0) + Number(correct),
      abstained: (here?.abstained ?? 0) + Number(abstained),
      wellFormed: (here?.wellFormed ?? 0) + Number(wellFormed),
      grade: (here?.grade ?? 0) + grade,
      reward: (here?.reward ?? 0) + reward,
    });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/**
 * The count table of count rows, from which `@echo/metrics` computes every metric.
 *
 * @example
 * ```ts
 * import { countTable } from '@echo/store';
 *
 * const sums = { abstained: 0, wellFormed: 2, grade: 1, reward: 0.6 };
 * const row = { domain: 'math', difficulty: 'easy', confidence: 0.9, n: 2, correct: 1, ...sums };
 * countTable([row]); // → { n: 2, cells: [{ confidence: 0.9, n: 2, sum: 1, squares: 1 }] }
 * ```
 */
export function countTable(rows: readonly CountRow[]): CountTable {
  const cells = new Map<number, { n: number; correct: number }>();
  for (const { confidence, n, correct } of rows) {
    const here = cells.get(confidence);
    cells.set(confidence, { n: (here?.n ?? 0) + n, correct: (here?.correct ?? 0) + correct });
  }
  return {
    n: rows.reduce((sum, row) => sum + row.n, 0),
    cells: [...cells]
      .sort(([a], [b]) => a - b)
      .map(([confidence, { n, correct }]) => ({ confidence, n, sum: correct, squares: correct })),
  };
}
