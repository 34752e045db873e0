// Logs of evaluations

export type {
  ConfidenceSource,
  LogFormat,
  ReadLogOptions,
} from './log/log-row.js';
export { type ReadLog, readLog } from './log/read-log.js';
export type { ConfidenceOrigin, TrialLog } from './log/trials-of.js';

// The command line

export { main } from './main.js';
