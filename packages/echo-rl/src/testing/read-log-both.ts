import { readFileSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import { readLogBlob } from '../log/browser/read-log-blob.js';
import type { ReadLogOptions } from '../log/log-row.js';
import { readLogFile } from '../log/node/read-log-file.js';
import type { ReadLog } from '../log/read-log.js';

/** Reads a log from its path and, as a page would, from its bytes; both must come to the same. */
export async function readLogBoth(path: string, options: ReadLogOptions = {}): Promise<ReadLog> {
  const read = readLogFile(path, options);
  const fromFile = await outcome(read);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const file = new File([readFileSync(path)], path);
    expect(await outcome(readLogBlob(file, options))).toEqual(fromFile);
  }
  return read;
}

/** What was read, or the error in words, without the reason that a library gave. */
const outcome = (read: Promise<ReadLog>): Promise<unknown> =>
  read.catch((error: Error & { code?: string }) => {
    const isReason = error.code === 'corrupt-file';
    return { code: error.code, message: isReason ? error.message.replace(/\(.*?\)/, '') : error.message };
  });
