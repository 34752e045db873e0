/** Seconds of processor time that this process has used so far. */
export function processorSecondsSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Seconds of processor time that a piece of work takes, so that what else runs on the machine does not count.
 */
export function processorSeconds(work: () => void): number {
  const before = processorSecondsSoFar();
  work();
  return processorSecondsSoFar() - before;
}
