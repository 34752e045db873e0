import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of the Python environment and the model between runs; outside the repository, and may be
 * deleted.
 */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'echo', 'grpo-vs-trl');
