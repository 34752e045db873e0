import type { ReadLogOptions } from '../log-row.js';
import { type ReadLog, readLog } from '../read-log.js';
import type { NamedBlob } from './blob-bytes.js';
import { blobSource } from './blob-source.js';

/**
 * Reads the log of any evaluation from a file that was given to a page, wholly in the browser.
 *
 * Formats, rules and errors are those of `echo-rl analyze`: `invalid-input`, `corrupt-file` or `unsupported`.
 * Runs in a worker as well as in a page, and in Node.
 *
 * @example
 * ```ts
 * import { readLogBlob } from 'echo-rl/log';
 *
 * const file = new File(['confidence,correct\n.9,true\n.8,false\n'], 'answers.csv');
 * const { format, trials } = await readLogBlob(file);
 * format; // → 'csv'
 * trials.length; // → 2
 * ```
 */
export const readLogBlob = (file: NamedBlob, options: ReadLogOptions = {}): Promise<ReadLog> =>
  readLog(blobSource(file), options);
