import { getHFHubCachePath, scanCacheDir } from '@huggingface/hub';

/** A model in the cache of the Hugging Face Hub. */
export interface CachedModel {
  /** `owner/name`. */
  readonly name: string;
  readonly bytes: number;
}

/** The folder that models of the Hub are kept in, and those that are there. */
export async function modelCache(): Promise<{
  readonly folder: string;
  readonly models: readonly CachedModel[];
}> {
  const folder = getHFHubCachePath();
  const { repos } = await scanCacheDir(folder).catch(() => ({ repos: [] }));
  const models = repos.filter(({ id }) => id.type === 'model');
  return { folder, models: models.map(({ id, size }) => ({ name: id.name, bytes: size })) };
}
