// Logs of evaluations

export type {
  ConfidenceSource,
  LogFormat,
  ReadLogOptions,
} from './log/log-row.js';
export { readLogFile as readLog } from './log/node/read-log-file.js';
export type { ReadLog } from './log/read-log.js';
export type { ConfidenceOrigin, TrialLog } from './log/trials-of.js';

// The command line

export { main } from './main.js';
