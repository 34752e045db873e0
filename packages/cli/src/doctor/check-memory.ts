import { availableParallelism } from 'node:os';
import { memoryOfMachine } from '@echo/run/node';
import type { Finding } from './finding.js';

/** The memory that a run may take unless told otherwise, and the processors. */
export function checkMemory(): Finding {
  return {
    name: 'memory',
    status: 'ok',
    needed: false,
    found: `${gigabytes(memoryOfMachine())} of it for a run, ${availableParallelism()} processors`,
    remedy: null,
  };
}

/** An amount of memory or disk, such as `1.3 GB`. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
