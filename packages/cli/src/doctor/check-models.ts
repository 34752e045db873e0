import { modelCache } from '@echo/run/node';
import { gigabytes } from './check-memory.js';
import type { Finding } from './finding.js';

/** The models of the Hub that are here already. */
export async function checkModels(): Promise<Finding> {
  const { folder, models } = await modelCache();
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
  const names = models.map(({ name }) => name).join(', ');
  return {
    name: 'models',
    status: 'ok',
    needed: false,
    found:
      models.length === 0 ? `nano; none in ${folder}` : `nano; ${names} (${gigabytes(bytes)}) in ${folder}`,
    remedy: models.length === 0 ? '--model hf:owner/name fetches a model when it is first used' : null,
  };
}
