// Choice of the backend

export type { LoadBackendOptions } from './backend.js';
export { loadBackend } from './node/load-backend.js';
