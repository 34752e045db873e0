import { totalmem } from 'node:os';

/** What this process may take unless told otherwise, in bytes: three quarters of what the machine has, or the container around it. */
export function memoryOfMachine(): number {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return 0.75 * Math.min(totalmem(), limit);
}
