import { cacheFolder } from '@echo/files/cache-folder';

/**
 * The folder of the Python environment and the model between runs; outside the repository, and may be
 * deleted.
 */
export const CACHE = cacheFolder('grpo-vs-trl');
