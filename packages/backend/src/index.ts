export type { Backend, BackendName, LoadBackendOptions } from './backend.js';
export { type InstallOptions, type InstallResult, install } from './install/install.js';
export { loadBackend } from './load-backend.js';
