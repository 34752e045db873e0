interface Pending<T> {
  readonly item: T;
  readonly size: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** Items gathered into batches, each written by one call. */
export interface GroupCommit<T> {
  /** Resolves once the write of the item's batch has returned; rejects with what it threw. */
  add(item: T): Promise<void>;
  /** Resolves once nothing is pending. */
  settled(): Promise<void>;
}

/** The most items, and the most size, of one batch. */
const MAX_ITEMS = 512;
const MAX_SIZE = 16 * 2 ** 20;

/**
 * Gathers what is added while a write is under way and writes it together.
 *
 * One write runs at a time; under load, many items share the cost of one transaction.
 */
export function groupCommit<T>(
  write: (batch: readonly T[]) => void | Promise<void>,
  sizeOf: (item: T) => number,
): GroupCommit<T> {
  let pending: Pending<T>[] = [];
  let running: Promise<void> | null = null;

  const nextBatch = (): readonly Pending<T>[] => {
    let size = 0;
    let n = 0;
    while (n < Math.min(pending.length, MAX_ITEMS) && (n === 0 || size <= MAX_SIZE)) {
      size += pending[n]?.size ?? 0;
      n++;
    }
    const batch = pending.slice(0, n);
    pending = pending.slice(n);
    return batch;
  };

  const run = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    while (pending.length > 0) {
      const batch = nextBatch();
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = null;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        pending.push({ item, size: sizeOf(item), resolve, reject });
        running ??= run();
      }),
    settled: async () => {
      while (running !== null) await running;
    },
  };
}
