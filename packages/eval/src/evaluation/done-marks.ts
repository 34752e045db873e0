import { EchoError } from '@echo/core';

/** The places of tasks that have a trial already, four bytes each. */
export interface DoneMarks {
  mark(index: number, taskId: string): void;
  /** Throws `config-mismatch` when the trial there is of another task. */
  has(index: number, taskId: string): boolean;
}

/** Marks of no task yet. */
export function doneMarks(): DoneMarks {
  let hashes = new Uint32Array(0);
  return {
    mark(index, taskId) {
      if (index >= hashes.length) {
        const grown = new Uint32Array(Math.max(1024, 2 * hashes.length, index + 1));
        grown.set(hashes);
        hashes = grown;
      }
      hashes[index] = hashOf(taskId);
    },
    has(index, taskId) {
      const marked = hashes[index] ?? 0;
      if (marked !== 0 && marked !== hashOf(taskId))
        throw new EchoError(
          'config-mismatch',
          `The log has a trial of another task at place ${index}, where ${taskId} stands now; resume with the same tasks in the same order, or choose another log.`,
        );
      return marked !== 0;
    },
  };
}

/** FNV-1a, never 0. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
