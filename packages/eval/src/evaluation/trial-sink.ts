import type { IndexedTrial } from './trial-log.js';

/** Where workers put finished trials, and the evaluation takes those that are written. */
export interface TrialSink {
  /** Resolves at once while there is room, else when trials have been taken. */
  put(trial: IndexedTrial): Promise<void> | undefined;
  /** No more trials will come. */
  close(): void;
  /** Nothing more is taken: the next take throws this. */
  fail(error: unknown): void;
  /** Batches of trials after they were written, until the sink is closed and empty. */
  batches(): AsyncGenerator<readonly IndexedTrial[], void, void>;
  /** Resolves when all trials that were put are written. */
  flush(): Promise<void>;
}

/**
 * Writes trials in batches: whatever finished while the last batch was being written is the next.
 *
 * At most `capacity` trials are held, written or not, before `put` makes workers wait.
 */
export function trialSink(
  write: (batch: readonly IndexedTrial[]) => Promise<void>,
  capacity: number,
): TrialSink {
  let unwritten: IndexedTrial[] = [];
  let written: (readonly IndexedTrial[])[] = [];
  let held = 0;
  let end: { readonly error?: unknown } | undefined;
  let writing: Promise<void> | undefined;
  const taker = signal();
  const room = signal();
  const fail = (error: unknown): void => {
    if (!end || !('error' in end)) end = { error };
    taker.notify();
    room.notify();
  };
  const writeAll = async (): Promise<void> => {
    while (unwritten.length > 0) {
      const batch = unwritten;
      unwritten = [];
      await write(batch);
      written.push(batch);
      taker.notify();
    }
  };
  const start = (): void => {
    writing ??= writeAll()
      .catch(fail)
      .finally(() => {
        writing = undefined;
        if (unwritten.length > 0) start();
        taker.notify();
      });
  };
  return {
    put(trial) {
      unwritten.push(trial);
      held++;
      start();
      return held >= capacity && !end ? room.wait() : undefined;
    },
    close() {
      end ??= {};
      taker.notify();
    },
    fail,
    async *batches() {
      for (;;) {
        if (end && 'error' in end) throw end.error;
        const taken = written.flat();
        written = [];
        if (taken.length > 0) {
          yield taken;
          held -= taken.length;
          room.notify();
        } else if (end && unwritten.length === 0 && !writing) return;
        else await taker.wait();
      }
    },
    async flush() {
      while (writing || unwritten.length > 0) {
        start();
        await writing;
      }
    },
  };
}

/** Wakes everyone who waits. */
function signal(): { wait(): Promise<void>; notify(): void } {
  let wake: (() => void) | undefined;
  let waiting: Promise<void> | undefined;
  return {
    wait: () => {
      waiting ??= new Promise((resolve) => {
        wake = resolve;
      });
      return waiting;
    },
    notify: () => {
      wake?.();
      wake = undefined;
      waiting = undefined;
    },
  };
}
