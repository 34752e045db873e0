import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the Python environment and the model are kept between runs; outside the repository, and may be
 * deleted.
 */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'echo', 'grpo-vs-trl');
