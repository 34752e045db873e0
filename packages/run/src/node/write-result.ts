import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { isDiskFull } from '@echo/files/local-errors';
import { writeAtomically } from '@echo/files/write-atomically';

/** Writes JSON (or text as it is) into a run's folder, whole or not at all. */
export async function writeResult(folder: string, name: string, value: unknown): Promise<void> {
  const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  await intoFolder(folder, () => writeAtomically(join(folder, name), text));
}

/** Writes into a run's folder; throws `write-failed`, which says what is safe. */
export async function intoFolder<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    const reason = isDiskFull(cause) ? 'the disk is full' : String(cause);
    throw new EchoError(
      'write-failed',
      `Could not write into ${folder}: ${reason}; what was saved before is intact, make room and add --resume.`,
      { cause },
    );
  }
}
