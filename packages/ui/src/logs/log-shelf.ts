import type { CurveStep } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import type { BenchmarkName } from '@echo/tasks';
import { createStore, del, get, set, type UseStore, values } from 'idb-keyval';

/** A log as it is kept. */
export interface KeptLog {
  readonly id: string;
  readonly name: string;
  readonly notes: readonly string[];
  readonly trials: readonly ReportTrial[];
  readonly beforeId: string | null;
  /** The training that it is the outcome of, where its run is known. */
  readonly run?: RunEvidence;
  /** The benchmark whose tasks it answers, where it was made of one here. */
  readonly benchmark?: BenchmarkName;
}

/** What a run's files tell of its training. */
export interface RunEvidence {
  readonly steps: readonly CurveStep[];
  /** Settings and what made it, by name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Where logs stay from visit to visit, so that the address of a view holds in another window. */
export interface LogShelf {
  get(id: string): Promise<KeptLog | undefined>;
  put(log: KeptLog): Promise<void>;
  all(): Promise<readonly KeptLog[]>;
  remove(id: string): Promise<void>;
}

/**
 * The browser's own database; nothing leaves the machine.
 *
 * Where it may not be used, or is full, logs last until the page is left.
 */
export function browserShelf(): LogShelf {
  let store: UseStore | null = null;
  const attempt = async <T>(run: (store: UseStore) => Promise<T>, otherwise: T): Promise<T> => {
    try {
      store ??= createStore('echo-logs', 'logs');
      return await run(store);
    } catch {
      return otherwise;
    }
  };
  return {
    get: (id) => attempt((of) => get<KeptLog>(id, of), undefined),
    put: (log) => attempt((of) => set(log.id, log, of), undefined),
    all: () => attempt((of) => values<KeptLog>(of), []),
    remove: (id) => attempt((of) => del(id, of), undefined),
  };
}

/** A shelf that lasts as long as the program does. */
export function memoryShelf(): LogShelf {
  const logs = new Map<string, KeptLog>();
  return {
    get: async (id) => logs.get(id),
    put: async (log) => void logs.set(log.id, log),
    all: async () => [...logs.values()],
    remove: async (id) => void logs.delete(id),
  };
}
