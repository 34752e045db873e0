import { totalmem } from 'node:os';

/** The default memory limit in bytes: three quarters of the machine's memory, or of its container's. */
export function memoryOfMachine(): number {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return 0.75 * Math.min(totalmem(), limit);
}
