import { Exit } from 'echo-rl/commands';

/**
 * Runs `work` with a signal that the first Ctrl-C (or SIGTERM) aborts, so that the step at hand is finished
 * and saved.
 *
 * A second one ends the process at once, also while a computation blocks the event loop.
 */
export async function withInterrupt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  saying = 'Finishing the step and saving; once more to leave at once.',
): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      off();
      leave();
      return;
    }
    controller.abort();
    process.stderr.write(`\n${saying}\n`);
    // Without a listener the system ends the process itself. One that has come already is heard first.
    setImmediate(off);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const off = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    off();
  }
}

/**
 * Ends the process as Ctrl-C ends one that does not listen, which a shell tells as 130.
 *
 * `process.exit` would end native threads that compute with an abort.
 */
function leave(): void {
  if (process.platform === 'win32') process.exit(130);
  process.kill(process.pid, 'SIGINT');
}

/** Runs `work`, which throws when its signal is aborted: then the command ends with exit code 130. */
export async function interruptible<T>(hint: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  let given: AbortSignal | undefined;
  try {
    return await withInterrupt((signal) => {
      given = signal;
      return work(signal);
    }, hint);
  } catch (error) {
    if (given?.aborted) throw new Exit(130);
    throw error;
  }
}
