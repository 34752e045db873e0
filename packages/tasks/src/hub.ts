// Downloads from the Hub

export { type DownloadedTasks, type DownloadOptions, downloadTasks } from './hub/download-tasks.js';
export type { DownloadProgress } from './hub/fetch-file.js';

// The Hub's address

export { type Endpoint, endpoint } from './hub/endpoint.js';

// Published data sets

export type { RowPlace, Source, SourceSplit } from './hub/source.js';
export { SOURCES, type SourceName } from './hub/sources.js';
