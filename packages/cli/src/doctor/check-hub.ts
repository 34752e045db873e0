import { hubAccess } from '@echo/run/node';
import type { Finding } from './finding.js';

/** The Hugging Face Hub, where models and published tasks come from. */
export async function checkHub(): Promise<Finding> {
  const { endpoint, reachable, hasToken, user, problem } = await hubAccess();
  const name = 'Hub';
  if (!reachable)
    return {
      name,
      status: 'missing',
      needed: false,
      found: `${endpoint} cannot be reached (${problem})`,
      remedy: 'set HTTPS_PROXY or HF_ENDPOINT to fetch models and tasks, or give them as files',
    };
  if (user !== null)
    return { name, status: 'ok', needed: false, found: `${endpoint} as ${user}`, remedy: null };
  return {
    name,
    status: 'limited',
    needed: false,
    found: `${endpoint}, ${hasToken ? 'which refuses HF_TOKEN' : 'without a token'}`,
    remedy: 'set HF_TOKEN to a token of your account for gated models and to publish',
  };
}
