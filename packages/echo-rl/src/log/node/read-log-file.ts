import type { ReadLogOptions } from '../log-row.js';
import { type ReadLog, readLog } from '../read-log.js';
import { fileSource } from './file-source.js';

/** Reads the log in a file of this machine. Throws what `readLog` throws, and `not-found`. */
export const readLogFile = (path: string, options: ReadLogOptions = {}): Promise<ReadLog> =>
  readLog(fileSource(path), options);
