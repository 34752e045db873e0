import { type CountTable, type PredictionColumns, tableBuilder } from '@echo/metrics';
import { FOLDS } from '../baselines/cross-validated-recalibration.js';
import type { Trial } from '../trial.js';
import { mergeAll } from './merge-cells.js';

/** The count tables of trials, by everything a report tells apart. */
export interface TrialTables {
  readonly all: CountTable;
  readonly byDomain: Readonly<Record<string, CountTable>>;
  readonly byDifficulty: Readonly<Record<string, CountTable>>;
  /** Trials dealt to folds in turn, for cross-validation. */
  readonly folds: readonly CountTable[];
  /** The trials as columns that tell the abstentions, in no particular order. */
  columns(): PredictionColumns;
}

interface Group {
  readonly domain: string;
  readonly difficulty: string;
  readonly fold: number;
  readonly abstained: boolean;
  readonly builder: ReturnType<typeof tableBuilder>;
}

/**
 * Counts trials one at a time, in memory of as many cells as there are distinct confidences in each group.
 */
export function trialTableBuilder(): { add(trial: Trial): void; tables(): TrialTables } {
  const groups = new Map<string, Group>();
  let n = 0;
  return {
    add(trial) {
      const { domain, difficulty, abstained } = trial;
      const fold = n++ % FOLDS;
      const key = `${fold} ${abstained} ${difficulty} ${domain}`;
      let group = groups.get(key);
      if (!group) {
        group = { domain, difficulty, fold, abstained, builder: tableBuilder() };
        groups.set(key, group);
      }
      group.builder.add(trial);
    },
    tables: () => tablesOf([...groups.values()].map((group) => ({ ...group, table: group.builder.table() }))),
  };
}

type CountedGroup = Group & { readonly table: CountTable };

function tablesOf(groups: readonly CountedGroup[]): TrialTables {
  const merged = (of: (group: CountedGroup) => boolean) =>
    mergeAll(groups.filter(of).map(({ table }) => table));
  const by = (key: (group: CountedGroup) => string) =>
    Object.fromEntries(
      [...new Set(groups.map(key))].map((name) => [name, merged((group) => key(group) === name)]),
    );
  return {
    all: merged(() => true),
    byDomain: by(({ domain }) => domain),
    byDifficulty: by(({ difficulty }) => difficulty),
    folds: Array.from({ length: FOLDS }, (_, fold) => merged((group) => group.fold === fold)),
    columns: () => columnsOf([merged(({ abstained }) => !abstained), merged(({ abstained }) => abstained)]),
  };
}

function columnsOf(byAbstained: readonly [CountTable, CountTable]): PredictionColumns {
  const n = byAbstained[0].n + byAbstained[1].n;
  const confidence = new Float64Array(n);
  const correct = new Uint8Array(n);
  const abstained = new Uint8Array(n);
  let at = 0;
  byAbstained.forEach(({ cells }, isAbstained) => {
    for (const cell of cells) {
      confidence.fill(cell.confidence, at, at + cell.n);
      correct.fill(1, at, at + cell.sum);
      abstained.fill(isAbstained, at, at + cell.n);
      at += cell.n;
    }
  });
  return { confidence, correct, abstained };
}
