/**
 * Runs `work` with a question whether to stop: yes after the first Ctrl-C (or SIGTERM), so that the step at
 * hand is finished and saved.
 *
 * A second one ends the process at once.
 */
export async function withInterrupt<T>(work: (stop: () => boolean) => Promise<T>): Promise<T> {
  let stopped = false;
  const stop = () => {
    if (stopped) process.exit(130);
    stopped = true;
    process.stderr.write('\nFinishing the step and saving; once more to leave at once.\n');
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(() => stopped);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
