import { ClientError } from './client-error.js';
import type { OpenEnvResult } from './open-env-client.js';

/** The result in a server's reply; throws `UNEXPECTED_REPLY` for anything that is none. */
export function parseResult(data: unknown): OpenEnvResult {
  if (!isRecord(data) || !isRecord(data.observation))
    throw new ClientError(
      'UNEXPECTED_REPLY',
      'Expected a reply with an `observation`; is this an OpenEnv server?',
    );
  const { observation, reward, done } = data;
  const metadata = isRecord(data.metadata) ? data.metadata : observation.metadata;
  return {
    observation,
    reward: typeof reward === 'number' ? reward : typeof reward === 'boolean' ? Number(reward) : null,
    done: done === true,
    metadata: isRecord(metadata) ? metadata : {},
  };
}

/** Whether a value is an object with named values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
