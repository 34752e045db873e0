import { Exit } from 'echo-rl/commands';

/**
 * Runs `work` with a signal that the first Ctrl-C (or SIGTERM) aborts, so that the step at hand is finished
 * and saved.
 *
 * A second one ends the process at once.
 */
export async function withInterrupt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  saying = 'Finishing the step and saving; once more to leave at once.',
): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.stderr.write(`\n${saying}\n`);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
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
