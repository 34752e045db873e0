// Logs of evaluations, read from a file that a page was given

export { logNotes } from '../log-notes.js';
export { LOG_FORMATS, type LogFormat, type ReadLogOptions } from '../log-row.js';
export type { ReadLog } from '../read-log.js';
export type { ConfidenceOrigin } from '../trials-of.js';
export type { NamedBlob } from './blob-bytes.js';
export { readLogBlob } from './read-log-blob.js';
